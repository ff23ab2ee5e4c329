"""What two sentences say of one another: whether one states the other, contradicts it, or tells of another deed.

Similarity is the wrong question: a short sentence may be stated whole within a long one, and two sentences about one
subject may be alike in every word but the one that matters. So the measure is directed: the share of a sentence's
informative words that the other holds, discounted where there is little to go by, and void where they conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefer.language.cues import marked
from briefer.language.quantities import Quantity, QuantityKind, states
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import Word, stems_of
from briefer.language.weights import Idf

# Chosen on 170 pairs of sentences of ten-odd events, read and labelled by hand; precision there 97 %.
_LITTLE = 12.0  # weight (about three words') that is taken as missing from every sentence
_SYNONYM = 0.8  # what a word of the same sense counts
_COVERED, _RETURNED, _CLOSE = 0.69, 0.21, 0.10  # how the three parts are weighed
_BESIDE = 0.6  # what a word counts that only the sentence before or after has
_NEGATION_COST = 0.07
_TENTATIVE_COST = 0.04
_INTENT_COST = 0.06
_PREDICATE = 0.2  # share of what follows the verb that must be found: "…'s reputation is now under scrutiny"
_REACH = 3  # terms apart that neighbours may stand in the other sentence
_ABOUT = 0.5  # of a clause's words
#: From this share of common words on, the words that two sentences do not share make the difference. Sentences that
#: share less may tell one deed in quite other words, and nothing is said about them.
_NEARLY = 0.8


def support(
    claim: Sentence, passage: Sentence, idf: Idf, *, beside: Sequence[Sentence] = (), least: float = 0.0
) -> float:
    """How much of what a claim says a passage says too: 0 to 1, directed. Numbers are left to those who ask.

    Args:
        claim: the sentence whose content is looked for.
        passage: the sentence that may state it within more.
        idf: the weights of terms, fitted on the story.
        beside: the sentences before and after, which may tell the rest and name whom the passage calls "he".
        least: below this the value does not matter and may be 0, which saves most of the work.
    """
    found, whole = matched(claim, passage, idf)
    for term, weight in idf.weighed(claim) if beside else ():
        if not holds(passage, term) and any(holds(other, term) for other in beside):
            found += _BESIDE * weight
    value = _COVERED * (1 + _LITTLE / 60) * found / (whole + _LITTLE)
    if not found or value + _RETURNED + _CLOSE < least:
        return 0.0
    returned, other = matched(passage, claim, idf)
    value += _RETURNED * returned / other if other else 0.0
    if value + _CLOSE < least:
        return 0.0
    found, whole = matched(claim, passage, idf, claim.predicate)
    if whole and found / whole < _PREDICATE:
        return 0.0
    value += _CLOSE * _closeness(claim, passage)
    value -= _NEGATION_COST * (claim.negated != passage.negated)
    value -= _TENTATIVE_COST * (passage.tentative and not claim.tentative)
    value -= _INTENT_COST * (bool(claim.intended) and not any(holds(passage, term) for term in claim.intended))
    return min(1.0, max(0.0, value))


def states_numbers(claim: Sentence, passage: Sentence) -> bool:
    """Whether a passage states every number and amount of a claim, and no other day than its dates.

    A date or a bare count up to twelve may be missing from the passage, but not be another one there.
    """
    theirs = passage.quantities
    for quantity in claim.quantities:
        if states(theirs, quantity):
            continue
        if quantity.kind is QuantityKind.DATE or quantity.is_small_count:
            if any(at_odds(quantity, other) for other in theirs):
                return False
        else:
            return False
    return True


def contradict(a: Sentence, b: Sentence) -> bool:
    """Whether two sentences give different values for what may be one quantity."""
    return next(conflicts(a, b), None) is not None


def conflicts(a: Sentence, b: Sentence) -> Iterator[tuple[Quantity, Quantity]]:
    """The quantities of a sentence that another one gives with another value, each with that value."""
    mine = [x for x in a.quantities if not states(b.quantities, x)]
    theirs = [y for y in b.quantities if not states(a.quantities, y)] if mine else []
    return ((x, y) for x in mine for y in theirs if at_odds(x, y))


def at_odds(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are of one kind and cannot be the same."""
    if a.kind is not b.kind:
        return False
    if a.kind is QuantityKind.DATE:
        return bool(a.when and b.when) and all(
            any(x[part] != y[part] for part in x.keys() & y.keys())
            for x in (when.parts() for when in a.when)
            for y in (when.parts() for when in b.when)
        )
    if a.kind in (QuantityKind.COUNT, QuantityKind.ORDINAL):
        return a.noun == b.noun
    return a.unit == b.unit


def holds(passage: Sentence, term: str) -> bool:
    """Whether a passage has a term, or one of the same sense."""
    return term in passage.shares or not passage.senses.isdisjoint(senses_of(term))


def held(passage: Sentence, terms: Iterable[str]) -> list[str]:
    """Those of some terms that a passage has, themselves or in the same sense."""
    return [term for term in terms if holds(passage, term)]


def turns(a: Sentence, b: Sentence) -> bool:
    """Whether one of two sentences denies what the other says, which denies nothing."""
    return (not b.negated and _says_about(a, b, a.denials)) or (not a.negated and _says_about(b, a, b.denials))


def supposes(a: Sentence, b: Sentence) -> bool:
    """Whether a sentence tells as possible or planned what another one says without such words."""
    return not b.tentative and a.tentative and _says_about(a, b, a.supposing)


def differ(one: Sentence, others: Sequence[Sentence]) -> bool:
    """Whether the most like of some sentences is nearly the same as another one and tells of another deed."""
    deeds = _deeds(one)
    if not (deeds and one.shares):
        return False
    best = max(others, key=lambda other: _common(one, other))
    if _common(one, best) < _NEARLY:
        return False
    missing = any(not any(holds(other, term) for other in others) for term in deeds)
    return missing and any(not holds(one, term) for term in _deeds(best))


def _deeds(one: Sentence) -> frozenset[str]:
    """The verbs of a sentence that tell of a deed, not of somebody's saying so."""
    return one.deeds & {clause.did for clause in one.clauses} - stems_of(one.language, "saying")


def _common(one: Sentence, other: Sentence) -> float:
    return len(held(other, one.shares)) / len(one.shares)


def matched(claim: Sentence, passage: Sentence, idf: Idf, among: frozenset[str] | None = None) -> tuple[float, float]:
    """The weight of those terms of a claim that a passage holds, and of all of them; of some of its terms only."""
    known, senses = passage.shares, passage.senses
    found = whole = 0.0
    for term, weight in idf.weighed(claim):
        if among is not None and term not in among:
            continue
        whole += weight
        if term in known:
            found += weight
        elif not senses.isdisjoint(senses_of(term)):
            found += _SYNONYM * weight
    return found, whole


def _says_about(a: Sentence, b: Sentence, words: Sequence[Word]) -> bool:
    """Whether one of some words stands in one of those clauses of a sentence that are about what another one says."""
    return any(found and len(held(b, found)) >= _ABOUT * len(found) for found in marked(a, words))


def _closeness(a: Sentence, b: Sentence) -> float:
    """The share of the first's neighbouring terms that stand near each other in the second too."""
    pairs = [(x, y) for x, y in zip(a.terms, a.terms[1:], strict=False) if x != y]
    if not pairs:
        return 0.0
    places = {term: _places(term, b) for term in a.shares}
    near = sum(any(abs(i - j) <= _REACH for i in places[x] for j in places[y]) for x, y in pairs)
    return near / len(pairs)


def _places(term: str, b: Sentence) -> list[int]:
    if not holds(b, term):
        return []
    mine = senses_of(term)
    return [i for i, other in enumerate(b.terms) if other == term or not mine.isdisjoint(senses_of(other))]
