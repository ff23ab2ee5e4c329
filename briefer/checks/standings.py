"""A rank, told by how many are before it: only two are bigger than the third-biggest."""

from __future__ import annotations

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.sentence import Sentence

_LONG = 5  #: letters of the shortest word whose ending tells that it compares, "later" and "older" among them


def follows(quantity: Quantity, claim: Sentence, cited: Cited) -> bool:
    """Whether the evidence has a figure of a claim as the rank behind so many, or as so many before the rank.

    Args:
        quantity: a figure of the claim.
        claim: the claim.
        cited: its evidence.
    """
    around = [one for sentences in cited.around for one in sentences]
    if quantity.kind is QuantityKind.COUNT:
        ordinals = (each for one in around for each in one.quantities if each.kind is QuantityKind.ORDINAL)
        is_rank = _is_alone(quantity.before, claim) and _compares(claim)
        return is_rank and any(each.value == quantity.value + 1 for each in ordinals)
    if quantity.kind is not QuantityKind.ORDINAL:
        return False
    return any(_has_before(int(quantity.value) - 1, one) for one in around if _compares(one))


def _has_before(many: int, one: Sentence) -> bool:
    """Whether a sentence says that only so many are more so; one is no figure of it."""
    if many == 1:
        ones = lexicon.table(one.language, "numbers").get("1", ())
        return any(_is_alone(a.low, one) and b.low in ones for a, b in zip(one.words, one.words[1:], strict=False))
    return any(each.value == many and _is_alone(each.before, one) for each in one.quantities)


def _is_alone(word: str, one: Sentence) -> bool:
    return word in lexicon.listed(one.language, "ranking", "barely")


def _compares(one: Sentence) -> bool:
    """Whether a sentence has a word that says that something is more so than another thing."""
    compared = lexicon.listed(one.language, "ranking", "compared")
    ending = tuple(lexicon.listed(one.language, "grammar", "comparative"))
    small = lexicon.listed(one.language, "word_kinds", "preposition", "joint", "adverb")
    is_more = (word.low for word in one.words if len(word.low) >= _LONG and word.low not in small)
    return any(word.low in compared for word in one.words) or any(low.endswith(ending) for low in is_more)
