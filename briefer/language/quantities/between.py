"""How long it is from one date or time of a text to another one: a claim may give it where the text does not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product

from briefer.language import lexicon
from briefer.language.quantities.conventions import is_time
from briefer.language.quantities.quantity import Quantity, QuantityKind, When, states

_RANGE = frozenset(
    word
    for code in lexicon.languages()
    for key in ("range", "and")
    for word in lexicon.listed(code, "number_style", key)
)
_LINK = re.compile(rf"\s*(?:[-–—]|{lexicon.any_of(_RANGE)})\s*", re.IGNORECASE)
_IN = lexicon.listed(None, "fractions", "in")
_MOST = 12  #: dates of one sentence
_YEAR, _WEEK, _DAY = 12, 7, 24 * 60  #: months, days, minutes
_LEAP = 2004  #: stands for a year that is not told: it has every day


def lasts(claim: Quantity, text: str, stated: Sequence[Quantity]) -> bool:
    """Whether a length of time in a claim lies between two dates, or two times of day, of a sentence.

    Args:
        claim: the length of time, or any other figure, which is none.
        text: one sentence of the evidence.
        stated: what the sentence states.

    >>> from briefer.language.quantities import extract
    >>> text = "The hall closed in 1941 and reopened in 1956."
    >>> [lasts(extract(claim)[0], text, extract(text)) for claim in ("15 years", "16 years")]
    [True, False]
    """
    if claim.kind is not QuantityKind.MEASURE or not is_time(claim.unit):
        return False
    kinds = (QuantityKind.DATE, QuantityKind.TIME)
    of_both = (each for one in stated for each in one.readings)  # "at 6.40"
    points = [one for one in of_both if one.kind in kinds][:_MOST]
    is_within = claim.before in _IN  # "the third title in four years" of 2020, 2021 and 2023
    return any(states(_lengths(text, one, other, is_within=is_within), claim) for one, other in combinations(points, 2))


def apart(claim: Quantity, first: Sequence[Quantity], then: Sequence[Quantity]) -> bool:
    """Whether a length of time in a claim is how much later a date of one sentence is than one of the sentence before.

    Args:
        claim: the length of time, or any other figure, which is none.
        first: what the first sentence states.
        then: what the second one states.
    """
    if claim.kind is not QuantityKind.MEASURE or not is_time(claim.unit):
        return False
    pairs = product(*([one for one in found if one.kind is QuantityKind.DATE][:_MOST] for found in (first, then)))
    steps = (step for one, other in pairs for step in _steps(one, other, is_range=True))
    return any(states((replace(claim, value=Decimal(many), unit=unit),), claim) for many, unit in steps if many > 0)


def _lengths(text: str, one: Quantity, other: Quantity, *, is_within: bool) -> Iterator[Quantity]:
    """The lengths of time between two dates or times, in the order in which they stand; of a range, both ends in it."""
    is_range = _LINK.fullmatch(text, one.span.end, other.span.start) is not None
    for many, unit in _steps(one, other, is_range=is_range):
        for value in {many, many + (is_range or is_within)}:
            if value > 0:
                yield Quantity(QuantityKind.MEASURE, one.span, one.text, value=Decimal(value), unit=unit)


def _steps(one: Quantity, other: Quantity, *, is_range: bool) -> Iterator[tuple[int, str]]:
    if one.kind is other.kind is QuantityKind.TIME:
        for minutes in {abs(int(b - a)) for a in one.values for b in other.values}:
            yield from ((minutes, "minute"), (_DAY - minutes, "minute"))
    elif one.when and other.when:
        yield from _between(one.when[0], other.when[0], is_range=is_range)


def _between(one: When, other: When, *, is_range: bool) -> Iterator[tuple[int, str]]:
    """How many days, months or years are between two dates; the shorter way where their year or week is not told."""
    years = one.year is not None and other.year is not None
    gap = (other.year or 0) - (one.year or 0) if years else 0
    if years and gap:
        yield abs(gap), "year"
    if one.weekday is not None and other.weekday is not None and one.day is other.day is None:
        days = (other.weekday - one.weekday) % _WEEK
        yield from ((days, "day"), *(() if is_range else ((_WEEK - days, "day"),)))
    if one.month is None or other.month is None or (one.year is None) is not (other.year is None):
        return
    months = gap * _YEAR + other.month - one.month
    yield from ((abs(months), "month"), *(() if years else ((_YEAR - abs(months), "month"),)))
    if years and abs(months) >= _YEAR:
        yield abs(months) // _YEAR, "year"
    if one.day and other.day:
        with suppress(ValueError):  # a day that its month does not have
            ends = (dt.date(when.year or _LEAP, when.month or 1, when.day or 1) for when in (one, other))
            first, last = sorted(ends)
            yield (last - first).days, "day"
