"""What a text states without a figure, though a claim may give one: "a decade", "Monday and Tuesday".

A text is not said to count such things; they are only for holding a claim against them. "62 miles a day" states no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from briefer.language import lexicon
from briefer.language.quantities import fractions, next_days
from briefer.language.quantities.conventions import MEASURES, Conventions, conventions, is_time
from briefer.language.quantities.numerals import PARTS_OF_SCALE
from briefer.language.quantities.quantity import Quantity, QuantityKind, When
from briefer.language.quantities.suffixes import bound_of, bounds
from briefer.language.tokens import Tokens, tokenise
from briefer.records import Span

#: Nothing happens so often "a decade": these state a span wherever they stand.
_NO_RATES = frozenset({"decade", "century", "fortnight"})
_PAST = lexicon.listed(None, "dates", "shift-1")
_WHOLE, _LONG, _QUARTERS = (lexicon.listed(None, "spans", key) for key in ("whole", "long", "quarters"))
_FOLLOWED = lexicon.listed(None, "spans", "followed")
_AND = frozenset(word for code in lexicon.languages() for word in lexicon.listed(code, "number_style", "and"))
_YEAR, _QUARTER = 12, 3  #: months
_CLOCKS = (("minute", "second"), ("hour", "minute"))
_COLONS = re.compile(r"(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d))?(?![\d:])")
_SIXTY = 60


@lru_cache(maxsize=512)
def unwritten(text: str, stated: tuple[Quantity, ...], language: str | None = None) -> tuple[Quantity, ...]:
    """The spans of time that a text states without a figure, and the months and days that it tells by others.

    Args:
        text: any text.
        stated: what `extract` finds in it.
        language: ISO 639-1 code; English where None.
    """
    dates = [one for one in stated if one.kind is QuantityKind.DATE]
    tokens, conv = tokenise(text), conventions(language)
    months = _first_months(text, stated, dates, language)
    shares = fractions.possible(text, tokens, conv)
    spans = (*_spans(text, tokens, conv), *_listed(text, dates, language), *_timed(text, stated))
    return (*spans, *months, *shares, *next_days.beside(text, dates))


def _spans(text: str, tokens: Tokens, conv: Conventions) -> Iterator[Quantity]:
    """A decade, half a century, the past year, the year to March, a day's notice."""
    for index, token in enumerate(tokens):
        word = token.low.removesuffix("'s")
        unit = MEASURES.get(word, "") if token.kind == "word" else ""
        months = Decimal(_QUARTER) if not unit and word in _QUARTERS else Decimal(1)
        if not is_time(unit) and months == 1:
            continue
        first = index - 1 - (tokens.at(index - 1).text == "-")
        is_one = tokens.at(first).low in conv.articles
        part = PARTS_OF_SCALE.get(tokens.at(first - is_one).low)
        first -= part is not None and is_one
        if _is_one_span(tokens, index, first, conv):
            span = Span(tokens.at(first).start if first >= 0 else token.start, token.end)
            limit = bound_of(tokens, first, index + 1, conv)
            value = months * (1 if part is None else part)
            yield Quantity(QuantityKind.MEASURE, span, span.of(text), value=value, unit=unit or "month", bound=limit)


def _is_one_span(tokens: Tokens, index: int, first: int, conv: Conventions) -> bool:
    """Whether a word for a stretch of time stands for one of it: the words before it begin at `first`."""
    word, lead, before = tokens.at(index).low, tokens.at(first).low, tokens.at(first - 1).low
    is_rare = MEASURES.get(word) in _NO_RATES
    if lead in _PAST:
        return True
    is_one = lead in conv.articles or (lead in PARTS_OF_SCALE and tokens.at(first + 1).low in conv.articles)
    if is_one and (is_rare or word.endswith("'s") or before in _leads(conv.language)):
        return True
    if word.endswith("s") and not word.endswith("'s"):
        return False
    ends = tokens.at(index + 1).low in lexicon.listed(conv.language, "spans", "ends")
    is_long = tokens.at(index + 1).text == "-" and tokens.at(index + 2).low in _LONG
    determined = lead in lexicon.listed(conv.language, "determiners", "article")
    if (is_one or determined) and _is_told_when(tokens, index, conv):
        return True
    return lead in _WHOLE or is_long or (determined and is_rare) or (ends and (determined or lead in PARTS_OF_SCALE))


def _is_told_when(tokens: Tokens, index: int, conv: Conventions) -> bool:
    """Whether the words behind a stretch of time say when it was: "a week after", "the year that followed"."""
    behind = [tokens.at(index + step).low for step in (1, 2)]
    return behind[0] in lexicon.listed(conv.language, "spans", "not_per") or "_".join(behind) in _FOLLOWED


@lru_cache(maxsize=8)
def _leads(language: str) -> frozenset[str]:
    """What stands before "a year" that is one, and not so much "a year"."""
    return lexicon.listed(language, "word_kinds", "preposition") | bounds(language)[0].keys() | _PAST


def _timed(text: str, stated: Sequence[Quantity]) -> Iterator[Quantity]:
    """What was needed, in the other way to write it: "15 minutes 4 seconds" is 15:04, and the reverse."""
    link = re.compile(rf"[\s,]*(?:{lexicon.any_of(_AND)}\s+)?", re.IGNORECASE)
    for one, other in pairwise(stated):
        if (one.unit, other.unit) in _CLOCKS and link.fullmatch(text, one.span.end, other.span.start):
            span = Span(one.span.start, other.span.end)
            yield Quantity(QuantityKind.TIME, span, span.of(text), value=one.value * _SIXTY + other.value)
    for clock in _COLONS.finditer(text):
        for units in [("hour", "minute", "second")] if clock[3] else _CLOCKS:
            for place, unit in enumerate(units, 1):
                span, value = Span(*clock.span(place)), Decimal(clock[place])
                yield Quantity(QuantityKind.MEASURE, span, span.of(text), value=value, unit=unit)


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
