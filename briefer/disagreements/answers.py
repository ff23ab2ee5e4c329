"""What sentences answer, and which two answers to one question exclude each other: who did it, where, how old."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from briefer.disagreements.people import same_person
from briefer.disagreements.voices import Conflict, Voice, Voices, different_time
from briefer.language import lexicon
from briefer.language.speech import speeches
from briefer.language.stems import stem
from briefer.language.verb_forms import is_past

_NAMED = 2  # shared terms that make one matter of two, where one of them is a name
_UNNAMED = 3  # … and where none is
IT = "it"
_LONG = 6  # words of a thing that is asked after

Alike = Callable[[Sequence[str], Sequence[str], str | None], bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence as the answer to a question."""

    voice: Voice
    question: str  #: "{}" is the place of a thing
    thing: str  #: what is asked after, in the words of the sentence; "it" where it says no more
    key: str  #: two answers are held against each other where they have one key
    value: tuple[str, ...]  #: what is answered, as written
    about: frozenset[str]  #: terms of what is asked about
    told: bool  #: the sentence itself says what it is about, and not only the one before
    object: frozenset[str] = frozenset()  #: terms of what it was done to, of which not each may have its own
    alike: float = 0.0  #: how much two sentences must say of each other to answer one question, 0 to 1


def answers_differ(
    found: Iterable[Answer], heard: Voices, alike: Alike = same_person, *, timed: bool = False
) -> Iterator[Conflict]:
    """The conflicts among some answers: one key, one matter, and neither article knows the other's value.

    Args:
        found: answers to questions of one kind.
        heard: all voices of the story.
        alike: whether two values may be one.
        timed: whether the values are times themselves; otherwise sentences of two days may both be right.
    """
    by_key: dict[str, list[Answer]] = {}
    for answer in found:
        by_key.setdefault(answer.key, []).append(answer)
    for same in by_key.values():
        given = {(answer.voice.article, answer.value) for answer in same}
        for a, b in combinations(same, 2):
            if a.voice.origin == b.voice.origin or (not timed and different_time(a.voice, b.voice)):
                continue
            if alike(a.value, b.value, a.voice.language):
                continue
            if (a.voice.article, b.value) in given or (b.voice.article, a.value) in given:
                continue
            if heard.alike_told(a.voice, b.voice) < max(a.alike, b.alike):
                continue
            if heard.strangers(a.voice, b.voice, a.value, b.value):
                continue
            if not _known(a, b, heard) and not _known(b, a, heard) and one_matter(a, b, heard):
                yield Conflict(a.question.format(_asked_after(a, b, heard)), (a.voice, b.voice))


def _known(a: Answer, b: Answer, heard: Voices) -> bool:
    """Whether the article of one answer has the other's value, by a word that is more than "Hotel" or "Bridge"."""
    common = lexicon.words(a.voice.language, "institutions")
    telling = [word for word in a.value if word.lower() not in common]
    return not telling or heard.knows(b.voice, telling)


def one_matter(a: Answer, b: Answer, heard: Voices) -> bool:
    """Whether two answers are about one thing: they share enough, and not each has a name or a word of its own."""
    shared, back = heard.common(a.about, b.about), heard.common(b.about, a.about)
    is_whole = (a.told and a.about <= shared) or (b.told and b.about <= back)
    if len(shared) < (_NAMED - is_whole if shared & heard.named else _UNNAMED):
        return False
    if a.object - heard.common(a.object, b.about) and b.object - heard.common(b.object, a.about):
        return False
    return not (a.told and b.told and a.about - shared and b.about - back)


def _asked_after(a: Answer, b: Answer, heard: Voices) -> str:
    """What two answers are about: in the words of one of them, else a name that both go back to, else "it"."""
    own = next((answer.thing for answer in (a, b) if answer.told and answer.thing != IT), None)
    if own:
        return own
    for answer in (a, b):
        before = answer.voice.before
        for name in before.said.names if before and not answer.told else ():
            terms = frozenset(answer.voice.part(name.text).terms)
            if terms & heard.named and terms <= a.about & b.about:
                return name.text.removesuffix("'s").removesuffix("’s")
    return next((answer.thing for answer in (a, b) if answer.thing != IT), IT)


@cache
def questions(language: str | None, name: str) -> Mapping[str, str]:
    """The questions of a list, by the stems of the words after which each is asked; "{}" is the place of a thing."""
    found: dict[str, str] = {}
    for line in lexicon.lines(language, name):
        question, mark, words = line.partition("? ")
        found |= {stem(word, language): f"{question}?" for word in words.split() if mark}
    return found


def clause_before(voice: Voice, at: int) -> str:
    """The words of a sentence before a place, without those that tell who says so: "the ferry had"."""
    said = [speech.said.start for speech in speeches(voice.text, voice.language) if speech.said]
    start = max((place for place in said if place <= at), default=0)
    told = lexicon.pattern(voice.language, "slots", "saying").split(voice.text[start:at])[-1]
    return lexicon.pattern(voice.language, "told_by").sub("", told).strip()


def thing(text: str, language: str | None) -> str:
    """What is asked after, in the words of a sentence: "the missing boy" of "the missing boy near Velm"; else "it".

    Args:
        text: the words of a sentence that begin with it, or are it.
        language: ISO 639-1 code.
    """
    said = lexicon.pattern(language, "ends", "break").split(text.strip())[0]
    words = lexicon.pattern(language, "ends", "within").split(said)[0].split()
    while words and words[-1].lower() in lexicon.listed(language, "auxiliaries"):
        words.pop()
    low = [word.lower() for word in words]
    determiners = lexicon.listed(language, "determiners")
    is_clause = any(is_past(word, language) for before, word in pairwise(low[:-1]) if before not in determiners)
    if not words or len(words) > _LONG or is_clause or lexicon.pattern(language, "pointing_back", "opener").match(said):
        return IT
    if not words[0].isupper() and low[0] in lexicon.listed(language, "determiners"):
        words[0] = low[0]
    return " ".join(words)
