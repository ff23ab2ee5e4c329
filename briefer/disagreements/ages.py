"""How old somebody is: "Weck, 34,", "the 34-year-old", "at the age of 34"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefer.disagreements.answers import IT, Answer, answers_differ
from briefer.disagreements.people import person
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language import lexicon
from briefer.language.lexicon import pattern
from briefer.language.names import Name, fold

_NEAR = 30  # code points between an age and the name that it stands before: "34-year-old baker Jonas Weck"
_APART = 8  # … and behind: "Weck, the 34-year-old baker"


def ages_differ(heard: Voices) -> Iterator[Conflict]:
    """One person, two ages."""
    yield from answers_differ((aged for voice in heard.all for aged in _ages(voice)), heard, _may_be_one)


def _may_be_one(a: Sequence[str], b: Sequence[str], language: str | None) -> bool:  # noqa: ARG001 - as for any values
    return a == b


def _ages(voice: Voice) -> Iterator[Answer]:
    """The ages that a sentence gives, and whose they are."""
    if not voice.said.quantities:
        return
    for name in voice.said.names:
        if found := pattern(voice.language, "ages", "named").match(voice.text[name.span.end :]):
            yield _of(voice, name, found["age"])
    for found in pattern(voice.language, "ages", "told").finditer(voice.text):
        before = [name for name in voice.said.names if name.span.end <= found.start()]
        if whose := _people(voice, before[::-1]) or _people(
            voice.before, voice.before.said.names if voice.before else ()
        ):
            yield _of(voice, whose[0], found["age"])
    for found in pattern(voice.language, "ages", "adjective").finditer(voice.text):
        yield _described(voice, found)


def _people(voice: Voice | None, names: Sequence[Name]) -> list[Name]:
    return [name for name in names if voice and person(name, voice.language)]


def _described(voice: Voice, found: re.Match[str]) -> Answer:
    """Whose age an adjective gives: that of the name beside it, or of "the woman"."""
    for name in voice.said.names:
        between = voice.text[found.end() : name.span.start]
        is_before = (
            found.end() <= name.span.start <= found.end() + _NEAR
            and between.replace("-", "").replace(" ", "").isalpha()
        )
        if is_before or name.span.end <= found.start() <= name.span.end + _APART:
            return _of(voice, name, found["age"])
    after = [word.low for word in voice.said.words if word.start == found.end() + 1]
    is_noun = after and after[0] not in lexicon.listed(voice.language, "auxiliaries")
    whom = f"the {after[0]}" if is_noun else "the person"
    before = frozenset(voice.part(voice.text[: found.start()]).terms)
    return Answer(voice, f"How old is {whom}?", IT, whom, (found["age"],), voice.topic, False, before)


def _of(voice: Voice, name: Name, age: str) -> Answer:
    parts = [part.text for part in name.parts]
    about = voice.topic | (voice.before.topic if voice.before else frozenset())
    return Answer(voice, f"How old is {' '.join(parts)}?", IT, fold(parts[-1]), (age,), about, False)
