"""How each language writes numbers and dates, and all of them currencies and units, from lists of words.

Separators follow Unicode CLDR (decimal and grouping sign of each locale). Currency codes follow ISO 4217. A sign or
word that several countries share ("$", "pounds", "crowns") keeps a unit of its own, which agrees with each of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from briefer.language import lexicon


@dataclass(frozen=True, slots=True)
class Conventions:
    """How one language writes numbers and dates. Words are lower-case, one token each."""

    language: str = lexicon.DEFAULT  #: ISO 639-1 code of the language whose words are read
    decimal: str = "."  #: the sign before decimals; "" where both signs are possible
    spaced: bool = False  #: whether a plain space separates thousands
    small: Mapping[str, int] = field(default_factory=dict)  #: 0 to 19, and whole compounds up to 99
    tens: Mapping[str, int] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()  #: words between tens and units: "and", "y", "et"
    articles: frozenset[str] = frozenset()  #: 1 before a scale word only: "a million"
    scales: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)  #: "yesterday" is -1
    ordinals: Mapping[str, int] = field(default_factory=dict)
    capitals: bool = True  #: whether the text has any: where it has none, "may 30" is a day


#: Scale words and signs that are written in every language.
INTERNATIONAL: Mapping[str, int] = {
    word: int(value) for value, words in lexicon.table(lexicon.ANY, "scales").items() for word in words
}


@lru_cache(maxsize=128)
def conventions(language: str | None, *, capitals: bool = True) -> Conventions:
    """The conventions of a language; English words and both readings of a separator when it is unknown.

    Args:
        language: ISO 639-1 code, or None.
        capitals: whether the text has capitals at all.
    """
    if not capitals:
        return replace(conventions(language), capitals=False)
    code = (language or "").lower()[:2]
    if has_words(code):
        return _of(code)
    for style, codes in lexicon.table(lexicon.ANY, "separators").items():
        if code in codes:
            return Conventions(code, "." if style == "point" else ",", spaced=style == "spaced")
    return _of(lexicon.DEFAULT, decimal="")


def has_words(language: str | None) -> bool:
    """Whether the number words of a language are known; in others only digits, signs and common units are read."""
    return lexicon.has(language or "any", "numbers")


def _of(code: str, decimal: str | None = None) -> Conventions:
    style = lexicon.table(code, "number_style")
    return Conventions(
        language=code,
        decimal=style.get("decimal", (".",))[0] if decimal is None else decimal,
        spaced="spaced" in style.get("groups", ()),
        small=dict(_valued(code, "numbers", tens=False)),
        tens=dict(_valued(code, "numbers", tens=True)),
        joins=frozenset(style.get("joins", ())),
        articles=frozenset(style.get("articles", ())),
        scales=dict(_valued(code, "scales")),
        months=dict(_in_order(code, "months", 1)),
        weekdays=dict(_in_order(code, "weekdays", 0)),
        days={word: shift for key, shift in _DAYS.items() for word in lexicon.listed(code, "calendar", key)},
        ordinals=dict(_valued(code, "ordinals")),
    )


_DAYS = {"day-1": -1, "day": 0, "day+1": 1}


def _valued(code: str, name: str, *, tens: bool = False) -> Iterator[tuple[str, int]]:
    """The words of a list with their numbers: only those that a unit may follow, or only the others."""
    for value, words in lexicon.table(code, name).items():
        if value.endswith("+") is tens:
            yield from ((word, int(value.rstrip("+"))) for word in words)


def _in_order(code: str, key: str, first: int) -> Iterator[tuple[str, int]]:
    """The words of the calendar under a key with their places; a slash parts variants of one."""
    for place, word in enumerate(lexicon.table(code, "calendar").get(key, ()), first):
        yield from ((variant, place) for variant in word.split("/"))


# --- currencies and units, in the spellings that news uses ----------------------------------------------------


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
#: Spelling to unit.
MEASURES = _by_spelling("measures")
#: A unit, how many it is of a smaller one, and which that is.
_STEPS = {unit: (Decimal(many), of) for unit, (many, of) in lexicon.table(lexicon.ANY, "unit_steps").items()}
_TIMES = frozenset({"month", "second"})
PERCENT = lexicon.listed(lexicon.ANY, "shares", "percent")
POINTS = lexicon.listed(lexicon.ANY, "shares", "points")


def agree(one: str, another: str) -> bool:
    """Whether two currency units may be the same money: "$" and "US$" may, "US$" and "A$" may not."""
    return one == another or another in _SHARED.get(one, ()) or one in _SHARED.get(another, ())


def in_smallest(unit: str) -> tuple[Decimal, str]:
    """How many a unit is of the smallest one that it is exactly so many of, and that one.

    >>> in_smallest("year"), in_smallest("mile")
    ((Decimal('12'), 'month'), (Decimal('1'), 'mile'))
    """
    return _STEPS.get(unit, (Decimal(1), unit))


def is_time(unit: str) -> bool:
    """Whether a unit measures time."""
    return in_smallest(unit)[1] in _TIMES
