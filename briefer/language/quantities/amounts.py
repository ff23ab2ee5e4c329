"""Numbers, amounts of money, shares, measures, ordinals and times of day in a text, fractions in words among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.quantities import clock, fractions
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
_MOMENT, _MINUS = (lexicon.listed(None, "fractions", key) for key in ("moment", "minus"))
#: The words that a fraction may begin with, numbers apart.
STARTS = fractions.STARTS | clock.STARTS


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
    if (told := _in_words(tokens, index, conv)) is not None:
        return told
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


def _in_words(tokens: Tokens, index: int, conv: Conventions) -> _Found | None:
    """The time, share or ordinal that starts at a token, each of which has rules of its own."""
    if conv.ordinals and tokens.at(index).kind in ("word", "number"):
        if (time := clock.called(tokens, index, conv)) is not None:
            value = Numeral(Decimal(time.minutes), _ONE, index, time.end, time.other)
            return _Found(value, index, time.end, QuantityKind.TIME)
        if (part := fractions.points(tokens, index, conv)) is not None:
            return _Found(part, index, part.end, QuantityKind.POINTS)
        if (share := fractions.read(tokens, index, conv)) is not None:
            return _Found(share, index, share.end, QuantityKind.SHARE)
        if (ordinal := _ordinal(tokens, index, conv)) is not None:
            return ordinal
    share = fractions.noun(tokens, index, conv)
    return None if share is None else _Found(share, index, share.end, QuantityKind.SHARE)


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
    is_noun = noun.kind == "word" and noun.low != "s" and noun.low not in lexicon.words(conv.language, "not_counted")
    span = Span(tokens.at(first).start, tokens.at(found.end - 1).end)
    limit = bound_of(tokens, first, found.end, conv)
    one = Quantity(
        found.kind,
        span,
        span.of(text),
        value=numeral.value * found.factor * sign,
        step=fractions.step_of(numeral, limit) * found.factor,
        unit=found.unit,
        noun=noun.low if is_noun else "",
        before=tokens.at(first - 1).low,
        bound=limit,
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


def _ordinal(tokens: Tokens, index: int, conv: Conventions) -> _Found | None:
    token, before = tokens.at(index), tokens.at(index - 1)
    value = conv.ordinals.get(token.low)
    if value is None or before.text == "-":
        return None
    if MEASURES.get(token.low) == "second" and before.low in _MOMENT:
        return None
    return _Found(Numeral(Decimal(value), _ONE, index, index + 1), index, index + 1, QuantityKind.ORDINAL)
