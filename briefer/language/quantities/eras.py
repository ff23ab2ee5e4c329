"""Centuries, decades, spans of years and years of account: dates longer than a year, or not the calendar's."""

from __future__ import annotations

from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.quantities.conventions import MEASURES, Conventions
from briefer.language.quantities.quantity import When
from briefer.language.tokens import Token, Tokens

_ENGLISH = lexicon.table(None, "dates")
#: What stands before the name or the last two digits of a decade.
BEFORE_DECADE = frozenset(_ENGLISH["decade"])
#: What stands before the year of a company's accounts.
FISCAL = frozenset(_ENGLISH["fiscal"])
_JOINS_CENTURIES, _FIRST = (frozenset(_ENGLISH[key]) for key in ("joins_centuries", "first"))
_LIMITS = lexicon.listed(None, "bounds", "over", "under")
_ORDINAL = lexicon.listed(lexicon.ANY, "marks", "ordinal")
_FIRST_YEAR, _LAST_YEAR = 1200, 2199
#: Those that are told by number; "his third century" is a batsman's.
_CENTURIES = range(5, 22)
#: "The 1800s" are ten years or a hundred.
_WHOLE_CENTURIES = range(_FIRST_YEAR, 2000, 100)
_LONGEST_SPAN = 30  #: years, between a year and the one behind its hyphen


class Dated(NamedTuple):
    """A date: its possible readings, its first token and the index after its last one."""

    when: tuple[When, ...]
    first: int
    end: int
    is_duration: bool = False  #: "three years ago" is a number of years as well


def year_of(token: Token) -> int | None:
    """The year that a token states, or None."""
    if token.kind != "number" or len(token.text) != 4 or not token.text.isdecimal():  # noqa: PLR2004
        return None
    year = int(token.text)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def span_end(tokens: Tokens, index: int) -> int | None:
    """The last year of a span that begins at a token: 2008 of "2007-08", "2007/08" and "2007-2008"."""
    year, mark, last = year_of(tokens.at(index)), tokens.at(index + 1), tokens.at(index + 2)
    if year is None or mark.text not in ("-", "/") or not (mark.glued and last.glued) or not last.text.isdecimal():
        return None
    end = year_of(last) or 0
    if len(last.text) == 2:  # noqa: PLR2004
        end = year + (int(last.text) - year) % 100
    is_next = mark.text == "-" or end == year + 1  # "2007/2011" may be the number of a case
    return end if is_next and year < end <= year + _LONGEST_SPAN else None


def last_of_span(tokens: Tokens, index: int) -> Dated | None:
    """The 08 of "2007-08": a date of its own, so that both years must be in the evidence."""
    year = span_end(tokens, index - 2)
    return None if year is None else Dated((When(year=year),), index, index + 1)


def century(tokens: Tokens, index: int, conv: Conventions) -> Dated | None:
    """The 19th century, the nineteenth century, 18th-century, the 18th and 19th centuries."""
    number, end = _nth(tokens, index, conv)
    if number not in _CENTURIES:
        return None
    when = When(century=100 * (number - 1))
    place = end + (tokens.at(end).text == "-")
    if MEASURES.get(tokens.at(place).low) == "century":
        return Dated((when,), index, place + 1)
    other = century(tokens, end + 1, conv) if tokens.at(end).low in _JOINS_CENTURIES else None
    return None if other is None else Dated((when, *other.when), index, other.end)


def _nth(tokens: Tokens, index: int, conv: Conventions) -> tuple[int, int]:
    """An ordinal and the index after it: "19th", "nineteenth", "twenty-first"; (0, index) where there is none."""
    token, after = tokens.at(index), tokens.at(index + 1)
    if token.kind == "number":
        is_ordinal = token.text.isdecimal() and len(token.text) <= 2 and after.glued and after.low in _ORDINAL  # noqa: PLR2004
        return (int(token.text), index + 2) if is_ordinal else (0, index)
    unit = tokens.at(index + 2).low if after.text == "-" else ""
    last = 1 if unit in _FIRST else conv.ordinals.get(unit, 0)
    if token.low in conv.tens and 0 < last < 10:  # noqa: PLR2004
        return conv.tens[token.low] + last, index + 3
    return conv.ordinals.get(token.low, 0), index + 1


def fiscal(tokens: Tokens, index: int) -> Dated | None:
    """FY22, FY2022, FY 22."""
    number = tokens.at(index + 1)
    if tokens.at(index).low not in FISCAL or not number.text.isdecimal():
        return None
    year = year_of(number) or (2000 + int(number.text) if len(number.text) == 2 else None)  # noqa: PLR2004
    return None if year is None else Dated((When(year=year),), index, index + 2)


def decade(tokens: Tokens, index: int) -> Dated | None:
    """1990s, the 90s, 1990's."""
    token, after = tokens.at(index), tokens.at(index + 1)
    end = index + 2
    if after.text == "'" and after.glued and tokens.at(index + 2).low == "s":
        after, end = tokens.at(index + 2), index + 3
    if after.low != "s" or not after.glued or not token.text.isdecimal() or int(token.text[-1]) != 0:
        return None
    if len(token.text) == 4 and _FIRST_YEAR <= int(token.text) <= _LAST_YEAR:  # noqa: PLR2004
        first = int(token.text)
        readings = (When(decade=first), When(century=first)) if first in _WHOLE_CENTURIES else (When(decade=first),)
        return Dated(readings, index, end)
    if tokens.at(index - 1).text == "-" and tokens.at(index - 2).low in _LIMITS:
        return None  # "over-30s" are people
    if len(token.text) == 2 and tokens.at(index - 1).low in BEFORE_DECADE | {"'", "-"}:  # noqa: PLR2004
        return Dated((When(decade=1900 + int(token.text)), When(decade=2000 + int(token.text))), index, end)
    return None
