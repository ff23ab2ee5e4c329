"""Which sentences can be lifted out of an article and still be understood, and how they read when lifted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefer.language.capitals import capitalised_runs
from briefer.language.lexicon import has, pattern
from briefer.language.names import covers
from briefer.language.sentence import sentence
from briefer.language.words import unspaced

#: What may be overlooked where nothing stands alone: a brief of such sentences is better than none.
BEARABLE = (
    "opens with a word that points back",
    "points to something told elsewhere",
    "a pronoun points outside the sentence",
    "holds a pictograph",
)

_LENGTHS_UNSPACED = range(10, 161)  # characters, in scripts that write no spaces
_LENGTHS = range(6, 61)  # words: below lies a fragment, above a paragraph in one breath
_PICTOGRAPHS = "\U0001f000"

_LABEL = re.compile(r"\w[\w’'-]+(?: [\w’'-]+){0,6}: ")
_MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*(?: \"[^\"]*\")?\)")
_MARKDOWN_MARK = re.compile(r"(\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
_QUOTED = re.compile(r"[\"“][^\"”“]*[\"”]|(?<!\w)['‘][^'’]{3,}['’](?!\w)")
_QUOTES, _ENDS = "\"'”’", (".", "…", "。")


@dataclass(frozen=True, slots=True)
class Lifted:
    """A sentence as it would be published, and how many code points of the passage it leaves out at the start."""

    text: str
    dropped: int


def lift(passage: str, language: str | None = None) -> Lifted:
    """The sentence without a leading "However," or list label, an "also" within, and Markdown's marks.

    Args:
        passage: a passage's text.
        language: ISO 639-1 code; English where unknown.
    """
    label = _LABEL.match(passage)
    dropped = label.end() if label and passage[0].isupper() and passage[label.end() :][:1].isupper() else 0
    if found := pattern(language, "connectives", "front", case=True).match(passage, dropped):
        dropped = found.end()
    plain = _MARKDOWN_MARK.sub("", _MARKDOWN_LINK.sub(r"\1", passage[dropped:]))
    plain = _unquoted(pattern(language, "connectives", "inner", case=True), "", " ".join(plain.split()))
    return Lifted(plain[:1].upper() + plain[1:] if dropped else plain, dropped)


def obstacle(text: str, language: str | None = None) -> str | None:
    """Why a sentence does not stand alone, or None where it does.

    The rules are meant to be too strict rather than too lax: an article offers many sentences, and one that begins
    with "He" spoils a brief more than a missing one does.

    Args:
        text: a lifted sentence.
        language: ISO 639-1 code; English where unknown. A rule whose words are not known in it says nothing.
    """
    return next(_obstacles(text, language), None)


def dangling(text: str, question: str = "", language: str | None = None) -> str | None:
    """What only the words around a writer's sentence would explain, or None where it is understood alone.

    Args:
        text: one sentence, of whatever length.
        question: what it answered: "The Mail counted 47 pages" tells nobody of what, where only that names it.
        language: ISO 639-1 code; English where unknown. A rule whose words are not known in it says nothing.
    """
    one, frame = sentence(text, language), _QUOTED.sub(" “” ", text)
    shares = bool(one.content & sentence(question, language).content)
    speakers = {name.text for name in one.speakers}
    if _opens_dangling(text, language) or is_vague(text, language):
        return "it opens with a word that points back"
    if pattern(language, "pronouns", "first").search(frame):
        return "it speaks as I, we or you"
    pronoun = pattern(language, "pronouns", "third").search(frame)
    if _refers_back(text, language) or (pronoun and question and not shares):
        return "a pronoun points outside of it"
    if covers(language) and not shares and not any(name.text not in speakers for name in one.names):
        return "it does not name whom or what it is about"
    return "it is no complete sentence" if _is_verbless(text, language) else None


def leans(text: str, language: str | None = None) -> bool:
    """Whether a sentence or a title leans on words that are not there."""
    return any(_leanings(text, language))


def is_vague(text: str, language: str | None = None) -> bool:
    """Whether a sentence leans on an earlier one: "The report …" without saying which."""
    return bool(pattern(language, "pointing_back", "vague").match(text))


def is_concrete(text: str) -> bool:
    """Whether a sentence has a name or a figure in it, beyond its first word."""
    return any(map(str.isdigit, text[1:])) or bool(capitalised_runs(text.partition(" ")[2]))


def _obstacles(text: str, language: str | None) -> Iterator[str]:
    characters, words = len(text), text.count(" ") + 1
    if not (characters in _LENGTHS_UNSPACED if unspaced(text) else words in _LENGTHS):
        yield "too short or too long"
    if _is_fragment(text, language):
        yield "no complete sentence"
    if any(mark in text for mark in ("!", "?", "...", "…")) or pattern(language, "chatter").search(text):
        yield "chatter"
    if any(c > _PICTOGRAPHS for c in text):
        yield "holds a pictograph"
    if text.count("“") != text.count("”") or text.count('"') % 2 == 1 or text.count("(") != text.count(")"):
        yield "quotation marks do not pair"
    if len(_QUOTED.sub("", text)) < characters * 0.25:  # speech without a speaker
        yield "only a quotation"
    if pattern(language, "pronouns", "first").search(_QUOTED.sub(" ", text)):
        yield "speaks as I, we or you"
    yield from _leanings(text, language)


def _leanings(text: str, language: str | None) -> Iterator[str]:
    """The words of a sentence that only others explain, by what they do."""
    if _opens_dangling(text, language):
        yield "opens with a word that points back"
    if _points_back(text, language):
        yield "points to something told elsewhere"
    if _refers_back(text, language):
        yield "a pronoun points outside the sentence"


def _is_fragment(text: str, language: str | None) -> bool:
    first = text.lstrip("\"“‘'$£€")[:1]
    begins = first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())
    ends = text.rstrip(_QUOTES + ")]").endswith(_ENDS) or (text[-1:] in _QUOTES and text[-2:-1] in "!?")
    return not begins or not ends or (text.isascii() and _is_verbless(text, language))


def _is_verbless(text: str, language: str | None) -> bool:
    return has(language, "finite_verbs") and not pattern(language, "finite_verbs", case=True).search(text)


def _opens_dangling(text: str, language: str | None) -> bool:
    opener, named, quoted, anywhere = (
        pattern(language, "pointing_back", key) for key in ("opener", "named", "quoted", "anywhere")
    )
    if text.startswith(("“", '"')):  # the speaker's "I" and "we" are explained by the speaker's name
        return bool(quoted.match(text))
    opening = text.lstrip("‘'(")
    return bool(anywhere.search(text)) or (bool(opener.match(opening)) and not named.match(opening))


def _points_back(text: str, language: str | None) -> bool:
    """Whether a sentence points to a thing that it does not name itself before: "such a meeting", "these cuts"."""
    frame = _QUOTED.sub(" “” ", text)
    never = pattern(language, "pointing_back", "never")
    for found in pattern(language, "pointing_back", "within").finditer(frame):
        noun = next(word for word in found.groups() if word)
        before = sentence(frame[: found.start()], language)
        if not never.fullmatch(noun) and sentence(noun, language).stems.isdisjoint(before.stems):
            return True
    return False


def _refers_back(text: str, language: str | None) -> bool:
    """A pronoun in the frame of the sentence with nothing before it that it could stand for."""
    frame = _QUOTED.sub(" “” ", text)
    pronoun = pattern(language, "pronouns", "third").search(frame)
    if not pronoun:
        return False
    if pattern(language, "pointing_back", "opening", case=True).match(frame):
        return True  # "Founded in 1983 in Quissel, it …"
    personal, subject = (pattern(language, "pronouns", key).fullmatch(pronoun[0]) for key in ("person", "subject"))
    kind = "person" if personal else "thing"
    before = frame[: pronoun.start()]
    lead_in = pattern(language, "lead_ins", "word").match(frame)
    if lead_in and "," not in before:
        # "As it builds more models, OpenAI …": the name comes right after the comma.
        comma = frame.find(",")
        return comma < 0 or not pattern(language, "lead_ins", kind).match(frame, comma)
    before = before[lead_in.end() :] if lead_in else before
    if before.rstrip().endswith(",") and subject:
        # "As governor of Arkansas in 2002, he …", "The savings, she said, …": only a person's full name will do.
        return not personal or not any(" " in name for name in capitalised_runs(before))
    if personal:
        before = pattern(language, "antecedents", "article").sub("", before)
    return not (capitalised_runs(before) or pattern(language, "antecedents", kind).search(before))


def _unquoted(words: re.Pattern[str], instead: str, text: str) -> str:
    """A text with some words replaced wherever they do not stand within quotation marks."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return words.sub(lambda found: found[0] if any(i <= found.start() < end for i, end in quoted) else instead, text)
