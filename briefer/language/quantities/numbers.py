"""Numbers, amounts of money, shares, measures, ordinals and times of day in a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.quantities.bounds import bound_of
from briefer.language.quantities.conventions import Conventions
from briefer.language.quantities.fractions import worded
from briefer.language.quantities.identifiers import is_identifier
from briefer.language.quantities.numerals import Numeral, read
from briefer.language.quantities.quantity import Kind, Quantity
from briefer.language.quantities.suffixes import Suffix, currency_before, suffix
from briefer.language.tokens import Tokens
from briefer.records import Span

_RANGE = frozenset({"-", "to", "through", "à", "bis", "hasta", "tot", "until"})
_ONE = Decimal(1)


class _Found(NamedTuple):
    """A number with what belongs to it: first and last token, kind and unit."""

    numeral: Numeral
    first: int
    end: int
    kind: Kind
    unit: str
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
        resume = found.end
        second = _other_end(tokens, found, free, conv)
        if second is None:
            yield _quantity(text, tokens, found, conv)
            continue
        resume = second.end
        yield _range(text, tokens, found, second, conv)


def _at(tokens: Tokens, index: int, conv: Conventions) -> _Found | None:
    """The number that starts at a token, with its unit."""
    fraction = worded(tokens, index, conv)
    if fraction is not None:
        return _Found(Numeral(fraction.value, _ONE, index, fraction.end), index, fraction.end, fraction.kind, "")
    numeral = read(tokens, index, conv)
    if numeral is None or numeral.end <= index:
        return None
    if numeral.digits and numeral.first == index and is_identifier(tokens, index):
        return None
    first, currency = currency_before(tokens, numeral.first)
    after = suffix(tokens, numeral, conv)
    if currency and after.kind in (Kind.COUNT, Kind.MONEY, Kind.MEASURE):
        unit = after.unit if after.kind is Kind.MONEY else currency
        end = after.end if after.kind is Kind.MONEY else numeral.end
        after = Suffix(Kind.MONEY, unit, end)
    if after.kind is Kind.COUNT and not numeral.digits and numeral.value == 1 and not numeral.scaled:
        return None  # "one" is a pronoun far oftener than a count
    value = numeral if after.value is None else numeral._replace(value=after.value, other=None)
    return _Found(value, first, after.end, after.kind, after.unit, after.factor)


def _other_end(tokens: Tokens, low: _Found, free: frozenset[int], conv: Conventions) -> _Found | None:
    """The second number of "10 to 20 percent", when the first has no unit of its own."""
    link = tokens.at(low.end)
    between = link.low in ("and", "und", "et", "y", "e", "en") and tokens.at(low.first - 1).low in (
        "between", "zwischen", "entre", "tra", "tussen")  # fmt: skip
    if low.kind not in (Kind.COUNT, Kind.MONEY) or not (link.low in _RANGE or between):
        return None
    starts = (place for place in (low.end + 1, low.end + 2) if place in free)  # "to 20", "to $20"
    high = next((found for place in starts if (found := _at(tokens, place, conv)) is not None), None)
    if high is None or high.first != low.end + 1:
        return None
    same_money = low.kind is Kind.MONEY and high.kind in (Kind.MONEY, Kind.COUNT)
    if not same_money and low.kind is not Kind.COUNT:
        return None
    return high if high.numeral.value * high.factor > low.numeral.value or high.numeral.scaled else None


def _range(text: str, tokens: Tokens, low: _Found, high: _Found, conv: Conventions) -> Quantity:
    shared = _ONE
    if high.numeral.scaled and not low.numeral.scaled and high.numeral.step:
        # "5 to 10 million" is five million to ten million
        scale = Decimal(10) ** (high.numeral.step.adjusted() // 3 * 3)
        shared = max(scale, _ONE)
    whole = _quantity(text, tokens, high._replace(first=low.first), conv)
    unit, kind = (
        (low.unit, Kind.MONEY) if low.kind is Kind.MONEY and high.kind is Kind.COUNT else (whole.unit, whole.kind)
    )
    return replace(
        whole,
        kind=kind,
        unit=unit,
        value=low.numeral.value * high.factor * shared,
        upper=whole.value,
        step=min(whole.step, low.numeral.step * high.factor * shared),
        other=None,
    )


def _quantity(text: str, tokens: Tokens, found: _Found, conv: Conventions) -> Quantity:
    numeral = found.numeral
    sign, first = _sign(tokens, found.first)
    span = Span(tokens.at(first).start, tokens.at(found.end - 1).end)
    other = None if numeral.other is None else numeral.other * found.factor * sign
    return Quantity(
        found.kind,
        span,
        span.of(text),
        value=numeral.value * found.factor * sign,
        step=numeral.step * found.factor,
        unit=found.unit,
        noun=_noun(tokens, found.end, conv),
        bound=bound_of(tokens, first, found.end, conv),
        other=other,
    )


def _sign(tokens: Tokens, first: int) -> tuple[int, int]:
    """-1 for "-5", "-$5" and "minus 5"; a hyphen after a word or a number is no sign."""
    before, earlier = tokens.at(first - 1), tokens.at(first - 2)
    starts = before.text in ("-", "−") and tokens.at(first).glued and not (before.glued and earlier.text != "(")
    if (starts and earlier.kind != "number") or before.low == "minus":
        return -1, first - 1
    return 1, first


def _noun(tokens: Tokens, index: int, conv: Conventions) -> str:
    token = tokens.at(index + 1) if tokens.at(index).text == "-" and tokens.at(index).glued else tokens.at(index)
    is_noun = token.kind == "word" and token.low not in lexicon.words(conv.language, "not_counted")
    return token.low if is_noun else ""
