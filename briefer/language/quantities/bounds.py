"""Words around a number that say how exact it is."""

from __future__ import annotations

from briefer.language.quantities.quantity import Bound
from briefer.language.tokens import Tokens

_BEFORE = {
    Bound.ABOUT: (
        "about", "around", "approximately", "approx", "roughly", "some", "circa", "ca", "~", "≈", "estimated", "near",
        "etwa", "rund", "ungefähr", "environ", "quelque", "unos", "unas", "cerca", "aproximadamente", "circa",
        "ongeveer", "bijna"),
    Bound.OVER: (
        "over", "above", "exceeding", "least", "exceeds", "exceeded", "surpassing", "topping", "topped", "+", ">",
        "über", "mindestens", "plus", "beyond", "upwards"),
    Bound.UNDER: (
        "nearly", "almost", "under", "below", "most", "<", "fast", "knapp", "presque", "casi", "quasi", "quase"),
}  # fmt: skip
_SINGLE = {word: bound for bound, words in _BEFORE.items() for word in words}
#: Two words that end right before the number.
_PAIRS = {
    ("more", "than"): Bound.OVER, ("greater", "than"): Bound.OVER, ("higher", "than"): Bound.OVER,
    ("mehr", "als"): Bound.OVER, ("plus", "de"): Bound.OVER, ("más", "de"): Bound.OVER, ("più", "di"): Bound.OVER,
    ("mais", "de"): Bound.OVER, ("meer", "dan"): Bound.OVER, ("upwards", "of"): Bound.OVER,
    ("less", "than"): Bound.UNDER, ("fewer", "than"): Bound.UNDER, ("lower", "than"): Bound.UNDER,
    ("up", "to"): Bound.UNDER, ("weniger", "als"): Bound.UNDER, ("bis", "zu"): Bound.UNDER,
    ("moins", "de"): Bound.UNDER, ("menos", "de"): Bound.UNDER, ("meno", "di"): Bound.UNDER,
    ("minder", "dan"): Bound.UNDER, ("close", "to"): Bound.ABOUT, ("shy", "of"): Bound.UNDER,
    ("many", "as"): Bound.UNDER, ("much", "as"): Bound.UNDER, ("alrededor", "de"): Bound.ABOUT,
    ("cerca", "de"): Bound.ABOUT, ("près", "de"): Bound.ABOUT,
}  # fmt: skip
_AFTER = {("or", "so"): Bound.ABOUT, ("or", "more"): Bound.OVER, ("or", "less"): Bound.UNDER,
          ("or", "fewer"): Bound.UNDER}  # fmt: skip


def bound_of(tokens: Tokens, first: int, end: int) -> Bound:
    """How exact the text says that a number is.

    Args:
        tokens: the tokens of the text.
        first: index of the first token of the number, its currency included.
        end: index after its last token.
    """
    before = tokens.at(first - 1)
    if before.low in ("a", "an", "the"):
        first, before = first - 1, tokens.at(first - 2)
    pair = (tokens.at(first - 2).low, before.low)
    if pair in _PAIRS:
        return _PAIRS[pair]
    if before.low in _SINGLE:
        return _SINGLE[before.low]
    if tokens.at(end).text == "+" and tokens.at(end).glued:
        return Bound.OVER
    return _AFTER.get((tokens.at(end).low, tokens.at(end + 1).low), Bound.EXACT)
