"""Real texts, honest variants of quotes from them with the span that is right, and forged quotes.

Shared by `corruptions.py` and `locate.py`. Everything is drawn with a fixed seed, so two runs see the same cases.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

FILES = ("articles", "triples-dev.jsonl", "defacto-train.jsonl", "ecbplus-dev.jsonl", "roundup-dev.jsonl")

_TOKEN = re.compile(r"\w+(?:[.,:/'’‘-]\w+)*|[%$€£]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|can|should|did|does)\b")
_INVENTED = ("reportedly", "secretly", "illegally", "former", "twice", "nearly")
_SWAPS = {
    "rose": "fell", "fell": "rose", "more": "less", "less": "more", "before": "after", "after": "before",
    "first": "last", "last": "first", "up": "down", "down": "up", "won": "lost", "lost": "won",
    "million": "billion", "billion": "million", "said": "denied", "increase": "decrease", "all": "none",
}  # fmt: skip


class Window(NamedTuple):
    """Some words of a source: where they stand."""

    source: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.source[self.start : self.end]


class Variant(NamedTuple):
    """An honest quote: it must be found, at exactly this span."""

    kind: str
    source: str
    quote: str
    start: int
    end: int


class Forgery(NamedTuple):
    """A quote that does not stand in its source."""

    kind: str
    source: str
    quote: str


def sources(folder: Path) -> list[str]:
    """Every article of the data folder that is long enough to quote from."""
    texts = [path.read_text("utf-8") for path in sorted((folder / "articles").glob("*.txt"))]
    for name in FILES[1:]:
        for line in (folder / name).read_text("utf-8").splitlines():
            record = json.loads(line)
            articles = record.get("articles") or [{"text": record.get("text") or record.get("article")}]
            texts += [article["text"] for article in articles]
    return [text for text in dict.fromkeys(texts) if text and len(text) > 300]


def windows(texts: list[str], number: int, rng: random.Random) -> Iterator[Window]:
    """Stretches of 6 to 40 words that stand once in their source, begin and end with a letter or digit, not misread."""
    while number:
        source = rng.choice(texts)
        spans = [m.span() for m in re.finditer(r"\S+", source)]
        length = rng.randint(6, 40)
        if len(spans) <= length:
            continue
        first = rng.randrange(len(spans) - length)
        start, end = spans[first][0], spans[first + length - 1][1]
        text = source[start:end]
        if text[0].isalnum() and text[-1].isalnum() and source.count(text) == 1 and not {"Â", "Ã"} & set(text):
            number -= 1
            yield Window(source, start, end)


def stands(quote: str, source: str) -> bool:
    """Whether the words of a quote stand in a source in that order, by a rule that shares no code with briefer's."""
    return _flat(quote) in _flat(source)


def _flat(text: str) -> str:
    return f" {' '.join(_TOKEN.findall(unicodedata.normalize('NFKC', text).casefold()))} "


# --- forged quotes ----------------------------------------------------------------------------------------


def _number_changed(w: Window, rng: random.Random, _: list[str]) -> str | None:
    if not (found := [*_NUMBER.finditer(w.text)]):
        return None
    number = rng.choice(found)
    digits = [i for i in range(*number.span()) if w.text[i].isdigit()]
    at = rng.choice(digits)
    return w.text[:at] + rng.choice([d for d in "123456789" if d != w.text[at]]) + w.text[at + 1 :]


def _not_added(w: Window, rng: random.Random, _: list[str]) -> str | None:
    found = [*_AUXILIARY.finditer(w.text)]
    at = rng.choice(found).end() if found else None
    return at and f"{w.text[:at]} not{w.text[at:]}"


def _not_dropped(w: Window, _: random.Random, __: list[str]) -> str | None:
    dropped = re.sub(r"(?:n['’]t\b| not\b| never\b| no\b)", "", w.text, count=1)
    return dropped if dropped != w.text else None


def _name_swapped(w: Window, rng: random.Random, _: list[str]) -> str | None:
    inside, known = [*_NAME.finditer(w.text)], sorted(set(_NAME.findall(w.source)))
    if not inside or len(known) < 2:
        return None
    name = rng.choice(inside)
    return w.text[: name.start()] + rng.choice([k for k in known if k != name[0]]) + w.text[name.end() :]


def _names_exchanged(w: Window, rng: random.Random, _: list[str]) -> str | None:
    inside = [*_NAME.finditer(w.text)]
    if len({name[0] for name in inside}) < 2:
        return None
    a, b = rng.sample(inside, 2)
    a, b = sorted((a, b), key=lambda name: name.start())
    return w.text[: a.start()] + b[0] + w.text[a.end() : b.start()] + a[0] + w.text[b.end() :]


def _word_invented(w: Window, rng: random.Random, _: list[str]) -> str:
    words = w.text.split(" ")
    words.insert(rng.randrange(1, len(words)), rng.choice(_INVENTED))
    return " ".join(words)


def _bracketed(w: Window, rng: random.Random, _: list[str]) -> str:
    words = w.text.split(" ")
    at = rng.randrange(1, len(words) - 1)
    if rng.random() < 0.5:
        words[at] = f"[{rng.choice(_INVENTED)}]"
    else:
        words.insert(at, f"[{rng.choice(_INVENTED)} {rng.choice(_INVENTED)}]")
    return " ".join(words)


def _word_swapped(w: Window, rng: random.Random, _: list[str]) -> str | None:
    found = [m for m in re.finditer(r"[a-z]+", w.text) if m[0] in _SWAPS]
    word = rng.choice(found) if found else None
    return word and w.text[: word.start()] + _SWAPS[word[0]] + w.text[word.end() :]


def _word_dropped(w: Window, rng: random.Random, _: list[str]) -> str:
    words = w.text.split(" ")
    del words[rng.randrange(1, len(words) - 1)]
    return " ".join(words)


def _spliced(w: Window, rng: random.Random, _: list[str]) -> str:
    other = next(windows([w.source], 1, rng))
    head, tail = w.text.split(), other.text.split()
    return " ".join(head[: len(head) // 2 + 2] + tail[len(tail) // 2 - 1 :])


def _from_elsewhere(w: Window, rng: random.Random, texts: list[str]) -> str | None:
    other = next(windows(texts, 1, rng))
    return other.text if other.source != w.source else None


def _number_cut(w: Window, rng: random.Random, _: list[str]) -> str | None:
    """The quote starts or ends inside a number: "4.3 billion" of "14.3 billion"."""
    found = [m for m in re.finditer(r"[$£€]?\d+(?:[.,]\d+)*%?", w.source) if len(m[0]) > 1]
    if not found:
        return None
    number = rng.choice(found)
    at = rng.randrange(number.start() + 1, number.end())
    if rng.random() < 0.5:
        return w.source[at : at + 60].rpartition(" ")[0]
    return w.source[max(0, at - 60) : at].partition(" ")[2]


def _word_cut(w: Window, rng: random.Random, _: list[str]) -> str | None:
    """The quote starts inside a word or a hyphenated compound, or ends before "n't"."""
    found = [*re.finditer(r"\w(?:\w|[-'’](?=\w)){4,}", w.source)]
    word = rng.choice(found) if found else None
    if word is None:
        return None
    at = word.end() - 1
    while w.source[at - 1] not in "-'’" and at > word.start() + 2:
        at -= 1
    return (
        w.source[at : at + 70].rpartition(" ")[0]
        if rng.random() < 0.5
        else w.source[max(0, at - 70) : at].partition(" ")[2]
    )


def _reversed_fragments(w: Window, _: random.Random, __: list[str]) -> str | None:
    words = w.text.split()
    half = len(words) // 2
    return f"{' '.join(words[half:])} … {' '.join(words[:half])}" if half >= 5 else None


def _quilted(w: Window, rng: random.Random, _: list[str]) -> str | None:
    """Two fragments in order, but more than 600 characters apart."""
    other = next(windows([w.source], 1, rng))
    first, second = sorted((w, other), key=lambda x: x.start)
    return f"{first.text} … {second.text}" if second.start - first.end > 700 else None


FORGERIES: dict[str, Callable[[Window, random.Random, list[str]], str | None]] = {
    "number changed": _number_changed,
    "number cut": _number_cut,
    "“not” added": _not_added,
    "“not” dropped": _not_dropped,
    "name swapped": _name_swapped,
    "two names exchanged": _names_exchanged,
    "word invented": _word_invented,
    "word in brackets": _bracketed,
    "word swapped": _word_swapped,
    "word dropped": _word_dropped,
    "word cut": _word_cut,
    "spliced": _spliced,
    "other article": _from_elsewhere,
    "fragments reversed": _reversed_fragments,
    "fragments far apart": _quilted,
}


def forgeries(texts: list[str], each: int, rng: random.Random) -> Iterator[Forgery]:
    """*each* forged quotes of every kind; what stands in its source by chance is passed over."""
    for kind, forge in FORGERIES.items():
        made = 0
        for w in windows(texts, 100 * each, rng):
            quote = forge(w, rng, texts)
            if quote and len(quote.split()) >= 5 and len(quote) >= 15 and not _by_chance(kind, quote, w.source):
                made += 1
                yield Forgery(kind, w.source, quote)
            if made == each:
                break


def _by_chance(kind: str, quote: str, source: str) -> bool:
    if "fragments" not in kind:
        return stands(quote, source)
    return any(_flat(source).count(_flat(piece)) != 1 for piece in quote.split(" … "))


# --- honest variants --------------------------------------------------------------------------------------

_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": " - ", "…": "..."}
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


def _replaced(text: str, table: dict[str, str]) -> str:
    pattern = "|".join(map(re.escape, sorted(table, key=len, reverse=True)))
    return re.sub(pattern, lambda m: table[m[0]], text)


def _curled(text: str) -> str:
    text = re.sub(r'(?<!\w)"(?=\w)', "“", text)
    return text.replace('"', "”").replace("'", "’")


def _broken_line(text: str) -> str:
    return re.sub(r"(?<=[a-z]{4})(?=[a-z]{4})", "-\n", text, count=2)


def _entities(text: str) -> str:
    table = {"&": "&amp;", '"': "&quot;", "'": "&#39;", "’": "&rsquo;", "“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;"}
    return _replaced(text, {**table, "$": "&#36;", "é": "&eacute;"})


#: What a text may look like on either side of the comparison: in the quote, or in the source.
TYPOGRAPHY: dict[str, Callable[[str], str]] = {
    "straight quotes and dashes": lambda t: _replaced(t, _STRAIGHT),
    "curly quotes": _curled,
    "em dash for hyphens": lambda t: re.sub(r" [-–—] |(?<=\w)—(?=\w)", "—", t),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "narrow and thin spaces": lambda t: re.sub(r" (?=\d)", "\u202f", t).replace(" the ", "\u2009the "),
    "wrapped lines": lambda t: re.sub(r"((?:\S+ ){5})", r"\1\n  ", t),
    "decomposed": lambda t: unicodedata.normalize("NFD", t),
    "entities": _entities,
    "ligatures": lambda t: _replaced(t, _LIGATURES),
    "zero-width": lambda t: re.sub(r"(?<=\w\w)(?=\w)", "\u200b", t, count=4),
    "soft hyphens": lambda t: re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\u00ad", t),
    "hyphenated line breaks": _broken_line,
    "full width": lambda t: "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in t),
    "misread as Windows-1252": lambda t: _replaced(t, {"’": "â€™", "“": "â€œ", "£": "Â£", "é": "Ã©", "–": "â€“"}),
}
#: What only a writer does, to the quote.
WRITING: dict[str, Callable[[str], str]] = {
    "capitalised": lambda t: t[0].upper() + t[1:],
    "lower case": str.lower,
    "upper case": str.upper,
    "[T]he": lambda t: f"[{t[0].swapcase()}]{t[1:]}" if t[:2].isalpha() else t,
    "in quotation marks": lambda t: f"“{t}”",
    "full stop added": lambda t: f"{t}.",
    "comma dropped": lambda t: re.sub(r"(?<=[a-z]),(?= )", "", t),
    "hyphen dropped": lambda t: re.sub(r"(?<=[a-z]{3})-(?=[a-z]{3})", "", t),
    "hyphen to space": lambda t: re.sub(r"(?<=[a-z]{3})-(?=[a-z]{3})", " ", t),
    "ellipsis at both ends": lambda t: f"… {t}...",
    "[sic]": lambda t: re.sub(r"\A((?:\S+ ){3})", r"\1[sic] ", t),
}


def variants(texts: list[str], each: int, rng: random.Random) -> Iterator[Variant]:
    """*each* honest quotes of every kind and, for typography, *each* with the variation in the source."""
    for kind, change in TYPOGRAPHY.items():
        for changed in (_changed_quote, _changed_source):
            drawn = windows(texts, 200 * each, rng)
            drawn = map(_accented, drawn) if kind == "decomposed" else drawn
            yield from _some(changed(kind, change, w) for w in drawn)(each)
    for kind, change in WRITING.items():
        yield from _some(_changed_quote(kind, change, w) for w in windows(texts, 200 * each, rng))(each)
    yield from _some(_elided(w, rng) for w in windows(texts, 20 * each, rng))(2 * each)


def _accented(w: Window) -> Window:
    """The window in a source that has accents: English news has too few of its own."""
    return Window(w.source[: w.start] + w.text.replace("e", "é", 3) + w.source[w.end :], w.start, w.end)


def _some(found: Iterator[Variant | None]) -> Callable[[int], Iterator[Variant]]:
    def first(number: int) -> Iterator[Variant]:
        for variant in found:
            if variant is not None:
                yield variant
                number -= 1
            if not number:
                return

    return first


def _changed_quote(kind: str, change: Callable[[str], str], w: Window) -> Variant | None:
    quote = change(w.text)
    return Variant(kind, w.source, quote, w.start, w.end) if quote != w.text else None


def _changed_source(kind: str, change: Callable[[str], str], w: Window) -> Variant | None:
    changed = change(w.text)
    source = w.source[: w.start] + changed + w.source[w.end :]
    if changed == w.text:
        return None
    return Variant(f"{kind} (source)", source, w.text, w.start, w.start + len(changed))


def _elided(w: Window, rng: random.Random) -> Variant | None:
    words = [m.span() for m in re.finditer(r"\S+", w.text)]
    if len(words) < 16:
        return None
    cut, resume = words[5][1], words[len(words) - 6][0]
    mark = rng.choice((" … ", " ... ", " [...] ", " […] ", "…", " . . . "))
    return Variant("elided", w.source, w.text[:cut] + mark + w.text[resume:], w.start, w.end)
