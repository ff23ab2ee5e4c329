"""A "may" or "reportedly" that was dropped."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "hedging", ("hedges",)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a claim that states plainly what every cited sentence only holds possible."""
    if not cited.has_rules(*NEEDS) or claim.hedges:
        return
    if hedges := cited.in_every_nearest(lambda one: one.hedges):
        yield Finding(NAME, Severity.FLAG, f'the evidence says "{hedges[0].low}"; the claim states it plainly')
