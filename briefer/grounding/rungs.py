"""The rungs of the ladder: each finds a quote in one form, and nothing that cuts a word or a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from briefer.language import fold, words
from briefer.records import Located, Match, Span

MAX_GAP = 600  #: characters that one ellipsis may leave out
MAX_FRAGMENTS = 10  #: a quote in more pieces than that is no quote

_TELLING_CHARACTERS, _TELLING_WORDS, _TELLING_UNSPACED = 12, 3, 4  # any of them makes a fragment mean one place
_MAX_PROBES = 10_000  # places tried at one rung; only a text made to waste time has so many false starts
_MAX_CHAINS = 1_000  # places of a first fragment from which the others are looked for
_MAX_COMPARED = 10_000_000  # characters of the quote compared at those places
_REACH = 24  # characters either side that decide whether a place is inside a number

_BRACKETED_ELLIPSIS = re.compile(r"[\[(] ?\.\.\. ?[\])]")
_ELLIPSIS = re.compile(rf"{_BRACKETED_ELLIPSIS.pattern}|\.\.\.")
_EDGES = re.compile(r"\A(?:[ ,;:'()\[\]]|- )+|(?:[ ,;:'()\[\]]| -)+\Z")
_EDITS = re.compile(r"(?<!\w)\[([^\W\d_])\](?=\w)| ?\[(?i:sic)\.?\]")
_EMOJI_TAIL = re.compile("(?:[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\u20e3]|\u200d[^\\w\\s])+")
_EMOJI_HEAD = re.compile("(?:[^\\w\\s][\ufe0f\U0001f3fb-\U0001f3ff]?\u200d)+\\Z")


class Form(NamedTuple):
    """How a source and a quote (in its typographic form) are brought to what is compared."""

    match: Match
    source: Callable[[str], fold.Folded]
    quote: Callable[[fold.Folded], fold.Folded]


class Needle(NamedTuple):
    """A quote in a form, and the punctuation at its ends that the form leaves out."""

    text: str
    lead: str
    tail: str


#: Two loose forms, because "third-quarter" is written "third quarter" and "co-operate" is written "cooperate".
FORMS = (
    Form(Match.TYPOGRAPHIC, fold.typographic, lambda quote: quote),
    Form(Match.LOOSE, fold.loose, fold.fold_loose),
    Form(Match.LOOSE, lambda text: fold.loose(text, " "), lambda quote: fold.fold_loose(quote, " ")),
)


def exact(text: str, quote: str) -> Iterator[Located]:
    """Every place where the quote stands character for character."""
    quote = quote.strip()
    for start in finds(text, quote):
        end = start + len(quote)
        if not (_cuts_source(text, start) or _cuts_source(text, end)):
            span = _snapped(text, Span(start, end))
            yield Located(*span, Match.EXACT if span == (start, end) else Match.TYPOGRAPHIC, (span,))


def formed(text: str, quote: str) -> Iterator[Located]:
    """Every place where a normal form of the quote stands, closest form first."""
    for form in FORMS:
        yield from _in_form(text, quote, form)


def edited(text: str, quote: str) -> Iterator[Located]:
    """The same for a quote that shows its edits: an ellipsis, `[T]he`, `[sic]`.

    Any other word in brackets must stand in the source: what an editor adds, a forger can add.
    """
    original = normal(quote)
    plain = _EDITS.sub(r"\1", original)
    for ellipsis in (_BRACKETED_ELLIPSIS, _ELLIPSIS):  # the source may have an ellipsis of its own
        fragments = [stripped for piece in ellipsis.split(plain) if (stripped := _EDGES.sub("", piece))]
        if len(fragments) == 1 and fragments[0] != original:
            yield from formed(text, fragments[0])
        elif 1 < len(fragments) <= MAX_FRAGMENTS and all(map(_telling, fragments)):
            for form in FORMS:
                yield from _in_order(text, fragments, form)


RUNGS = (exact, formed, edited)


# --- one form ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def normal(quote: str) -> str:
    """The typographic form of a quote, remembered while it is looked for in one source after the other."""
    return fold.fold_typographic(quote).text.strip()


@lru_cache(maxsize=128)
def needle(quote: str, form: Form) -> Needle:
    """The quote in a form."""
    typographic = normal(quote)
    folded = form.quote(fold.Folded(typographic))
    if not (bare := folded.text.strip()):
        return Needle("", "", "")
    at = folded.text.index(bare)
    kept = folded.span(at, at + len(bare))
    lead, tail = typographic[: kept.start], typographic[kept.end :]
    return Needle(bare, lead.rpartition("...")[2], tail.partition("...")[0])


def finds(text: str, bare: str, start: int = 0, stop: int | None = None) -> Iterator[int]:
    """Where *bare* stands, overlaps included; `str.find` is linear even for texts made to slow it down."""
    for _ in range(min(_MAX_PROBES, 100 + _MAX_COMPARED // len(bare)) if bare else 0):
        if (start := text.find(bare, start, stop)) < 0:
            return
        yield start
        start += 1


def _in_form(text: str, quote: str, form: Form) -> Iterator[Located]:
    bare, lead, tail = needle(quote, form)
    typographic = fold.typographic(text)
    for found, _ in _places(text, bare, form):
        span = _snapped(text, typographic.span(*_with_punctuation(typographic.text, found, lead, tail)))
        yield Located(*span, form.match, (span,))


def _places(text: str, bare: str, form: Form, after: int | None = None) -> Iterator[tuple[Span, int]]:
    """Where words stand without cutting a word or a number: in the typographic form, and after them in the form.

    They are looked for anywhere, or soon after a place in the form.
    """
    source, typographic = form.source(text), fold.typographic(text)
    stop = None if after is None else after + 2 * MAX_GAP + len(bare)
    for start in finds(source.text, bare, after or 0, stop):
        end = start + len(bare)
        span = source.span(start, end, len(typographic.steps))
        if not (words.cuts(typographic.text, span.start) or words.cuts(typographic.text, span.end)):
            yield span, end


def _with_punctuation(text: str, span: Span, lead: str, tail: str) -> Span:
    """Take in the punctuation around a loose match that the quote has too."""
    before = text[max(0, span.start - len(lead)) : span.start]
    same = shared(lead[::-1], before[::-1])
    start = span.start - len(lead[len(lead) - same :].lstrip())
    same = shared(tail, text[span.end : span.end + len(tail)])
    return Span(start, span.end + len(tail[:same].rstrip()))


def shared(a: str, b: str) -> int:
    """How many characters two texts have in common at their start."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _cuts_source(text: str, at: int) -> bool:
    """`words.cuts` for a text that is not folded: only the characters that matter are."""
    before, after = text[max(0, at - _REACH) : at], text[at : at + _REACH]
    if before.isascii() and after.isascii() and "&" not in before:
        return words.cuts(text, at)
    before = fold.fold_typographic(before).text
    return words.cuts(before + fold.fold_typographic(after).text, len(before))


def _snapped(text: str, span: Span) -> Span:
    """Take in what belongs to the picture at either end: variation selectors, skin tones, joined emoji."""
    start, end = span
    if text[end : end + 1] > "\u02ff" and (tail := _EMOJI_TAIL.match(text, end)):
        end = tail.end()
    if text[start - 1 : start] == "\u200d" and (head := _EMOJI_HEAD.search(text[max(0, start - _REACH) : start])):
        start -= len(head[0])
    return Span(start, end)


# --- fragments --------------------------------------------------------------------------------------------


def _telling(fragment: str) -> bool:
    return (
        len(fragment) >= _TELLING_CHARACTERS
        or words.count(fragment) >= _TELLING_WORDS
        or words.unspaced(fragment) >= _TELLING_UNSPACED
    )


def _in_order(text: str, fragments: list[str], form: Form) -> Iterator[Located]:
    """The fragments one after the other, each at most MAX_GAP characters of the source behind the one before.

    Where the first fragment stands several times, the shortest stretch comes first: it leaves out least.
    """
    bare = [needle(fragment, form).text for fragment in fragments]
    back = fold.typographic(text).span
    chains = []
    for first, begun in islice(_places(text, bare[0], form), _MAX_CHAINS):
        spans, end = [_snapped(text, back(*first))], begun
        for following in bare[1:]:
            found, end = next(_places(text, following, form, end), (None, end))
            if found is None or (span := _snapped(text, back(*found))).start - spans[-1].end > MAX_GAP:
                break
            spans.append(span)
        else:
            chains.append(tuple(spans))
    for segments in sorted(chains, key=lambda spans: spans[-1].end - spans[0].start):
        yield Located(segments[0].start, segments[-1].end, Match.ELIDED, segments)
