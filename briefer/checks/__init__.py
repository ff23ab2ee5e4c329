"""What can be said against a claim without a model: one check a file, and the table that orders them.

A check is a function of the claim's text and its evidence. It rejects what the evidence contradicts or does not
contain, and flags what a person or a judge should look at. No finding means only that: the checks found nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from briefer.checks import (
    antonyms,
    attribution,
    content,
    dates,
    hedging,
    length,
    names,
    negation,
    numbers,
    order,
    quoted,
    speaker,
    superlatives,
)
from briefer.checks.languages import not_checked
from briefer.records import Evidence, EvidencePiece, Finding, Severity

Check = Callable[[str, Evidence], Iterable[Finding]]

#: Every check by name, in the order in which findings are told: those that reject first.
CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        module.NAME: module.check
        for module in (
            length,
            numbers,
            dates,
            names,
            quoted,
            content,
            negation,
            hedging,
            attribution,
            antonyms,
            superlatives,
            speaker,
            order,
        )
    }
)


def run(claim: str, evidence: Evidence) -> tuple[Finding, ...]:
    """Every finding of every check against a claim.

    Args:
        claim: one sentence.
        evidence: what the claim cites, at three distances.

    Returns:
        Findings in the order of `CHECKS`. A sentence that the source says word for word is never rejected.
    """
    verbatim = any(_same_words(claim, piece.sentences) for piece in evidence.pieces)
    if len(claim) > length.LONGEST:
        return () if verbatim else tuple(length.check(claim, evidence))
    found = tuple(finding for check in CHECKS.values() for finding in check(claim, evidence))
    return tuple(finding for finding in found if finding.severity is not Severity.REJECT) if verbatim else found


def rejects(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings rejects the claim."""
    return any(finding.severity is Severity.REJECT for finding in findings)


def check(claim: str, evidence: str | Evidence, *, context: str = "") -> list[Finding]:
    """Check one sentence against the evidence for it, without a model.

    Args:
        claim: one sentence.
        evidence: the sentences that are said to support it.
        context: the rest of the source; names may stand there too.

    Returns:
        What there is to say against the claim; a finding with severity "reject" should keep it from print.

    >>> [str(finding.message) for finding in check("Meta paid $17.3 billion.", "Meta paid $14.3 billion in June.")]
    ['"$17.3 billion" is not in the evidence; it says "$14.3 billion"']
    >>> check("Meta paid 14,300 million dollars.", "Meta paid $14.3bn in June.")
    []
    >>> [(f.check, str(f.severity)) for f in check("The sale is permitted.", "The sale is not permitted.")]
    [('negation', 'flag')]
    """
    if isinstance(evidence, str):
        whole = f"{evidence}\n{context}" if context else evidence
        evidence = Evidence((EvidencePiece("A1", evidence, evidence, whole),))
    return list(run(claim, evidence))


def _same_words(claim: str, sentence: str) -> bool:
    return claim.split() == sentence.split()


__all__ = ["CHECKS", "Check", "check", "not_checked", "rejects", "run"]
