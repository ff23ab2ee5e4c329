"""A word that was turned into its opposite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.sentence import Sentence
from briefer.language.stems import stem
from briefer.records import Finding, Severity

NAME, NEEDS = "antonyms", ("opposites",)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a word that the evidence lacks, where the cited sentence has its opposite."""
    if not cited.has_rules(*NEEDS):
        return
    known = frozenset[str]().union(*(one.stems for around in cited.around for one in around))
    theirs = {word.stem: word.low for one in cited.nearest for word in one.words}
    opposites = _opposites(cited.language)
    for word in claim.words:
        if word.stem in known:
            continue
        against = next((s for s in opposites.get(word.stem, ()) if s in theirs and s not in claim.stems), None)
        if against is not None:
            yield Finding(
                NAME, Severity.FLAG, f'the claim says "{word.low}" where the evidence says "{theirs[against]}"'
            )
            return


@lru_cache(maxsize=16)
def _opposites(language: str | None) -> Mapping[str, tuple[str, ...]]:
    """Stem to the stems of its opposites; both ways round."""
    found: dict[str, dict[str, None]] = {}
    for word, opposites in lexicon.table(language, "opposites").items():
        for opposite in opposites:
            found.setdefault(stem(word, language), {})[stem(opposite, language)] = None
            found.setdefault(stem(opposite, language), {})[stem(word, language)] = None
    return {word: tuple(opposites) for word, opposites in found.items()}
