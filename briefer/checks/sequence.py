"""Two deeds that are told in another order than in the evidence."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.sentence import Sentence
from briefer.language.sequences import reordered
from briefer.records import Finding, Severity

NAME, NEEDS = "sequence", ("sequence", "word_kinds")


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject or flag two deeds of which the cited sentences tell that the other one came first."""
    if not cited.has_rules(*NEEDS):
        return
    if found := reordered(claim, cited.around):
        severity = cited.hard if found.is_certain else Severity.FLAG
        yield Finding(NAME, severity, f'the claim has "{found.mine}" first; the evidence has "{found.theirs}" first')
