"""The value that every number, amount and date of a text becomes, and whether an evidence states it.

It does where it has the same value, or the same value with more digits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from briefer.language import lexicon
from briefer.language.quantities.conventions import agree, in_smallest
from briefer.records import Span

#: Rounding may move a number that is given without "about" by this share of it at most: 14.3 to 14, not 2.4 to 2.
_ROUNDING = Decimal("0.1")
_PLURALS, _YEARLY = lexicon.listed(None, "counts", "several"), lexicon.listed(None, "counts", "yearly")


class QuantityKind(StrEnum):
    """What a quantity counts or measures."""

    COUNT = "count"  #: a number of things, or a number whose unit is not written
    MONEY = "money"  #: unit: ISO 4217 code, or "dollar", "pound" … where the country is not said
    SHARE = "share"  #: percent; a fraction ("a third of") is a share too
    POINTS = "points"  #: percentage points; basis points are hundredths of them
    MEASURE = "measure"  #: unit: "kilometre", "day", "degree" …, singular
    ORDINAL = "ordinal"  #: "third", "35th"
    TIME = "time"  #: a time of day: minutes since midnight
    DATE = "date"  #: a day, month, quarter, year, decade or weekday: see `Quantity.when`


class Bound(StrEnum):
    """How exact the text says that a number is."""

    EXACT = "exact"
    ABOUT = "about"  #: "about", "roughly", "some"
    OVER = "over"  #: "more than", "at least"
    UNDER = "under"  #: "nearly", "less than", "up to"


@dataclass(frozen=True, slots=True)
class When:
    """One reading of a date: the parts that the text states, or that follow from when it was published."""

    year: int | None = None
    month: int | None = None  #: 1 to 12
    day: int | None = None  #: 1 to 31
    weekday: int | None = None  #: 0 is Monday
    quarter: int | None = None  #: 1 to 4
    decade: int | None = None  #: first year: 1990
    century: int | None = None  #: first year as news counts: 1800 is the 19th

    @property
    def iso(self) -> str:
        """ISO 8601 where it is a day of a year; else an empty string."""
        if self.year is None or self.month is None or self.day is None:
            return ""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def stated(self) -> dict[str, int]:
        """The parts that are known, by name."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}

    def parts(self) -> dict[str, int]:
        """The parts that are stated or follow from those stated: the weekday of a full date, the quarter of a month."""
        found = self.stated()
        if self.month is not None:
            found.setdefault("quarter", (self.month + 2) // 3)
        if self.year is not None:
            found.setdefault("decade", self.year // 10 * 10)
        if (since := found.get("decade")) is not None:
            found.setdefault("century", since // 100 * 100)
        if self.year is not None and self.month is not None and self.day is not None:
            with suppress(ValueError):
                found.setdefault("weekday", dt.date(self.year, self.month, self.day).weekday())
        return found


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, amount or date that a text states.

    Values are exact decimals in the plain unit: "$14.3 billion" is 14300000000 USD-like "dollar", whatever it was
    written in. Compare two of them with `states`, not with `==`: the span is part of the value.
    """

    kind: QuantityKind
    span: Span  #: code points in the text it was extracted from
    text: str  #: the characters of the span
    value: Decimal = Decimal(0)  #: dates: 0, see `when`
    upper: Decimal | None = None  #: the other end of "10 to 20 percent"
    step: Decimal = Decimal(1)  #: what one step of the last written digit is worth: 0.1 billion in "14.3 billion"
    unit: str = ""
    noun: str = ""  #: the lower-case word that follows a count: "people" in "24 people"
    before: str = ""  #: the lower-case word before it
    bound: Bound = Bound.EXACT
    other: Decimal | None = None  #: second reading where the language is unknown: "1.234" is 1.234 or 1234
    also: Quantity | None = None  #: what it is as well, or instead: "100m" is a length or millions
    when: tuple[When, ...] = ()  #: possible readings of a date; empty when a relative day has no date to start from

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The possible readings of the number."""
        return (self.value,) if self.other is None else (self.value, self.other)

    @property
    def readings(self) -> tuple[Quantity, ...]:
        """What it is, and what it is as well: the length and the millions of "100m"."""
        return (self,) if self.also is None else (self, self.also)

    def times(self, many: Decimal, unit: str) -> Quantity:
        """The same in another unit, of which its own is so many."""
        upper, other = (None if value is None else value * many for value in (self.upper, self.other))
        return replace(self, value=self.value * many, upper=upper, other=other, step=self.step * many, unit=unit)

    @property
    def is_small_count(self) -> bool:
        """Whether it is a bare count up to twelve: too common in any text to prove or disprove much."""
        return self.kind in (QuantityKind.COUNT, QuantityKind.ORDINAL) and not self.unit and 0 <= self.value <= 12  # noqa: PLR2004


def states(evidence: Iterable[Quantity], quantity: Quantity) -> bool:
    """Whether one of the quantities of the evidence states this one.

    A number agrees with the same number in any spelling, scale or convention, and with one that has more digits
    and rounds to it; never with one that has fewer. A date agrees with the same or a more exact date.

    Args:
        evidence: what the evidence states.
        quantity: what the claim states.

    >>> from briefer.language.quantities import extract
    >>> claim = extract("$14 billion")[0]
    >>> states(extract("It cost 14,300 million dollars."), claim), states(extract("It cost $17bn."), claim)
    (True, False)
    """
    stated = tuple(evidence)
    if quantity.kind is QuantityKind.DATE:
        return _states_date(stated, quantity)
    if quantity.upper is not None:
        return any(_same_range(e, quantity) for e in stated) or all(states(stated, end) for end in _ends(quantity))
    if quantity.also is not None and states(stated, quantity.also):
        return True
    return any(_agrees(number, quantity) for e in stated for one in e.readings for number in _ends(one))


def _ends(quantity: Quantity) -> Iterator[Quantity]:
    """The number itself, or both ends of a range."""
    if quantity.upper is None:
        yield quantity
    else:
        bare = Quantity(quantity.kind, quantity.span, quantity.text, step=quantity.step, unit=quantity.unit)
        yield from (replace(bare, value=value) for value in (quantity.value, quantity.upper))


def _same_range(evidence: Quantity, claim: Quantity) -> bool:
    if evidence.upper is None or claim.upper is None or not _same_unit(evidence, claim):
        return False
    return _rounds(evidence.value, evidence.step, claim) and evidence.upper - claim.upper in (
        0,
        evidence.value - claim.value,
    )


def _agrees(evidence: Quantity, claim: Quantity) -> bool:
    if evidence.kind is QuantityKind.DATE:
        return claim.kind is QuantityKind.COUNT and any(
            Decimal(when.year) == claim.value for when in evidence.when if when.year and not (when.month or when.day)
        )
    if evidence.unit != claim.unit and evidence.kind is claim.kind is QuantityKind.MEASURE:
        evidence, claim = _in_one_unit(evidence, claim)
    if not _same_unit(evidence, claim):
        return False
    return any(_rounds(e, evidence.step, claim) or e in claim.values for e in evidence.values)


def _in_one_unit(evidence: Quantity, claim: Quantity) -> tuple[Quantity, Quantity]:
    """Both in the smallest unit of their own; an exact "two years" is 24 months and no other number of them."""
    of_theirs, of_mine = in_smallest(evidence.unit), in_smallest(claim.unit)
    theirs, mine = evidence.times(*of_theirs), claim.times(*of_mine)
    return theirs, replace(mine, step=Decimal(0)) if claim.bound is Bound.EXACT else mine


def _same_unit(evidence: Quantity, claim: Quantity) -> bool:
    """Whether both may count the same: a missing unit agrees with any, a different one with none."""
    if evidence.kind is claim.kind:
        if claim.kind is QuantityKind.MONEY:
            return agree(evidence.unit, claim.unit)
        return evidence.unit == claim.unit
    kinds = {evidence.kind, claim.kind}
    if (
        kinds == {QuantityKind.COUNT, QuantityKind.ORDINAL}
        or _is_anniversary(evidence, claim)
        or _is_anniversary(claim, evidence)
    ):
        return True
    if kinds in ({QuantityKind.MONEY, QuantityKind.COUNT}, {QuantityKind.MEASURE, QuantityKind.COUNT}):
        # a count that says what it counts is no amount: "5 million people", not "a 5 million deal"
        noun = (claim if claim.kind is QuantityKind.COUNT else evidence).noun
        return noun not in _PLURALS and not (noun.endswith("s") and not noun.endswith("ss"))
    return False


def _is_anniversary(one: Quantity, other: Quantity) -> bool:
    """Whether one is the "35th anniversary" of what happened 35 years before."""
    return one.kind is QuantityKind.ORDINAL and one.noun in _YEARLY and other.unit == "year"


def _rounds(evidence: Decimal, evidence_step: Decimal, claim: Quantity) -> bool:
    """Whether the claim's number is the evidence's, or the evidence's with fewer digits."""
    value = claim.value
    if evidence == value:
        return True
    step = claim.step if claim.bound is Bound.EXACT else max(claim.step, _last_digit(value))
    finer = evidence_step < step or (evidence != 0 and _last_digit(evidence) < step)
    if not finer:
        return False
    difference = evidence - value
    if claim.bound is Bound.OVER:
        return 0 <= difference < step or (abs(difference) * 2 <= step and claim.step > evidence_step)
    if claim.bound is Bound.UNDER:
        return 0 <= -difference < step
    if abs(difference) * 2 > step:
        return False
    return claim.bound is Bound.ABOUT or abs(difference) <= _ROUNDING * abs(evidence)


def _last_digit(value: Decimal) -> Decimal:
    """What the last digit that is not a zero is worth: 10 in 870, 100 in 14300."""
    digits = value.normalize()
    exponent = digits.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _states_date(evidence: tuple[Quantity, ...], claim: Quantity) -> bool:
    dates = [quantity for quantity in evidence if quantity.kind is QuantityKind.DATE]
    if not claim.when:
        return any(quantity.text.casefold() == claim.text.casefold() for quantity in dates)
    readings = [when for quantity in dates for when in quantity.when]
    if any(_agrees_date(when, wanted, readings) for wanted in claim.when for when in readings):
        return True
    # "2000 people" and "2,000 people": a year and a count are told apart by their neighbours, which may differ.
    only_years = [when.year for when in claim.when if when.year and not when.month and when.quarter is None]
    return any(
        quantity.value == year
        for year in only_years
        for quantity in evidence
        if quantity.kind is QuantityKind.COUNT and not quantity.unit
    )


def _agrees_date(evidence: When, claim: When, others: list[When]) -> bool:
    """Whether every part the claim states is in the evidence's date, or, if that leaves it open, in another one."""
    have = evidence.parts()
    wanted = claim.stated()
    if any(name in have and have[name] != value for name, value in wanted.items()):
        return False
    missing = {name: value for name, value in wanted.items() if name not in have}
    if not missing:
        return True
    if len(missing) == len(wanted) or not missing.keys() <= {"year", "weekday"}:
        return False
    return all(any(other.parts().get(name) == value for other in others) for name, value in missing.items())
