"""What stands before and after a number and says what it measures, and how exact it is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.quantities import clock
from briefer.language.quantities.conventions import (
    CURRENCIES,
    MEASURES,
    NATIONS,
    PERCENT,
    POINTS,
    SMALL_CHANGE,
    Conventions,
)
from briefer.language.quantities.numerals import Numeral
from briefer.language.quantities.quantity import Bound, QuantityKind
from briefer.language.tokens import Tokens

#: "per cent", "pour cent", "por ciento": first word, then second.
_PERCENT_PAIRS = frozenset(tuple(pair.split("_")) for pair in lexicon.listed(lexicon.ANY, "shares", "pair"))
_PERCENTAGE, _POINT_WORDS, _BASIS_POINTS = (
    lexicon.listed(lexicon.ANY, "shares", key) for key in ("percentage", "point", "basis")
)
#: Words before a length that make an area or a volume of it.
_DIMENSIONS = {word: key for key in ("square", "cubic") for word in lexicon.listed(lexicon.ANY, "marks", key)}
_ORDINAL, _PER_HOUR = (lexicon.listed(lexicon.ANY, "marks", key) for key in ("ordinal", "speed"))
_OF, _AGE = lexicon.listed(None, "fractions", "of_only"), lexicon.listed(None, "counts", "age")
_SIGNS = {"~": Bound.ABOUT, "≈": Bound.ABOUT, "+": Bound.OVER, ">": Bound.OVER, "<": Bound.UNDER}
_SPEEDS = {"kilometre": "km/h", "mile": "mph"}
_HUNDREDTH = Decimal("0.01")


class Suffix(NamedTuple):
    """What a number measures, and where its last token is."""

    kind: QuantityKind
    unit: str
    end: int
    factor: Decimal = Decimal(1)  #: basis points are hundredths of a point
    value: Decimal | None = None  #: a value that replaces the number's: minutes since midnight
    other: Decimal | None = None  #: its second reading: "2:30" may be in the afternoon


def currency_before(tokens: Tokens, index: int) -> tuple[int, str]:
    """The first token and the unit of a currency right before a number; (index, "") when there is none."""
    place = index - 1
    if tokens.at(place).text == "." and tokens.at(place - 1).low in ("rs", "fr"):
        place -= 1
    sign = tokens.at(place)
    if sign.text in ("-", "−") and sign.glued:  # "$-5"
        place, sign = place - 1, tokens.at(place - 1)
    is_code = sign.text.isupper() or sign.text in ("Rs", "rs", "Fr")  # "USD 5", not "won 5"
    if sign.low not in CURRENCIES or (sign.kind == "word" and not is_code):
        return index, ""
    longer = tokens.at(place - 1).low.replace(".", "") + sign.low
    if sign.glued and longer in CURRENCIES:
        return place - 1, CURRENCIES[longer]
    return place, CURRENCIES[sign.low]


def suffix(tokens: Tokens, numeral: Numeral, conv: Conventions) -> Suffix:
    """What the words after a number say that it measures."""
    place = numeral.end
    if (time := clock.read(tokens, numeral)) is not None:
        return Suffix(QuantityKind.TIME, "", time.end, value=Decimal(time.minutes), other=time.other)
    if tokens.at(place).text == "-" and tokens.at(place).glued and tokens.at(place + 1).glued:
        place += 1
    if (percent := _percent(tokens, place)) is not None:
        return percent
    token = tokens.at(place)
    if token.low in _DIMENSIONS and tokens.at(place + 1).low in MEASURES:
        return Suffix(QuantityKind.MEASURE, f"{_DIMENSIONS[token.low]} {MEASURES[tokens.at(place + 1).low]}", place + 2)
    if numeral.digits and not numeral.scaled and token.glued and token.low in _ORDINAL and place == numeral.end:
        return Suffix(QuantityKind.ORDINAL, "", place + 1)
    if (money := _money(tokens, place)) is not None:
        return money
    if token.kind in ("word", "sign") and token.low in MEASURES:
        return _measure(tokens, place)
    if token.low in conv.ordinals and not numeral.digits and numeral.value % 10 == 0:
        last = conv.ordinals[token.low]
        return Suffix(QuantityKind.ORDINAL, "", place + 1, value=numeral.value + last if last < 10 else numeral.value)  # noqa: PLR2004
    return Suffix(QuantityKind.COUNT, "", numeral.end)


def _percent(tokens: Tokens, place: int) -> Suffix | None:
    token, after = tokens.at(place), tokens.at(place + 1)
    if token.low in _BASIS_POINTS or (token.low, after.low) in (("basis", "points"), ("basis", "point")):
        return Suffix(QuantityKind.POINTS, "", place + (1 if token.low in _BASIS_POINTS else 2), _HUNDREDTH)
    if token.low in POINTS:
        return Suffix(QuantityKind.POINTS, "", place + 1)
    if token.low in _PERCENTAGE or token.low in PERCENT:
        end = place + 1 + (after.text == "-")
        if tokens.at(end).low in _POINT_WORDS:
            return Suffix(QuantityKind.POINTS, "", end + 1)
        return Suffix(QuantityKind.SHARE, "", place + 1) if token.low in PERCENT else None
    if (token.low, after.low) in _PERCENT_PAIRS:
        return Suffix(QuantityKind.SHARE, "", place + 2)
    return None


def _money(tokens: Tokens, place: int) -> Suffix | None:
    token, after = tokens.at(place), tokens.at(place + 1)
    if token.low in SMALL_CHANGE and (len(token.text) > 1 or token.glued):
        return Suffix(QuantityKind.MONEY, SMALL_CHANGE[token.low], place + 1, _HUNDREDTH)
    if token.low in ("de", "di") and after.low in CURRENCIES:  # "millones de dólares"
        return Suffix(QuantityKind.MONEY, CURRENCIES[after.low], place + 2)
    if token.low.startswith("d'") and token.low[2:] in CURRENCIES:  # "millions d'euros"
        return Suffix(QuantityKind.MONEY, CURRENCIES[token.low[2:]], place + 1)
    if token.low in NATIONS and after.low in CURRENCIES:
        return Suffix(QuantityKind.MONEY, NATIONS[token.low], place + 2)
    longer = token.low + after.low
    if after.glued and after.text == "$" and longer in CURRENCIES and tokens.at(place + 2).kind != "number":
        return Suffix(QuantityKind.MONEY, CURRENCIES[longer], place + 2)
    if token.low in CURRENCIES and (len(token.text) > 1 or after.kind != "number" or not after.glued):
        return Suffix(QuantityKind.MONEY, CURRENCIES[token.low], place + 1)
    return None


def _measure(tokens: Tokens, place: int) -> Suffix:
    unit, end = MEASURES[tokens.at(place).low], place + 1
    if unit in _SPEEDS and f"{tokens.at(end).low}_{tokens.at(end + 1).low}" in _PER_HOUR:
        return Suffix(QuantityKind.MEASURE, _SPEEDS[unit], end + 2)
    if unit == "degree" and tokens.at(end).low in ("c", "f", "celsius", "fahrenheit"):
        end += 1
    if unit == "second" and tokens.at(place).low == "second":
        return Suffix(QuantityKind.COUNT, "", place)  # "the 24 second-hand cars": only the plural is a time
    return Suffix(QuantityKind.MEASURE, unit, end)


def bound_of(tokens: Tokens, first: int, end: int, conv: Conventions) -> Bound:
    """How exact the text says that a number is.

    Args:
        tokens: the tokens of the text.
        first: index of the first token of the number, its currency included.
        end: index after its last token.
        conv: how the text's language writes numbers.
    """
    before_it, after_it = bounds(conv.language)
    if tokens.at(first - 1).text == "-" and tokens.at(first).glued:  # "under-16s"
        first -= 1
    if tokens.at(first - 1).low in _OF and tokens.at(first - 2).low in _AGE:  # "under the age of 16"
        first -= 2
    before = tokens.at(first - 1)
    if before.low in lexicon.listed(conv.language, "determiners", "article"):
        first, before = first - 1, tokens.at(first - 2)
    lead = [tokens.at(first - 3).low, tokens.at(first - 2).low, before.low]
    for length in range(len(lead), 0, -1):
        if (word := "_".join(lead[-length:])) in before_it:
            return before_it[word]
    if tokens.at(end).text == "+" and tokens.at(end).glued:
        return Bound.OVER
    return after_it.get(f"{tokens.at(end).low}_{tokens.at(end + 1).low}", Bound.EXACT)


@lru_cache(maxsize=64)
def bounds(language: str) -> tuple[Mapping[str, Bound], Mapping[str, Bound]]:
    """What stands before a number and what after it, "_" between two words, with what it makes of the number."""
    before: dict[str, Bound] = dict(_SIGNS)
    after: dict[str, Bound] = {}
    for key, words in lexicon.table(language, "bounds").items():
        bound, _, place = key.partition(" ")
        (after if place else before).update(dict.fromkeys(words, Bound(bound)))
    return before, after
