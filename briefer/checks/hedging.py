"""A plan, an offer, an attempt or a possibility that is told as a deed, or as decided; a condition that was dropped."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.deed_pairs import Parting
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "hedging", ("hedges",)
_MESSAGES = {
    Parting.MOOD: 'the evidence says "{}"; the claim states it plainly',
    Parting.CONDITION: 'the evidence ties it to a condition ("{}"); the claim leaves that out',
}


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a claim that tells as done or settled what the cited sentences only tell as meant, possible or hanging."""
    if not cited.has_rules(*NEEDS):
        return
    if not cited.has_clauses:  # in such a language, one word of the kind does for all
        hedges = () if claim.hedges else cited.in_every_nearest(lambda one: one.hedges)
        found = [f'the evidence says "{hedges[0].low}"; the claim states it plainly'] if hedges else []
    else:
        found = [_MESSAGES[d.parting].format(d.theirs) for d in cited.differences if d.parting in _MESSAGES]
    yield from (Finding(NAME, Severity.FLAG, message) for message in found[:1])
