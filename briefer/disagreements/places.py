"""Where it was: one thing done in two places, of which neither can hold the other."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.disagreements.answers import Answer, answers_differ
from briefer.disagreements.figure import KINDS
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language import lexicon
from briefer.language.compare import conflicts
from briefer.language.name_words import COUNTRY
from briefer.language.names import Name, fold
from briefer.language.stems import Word, stems_of

_ALIKE = 0.45  # what two sentences must say of each other
_REACH = 40  # code points before a place in which its preposition stands
_SEAT = "seat"  # where it is, and not where something was done
_KINDS = (_SEAT, "inside", "at", "near", "to", "from")


def places_differ(heard: Voices) -> Iterator[Conflict]:
    """The same deed in different places."""
    for conflict in answers_differ((placed for voice in heard.all for placed in _placed(voice)), heard):
        one, other = conflict.sides
        # Where a figure differs as well, it is of two things: two hours in one town, four in the other.
        if not any(figure.kind in KINDS for figure, _ in conflicts(one.said, other.said)):
            yield conflict


def _placed(voice: Voice) -> Iterator[Answer]:
    """Where a sentence places a deed; with several places of one kind it tells of a way, or of several things."""
    for kind in _KINDS:
        ends = lexicon.pattern(voice.language, "places", kind)
        found = [name for name in voice.said.names if ends.search(_just_before(voice, name))]
        if len(found) != 1 or _is_wide(found[0], voice):
            continue
        parts = tuple(part.text for part in found[0].parts)
        about = voice.topic - frozenset(voice.part(found[0].text).terms)
        if kind == _SEAT:
            yield Answer(voice, "Where is it?", "", kind, parts, about, False, alike=_ALIKE)
        elif deed := _deed(voice, found[0]):
            done = voice.text[deed.start + len(deed.text) : found[0].span.start]
            days = frozenset(term for day in voice.dates for term in voice.part(day.text).terms)
            what = frozenset(voice.part(done).terms) - days
            yield Answer(voice, "Where was it?", "", f"{kind} {deed.stem}", parts, about, False, what, _ALIKE)


def _just_before(voice: Voice, name: Name) -> str:
    return voice.text[max(0, name.span.start - _REACH) : name.span.start]


def _deed(voice: Voice, place: Name) -> Word | None:
    """What was done there: the verb nearest before, unless somebody only says so or many may have done it elsewhere."""
    verbs = [verb for verb in voice.verbs if verb.start < place.span.start]
    if not verbs or verbs[-1].stem in stems_of(voice.language, "saying", "say", "announce"):
        return None
    # "Teachers marched in Velm", and perhaps in Orre as well.
    one = lexicon.listed(voice.language, "determiners")
    is_one = bool(voice.names - frozenset(voice.part(place.text).terms))
    is_one = is_one or any(word.low in one for word in voice.said.words if word.start < verbs[-1].start)
    return verbs[-1] if is_one else None


def _is_wide(place: Name, voice: Voice) -> bool:
    """Whether a place is a country or a region, of which another place may be a part."""
    parts = [fold(part.text) for part in place.parts]
    return " ".join(parts) in COUNTRY or not lexicon.listed(voice.language, "places", "wide").isdisjoint(parts)
