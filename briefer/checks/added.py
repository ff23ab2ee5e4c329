"""A word that the evidence lacks and that makes another fact of it: "secretly", "corrupt", "in a panic"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.near_copies import additions
from briefer.language.sentence import Sentence
from briefer.language.stems import Word, stems_of
from briefer.language.tokens import quotations
from briefer.language.weighty import stretch, untold, weighs
from briefer.records import Finding, Severity

NAME, NEEDS = "added", ("blame", "no_manner")


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a word that judges or says in which manner something was done, and any that a near copy adds."""
    if not cited.has_rules(*NEEDS) or cited.hard is not Severity.REJECT:
        return
    others = (word for word in (*_manners(claim), *_additions(claim, cited)) if _is_new(word, claim, cited))
    found = next(untold(claim, cited.told, "blame", by_names=False), ()) or tuple(islice(others, 1))
    if found:
        yield Finding(NAME, Severity.FLAG, f'nothing in the evidence says "{stretch(claim, found)}"')


def _manners(claim: Sentence) -> Iterator[Word]:
    """The adverbs that say in which manner something was done."""
    ending = lexicon.pattern(claim.language, "manner")
    apart = {place for span in quotations(claim.text) for place in range(span.start, span.end)}
    apart |= {place for found in claim.names for place in range(found.span.start, found.span.end)}
    return (word for word in claim.words if word.start not in apart and ending.search(word.low))


def _additions(claim: Sentence, cited: Cited) -> Iterator[Word]:
    """What a near copy adds, but for common words, and for what makes a fact less sure or says who tells it."""
    common = stems_of(claim.language, "common")
    known = {word.low for word in claim.hedges} | lexicon.listed(claim.language, "saying")
    found = (word for other in cited.nearest for word in additions(claim, other))
    return (word for word in found if word.low not in known and word.stem not in common)


def _is_new(word: Word, claim: Sentence, cited: Cited) -> bool:
    """Whether the evidence has a word in no form; words of the lists were looked for with all that tells the same."""
    is_listed = any(weighs(word, claim.language, name) for name in ("blame", "deeds"))
    return not (is_listed or word.low in lexicon.words(claim.language, "no_manner") or cited.tells(word))
