"""What a text states without a figure, though a claim may give one: "a decade", "Monday and Tuesday".

A text is not said to count such things; they are only for holding a claim against them. "62 miles a day" states no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.quantities.conventions import MEASURES, Conventions, conventions, is_time
from briefer.language.quantities.numerals import PARTS_OF_SCALE
from briefer.language.quantities.quantity import Quantity, QuantityKind, When
from briefer.language.quantities.suffixes import bound_of, bounds
from briefer.language.tokens import Tokens, tokenise
from briefer.records import Span

#: Nothing happens so often "a decade": these state a span wherever they stand.
_NO_RATES = frozenset({"decade", "century", "fortnight"})
_PAST = lexicon.listed(None, "dates", "shift-1")
_YEAR = 12  #: months


@lru_cache(maxsize=512)
def unwritten(text: str, stated: tuple[Quantity, ...], language: str | None = None) -> tuple[Quantity, ...]:
    """The spans of time that a text states without a figure, and the months in which those end that it counts.

    Args:
        text: any text.
        stated: what `extract` finds in it.
        language: ISO 639-1 code; English where None.
    """
    dates = [one for one in stated if one.kind is QuantityKind.DATE]
    tokens, conv = tokenise(text), conventions(language)
    return (*_spans(text, tokens, conv), *_listed(text, dates, language), *_first_months(text, stated, dates, language))


def _spans(text: str, tokens: Tokens, conv: Conventions) -> Iterator[Quantity]:
    """A decade, half a century, the past year."""
    leads = lexicon.listed(conv.language, "word_kinds", "preposition") | bounds(conv.language)[0].keys() | _PAST
    for index, token in enumerate(tokens):
        unit = MEASURES.get(token.low, "") if token.kind == "word" else ""
        if not is_time(unit):
            continue
        first = index - 1
        is_one = tokens.at(first).low in conv.articles
        part = PARTS_OF_SCALE.get(tokens.at(first - is_one).low)
        first -= part is not None and is_one
        before = tokens.at(first - 1).low
        if (is_one and (before in leads or unit in _NO_RATES)) or tokens.at(first).low in _PAST:
            span = Span(tokens.at(first).start, token.end)
            limit = bound_of(tokens, first, index + 1, conv)
            value = Decimal(1) if part is None else part
            yield Quantity(QuantityKind.MEASURE, span, span.of(text), value=value, unit=unit, bound=limit)


def _listed(text: str, dates: Sequence[Quantity], language: str | None) -> Iterator[Quantity]:
    """Monday and Tuesday: two days; 2015, 2016 and 2018: three years."""
    joint = lexicon.any_of(lexicon.listed(language, "number_style", "and"))
    between = lexicon.any_of(lexicon.listed(language, "number_style", "between"))
    last, comma = re.compile(rf",?\s+{joint}\s+", re.IGNORECASE), re.compile(r",\s+")
    for index, one in enumerate(dates):
        chain, unit = [one], _unit(one)
        if index and comma.fullmatch(text, dates[index - 1].span.end, one.span.start):
            continue  # not the first of its list
        for other in dates[index + 1 :]:
            gap = text[chain[-1].span.end : other.span.start]
            if _unit(other) != unit or not (comma.fullmatch(gap) or last.fullmatch(gap)):
                break
            chain.append(other)
            is_range = re.search(rf"{between}\s+$", text[: one.span.start], re.IGNORECASE)
            if unit and last.fullmatch(gap) and not is_range:
                span = Span(one.span.start, other.span.end)
                value = Decimal(len(chain))
                yield Quantity(QuantityKind.MEASURE, span, span.of(text), value=value, unit=unit)


def _unit(date: Quantity) -> str:
    """The unit in which dates of its kind are counted; empty when nothing is known of it."""
    parts = date.when[0].stated() if date.when else {}
    return "day" if parts.keys() & {"day", "weekday"} else next((n for n in ("month", "year") if n in parts), "")


def _first_months(
    text: str, stated: Sequence[Quantity], dates: Sequence[Quantity], language: str | None
) -> Iterator[Quantity]:
    """Where "the three months to June" begin: in April."""
    link = re.compile(rf"\s+{lexicon.any_of(lexicon.listed(language, 'number_style', 'range'))}\s+", re.IGNORECASE)
    for span, end in ((one, date) for one in stated if one.unit == "month" for date in dates):
        if not link.fullmatch(text, span.span.end, end.span.start) or span.value % 1 or span.value < 1:
            continue
        for when in end.when:
            if when.month is not None and when.day is None:
                year, month = divmod((when.year or 0) * _YEAR + when.month - int(span.value), _YEAR)
                first = When(year=year if when.year else None, month=month + 1)
                yield Quantity(QuantityKind.DATE, span.span, span.text, when=(first,))
