"""Fractions in words, which are shares of a hundred: "a third of", "nine out of ten", "one egg in five"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from briefer.language import lexicon
from briefer.language.quantities.conventions import Conventions
from briefer.language.quantities.numerals import Numeral
from briefer.language.quantities.quantity import Bound, Quantity, QuantityKind
from briefer.language.quantities.suffixes import bound_of
from briefer.language.tokens import Token, Tokens
from briefer.records import Span

_PARTS = {
    word: share for share, words in lexicon.table(None, "fractions").items() if share[0].isdigit() for word in words
}
_OF, _NEAR, _A, _WHOLE, _NOT_WHOLE, _ARTICLE, _BY, _OF_ONLY, _IN, _OF_ALL, _EVERY, _MORE, _HALVED = (
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
        "every",
        "more",
        "halved",
    )
)
_PERCENTAGE, _POINT = (lexicon.listed(lexicon.ANY, "shares", key) for key in ("percentage", "point"))
_MOST = lexicon.listed(None, "fractions", "most")
#: The words that a fraction may begin with, numbers apart.
STARTS = frozenset(_PARTS) | _A
#: A share of a hundred in words is so exact: "a third" may be 33 or 34.
_STEP, _LOOSE, _HALF = Decimal(2), Decimal(5), Decimal(50)
_VERBS = lexicon.words(None, "verbs") | lexicon.words(None, "finite_verbs")
_BETWEEN = 3  #: words between few and all of them: "one squad member in three"
_ALL_OF_THEM = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100})


def read(tokens: Tokens, index: int, conv: Conventions) -> Numeral | None:
    """The share of a hundred that the words from a token on surely tell; it has one decimal at most.

    Args:
        tokens: the tokens of a text.
        index: where the fraction would start.
        conv: how the text's language writes numbers.
    """
    return _part(tokens, index, conv) or _out_of(tokens, index, conv)


@lru_cache(maxsize=16)
def parts(language: str) -> Mapping[str, Decimal]:
    """The fractions of a language other than English, by their words, as shares of a hundred."""
    listed = {} if language == lexicon.DEFAULT else lexicon.table(language, "fractions")
    return {word: Decimal(share) for share, words in listed.items() if share[0].isdigit() for word in words}


def noun(tokens: Tokens, index: int, conv: Conventions) -> Numeral | None:
    """The share that a noun surely tells in a language other than English: "zwei Drittel", "la moitié des".

    Args:
        tokens: the tokens of a text.
        index: where the fraction would start, at its number or at the noun itself.
        conv: how the text's language writes numbers.
    """
    few = conv.small.get(tokens.at(index).low, 0)
    place = index + (few > 1 or tokens.at(index).low in conv.articles)
    size = parts(conv.language).get(tokens.at(place).low)
    leads, of = (lexicon.listed(conv.language, "fractions", key) for key in ("before", "of"))
    is_one = tokens.at(place - 1).low in leads and tokens.at(place + 1).low in of
    if size is None or not (few > 1 or is_one):
        return None
    return Numeral(size * max(few, 1), _STEP, index, place + 1)


def points(tokens: Tokens, index: int, conv: Conventions) -> Numeral | None:
    """The part of a percentage point that the words from a token on tell: "half a point", "a quarter-point".

    Args:
        tokens: the tokens of a text.
        index: where the fraction would start.
        conv: how the text's language writes numbers.
    """
    token = tokens.at(index)
    place = index + (token.low in _A or token.low in conv.small)
    place += place > index and tokens.at(place).text == "-"
    size = _PARTS.get(tokens.at(place).low)
    few = conv.small.get(token.low, 1) if place > index else 1
    if size is None or not few:
        return None
    end = place + 1
    while tokens.at(end).low in _OF_ONLY | _ARTICLE | _PERCENTAGE:
        end += 1
    is_nth = end == place + 1 and tokens.at(place).low in conv.ordinals  # "a third point"
    if is_nth or tokens.at(end).low not in _POINT:
        return None
    return Numeral(Decimal(size) * few / 100, Decimal(0), index, end + 1)


def possible(text: str, tokens: Tokens, conv: Conventions) -> Iterator[Quantity]:
    """The shares that words of a text may tell: "a third" is one there, be it a third of the nests or a third baby.

    Args:
        text: a text of the evidence, which a claim is held against.
        tokens: its tokens.
        conv: how its language writes numbers.
    """
    for index, token in enumerate(tokens):
        place = index + (token.low in _A or token.low in conv.small)
        place += place > index and tokens.at(place).text == "-"
        few = conv.small.get(token.low, 1) if place > index else 1
        size = _PARTS.get(tokens.at(place).low)
        if size is not None and few and (place > index or token.low in _WHOLE):
            yield _share(text, tokens, conv, Numeral(Decimal(size) * few, _STEP, index, place + 1))
        elif token.low in _HALVED:
            yield _share(text, tokens, conv, Numeral(_HALF, _STEP, index, index + 1))
        elif (out_of := _out_of(tokens, index, conv, is_sure=False)) is not None:
            yield _share(text, tokens, conv, out_of)


def step_of(numeral: Numeral, bound: Bound) -> Decimal:
    """How exact a number is; behind "more than", a fraction may be one of five points less than what it stands for."""
    return _LOOSE if numeral.step == _STEP and bound in (Bound.OVER, Bound.UNDER) else numeral.step


def as_share(ordinal: Quantity) -> Quantity | None:
    """The share that an ordinal with an article may be: "a fifth on the mainland"; None for every other one."""
    size = _PARTS.get(ordinal.text.lower())
    if size is None or ordinal.before not in _A | _EVERY or ordinal.kind is not QuantityKind.ORDINAL:
        return None
    return replace(ordinal, kind=QuantityKind.SHARE, value=Decimal(size))


def is_most(share: Quantity, words: Sequence[str]) -> bool:
    """Whether a figure is "more than half" where some words say "most of".

    Args:
        share: the figure.
        words: the lower-case words of a sentence, in order.
    """
    is_over_half = share.kind is QuantityKind.SHARE and share.value == _HALF and share.bound is Bound.OVER
    return is_over_half and any(one in _MOST and other in _OF_ONLY for one, other in pairwise(words))


def _share(text: str, tokens: Tokens, conv: Conventions, found: Numeral) -> Quantity:
    span = Span(tokens.at(found.first).start, tokens.at(found.end - 1).end)
    limit = bound_of(tokens, found.first, found.end, conv)
    return Quantity(QuantityKind.SHARE, span, span.of(text), value=found.value, bound=limit)


def _part(tokens: Tokens, index: int, conv: Conventions) -> Numeral | None:
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
        is_share = tokens.at(place + 1).low in _OF_ONLY | _MORE or _is_change(tokens, index, place, conv)
        sure = several or (is_one and is_share)
    whole = [tokens.at(place + i) for i in (1, 2, 3)]
    of_a_year = whole[0].low in _OF_ONLY and whole[1].kind == "number"  # "a quarter of 2024"
    of_a_scale = whole[0].low in _OF_ONLY and whole[2].low in conv.scales  # "a quarter of a million"
    if not sure or of_a_year or of_a_scale:
        return None
    return Numeral(Decimal(size) * count, _STEP, index, place + 1)


def _is_change(tokens: Tokens, index: int, place: int, conv: Conventions) -> bool:
    """Whether a thing grows or shrinks "by a third"; not "by a third party"."""
    after = tokens.at(place + 1)
    return tokens.at(index - 1).low in _BY and _ends_there(after, conv) and after.text != "-"


def _out_of(tokens: Tokens, index: int, conv: Conventions, *, is_sure: bool = True) -> Numeral | None:
    """Two numbers, or a word between them: "one in five", "nine out of ten", "one egg in five"."""
    few = _small(tokens, index, conv)
    for between in range(_BETWEEN + 1) if few else ():
        last = tokens.at(index + between)
        if between and (last.kind != "word" or last.low in conv.small or last.low in conv.weekdays):
            return None
        place = _behind_link(tokens, index + between + 1, is_sure=is_sure)
        if place is None:
            continue
        all_of_them = _small(tokens, place, conv)
        if not 0 < few < all_of_them or (is_sure and all_of_them not in _ALL_OF_THEM):
            return None
        link = tokens.at(place - 1 - (tokens.at(place - 1).text == "-"))
        is_share = link.low in _IN | _EVERY and _ends_there(tokens.at(place + 1), conv)
        if between and is_sure and not is_share:  # "one man in two cars", "one line out of three"
            return None
        return Numeral(round(Decimal(100 * few) / all_of_them, 1), _STEP, index, place + 1)
    return None


def _behind_link(tokens: Tokens, place: int, *, is_sure: bool) -> int | None:
    """The index after "in", "in every", "out of" or, for what is possible, "of the" that starts at a token."""
    if not is_sure and tokens.at(place).low in _OF_ONLY:
        return place + 1 + (tokens.at(place + 1).low in _OF)
    place += tokens.at(place).text == "-"  # "a one-in-three chance"
    if tokens.at(place).low in _IN:
        place += 1 + (tokens.at(place + 1).text == "-")
    elif f"{tokens.at(place).low}_{tokens.at(place + 1).low}" in _OF_ALL:
        place += 2
    else:
        return None
    return place + (tokens.at(place).low in _EVERY)


def _ends_there(after: Token, conv: Conventions) -> bool:
    """Whether what stands behind a number is nothing that it counts."""
    return (
        after.kind != "word"
        or after.low in lexicon.words(conv.language, "not_counted") | _VERBS
        or after.low.endswith("ed")
    )


def _small(tokens: Tokens, index: int, conv: Conventions) -> int:
    token = tokens.at(index)
    if token.kind == "number":
        return int(token.text) if token.text.isascii() and token.text.isdigit() and len(token.text) <= 3 else 0  # noqa: PLR2004
    return conv.small.get(token.low, 0) or conv.tens.get(token.low, 0)
