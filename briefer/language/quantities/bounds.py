"""Words around a number that say how exact it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.quantities.conventions import Conventions
from briefer.language.quantities.quantity import Bound
from briefer.language.tokens import Tokens

_SIGNS = {"~": Bound.ABOUT, "≈": Bound.ABOUT, "+": Bound.OVER, ">": Bound.OVER, "<": Bound.UNDER}


def bound_of(tokens: Tokens, first: int, end: int, conv: Conventions) -> Bound:
    """How exact the text says that a number is.

    Args:
        tokens: the tokens of the text.
        first: index of the first token of the number, its currency included.
        end: index after its last token.
        conv: how the text's language writes numbers.
    """
    before_it, after_it = _bounds(conv.language)
    before = tokens.at(first - 1)
    if before.low in conv.words("determiners", "article"):
        first, before = first - 1, tokens.at(first - 2)
    for word in (f"{tokens.at(first - 2).low}_{before.low}", before.low):
        if word in before_it:
            return before_it[word]
    if tokens.at(end).text == "+" and tokens.at(end).glued:
        return Bound.OVER
    return after_it.get(f"{tokens.at(end).low}_{tokens.at(end + 1).low}", Bound.EXACT)


@lru_cache(maxsize=64)
def _bounds(language: str) -> tuple[Mapping[str, Bound], Mapping[str, Bound]]:
    """What stands before a number and what after it, "_" between two words, with what it makes of the number."""
    before: dict[str, Bound] = dict(_SIGNS)
    after: dict[str, Bound] = {}
    for key, words in lexicon.table(language, "bounds").items():
        bound, _, place = key.partition(" ")
        (after if place else before).update(dict.fromkeys(words, Bound(bound)))
    return before, after
