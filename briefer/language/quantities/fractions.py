"""Fractions and ordinals in words: "a third of", "nine out of ten", "the third"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.quantities.conventions import Conventions
from briefer.language.quantities.quantity import Kind
from briefer.language.tokens import Tokens

_PARTS = {
    word: share for share, words in lexicon.table(None, "fractions").items() if share[0].isdigit() for word in words
}
_OF, _NEAR = lexicon.listed(None, "fractions", "of"), lexicon.listed(None, "fractions", "near")
#: A fraction names a size, not a measurement: "a third" may stand for 32 to 34.7 percent.
STEP = Decimal(3)


#: The words that a fraction may begin with, numbers apart.
STARTS = frozenset(_PARTS) | {"a", "one"}


class Worded(NamedTuple):
    """A fraction or an ordinal: its value, kind and the index after it."""

    value: Decimal
    kind: Kind
    end: int


def worded(tokens: Tokens, index: int, conv: Conventions) -> Worded | None:
    """The fraction or ordinal in words that starts at a token, or None.

    Args:
        tokens: the tokens of a text.
        index: where it would start.
        conv: how the text's language writes numbers.
    """
    if not conv.ordinals or tokens.at(index).kind not in ("word", "number"):
        return None
    return _part(tokens, index, conv) or _out_of(tokens, index, conv) or _ordinal(tokens, index, conv)


def _part(tokens: Tokens, index: int, conv: Conventions) -> Worded | None:
    token = tokens.at(index)
    count, place = 1, index
    if token.low in ("a", "one") or token.low in conv.small:
        count, place = conv.small.get(token.low, 1), index + 1
        place += tokens.at(place).text == "-"
    size = _PARTS.get(tokens.at(place).low)
    if size is None or not count:
        return None
    several = count > 1 and tokens.at(place).low.endswith("s")
    follows = tokens.at(place + 1).low in _OF
    if tokens.at(place).low == "half":
        sure = follows or (tokens.at(index - 1).low in _NEAR and tokens.at(place + 1).low not in ("a", "an", "-"))
        sure = sure and tokens.at(index - 1).low not in ("first", "second", "other", "latter")
    else:
        sure = several or (place > index and count == 1 and tokens.at(place + 1).low == "of" and follows)
    whole = [tokens.at(place + i) for i in (1, 2, 3)]
    of_a_year = whole[0].low == "of" and whole[1].kind == "number"  # "a quarter of 2024"
    of_a_scale = whole[0].low == "of" and whole[2].low in conv.scales  # "a quarter of a million"
    return None if not sure or of_a_year or of_a_scale else Worded(Decimal(size) * count, Kind.SHARE, place + 1)


def _out_of(tokens: Tokens, index: int, conv: Conventions) -> Worded | None:
    """Two numbers: "one in five", "nine out of ten"."""
    place = index + 1
    if tokens.at(place).low == "in":
        place += 1
    elif (tokens.at(place).low, tokens.at(place + 1).low) in (("out", "of"), ("of", "every")):
        place += 2
    else:
        return None
    few, all_of_them = _small(tokens, index, conv), _small(tokens, place, conv)
    if not 0 < few < all_of_them or all_of_them not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100):
        return None
    return Worded(round(Decimal(100 * few) / all_of_them, 1), Kind.SHARE, place + 1)


def _small(tokens: Tokens, index: int, conv: Conventions) -> int:
    token = tokens.at(index)
    if token.kind == "number":
        return int(token.text) if token.text.isascii() and token.text.isdigit() and len(token.text) <= 3 else 0  # noqa: PLR2004
    return conv.small.get(token.low, 0) or conv.tens.get(token.low, 0)


def _ordinal(tokens: Tokens, index: int, conv: Conventions) -> Worded | None:
    token, before = tokens.at(index), tokens.at(index - 1)
    value = conv.ordinals.get(token.low)
    if value is None or before.text == "-":
        return None
    if token.low == "second" and before.low in ("a", "per", "split", "every", "each"):
        return None
    return Worded(Decimal(value), Kind.ORDINAL, index + 1)
