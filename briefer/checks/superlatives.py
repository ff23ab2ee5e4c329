"""A "first", "only" or "largest" that the evidence does not say."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "superlatives", ("superlatives",)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a superlative for which neither the cited sentences nor their neighbours have a word."""
    if not cited.has_rules(*NEEDS):
        return
    known = {word.low for around in cited.around for one in around for word in one.words}
    known = known.union(*(group for group in lexicon.groups(cited.language, "superlatives") if group & known))
    for word in claim.words:
        if word.low not in known and _is_superlative(word.low, cited.language):
            yield Finding(NAME, Severity.FLAG, f'"{word.low}" is not in the evidence')


def _is_superlative(word: str, language: str | None) -> bool:
    if word in lexicon.words(language, "superlatives"):
        return word not in lexicon.words(language, "weak_superlatives")
    endings = tuple(lexicon.listed(language, "grammar", "superlative"))
    is_long = len(word) > len("least") and word.endswith(endings)
    return is_long and word not in lexicon.words(language, "not_superlatives")
