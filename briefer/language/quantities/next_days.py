"""Days that a text tells by the day beside them: "the day before", "the next day"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from briefer.language import lexicon
from briefer.language.quantities.quantity import Quantity, QuantityKind, When
from briefer.records import Span

_SHIFTS = {
    words.replace("_", " "): shift
    for key, shift in (("beside-1", -1), ("beside+1", 1))
    for words in lexicon.listed(None, "dates", key)
}
_BESIDE = re.compile(rf"\b{lexicon.any_of(_SHIFTS)}\b", re.IGNORECASE)
_NEAR = 200  #: code points from a day to the words that start from it
_WEEK = 7
_LEAP = 2004  #: stands for a year that is not told: it has every day


def beside(text: str, dates: Sequence[Quantity]) -> Iterator[Quantity]:
    """The days before and after others, each reckoned from the last day that stands before its words, or the next one.

    Args:
        text: a text of the evidence.
        dates: its dates, in order.

    >>> from briefer.language.quantities import extract
    >>> text = "It opened on Sunday. Tickets had sold out the day before."
    >>> [found.when for found in beside(text, extract(text))] == [(When(weekday=5),)]
    True
    """
    days = [one for one in dates if any({"day", "weekday"} & when.stated().keys() for when in one.when)]
    for found in _BESIDE.finditer(text):
        earlier = [one for one in days if 0 <= found.start() - one.span.end <= _NEAR]
        later = [one for one in days if 0 <= one.span.start - found.end() <= _NEAR]
        start = next(iter(earlier[::-1] + later), None)
        if start is not None:
            shift = _SHIFTS[" ".join(found[0].lower().split())]
            when = tuple(day for one in start.when for day in _shifted(one, shift))
            yield Quantity(QuantityKind.DATE, Span(*found.span()), found[0], when=when)


def _shifted(when: When, days: int) -> Iterator[When]:
    weekday = None if when.weekday is None else (when.weekday + days) % _WEEK
    if when.day is None or when.month is None:
        if weekday is not None:
            yield When(weekday=weekday)
        return
    with suppress(ValueError, OverflowError):  # a day that its month does not have
        day = dt.date(when.year or _LEAP, when.month, when.day) + dt.timedelta(days=days)
        told = replace(when, month=day.month, day=day.day, weekday=weekday)
        yield told if when.year is None else replace(told, year=day.year)
