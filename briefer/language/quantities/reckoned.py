"""What follows from two figures of one kind that stand together: their sum or difference, never a product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from briefer.language import lexicon
from briefer.language.quantities.conventions import agree
from briefer.language.quantities.quantity import Bound, Quantity, QuantityKind, states
from briefer.language.stems import stem

_TO, _AND, _AGAINST = (
    frozenset(word for code in lexicon.languages() for word in lexicon.listed(code, "number_style", key))
    for key in ("range", "and", "against")
)
_OF = lexicon.listed(None, "fractions", "of_only")
_WHOLE = lexicon.listed(None, "counts", "whole")
_WORD = re.compile(r"\w+|[^\w\s]")
_MOST = 40  #: figures of one sentence
_LINK = 4  #: words between two figures of which the second one borrows its unit
_AMOUNTS = frozenset({QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.SHARE, QuantityKind.POINTS})


def follows(claim: Quantity, text: str, stated: tuple[Quantity, ...]) -> bool:
    """Whether a figure of a claim is the sum or the difference of two figures of a sentence that count one thing.

    Args:
        claim: the figure.
        text: one sentence of the evidence.
        stated: what the sentence states.

    >>> from briefer.language.quantities import extract
    >>> text = "All but three of the 118 passengers were saved."
    >>> [follows(extract(claim)[0], text, extract(text)) for claim in ("115 people", "121 people")]
    [True, False]
    """
    if claim.kind not in _AMOUNTS | {QuantityKind.COUNT}:
        return False
    of_both = (each for one in stated for each in one.readings)  # "31 per cent … on 22"
    figures = [one for one in of_both if one.kind in _AMOUNTS | {QuantityKind.COUNT}][:_MOST]
    ranges = (one for one in figures if one.upper is not None)
    if any(_fits(claim, one, (one.upper or one.value) - one.value) for one in ranges):
        return True
    return any(
        _is_about(claim, replace(one, value=value))
        for one, other in combinations(figures, 2)
        for value in _results(claim, text, one, other)
    )


def _is_about(claim: Quantity, found: Quantity) -> bool:
    """Whether a figure is as large as another one, or so near it as its words allow: "more than 200" of 228."""
    if claim.bound is Bound.EXACT:
        return claim.value == found.value
    return states((replace(found, kind=claim.kind, unit=claim.unit, upper=None, other=None, also=None),), claim)


def _results(claim: Quantity, text: str, one: Quantity, other: Quantity) -> Iterator[Decimal]:
    """What a figure like the claim's may be, by two figures in the order in which they stand."""
    between = [word.lower() for word in _WORD.findall(text[one.span.end : other.span.start])]
    is_linked = 0 < len(between) <= _LINK and any(word in _TO | _OF or word == "-" for word in between)
    is_same = other.kind is not QuantityKind.COUNT or stem(other.noun) in ("", stem(one.noun))
    is_linked = is_linked or (is_same and len(between) <= _LINK and not _AGAINST.isdisjoint(between))
    if is_linked:
        one, other = _lent(one, other), _lent(other, one)
    difference, total = abs(one.value - other.value), one.value + other.value
    if one.kind is not other.kind:
        if {one.kind, other.kind} == {QuantityKind.SHARE, QuantityKind.POINTS} and claim.kind is QuantityKind.SHARE:
            yield from (difference, total)
    elif one.kind is QuantityKind.SHARE:
        yield from {QuantityKind.POINTS: (difference,), QuantityKind.SHARE: (total,)}.get(claim.kind, ())
    elif one.kind is not QuantityKind.COUNT:
        if _fits(claim, one, claim.value) and _fits(claim, other, claim.value):
            yield from (difference,) if is_linked else (difference, total)
    elif claim.kind is QuantityKind.COUNT:
        yield from _counts(claim, one, other, (between, is_linked))


def _counts(claim: Quantity, one: Quantity, other: Quantity, tie: tuple[list[str], bool]) -> Iterator[Decimal]:
    difference, total = abs(one.value - other.value), one.value + other.value
    between, is_linked = tie
    nouns = [stem(counted.noun) if counted.noun else "" for counted in (one, other, claim)]
    if is_linked:
        yield difference
    elif nouns[0] and nouns[1] in (nouns[0], "") and nouns[2] in (nouns[0], ""):
        yield from (difference, total)
    elif nouns[0] != nouns[1] and between[1:] and set(between[1:]) <= _AND and claim.noun in _WHOLE | {""}:
        yield total  # "12 men and nine women" are 21 people


def _lent(one: Quantity, other: Quantity) -> Quantity:
    """A bare figure with the unit of the one that it is tied to: the six of "nine years to six"."""
    if one.kind is not QuantityKind.COUNT or one.noun or other.kind is QuantityKind.COUNT:
        return one
    return replace(one, kind=other.kind, unit=other.unit)


def _fits(claim: Quantity, one: Quantity, value: Decimal) -> bool:
    """Whether a claim's figure has a value, and the kind and unit of another figure."""
    if claim.value != value or claim.kind is not one.kind:
        return False
    return agree(one.unit, claim.unit) if claim.kind is QuantityKind.MONEY else claim.unit == one.unit
