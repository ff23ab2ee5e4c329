"""Figures of which a thing has one: what the words around a figure say that it is the figure of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefer.disagreements.answers import IT, clause_before, thing
from briefer.disagreements.voices import Voice
from briefer.language import lexicon
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.senses import senses_of
from briefer.language.stems import stem, stems_of

_FIGURE = "#"  # in the list: the place of the figure
_COUNTED = {"aboard", "capacity", "jobs", "hired", "employed"}  # slots of people and posts; the others are of money


@dataclass(frozen=True, slots=True)
class FigureSlot:
    """What is said of so many or so much."""

    key: str  #: in the list of slots
    of: str  #: what has the figure, in the words of the sentence; "it" where those do not say


def slot(voice: Voice, quantity: Quantity) -> FigureSlot | None:
    """What a sentence says of so many or so much; None where that is nothing of which a thing has one.

    Args:
        voice: the sentence.
        quantity: one of its own.
    """
    if quantity.kind not in (QuantityKind.COUNT, QuantityKind.MONEY):
        return None
    at = quantity.span.start
    text = f"{voice.text[:at]}{_FIGURE}{voice.text[quantity.span.end :]}"
    for key in lexicon.table(voice.language, "slots").get("slots", ()):
        if (key in _COUNTED) is not (quantity.kind is QuantityKind.COUNT):
            continue
        for match in lexicon.pattern(voice.language, "slots", key).finditer(text):
            if match.start() <= at < match.end():
                return FigureSlot(
                    key, _of(voice, match, is_exact=key in lexicon.listed(voice.language, "slots", "exact"))
                )
    return None


def _of(voice: Voice, match: re.Match[str], *, is_exact: bool) -> str:
    """What has a figure: what the pattern names so, what stands right before it, or the subject of its clause."""
    named = next((value for name, value in match.groupdict().items() if value), "")
    if named:
        return thing(named, voice.language)
    before = voice.text[: match.start()].split()
    if is_exact and before and before[-1].lower() not in lexicon.listed(voice.language, "auxiliaries"):
        joined = lexicon.pattern(voice.language, "slots", "joined").search(voice.text[: match.start()].rstrip())
        return joined[0] if joined else IT
    parts = lexicon.pattern(voice.language, "slots", "aside").split(clause_before(voice, match.start()))
    told = (thing(part, voice.language) for part in parts[::-1] if part.strip())
    return next((of for of in told if of != IT), IT)


def two_holders(a: FigureSlot, b: FigureSlot, language: str | None) -> bool:
    """Whether two figures of one slot are of two things by the words for these, where those must be the same.

    Args:
        a: one of them.
        b: the other.
        language: ISO 639-1 code.
    """
    if a.key not in lexicon.listed(language, "slots", "exact") or IT in (a.of, b.of):
        return False
    mine, theirs = ({stem(word, language) for word in one.of.lower().split()} for one in (a, b))
    is_any = not stems_of(language, "slots", "generic").isdisjoint(mine | theirs)
    return not is_any and {s for t in mine for s in senses_of(t)}.isdisjoint(s for t in theirs for s in senses_of(t))
