"""Currencies and units of measure, in the spellings that news uses.

Currency codes follow ISO 4217. A sign or word that several countries share ("$", "pounds", "crowns") keeps a unit of
its own, which agrees with each of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefer.language import lexicon


def _by_spelling(name: str) -> Mapping[str, str]:
    """Every spelling of a list, lower-case, with the key that it stands for."""
    return {word: key for key, words in lexicon.table(lexicon.ANY, name).items() for word in words}


#: Spelling to unit.
CURRENCIES = _by_spelling("currencies")
#: A unit that several currencies share, and those currencies.
_SHARED = lexicon.table(lexicon.ANY, "currencies_shared")
#: Words that may stand before a currency's name: "14 billion US dollars".
NATIONS = _by_spelling("currencies_nations")
#: Hundredths, and the money they are of.
SMALL_CHANGE = _by_spelling("currencies_small")
#: Words before a length that make an area or a volume of it.
DIMENSIONS = {"square": "square", "sq": "square", "cubic": "cubic"}
#: Spelling to unit.
MEASURES = _by_spelling("measures")
PERCENT = lexicon.listed(lexicon.ANY, "shares", "percent")
#: "per cent", "pour cent", "por ciento": first word, then second.
PERCENT_PAIRS = frozenset(tuple(pair.split("_")) for pair in lexicon.listed(lexicon.ANY, "shares", "pair"))
POINT_WORDS = lexicon.listed(lexicon.ANY, "shares", "point")
POINTS = lexicon.listed(lexicon.ANY, "shares", "points")
BASIS_POINTS = lexicon.listed(lexicon.ANY, "shares", "basis")


def agree(one: str, another: str) -> bool:
    """Whether two currency units may be the same money: "$" and "US$" may, "US$" and "A$" may not."""
    return one == another or another in _SHARED.get(one, ()) or one in _SHARED.get(another, ())
