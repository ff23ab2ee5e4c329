"""Days that are said relative to another one: "on Thursday", "yesterday", "last year"."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from briefer.language import lexicon
from briefer.language.quantities.absolute import absolute
from briefer.language.quantities.conventions import MEASURES, Conventions
from briefer.language.quantities.eras import Dated
from briefer.language.quantities.numerals import read
from briefer.language.quantities.quantity import When
from briefer.language.tokens import Tokens

_SHIFTS = {
    word: shift
    for key, shift in (("shift-1", -1), ("shift", 0), ("shift+1", 1))
    for word in lexicon.listed(None, "dates", key)
}
_UNDATED, _AGO = (lexicon.listed(None, "dates", key) for key in ("undated", "ago"))
_NEAR = 7
#: The words that a relative day may begin with, weekdays apart.
STARTS = frozenset(_SHIFTS)
_LONGEST_AGO = 3000


def relative(tokens: Tokens, index: int, published: dt.date | None, conv: Conventions) -> Dated | None:
    """The weekday or relative day that starts at a token, or None.

    Args:
        tokens: the tokens of a text.
        index: where it would start.
        published: the day the text is from; without it, "yesterday" has no reading.
        conv: how the text's language writes weekdays.
    """
    token = tokens.at(index)
    ago = _ago(tokens, index, published, conv)
    if ago is not None or token.kind != "word":
        return ago
    is_named = token.text[0].isupper() and tokens.at(index - 1).text[:1].isupper()  # "USA Today"
    if token.low in conv.days and not is_named:
        return Dated(_shifted(published, conv.days[token.low]), index, index + 1)
    if token.low in _SHIFTS:  # a week has no reading of its own but is a date all the same
        unit = tokens.at(index + 1).low
        readings = dict.fromkeys(_UNDATED, ()) | _shifted_period(published, _SHIFTS[token.low])
        return Dated(readings[unit], index, index + 2) if unit in readings else None
    return _weekday(tokens, index, published, conv)


def _ago(tokens: Tokens, index: int, published: dt.date | None, conv: Conventions) -> Dated | None:
    """Three years ago, two days ago: a date, for a text whose own date is known."""
    token = tokens.at(index)
    if published is None or (token.kind != "number" and token.low not in conv.small and token.low not in conv.articles):
        return None
    if token.low in conv.articles:
        count, end = 1, index + 1
    else:
        numeral = read(tokens, index, conv)
        if numeral is None or numeral.value % 1 or numeral.value > _LONGEST_AGO:
            return None
        count, end = int(numeral.value), numeral.end
    unit = MEASURES.get(tokens.at(end).low)
    if tokens.at(end + 1).low not in _AGO or unit not in ("year", "month", "day"):
        return None
    whens = {
        "day": _shifted(published, -count),
        "month": (_month(published.year * 12 + published.month - 1 - count),),
        "year": (When(year=published.year - count),),
    }
    return Dated(whens[unit], index, end + 2, is_duration=True)


def _shifted(published: dt.date | None, days: int) -> tuple[When, ...]:
    if published is None:
        return ()
    try:
        day = published + dt.timedelta(days=days)
    except OverflowError:
        return ()
    return (When(year=day.year, month=day.month, day=day.day),)


def _shifted_period(published: dt.date | None, shift: int) -> dict[str, tuple[When, ...]]:
    """The year, month, quarter and decade so many before or after the day of publication."""
    if published is None:
        return {"year": (), "month": (), "quarter": ()}
    months = published.year * 12 + published.month - 1
    return {
        "year": (When(year=published.year + shift),),
        "month": (_month(months + shift),),
        "quarter": (When(year=(months // 3 + shift) // 4, quarter=(months // 3 + shift) % 4 + 1),),
        "decade": (When(decade=(published.year // 10 + shift) * 10),),
    }


def _month(months: int) -> When:
    """A month, counted from the year 0."""
    return When(year=months // 12, month=months % 12 + 1)


def _weekday(tokens: Tokens, index: int, published: dt.date | None, conv: Conventions) -> Dated | None:
    low = tokens.at(index).low.removesuffix("'s")
    end = index + 1
    if tokens.at(end).text == "-" and tokens.at(end).glued and f"{low}-{tokens.at(end + 1).low}" in conv.weekdays:
        low, end = f"{low}-{tokens.at(end + 1).low}", end + 2
    weekday = conv.weekdays.get(low)
    if weekday is None:
        return None
    is_short = conv.ordinals and not low.endswith("day")
    after = end + (tokens.at(end).text == ".")
    after += tokens.at(after).text == ","
    full = absolute(tokens, after, conv)
    if full is not None and full.when[0].month is not None:
        when = tuple(When(reading.year, reading.month, reading.day, weekday) for reading in full.when)
        return Dated(when, index, full.end)
    if is_short:
        return None
    # The last such weekday up to the day of publication, and the next one after it.
    back = (published.weekday() - weekday) % _NEAR if published else 0
    nearest = _shifted(published, -back) + _shifted(published, _NEAR - back)
    return Dated((When(weekday=weekday), *nearest), index, end)


def with_year(when: When, published: dt.date) -> When | None:
    """A day or month without a year, in the year that puts it nearest to the day of publication."""
    if when.year is not None or when.month is None:
        return None
    candidates = []
    for year in (published.year - 1, published.year, published.year + 1):
        with suppress(ValueError):
            day = dt.date(year, when.month, when.day or 15)
            candidates.append((abs((day - published).days), year))
    return When(min(candidates)[1], when.month, when.day) if candidates else None
