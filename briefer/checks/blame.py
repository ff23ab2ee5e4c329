"""A word of blame or praise that the evidence lacks: "secretly", "corrupt", "in a panic"."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.compare import holds
from briefer.language.sentence import Sentence
from briefer.language.stems import Word
from briefer.language.tokens import quotations
from briefer.language.weighty import untold, weighs
from briefer.records import Finding, Severity

NAME, NEEDS = "blame", ("blame", "no_manner")


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a word that judges, or says in which manner something was done, where no cited sentence says so."""
    if not cited.has_rules(*NEEDS) or cited.hard is not Severity.REJECT:
        return
    judging = next(untold(claim, cited.told, "blame"), ()) or next(_manners(claim, cited), ())
    if judging:
        yield Finding(NAME, Severity.FLAG, f'nothing in the evidence says "{" ".join(word.low for word in judging)}"')


def _manners(claim: Sentence, cited: Cited) -> Iterator[tuple[Word, ...]]:
    """The adverbs of manner that the evidence has in no form."""
    harmless = lexicon.words(claim.language, "no_manner")
    ending = lexicon.pattern(claim.language, "manner")
    apart = {place for span in quotations(claim.text) for place in range(span.start, span.end)}
    apart |= {place for found in claim.names for place in range(found.span.start, found.span.end)}
    for word in claim.words:
        if word.start in apart or word.low in harmless or not ending.search(word.low):
            continue
        if not weighs(word, claim.language, NAME) and not any(holds(one, word.stem) for one in cited.told):
            yield (word,)
