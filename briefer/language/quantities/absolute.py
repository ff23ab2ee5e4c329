"""Days, months, quarters, years and decades in a text."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from briefer.language import lexicon
from briefer.language.quantities.clock import ZONES
from briefer.language.quantities.conventions import CURRENCIES, MEASURES, PERCENT, Conventions
from briefer.language.quantities.eras import (
    BEFORE_DECADE,
    FISCAL,
    Dated,
    century,
    decade,
    fiscal,
    last_of_span,
    span_end,
    year_of,
)
from briefer.language.quantities.identifiers import is_identifier
from briefer.language.quantities.quantity import When
from briefer.language.tokens import Tokens

_DOTTED = [[day, month, year] for day in (1, 2) for month in (1, 2) for year in (2, 4)]  # digits of "12.6.2025"
_FIRST_YEAR, _LAST_YEAR = 1200, 2199
_POSSIBLE = {"year": (_FIRST_YEAR, _LAST_YEAR), "month": (1, 12), "day": (1, 31)}
_DAY_SUFFIX, _OF = (lexicon.listed(lexicon.ANY, "marks", key) for key in ("day", "of"))
_ENGLISH = lexicon.table(None, "dates")
_DOUBTFUL, _BEFORE_MONTH, _BEFORE_MONTH_NAME, _NOT_A_MONTH, _COUNTED, _BOUND, _FULL, _SETTLES = (
    frozenset(_ENGLISH[key])
    for key in ("doubtful", "before", "owner", "not_after", "counted", "bound", "full", "settles")
)

_ERAS = {word: 1920 + 10 * place for place, word in enumerate(_ENGLISH["era"])}
_QUARTERS = {word: place for place, words in enumerate(_ENGLISH["quarter"], 1) for word in words.split("/")}


#: The words that a date may begin with, months apart.
STARTS = frozenset(_ERAS) | frozenset(_QUARTERS) | {"q"} | FISCAL


def absolute(tokens: Tokens, index: int, conv: Conventions) -> Dated | None:
    """The date that starts at a token, or None; relative days are `relative.relative`.

    Args:
        tokens: the tokens of a text.
        index: where the date would start.
        conv: how the text's language writes months.
    """
    token = tokens.at(index)
    if (of_a_century := century(tokens, index, conv)) is not None:
        return of_a_century
    if token.kind == "number":
        return (
            _numeric(tokens, index)
            or _ideographic(tokens, index)
            or _day_first(tokens, index, conv)
            or decade(tokens, index)
            or last_of_span(tokens, index)
            or _year_alone(tokens, index)
        )
    if token.kind != "word":
        return None
    if token.low in _ERAS and tokens.at(index - 1).low in BEFORE_DECADE:
        return Dated((When(decade=_ERAS[token.low]),), index, index + 1)
    return _month_first(tokens, index, conv) or _quarter(tokens, index) or fiscal(tokens, index)


def _numeric(tokens: Tokens, index: int) -> Dated | None:
    """2025-06-12, 12.06.2025, 12/06/2025 and 6/12/25."""
    dotted = tokens.at(index).text.split(".")
    if [*map(len, dotted)] in _DOTTED and all(map(str.isdecimal, dotted)):
        return _dated(index, index + 1, (dotted[2], dotted[1], dotted[0]))
    signs, parts = [tokens.at(index + 1), tokens.at(index + 3)], [tokens.at(index + i) for i in (0, 2, 4)]
    glued = all(token.glued for token in (*signs, *parts[1:])) and all(part.kind == "number" for part in parts)
    if not glued or signs[0].text != signs[1].text or signs[0].text not in ("-", "/"):
        return None
    a, b, c = (part.text for part in parts)
    if not all(part.isdecimal() and len(part) <= 4 for part in (a, b, c)):  # noqa: PLR2004
        return None
    if len(a) == 4:  # noqa: PLR2004
        return _dated(index, index + 5, (a, b, c))
    return _dated(index, index + 5, (c, b, a), (c, a, b))


def _dated(first: int, end: int, *readings: tuple[str, str, str]) -> Dated | None:
    found = []
    for year, month, day in readings:
        century = 0 if len(year) != 2 else 2000 if int(year) < 50 else 1900  # noqa: PLR2004
        with suppress(ValueError):
            date = dt.date(century + int(year), int(month), int(day))
            found.append(When(year=date.year, month=date.month, day=date.day))
    return Dated(tuple(found), first, end) if found else None


def _ideographic(tokens: Tokens, index: int) -> Dated | None:
    """2025年6月12日, 6月12日, 2025년 6월 12일."""
    parts: dict[str, int] = {}
    place = index
    names = {"年": "year", "년": "year", "月": "month", "월": "month", "日": "day", "일": "day"}
    while tokens.at(place).kind == "number" and tokens.at(place + 1).text in names and len(tokens.at(place).text) <= 4:  # noqa: PLR2004
        if not tokens.at(place).text.isdecimal():
            return None
        parts[names[tokens.at(place + 1).text]] = int(tokens.at(place).text)
        place += 2
    if not parts or parts.keys() == {"day"}:
        return None
    possible = all(_POSSIBLE[name][0] <= value <= _POSSIBLE[name][1] for name, value in parts.items())
    return Dated((When(**parts),), index, place) if possible else None


def _day(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A day of the month and the index after it: "12", "12th", "12."."""
    token = tokens.at(index)
    if token.kind != "number" or not token.text.isdecimal() or len(token.text) > 2:  # noqa: PLR2004
        return None
    day = int(token.text)
    if not 1 <= day <= _POSSIBLE["day"][1]:
        return None
    after = tokens.at(index + 1)
    return day, index + 2 if after.glued and after.low in _DAY_SUFFIX else index + 1


def _day_first(tokens: Tokens, index: int, conv: Conventions) -> Dated | None:
    """12 June 2025, 12th of June, 12. Juni, 12 de junio de 2025."""
    day = _day(tokens, index)
    if day is None:
        return None
    place = day[1]
    if tokens.at(place).text == "." and tokens.at(place).glued and conv.decimal == ",":
        place += 1
    if tokens.at(place).text == "-" and _day(tokens, place + 1):  # "12-14 June": the second day carries the month
        other = _day_first(tokens, place + 1, conv)
        if other is None:
            return None
        first = When(year=other.when[0].year, month=other.when[0].month, day=day[0])
        return Dated((first, *other.when), index, other.end)
    place += tokens.at(place).low in _OF
    month = conv.months.get(tokens.at(place).low)
    is_small = conv.capitals and not tokens.at(place).text[:1].isupper()
    if month is None or (tokens.at(place).low in _DOUBTFUL and is_small):
        return None
    year, end = _year_after(tokens, place + 1)
    return Dated((When(year=year, month=month, day=day[0]),), index, end)


def _year_after(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """The year that follows a month or day: "2025", ", 2025", "of 2025"; with the index after it."""
    place = index
    if tokens.at(place).text == ".":  # "Jan. 2025"
        place += 1
    if tokens.at(place).text == "," or tokens.at(place).low in _OF:
        place += 1
    year = year_of(tokens.at(place))
    if year is None or is_identifier(tokens, place):
        return None, index
    return year, place + 1


def _month_first(tokens: Tokens, index: int, conv: Conventions) -> Dated | None:
    """June 12, 2025; June 12-14; June 2025; June."""
    month = conv.months.get(tokens.at(index).low.removesuffix("'s"))
    if month is None or not _is_month(tokens, index, conv):
        return None
    place = index + 1
    if tokens.at(place).text == "." and tokens.at(place).glued and tokens.at(place + 1).kind == "number":
        place += 1
    day = _day(tokens, place)
    # "in June 12 people died": a number after a month may count things
    if day is None or tokens.at(place + 1).text == ":" or tokens.at(day[1]).low in _COUNTED | PERCENT:
        year, end = _year_after(tokens, place)
        return Dated((When(year=year, month=month),), index, end)
    end = day[1]
    days = [day[0]]
    second = _day(tokens, end + 1) if tokens.at(end).text == "-" else None
    if second:
        days, end = [day[0], second[0]], second[1]
    year, end = _year_after(tokens, end)
    return Dated(tuple(When(year=year, month=month, day=d) for d in days), index, end)


def _is_month(tokens: Tokens, index: int, conv: Conventions) -> bool:
    """Whether a word that may be a month is one: not "may lose", not "March on Washington"."""
    token, before, after = tokens.at(index), tokens.at(index - 1), tokens.at(index + 1)
    if not conv.ordinals:  # only the English months are common words too; elsewhere they are written small
        return True
    low = token.low.removesuffix("'s")
    is_short = len(low) <= 4 and low not in _FULL  # noqa: PLR2004
    beside_number = after.kind == "number" or (after.text == "." and tokens.at(index + 2).kind == "number")
    if conv.capitals and not token.text[0].isupper():
        return False
    if is_short or low not in _DOUBTFUL:
        return beside_number or not is_short
    if beside_number or before.low in _BEFORE_MONTH:
        return after.low not in _NOT_A_MONTH or before.low in _SETTLES
    named = before.low in _BEFORE_MONTH_NAME or (before.text == "-" and before.glued and token.glued)  # "mid-May"
    return named and after.low not in _NOT_A_MONTH


def _year_alone(tokens: Tokens, index: int) -> Dated | None:
    year, before, after = year_of(tokens.at(index)), tokens.at(index - 1), tokens.at(index + 1)
    if after.text == "-" and after.glued:  # "a 2000-mile wall"
        after = tokens.at(index + 2)
    if year is None or before.low in CURRENCIES or before.low in _BOUND:
        return None
    if is_identifier(tokens, index) and span_end(tokens, index) is None:
        return None
    if any(after.low in words for words in (CURRENCIES, PERCENT, _COUNTED, MEASURES, ZONES)):
        return None
    return Dated((When(year=year),), index, index + 1)


def _quarter(tokens: Tokens, index: int) -> Dated | None:
    """Q3 2024; the third quarter of 2024; second-quarter."""
    token, after = tokens.at(index), tokens.at(index + 1)
    if token.low == "q" and after.glued and after.text in ("1", "2", "3", "4"):
        year, end = _year_after(tokens, index + 2)
        return Dated((When(year=year, quarter=int(after.text)),), index, end)
    number = _QUARTERS.get(token.low)
    place = index + 1 + (after.text == "-")
    if number is None or tokens.at(place).low != "quarter":
        return None
    year, end = _year_after(tokens, place + 1)
    return Dated((When(year=year, quarter=number),), index, end)
