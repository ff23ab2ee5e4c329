"""Times of day: "14:00", "2 p.m.", "two o'clock", "half past two", "noon"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.quantities.conventions import Conventions
from briefer.language.quantities.numerals import Numeral
from briefer.language.tokens import Tokens

_DAY, _HALF = 24 * 60, 12 * 60
_AM_PM = {word: hours for key, hours in (("am", 0), ("pm", 12)) for word in lexicon.listed(lexicon.ANY, "marks", key)}
_CALLED = {
    word: minutes
    for key, minutes in (("noon", _HALF), ("midnight", 0))
    for word in lexicon.listed(None, "calendar", key)
}
_PARTS = {
    word: minutes for key, minutes in (("half", 30), ("quarter", 15)) for word in lexicon.listed(None, "calendar", key)
}
_PAST, _TO, _FULL, _AT = (lexicon.listed(None, "calendar", key) for key in ("past", "to", "clock", "at"))
_HALVES = {words: hours for key, hours in (("am", 0), ("pm", 12)) for words in lexicon.listed(None, "calendar", key)}
#: What follows a time of four digits: "1400 GMT".
ZONES = lexicon.listed(None, "calendar", "zone")
#: The words that a time of day may begin with, numbers apart.
STARTS = frozenset(_CALLED) | frozenset(_PARTS)


class Time(NamedTuple):
    """A time of day."""

    minutes: int  #: since midnight
    end: int  #: index after its last token
    other: Decimal | None = None  #: twelve hours away, where nothing says which half of the day it is


def read(tokens: Tokens, numeral: Numeral) -> Time | None:
    """The time of day that a number tells with what stands behind it: "10:30", "10.30am", "7 p.m.", "two o'clock".

    Args:
        tokens: the tokens of a text.
        numeral: a number in it.
    """
    end, text = numeral.end, tokens.at(numeral.first).text
    if numeral.scaled or end != numeral.first + 1:
        return None
    after = tokens.at(end)
    if after.low in _FULL or (tokens.at(numeral.first - 1).low in _AT and _half(tokens, end)[0] is not None):
        end += after.low in _FULL
        return _unsure(int(numeral.value), 0, tokens, end) if numeral.value % 1 == 0 else None
    if numeral.digits and after.low in ZONES and text.isdecimal() and len(text) == 4:  # noqa: PLR2004
        return _sure(int(text[:2]), int(text[2:]), None, end)
    return _in_digits(tokens, end, text) if numeral.digits else None


def _in_digits(tokens: Tokens, end: int, text: str) -> Time | None:
    hours, _, minutes = text.partition(".")
    colon, after = tokens.at(end), tokens.at(end + 1)
    is_split = colon.text in (":", "h") and colon.glued and after.glued and after.kind == "number"
    if is_split:
        hours, minutes, end = text, after.text, end + 2
    elif tokens.at(end).low not in {*_AM_PM, *_CALLED}:
        return None
    if not (hours.isdigit() and len(hours) <= 2 and (not minutes or (minutes.isdigit() and len(minutes) == 2))):  # noqa: PLR2004
        return None
    return _unsure(int(hours), int(minutes or 0), tokens, end, is_long=hours.startswith("0"))


def maybe(tokens: Tokens, numeral: Numeral) -> Time | None:
    """The time of day that a decimal number may be where nothing but the word before it says so: "at 14.00"."""
    hours, point, minutes = tokens.at(numeral.first).text.partition(".")
    if tokens.at(numeral.first - 1).low not in _AT or not point or not (hours + minutes).isdecimal():
        return None
    is_time = len(hours) <= 2 and len(minutes) == 2 and int(minutes) < 60  # noqa: PLR2004
    return _unsure(int(hours), int(minutes), tokens, numeral.end) if is_time else None


def hour(value: Decimal) -> Time | None:
    """The full hour that a bare number beside a time may be: the 9 of "from 9 to 5 p.m."."""
    if value % 1 or not 0 < value <= 24:  # noqa: PLR2004
        return None
    return Time(int(value) * 60 % _DAY, 0, Decimal((int(value) + 12) * 60 % _DAY) if value <= 12 else None)  # noqa: PLR2004


def called(tokens: Tokens, index: int, conv: Conventions) -> Time | None:
    """The time of day that starts at a token and is told in words: "noon", "half past two", "quarter to 3"."""
    low = tokens.at(index).low
    if low in _CALLED:
        return Time(_CALLED[low], index + 1)
    way = tokens.at(index + 1).low
    if low not in _PARTS or way not in _PAST | _TO:
        return None
    token = tokens.at(index + 2)
    hour = int(token.text) if token.text.isascii() and token.text.isdecimal() else conv.small.get(token.low, 0)
    if not 0 < hour <= 12:  # noqa: PLR2004
        return None
    minutes = _PARTS[low] if way in _PAST else -_PARTS[low]
    return _unsure(hour, minutes, tokens, index + 3)


def _half(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """The half of the day that the words from a token on tell, as hours, and the index after them."""
    if tokens.at(index).low in _AM_PM:
        return _AM_PM[tokens.at(index).low], index + 1
    for size in (2, 3):
        words = "_".join(tokens.at(index + step).low for step in range(size))
        if words in _HALVES:
            return _HALVES[words], index + size
    return None, index


def _unsure(hours: int, minutes: int, tokens: Tokens, end: int, *, is_long: bool = False) -> Time | None:
    """A time whose half of the day the next words may tell; without them either is possible, on a clock of 12 hours."""
    low = tokens.at(end).low
    if low in _CALLED and hours == 12 and not minutes:  # noqa: PLR2004
        return Time(_CALLED[low], end + 1)
    half, end = _half(tokens, end)
    time = _sure(hours, minutes, half, end)
    if time is None or half is not None or is_long or not 0 < hours <= 12:  # noqa: PLR2004
        return time
    return time._replace(other=Decimal((time.minutes + _HALF) % _DAY))


def _sure(hours: int, minutes: int, half: int | None, end: int) -> Time | None:
    total = hours * 60 + minutes
    if half is not None:
        total = total % _HALF + half * 60
    return Time(total % _DAY, end) if total <= _DAY else None
