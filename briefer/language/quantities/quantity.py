"""The value that every number, amount and date of a text becomes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from briefer.records import Span


class Kind(StrEnum):
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

    def parts(self) -> dict[str, int]:
        """The parts that are stated or follow from those stated: the weekday of a full date, the quarter of a month."""
        found = {
            name: value
            for name in ("year", "month", "day", "weekday", "quarter", "decade")
            if (value := getattr(self, name)) is not None
        }
        if self.month is not None:
            found.setdefault("quarter", (self.month + 2) // 3)
        if self.year is not None:
            found.setdefault("decade", self.year // 10 * 10)
            weekday = self._weekday()
            if weekday is not None:
                found.setdefault("weekday", weekday)
        return found

    def _weekday(self) -> int | None:
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day).weekday()
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, amount or date that a text states.

    Values are exact decimals in the plain unit: "$14.3 billion" is 14300000000 USD-like "dollar", whatever it was
    written in. Compare two of them with `compare.states`, not with `==`: the span is part of the value.
    """

    kind: Kind
    span: Span  #: code points in the text it was extracted from
    text: str  #: the characters of the span
    value: Decimal = Decimal(0)  #: dates: 0, see `when`
    upper: Decimal | None = None  #: the other end of "10 to 20 percent"
    step: Decimal = Decimal(1)  #: what one step of the last written digit is worth: 0.1 billion in "14.3 billion"
    unit: str = ""
    noun: str = ""  #: the lower-case word that follows a count: "people" in "24 people"
    bound: Bound = Bound.EXACT
    other: Decimal | None = None  #: second reading where the language is unknown: "1.234" is 1.234 or 1234
    when: tuple[When, ...] = ()  #: possible readings of a date; empty when a relative day has no date to start from

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The possible readings of the number."""
        return (self.value,) if self.other is None else (self.value, self.other)

    @property
    def is_small_count(self) -> bool:
        """Whether it is a bare count up to twelve: too common in any text to prove or disprove much."""
        return self.kind in (Kind.COUNT, Kind.ORDINAL) and not self.unit and 0 <= self.value <= 12  # noqa: PLR2004
