"""A cause or purpose that was added, or made of what only happened at the same time."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.reasons import unfounded
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "causes", ("causes", "word_kinds")


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a reason in the claim that neither the cited sentences nor their neighbours give."""
    if not cited.has_rules(*NEEDS):
        return
    if found := unfounded(claim, [one for around in cited.around for one in around]):
        told = "tells of it, but not as the cause" if found.is_told else "gives no such reason"
        yield Finding(NAME, Severity.FLAG, f'the claim gives "{found.words}" as a reason; the evidence {told}')
