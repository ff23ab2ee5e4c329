"""Where it was: one thing done in two places, of which neither can hold the other."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.disagreements.answers import Answer, answers_differ
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language import lexicon
from briefer.language.name_words import COUNTRY
from briefer.language.names import Name, fold
from briefer.language.stems import stems_of

_ALIKE = 0.45  # what two sentences must say of each other
_REACH = 40  # code points before a place in which its preposition stands
_SEAT = "seat"  # where it is, and not where something was done
_KINDS = (_SEAT, "inside", "at", "near", "to", "from")


def places_differ(heard: Voices) -> Iterator[Conflict]:
    """The same deed in different places."""
    yield from answers_differ((placed for voice in heard.all for placed in _placed(voice)), heard)


def _placed(voice: Voice) -> Iterator[Answer]:
    """Where a sentence places a deed; with several places of one kind it tells of a way, or of several things."""
    for kind in _KINDS:
        ends = lexicon.pattern(voice.language, "places", kind)
        found = [name for name in voice.said.names if ends.search(_just_before(voice, name))]
        if len(found) != 1 or _is_wide(found[0], voice):
            continue
        deed = _SEAT if kind == _SEAT else _deed(voice, found[0])
        if deed:
            parts = tuple(part.text for part in found[0].parts)
            about = voice.topic - frozenset(voice.part(found[0].text).terms)
            yield Answer(
                voice,
                "Where is it?" if kind == _SEAT else "Where was it?",
                "",
                f"{kind} {deed}",
                parts,
                about,
                False,
                _ALIKE,
            )


def _just_before(voice: Voice, name: Name) -> str:
    return voice.text[max(0, name.span.start - _REACH) : name.span.start]


def _deed(voice: Voice, place: Name) -> str:
    """What was done there: the verb nearest before, unless somebody only says so or many may have done it elsewhere."""
    verbs = [verb for verb in voice.verbs if verb.start < place.span.start]
    if not verbs or verbs[-1].stem in stems_of(voice.language, "saying", "say", "announce"):
        return ""
    # "Teachers marched in Velm", and perhaps in Orre as well.
    one = lexicon.listed(voice.language, "determiners")
    is_one = bool(voice.names - frozenset(voice.part(place.text).terms))
    is_one = is_one or any(word.low in one for word in voice.said.words if word.start < verbs[-1].start)
    return verbs[-1].stem if is_one else ""


def _is_wide(place: Name, voice: Voice) -> bool:
    """Whether a place is a country or a region, of which another place may be a part."""
    parts = [fold(part.text) for part in place.parts]
    return " ".join(parts) in COUNTRY or not lexicon.listed(voice.language, "places", "wide").isdisjoint(parts)
