"""A "not" that was dropped or added."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language import denied, lexicon
from briefer.language.denied_words import conflict
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "negation", ("negation",)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a claim that tells plainly what the evidence denies of the same things, or the other way round."""
    if not cited.has_rules(*NEEDS):
        return
    if lexicon.has(lexicon.code(cited.language), "word_kinds"):
        against = _turned(claim, cited)
    else:
        against = cited.in_every_nearest(lambda one: conflict(claim, one)) or ""
    if against:
        yield Finding(NAME, Severity.FLAG, against)


def _turned(claim: Sentence, cited: Cited) -> str:
    mine = denied.told(claim)
    near = [told for around in cited.around for one in around for told in denied.told(one)]
    theirs = [told for found in cited.sentences for one in found for told in denied.told(one)]
    if dropped := denied.turned(theirs, mine, known=near):
        return f'the evidence says "{dropped.denial}"; the claim does not'
    added = denied.turned(mine, theirs, excusing=near)
    return f'the claim says "{added.denial}"; the evidence does not' if added else ""
