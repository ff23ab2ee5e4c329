"""What a figure counts, told by the words around it: the noun of a count need not stand right behind it."""

from __future__ import annotations

from functools import cache

from briefer.language import lexicon
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.sentence import Sentence
from briefer.language.stems import stem
from briefer.language.verb_forms import is_past

_OF = lexicon.listed(None, "fractions", "of_only")
_PART = 6  #: words behind "two" in which its noun stands: "two of the nine regional branches"


def counts(one: Sentence, found: Quantity, noun: str) -> bool:
    """Whether a figure of a sentence may count what a noun calls.

    It may where that noun stands behind it; where it has none of its own, the noun of the figure before it may be left
    out ("gained seven seats to finish with 31"); and the verb tells what becomes of whom it counts ("killed 140
    people", "140 dead").

    Args:
        one: the sentence.
        found: one of its counts.
        noun: the word that follows the figure elsewhere.
    """
    wanted = stem(noun)
    if wanted == stem(found.noun):
        return True
    has_own = _has_noun(found, one)
    near = frozenset(word.stem for word in one.words if _stands_by(one, found, word.start))
    if not has_own and wanted in near:
        return True
    return any(wanted in fate and not fate.isdisjoint(near) for fate in _fates(one.language))


def _stands_by(one: Sentence, found: Quantity, place: int) -> bool:
    """Whether a place is so near a figure that what stands there may tell what it counts."""
    if place >= found.span.end:
        behind = [word for word in one.words if word.start >= found.span.end]
        if behind and behind[0].low in _OF:
            return place <= behind[: _PART + 1][-1].start
        return all(place < other.span.start for other in one.quantities if other.span.start >= found.span.end)
    before = (other for other in one.quantities if other.span.end <= found.span.start and _has_noun(other, one))
    return place >= max((other.span.end for other in before), default=0)


def _has_noun(found: Quantity, one: Sentence) -> bool:
    """Whether it is told right behind a figure what it counts or measures; a verb tells nothing of it."""
    if found.kind is QuantityKind.DATE:
        return False
    return found.kind is not QuantityKind.COUNT or bool(found.noun and not is_past(found.noun, one.language))


@cache
def _fates(language: str | None) -> tuple[frozenset[str], ...]:
    """The stems of words for one thing that happens to those who are counted."""
    return tuple(frozenset(map(stem, group)) for group in lexicon.groups(language, "counted"))
