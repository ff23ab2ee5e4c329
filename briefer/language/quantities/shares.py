"""Shares without a unit of their own beside one that has it: "from 48 percent to 17", "48, 17 and 12 percent"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefer.language import lexicon
from briefer.language.quantities.quantity import Quantity, QuantityKind

_TO, _FROM, _AND = (
    frozenset(word for code in lexicon.languages() for word in lexicon.listed(code, "number_style", key))
    for key in ("range", "opens", "and")
)
_LINKS = re.compile(rf"[\s,-]*{lexicon.any_of(_TO | _FROM | _AND)}?\s*", re.IGNORECASE)
_LAST_WORD = re.compile(r"(\w+)\s*$")
_REACH = 80  #: code points between a share and a figure that borrows its unit
_WHOLE = 100


def shared(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The same quantities; a bare figure that may be a share is one `also`.

    Args:
        text: the text that they are from.
        found: its quantities but dates, in order.
    """
    done: list[Quantity] = []
    for index in reversed(range(len(found))):
        one = found[index]
        if one.kind is QuantityKind.COUNT and one.also is None and not one.noun and 0 < one.value <= _WHOLE:
            follows = done[-1] if done else None
            before = found[index - 1] if index else None
            if _shares_with_next(text, one, follows) or _shares_with_last(text, one, before):
                one = replace(one, also=replace(one, kind=QuantityKind.SHARE))
        done.append(one)
    return done[::-1]


def _shares_with_next(text: str, one: Quantity, follows: Quantity | None) -> bool:
    """Whether the unit stands behind the next figure: "48, 17 and 12 percent", "to 17 from 48 percent"."""
    if follows is None or QuantityKind.SHARE not in (follows.kind, follows.also.kind if follows.also else None):
        return False
    return _LINKS.fullmatch(text, one.span.end, follows.span.start) is not None


def _shares_with_last(text: str, one: Quantity, before: Quantity | None) -> bool:
    """Whether the unit stands behind the last figure: "from 48 percent in May to 17"; not "rose 5 percent to 17.40"."""
    if before is None or before.kind is not QuantityKind.SHARE:
        return False
    between = text[before.span.end : one.span.start]
    link, first = _word_before(text, one), _word_before(text, before)
    if len(between) > _REACH or re.search(r"[.!?]\s", between):
        return False
    if link not in _TO | _FROM:
        return _is_left_out(text, one, between) or (link == first != "")
    return first in _TO | _FROM or (link in _TO and one.value < before.value)


def _is_left_out(text: str, one: Quantity, between: str) -> bool:
    """Whether a name stands before a figure, in place of all that another one has: "… 31 percent and Lind 26"."""
    named = re.search(rf"(?:,|\b{lexicon.any_of(_AND)})\s+(?:[^\W\d_]\w*\s+){{1,4}}$", between)
    is_end = re.match(r"\s*(?:[,.;:]|$)", text[one.span.end :]) is not None
    return is_end and named is not None and between.rsplit(maxsplit=1)[-1][:1].isupper()


def _word_before(text: str, one: Quantity) -> str:
    word = _LAST_WORD.search(text[max(0, one.span.start - _REACH) : one.span.start])
    return word[1].lower() if word else ""
