"""Numbers, amounts of money, shares, measures and dates: what a text states, and whether another text states it too."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from briefer.language.capitals import writes_small
from briefer.language.quantities import absolute, amounts, fractions, numerals, relative
from briefer.language.quantities.conventions import Conventions, conventions
from briefer.language.quantities.quantity import Bound, Quantity, QuantityKind, When, states
from briefer.language.quantities.relative import with_year
from briefer.language.quantities.shares import shared
from briefer.language.tokens import Tokens, tokenise
from briefer.language.written_days import day_of
from briefer.records import Span

__all__ = ["Bound", "Quantity", "QuantityKind", "When", "extract", "states"]


@lru_cache(maxsize=512)
def extract(text: str, *, published: str | None = None, language: str | None = None) -> tuple[Quantity, ...]:
    """Every number, amount and date that a text states, in order; numbers that belong to names are left out.

    Args:
        text: any text.
        published: the day the text is from, ISO 8601; relative days and dates without a year resolve against it.
        language: ISO 639-1 code. When None, English words are read, and "1.234" has both its readings.

    Returns:
        Quantities whose spans index into *text*. The result is remembered for the texts seen last.

    >>> [(q.text, str(q.kind), q.value, q.unit) for q in extract("It paid $14.3bn for 49 per cent.")]
    [('$14.3bn', 'money', Decimal('14300000000.0'), 'dollar'), ('49 per cent', 'share', Decimal('49'), '')]
    >>> extract("GPT-4 was shown on France 24.")
    ()
    """
    tokens, conv = tokenise(text), conventions(language, capitals=not writes_small(text))
    starts = _starts(language)
    places = [i for i, token in enumerate(tokens) if token.kind == "number" or token.low.removesuffix("'s") in starts]
    dated, taken = _dates(text, tokens, places, day_of(published), conv)
    free = [place for place in places if place not in taken]
    found = [*dated, *shared(text, list(amounts.find(text, tokens, free, conv)))]
    return tuple(sorted(found, key=lambda quantity: quantity.span))


@lru_cache(maxsize=64)
def _starts(language: str | None) -> frozenset[str]:
    """The words at which a quantity may begin: most words of a text need no closer look."""
    conv = conventions(language)
    numbers = (conv.small, conv.tens, conv.scales, conv.articles, conv.ordinals, fractions.parts(conv.language))
    own = (*numbers, conv.months, conv.weekdays, conv.days)
    first = frozenset(word.split("-")[0] for table in own for word in table)
    return first | numerals.STARTS | amounts.STARTS | absolute.STARTS | relative.STARTS


def _dates(
    text: str, tokens: Tokens, places: list[int], published: dt.date | None, conv: Conventions
) -> tuple[list[Quantity], frozenset[int]]:
    """The dates of a text, and the indexes of their tokens."""
    found: list[Quantity] = []
    taken: set[int] = set()
    resume = 0
    for index in places:
        if index < resume:
            continue
        dated = relative.relative(tokens, index, published, conv) or absolute.absolute(tokens, index, conv)
        if dated is None:
            continue
        span = Span(tokens.at(dated.first).start, tokens.at(dated.end - 1).end)
        full = [with_year(when, published) for when in dated.when] if published else []
        found.append(Quantity(QuantityKind.DATE, span, span.of(text), when=(*dated.when, *filter(None, full))))
        if not dated.is_duration:
            taken.update(range(dated.first, dated.end))
        resume = dated.end
    return found, frozenset(taken)
