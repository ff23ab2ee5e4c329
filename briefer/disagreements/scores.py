"""How a vote or a match ended: "52 to 47", "3-1"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.disagreements.answers import Answer, answers_differ
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language.lexicon import pattern
from briefer.language.quantities import QuantityKind

_ALIKE = 0.3  # what two sentences must say of each other
#: What is asked where a sentence is about one of these.
_ASKED = {"vote": "How did the vote end?", "match": "What was the score?"}


def scores_differ(heard: Voices) -> Iterator[Conflict]:
    """One vote or match with two results."""
    yield from answers_differ((score for voice in heard.all for score in _scores(voice)), heard, _same)


def _same(a: Sequence[str], b: Sequence[str], language: str | None) -> bool:  # noqa: ARG001 - as for any values
    return a == b


def _scores(voice: Voice) -> Iterator[Answer]:
    """The result that a sentence gives; with two of them it tells of two votes or matches."""
    if len(voice.quantities(QuantityKind.COUNT)) < len(("one", "other")):
        return
    found = list(pattern(voice.language, "scores", "score").finditer(voice.text))
    kind = next((kind for kind in _ASKED if found and voice.matches("scores", kind)), None)
    if kind and len(found) == 1 and not voice.matches("scores", "partial"):
        numbers = sorted((found[0]["one"], found[0]["other"]), key=int, reverse=True)
        about = voice.topic - set(numbers)
        yield Answer(voice, _ASKED[kind], "", kind, ("-".join(numbers),), about, False, alike=_ALIKE)
