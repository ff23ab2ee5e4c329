"""In which year it was: what happens once to a thing or a person, such as being founded, born or built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.disagreements.answers import IT, Answer, answers_differ, questions, thing
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language.lexicon import pattern
from briefer.language.quantities import Quantity
from briefer.language.stems import Word
from briefer.language.verb_forms import is_past

_ALIKE = 0.3  # what two sentences must say of each other whose years only follow "since"
_WHAT = "{what}"  # in a question: the place of what it was done to
_NEAR = 8  # words between a deed and its year: "founded by two brothers in 1967"


def milestones_differ(heard: Voices) -> Iterator[Conflict]:
    """The same founding, birth or opening in different years."""
    found = (made for voice in heard.all for day in voice.dates if (made := _milestone(voice, day)))
    yield from answers_differ(found, heard, _same_year, timed=True)


def _same_year(a: Sequence[str], b: Sequence[str], language: str | None) -> bool:  # noqa: ARG001 - as for any values
    return a == b


def _milestone(voice: Voice, day: Quantity) -> Answer | None:
    """What a sentence dates to a bare year."""
    if day.text.isdigit() and pattern(voice.language, "milestones", "since").search(voice.text[: day.span.start]):
        about = voice.topic | (voice.before.topic if voice.before else frozenset())
        return Answer(voice, "Since when?", IT, "since", (day.text,), about, False, alike=_ALIKE)
    word = _deed(voice, day) if day.text.isdigit() else None
    if word is None:
        return None
    before = voice.text[: word.start]
    about = frozenset(voice.part(before).terms)
    is_told = not about.isdisjoint(voice.names)
    rest = voice.text[word.start + len(word.text) : day.span.start]
    about |= frozenset(voice.part(rest).terms)
    if not is_told:
        about |= voice.topic | (voice.before.topic if voice.before else frozenset())
    occasions = sorted({m[0].lower() for m in pattern(voice.language, "milestones", "occasion").finditer(before)})
    question = questions(voice.language, "milestones")[word.stem]
    what = thing(rest, voice.language) if _WHAT in question else IT
    asked_after = thing(before, voice.language) if what == IT else what
    key = f"{question} {occasions}"
    return Answer(voice, question.replace(_WHAT, "{}"), asked_after, key, (day.text,), about, is_told)


def _deed(voice: Voice, day: Quantity) -> Word | None:
    """The word for what a year dates: shortly before it, or the first verb where the year opens the sentence."""
    before = voice.text[: day.span.start]
    known = questions(voice.language, "milestones")
    verbs = [w for w in voice.said.words if w.stem in known or is_past(w.low, voice.language)]
    if pattern(voice.language, "milestones", "opening").search(before):
        found = next((word for word in verbs if word.start > day.span.end), None)
    elif pattern(voice.language, "milestones", "in").search(before):
        last = [word for word in voice.said.words if word.start < day.span.start][-_NEAR:]
        found = next((word for word in last[::-1] if word in verbs), None)
        rest = before[found.start + len(found.text) :] if found else ""
        # "opened a plant in 2016", and perhaps another one before
        found = None if pattern(voice.language, "credited", "indefinite").match(rest) else found
    else:
        found = None
    return found if found and found.stem in known else None
