"""The last look at a brief before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefer.grounding.ground import Grounds
from briefer.language.fold import clean
from briefer.language.words import folded
from briefer.records import Citation, Claim, Disagreement, Finding, Rejected, Severity


def audited(
    claims: Sequence[Claim], disputes: Sequence[Disagreement], rejected: Sequence[Rejected], on: Grounds
) -> tuple[list[Claim], list[Disagreement], list[Rejected]]:
    """The last look: no rejected claim stands among the published ones, and every citation is what its source says."""
    refused = {(folded(r.text), tuple(folded(q) for q in r.quotes)) for r in rejected}

    def fault(claim: Claim) -> str | None:
        if not claim.citations:
            return "it has no citation"
        if any(not _is_true(c, on) for c in claim.citations):
            return "a citation is not what its source says"
        key = (folded(claim.text), tuple(folded(c.text) for c in claim.citations))
        return "the same claim was rejected before" if key in refused else None

    kept = [c for c in claims if fault(c) is None]
    standing = [replace(d, positions=tuple(p for p in d.positions if fault(p) is None)) for d in disputes]
    lost = [c for c in [*claims, *(p for d in disputes for p in d.positions)] if fault(c)]
    refused_late = [withheld(c, Finding("audit", Severity.REJECT, fault(c) or "")) for c in lost]
    return kept, [d for d in standing if len(d.positions) > 1], [*rejected, *refused_late]


def withheld(claim: Claim, *findings: Finding) -> Rejected:
    """A claim that stood until now, withheld after all."""
    return Rejected(claim.text, tuple(clean(c.text) for c in claim.citations), findings)


def _is_true(citation: Citation, on: Grounds) -> bool:
    source = on.library.get(citation.article)
    return source is not None and source.article.text[citation.start : citation.end] == citation.text


def once(claims: Sequence[Claim]) -> list[Claim]:
    """Each sentence once: what a writer says again is heard the first time."""
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(folded(claim.text), claim)
    return list(found.values())
