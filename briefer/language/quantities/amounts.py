"""Numbers, amounts of money, shares, measures, ordinals and times of day in a text, fractions in words among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.quantities import clock
from briefer.language.quantities.conventions import MEASURES, Conventions
from briefer.language.quantities.identifiers import is_identifier
from briefer.language.quantities.numerals import Numeral, read
from briefer.language.quantities.quantity import Quantity, QuantityKind
from briefer.language.quantities.suffixes import Suffix, bound_of, currency_before, suffix
from briefer.language.tokens import Tokens
from briefer.records import Span

_RANGE, _BETWEEN, _AND = (
    frozenset(word for code in lexicon.languages() for word in lexicon.listed(code, "number_style", key))
    for key in ("range", "between", "and")
)
_ONE, _MILLION = Decimal(1), Decimal(10**6)
#: The letter that right behind digits is a million or a length.
_METRES = frozenset({"m"})
_PARTS = {
    word: share for share, words in lexicon.table(None, "fractions").items() if share[0].isdigit() for word in words
}
_OF, _NEAR, _A, _WHOLE, _NOT_WHOLE, _ARTICLE, _BY, _OF_ONLY, _IN, _OF_ALL, _MOMENT, _MINUS = (
    lexicon.listed(None, "fractions", key)
    for key in (
        "of",
        "near",
        "one",
        "whole",
        "not_whole",
        "article",
        "by",
        "of_only",
        "in",
        "of_all",
        "moment",
        "minus",
    )
)
#: The words that a fraction may begin with, numbers apart.
STARTS = frozenset(_PARTS) | _A | clock.STARTS


class _Found(NamedTuple):
    """A number with what belongs to it: first and last token, kind and unit."""

    numeral: Numeral
    first: int
    end: int
    kind: QuantityKind
    unit: str = ""
    factor: Decimal = _ONE


def find(text: str, tokens: Tokens, places: list[int], conv: Conventions) -> Iterator[Quantity]:
    """Every quantity of a text but its dates.

    Args:
        text: the text.
        tokens: its tokens.
        places: indexes of the tokens at which a number may begin, without those of dates.
        conv: how the text's language writes numbers.
    """
    free = frozenset(places)
    resume = 0
    for index in places:
        found = _at(tokens, index, conv) if index >= resume else None
        if found is None:
            continue
        second = _behind(tokens, found, free, conv)
        if second is None:
            yield _quantity(text, tokens, found, conv)
        elif _is_range(found, second):
            yield _range(text, tokens, found, second, conv)
        else:
            yield _quantity(text, tokens, found, conv, beside=second)
            yield _quantity(text, tokens, second, conv, beside=found)
        resume = (second or found).end


def _at(tokens: Tokens, index: int, conv: Conventions) -> _Found | None:
    """The number that starts at a token, with its unit."""
    if conv.ordinals and tokens.at(index).kind in ("word", "number"):
        if (time := clock.called(tokens, index, conv)) is not None:
            value = Numeral(Decimal(time.minutes), _ONE, index, time.end, time.other)
            return _Found(value, index, time.end, QuantityKind.TIME)
        worded = _part(tokens, index, conv) or _out_of(tokens, index, conv) or _ordinal(tokens, index, conv)
        if worded is not None:
            return worded
    numeral = read(tokens, index, conv)
    if numeral is None or numeral.end <= index:
        return None
    if numeral.digits and numeral.first == index and is_identifier(tokens, index):
        return None
    first, currency = currency_before(tokens, numeral.first)
    after = suffix(tokens, numeral, conv)
    if currency and after.kind in (QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.MEASURE):
        unit = after.unit if after.kind is QuantityKind.MONEY else currency
        millions = after.kind is QuantityKind.MEASURE and tokens.at(after.end - 1).text in _METRES  # "£5 m"
        end = after.end if after.kind is QuantityKind.MONEY or millions else numeral.end
        after = Suffix(QuantityKind.MONEY, unit, end, _MILLION if millions else _ONE)
    if after.kind is QuantityKind.COUNT and not numeral.digits and numeral.value == 1 and not numeral.scaled:
        return None  # "one" is a pronoun far oftener than a count
    value = numeral if after.value is None else numeral._replace(value=after.value, other=after.other)
    return _Found(value, first, after.end, after.kind, after.unit, after.factor)


def _behind(tokens: Tokens, low: _Found, free: frozenset[int], conv: Conventions) -> _Found | None:
    """The second number of "10 to 20 percent" or of "from 48 percent to 17"."""
    link = tokens.at(low.end)
    between = link.low in _AND and tokens.at(low.first - 1).low in _BETWEEN
    if link.text != "-" and link.low not in _RANGE and not between:
        return None
    starts = (place for place in (low.end + 1, low.end + 2) if place in free)  # "to 20", "to $20"
    high = next((found for place in starts if (found := _at(tokens, place, conv)) is not None), None)
    return high if high is not None and high.first == low.end + 1 else None


def _is_range(low: _Found, high: _Found) -> bool:
    """Whether two numbers are the ends of one range: the first has no unit of its own, and is the smaller one."""
    if low.kind not in (QuantityKind.COUNT, QuantityKind.MONEY) or high.kind is QuantityKind.TIME:
        return False
    if low.kind is QuantityKind.MONEY and high.kind not in (QuantityKind.MONEY, QuantityKind.COUNT):
        return False
    return high.numeral.value * high.factor > low.numeral.value or high.numeral.scaled


def _range(text: str, tokens: Tokens, low: _Found, high: _Found, conv: Conventions) -> Quantity:
    shared = _ONE
    if high.numeral.scaled and not low.numeral.scaled and high.numeral.step:
        # "5 to 10 million" is five million to ten million
        shared = max(Decimal(10) ** (high.numeral.step.adjusted() // 3 * 3), _ONE)
    whole = _quantity(text, tokens, high._replace(first=low.first), conv)
    unit_of = low if low.kind is QuantityKind.MONEY and high.kind is QuantityKind.COUNT else high
    return replace(
        whole,
        kind=unit_of.kind,
        unit=unit_of.unit,
        value=low.numeral.value * high.factor * shared,
        upper=whole.value,
        step=min(whole.step, low.numeral.step * high.factor * shared),
        other=None,
    )


def _quantity(text: str, tokens: Tokens, found: _Found, conv: Conventions, *, beside: _Found | None = None) -> Quantity:
    numeral, sign, first = found.numeral, 1, found.first
    before, earlier = tokens.at(first - 1), tokens.at(first - 2)
    # "-5", "-$5" and "minus 5"; a hyphen after a word or a number is no sign.
    starts = before.text in ("-", "−") and tokens.at(first).glued and not (before.glued and earlier.text != "(")
    if (starts and earlier.kind != "number") or before.low in _MINUS:
        sign, first = -1, first - 1
    hyphen = tokens.at(found.end)
    noun = tokens.at(found.end + 1) if hyphen.text == "-" and hyphen.glued else hyphen
    is_noun = noun.kind == "word" and noun.low not in lexicon.words(conv.language, "not_counted")
    span = Span(tokens.at(first).start, tokens.at(found.end - 1).end)
    one = Quantity(
        found.kind,
        span,
        span.of(text),
        value=numeral.value * found.factor * sign,
        step=numeral.step * found.factor,
        unit=found.unit,
        noun=noun.low if is_noun else "",
        before=tokens.at(first - 1).low,
        bound=bound_of(tokens, first, found.end, conv),
        other=None if numeral.other is None else numeral.other * found.factor * sign,
    )
    return replace(one, also=_also(tokens, one, found, beside))


def _also(tokens: Tokens, one: Quantity, found: _Found, beside: _Found | None) -> Quantity | None:
    """What a bare number is as well: a time beside one ("from 9 to 5 p.m.") or behind "at", a length ("5.68m")."""
    if one.kind is not QuantityKind.COUNT or (one.noun and one.noun.endswith("s")):
        return None
    time = clock.hour(one.value) if beside is not None and beside.kind is QuantityKind.TIME else None
    time = time or (clock.maybe(tokens, found.numeral) if found.numeral.digits else None)
    if time is not None:
        return replace(one, kind=QuantityKind.TIME, value=Decimal(time.minutes), other=time.other, step=_ONE)
    letter = tokens.at(found.numeral.end - 1)
    if found.numeral.digits and letter.glued and letter.text in _METRES:
        return replace(
            one, kind=QuantityKind.MEASURE, unit="metre", value=one.value / _MILLION, step=one.step / _MILLION
        )
    return None


# --- fractions and ordinals in words: "a third of", "nine out of ten", "the third" -----------------------------


def _part(tokens: Tokens, index: int, conv: Conventions) -> _Found | None:
    token = tokens.at(index)
    count, place = 1, index
    if token.low in _A or token.low in conv.small:
        count, place = conv.small.get(token.low, 1), index + 1
        place += tokens.at(place).text == "-"
    size = _PARTS.get(tokens.at(place).low)
    if size is None or not count:
        return None
    several = count > 1 and tokens.at(place).low.endswith("s")
    follows = tokens.at(place + 1).low in _OF
    if tokens.at(place).low in _WHOLE:
        sure = follows or (tokens.at(index - 1).low in _NEAR and tokens.at(place + 1).low not in _ARTICLE)
        sure = sure and tokens.at(index - 1).low not in _NOT_WHOLE
    else:
        is_one = place > index and count == 1
        sure = several or (is_one and (tokens.at(place + 1).low in _OF_ONLY or _is_change(tokens, index, place, conv)))
    whole = [tokens.at(place + i) for i in (1, 2, 3)]
    of_a_year = whole[0].low in _OF_ONLY and whole[1].kind == "number"  # "a quarter of 2024"
    of_a_scale = whole[0].low in _OF_ONLY and whole[2].low in conv.scales  # "a quarter of a million"
    if not sure or of_a_year or of_a_scale:
        return None
    return _Found(Numeral(Decimal(size) * count, _ONE, index, place + 1), index, place + 1, QuantityKind.SHARE)


def _is_change(tokens: Tokens, index: int, place: int, conv: Conventions) -> bool:
    """Whether a thing grows or shrinks "by a third"; not "by a third party"."""
    after = tokens.at(place + 1)
    is_last = after.kind != "word" or after.low in lexicon.words(conv.language, "not_counted")
    return tokens.at(index - 1).low in _BY and is_last and after.text != "-"


def _out_of(tokens: Tokens, index: int, conv: Conventions) -> _Found | None:
    """Two numbers: "one in five", "nine out of ten"."""
    place = index + 1
    if tokens.at(place).low in _IN:
        place += 1
    elif f"{tokens.at(place).low}_{tokens.at(place + 1).low}" in _OF_ALL:
        place += 2
    else:
        return None
    few, all_of_them = _small(tokens, index, conv), _small(tokens, place, conv)
    if not 0 < few < all_of_them or all_of_them not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100):
        return None
    share = round(Decimal(100 * few) / all_of_them, 1)
    return _Found(Numeral(share, _ONE, index, place + 1), index, place + 1, QuantityKind.SHARE)


def _small(tokens: Tokens, index: int, conv: Conventions) -> int:
    token = tokens.at(index)
    if token.kind == "number":
        return int(token.text) if token.text.isascii() and token.text.isdigit() and len(token.text) <= 3 else 0  # noqa: PLR2004
    return conv.small.get(token.low, 0) or conv.tens.get(token.low, 0)


def _ordinal(tokens: Tokens, index: int, conv: Conventions) -> _Found | None:
    token, before = tokens.at(index), tokens.at(index - 1)
    value = conv.ordinals.get(token.low)
    if value is None or before.text == "-":
        return None
    if MEASURES.get(token.low) == "second" and before.low in _MOMENT:
        return None
    return _Found(Numeral(Decimal(value), _ONE, index, index + 1), index, index + 1, QuantityKind.ORDINAL)
