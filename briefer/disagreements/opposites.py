"""Sentences about one thing of which one says yes and the other no, or one little and the other much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefer.disagreements.people import person, same_person
from briefer.disagreements.voices import Conflict, Voice, Voices, different_time, subject
from briefer.language import lexicon

_ALIKE = 0.3  # what the two sentences must say of each other, where a question asks for nothing else
_CLOSE = 0.3  # from here on only sentences count that were found to say much of each other
_NEAR = 40  # code points between a word that denies and what it denies
_NAMES = 2  # shared names that are enough by themselves


def opposites(heard: Voices) -> Iterator[Conflict]:
    """Voices of different origins that match opposite descriptions of one thing."""
    near = {voice for a, b, _ in heard.close for voice in (a, b)}
    for question, (least, needs) in [asked for language in heard.languages for asked in _asked(language).items()]:
        among = heard.all if least < _CLOSE else [voice for voice in heard.all if voice in near]
        one = _saying(among, question, "one", is_plain="event" in needs)
        other = _saying(among, question, "other", is_plain="event" in needs) if one else one
        scored = [
            (-alike, a.ref, b.ref, a, b)
            for a in one - other
            for b in other - one
            if a.origin != b.origin and ("event" in needs or not different_time(a, b))
            if (_one_event(a, b, heard) if "event" in needs else _about_one_thing(a, b, heard))
            if (least < _CLOSE or not heard.strangers(a, b))
            and not _two_people(a, b, question)
            and ("subject" not in needs or _one_subject(a, b, question, heard))
            if (alike := heard.alike_told(a, b)) >= least
        ]
        for *_, a, b in sorted(scored, key=lambda entry: entry[:3])[:1]:
            yield Conflict(question.format(subject(a, b, "it")), (a, b))


def _saying(among: Iterable[Voice], question: str, side: str, *, is_plain: bool) -> set[Voice]:
    """The voices that give one of the two answers to a question; where it must be plain, none that denies it."""
    told: set[Voice] = set()
    for voice in among:
        found = lexicon.pattern(voice.language, "exclusive", f"{question} {side}").search(voice.text)
        if found and not (is_plain and any(_NEAR > found.start() - word.start > 0 for word in voice.said.denials)):
            told.add(voice)
    return told


def _one_subject(a: Voice, b: Voice, question: str, heard: Voices) -> bool:
    """Whether what stands before the two descriptions is one thing: not "the driver survived", "a passenger died"."""
    ends = lexicon.pattern(a.language, "ends", "break")
    mine, theirs = (
        frozenset(voice.part(ends.split(_before(voice, question, side))[-1]).terms)
        for voice, side in ((a, "one"), (b, "other"))
    )
    shared, back = heard.common(mine, theirs), heard.common(theirs, mine)
    return not (mine and theirs) or (bool(shared) and not (mine - shared and theirs - back))


def _two_people(a: Voice, b: Voice, question: str) -> bool:
    """Whether the names nearest before the two descriptions are of two people."""
    nearest = []
    for voice, side in ((a, "one"), (b, "other")):
        end = len(_before(voice, question, side))
        nearest += [person(name, voice.language) for name in voice.said.names if name.span.end <= end][-1:]
    return len(nearest) > 1 and all(nearest) and not same_person(nearest[0], nearest[1], a.language)


def _before(voice: Voice, question: str, side: str) -> str:
    """What a sentence says before its answer to a question."""
    found = lexicon.pattern(voice.language, "exclusive", f"{question} {side}").search(voice.text)
    return voice.text[: found.start()] if found else ""


def _asked(language: str | None) -> dict[str, tuple[float, frozenset[str]]]:
    """The questions to which two descriptions of a thing that exclude each other are the answers.

    Each has a place for a name that both sentences hold, what two sentences must say of each other (much where the
    words are used of many things), and what else is needed: that both are said of one subject, or only of one event.
    """
    asked: dict[str, tuple[float, frozenset[str]]] = {}
    for line in lexicon.lines(language, "exclusive"):
        question, _, answer = line.partition("? ")
        key, _, value = answer.partition(": ")
        least, needs = asked.get(f"{question}?", (_ALIKE, frozenset()))
        asked[f"{question}?"] = (float(value) if key == "alike" else least, needs | {key} & {"subject", "event"})
    return asked


def _about_one_thing(a: Voice, b: Voice, heard: Voices) -> bool:
    """Whether two sentences share their names, or a name and what is said of it."""
    mine, theirs = a.topic | a.context, b.topic | b.context
    terms, names = heard.common(mine, theirs), mine & theirs & heard.named
    if not (a.topic & heard.named or b.topic & heard.named):
        return len(terms) > _NAMES
    return len(names) >= _NAMES or (bool(names) and len(terms - names) >= _NAMES)


def _one_event(a: Voice, b: Voice, heard: Voices) -> bool:
    """Whether nothing shows that two sentences tell of two events: a name or a year that only one of them has."""
    names = [one.topic_names - heard.terms[other.article] for one, other in ((a, b), (b, a))]
    told = frozenset(term for voice in (a, b) for who in voice.speakers for term in voice.part(who).terms)
    return a.past_years == b.past_years and not all(own - told for own in names)
