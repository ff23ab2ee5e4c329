"""Sentences about one thing of which one says yes and the other no, or one little and the other much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefer.disagreements.voices import Conflict, Voice, Voices, different_time, subject
from briefer.language import lexicon

_ALIKE = 0.3  # what the two sentences must say of each other, where a question asks for nothing else
_CLOSE = 0.3  # from here on only sentences count that were found to say much of each other
_NAMES = 2  # shared names that are enough by themselves


def opposites(heard: Voices) -> Iterator[Conflict]:
    """Voices of different origins that match opposite descriptions of one thing."""
    near = {voice for a, b, _ in heard.close for voice in (a, b)}
    for question, least in dict.fromkeys(asked for language in heard.languages for asked in _asked(language).items()):
        among = heard.all if least < _CLOSE else [voice for voice in heard.all if voice in near]
        one = _saying(among, question, "one")
        other = _saying(among, question, "other") if one else one
        scored = [
            (-alike, a.ref, b.ref, a, b)
            for a in one - other
            for b in other - one
            if a.origin != b.origin and not different_time(a, b) and _about_one_thing(a, b, heard)
            if (alike := heard.alike(a, b)) >= least
        ]
        for *_, a, b in sorted(scored, key=lambda entry: entry[:3])[:1]:
            yield Conflict(question.format(subject(a, b, "it")), (a, b))


def _saying(among: Iterable[Voice], question: str, side: str) -> set[Voice]:
    """The voices that give one of the two answers to a question."""
    return {voice for voice in among if voice.matches("exclusive", f"{question} {side}")}


def _asked(language: str | None) -> dict[str, float]:
    """The questions to which two descriptions of a thing that exclude each other are the answers.

    Each has a place for a name that both sentences hold, and what two sentences must say of each other: much where the
    words are used of many things.
    """
    alike: dict[str, float] = {}
    for line in lexicon.lines(language, "exclusive"):
        question, _, answer = line.partition("? ")
        key, _, value = answer.partition(": ")
        alike[f"{question}?"] = float(value) if key == "alike" else alike.get(f"{question}?", _ALIKE)
    return alike


def _about_one_thing(a: Voice, b: Voice, heard: Voices) -> bool:
    """Whether two sentences share their names, or a name and what is said of it."""
    terms = heard.common((*a.said.terms, *a.context), (*b.said.terms, *b.context))
    names = (a.names | a.context & b.names) & (b.names | b.context & a.names)
    return len(names) >= _NAMES or (bool(names) and len(terms - names) >= _NAMES)
