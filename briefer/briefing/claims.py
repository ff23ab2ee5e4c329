"""Draft claims to claims: grounded, and what fails shown to the writer again, twice at most."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.briefing.audit import withheld
from briefer.briefing.words import facts
from briefer.grounding.ground import Grounded, Grounds, ground
from briefer.records import Claim, DraftClaim, Evidence, EvidencePiece, Rejected, Severity, Wishes
from briefer.writers import Failing, Repairing, Writer

REPAIR_ROUNDS = 2


def ground_claims(
    drafts: Sequence[DraftClaim], on: Grounds, writer: Writer, wishes: Wishes
) -> tuple[list[Claim], list[Rejected]]:
    """Every draft claim grounded; what fails is shown to the writer again, the rest is left alone."""
    results = [ground(draft, on) for draft in drafts]
    if isinstance(writer, Repairing):
        for _ in range(REPAIR_ROUNDS):
            failing = [i for i, r in enumerate(results) if r.rejected]
            if not failing:
                break
            asked = [_failing(results[i]) for i in failing]
            for i, repaired in zip(failing, writer.repair(on.story, asked, wishes), strict=True):
                if repaired != results[i].draft:
                    results[i] = _regrounded(results[i], repaired, on)
    claims = [r.claim for r in results if r.claim]
    return claims, [r.rejected for r in results if r.rejected]


def _failing(result: Grounded) -> Failing:
    return result.draft, result.rejected.findings if result.rejected else (), result.hint


def _regrounded(before: Grounded, repaired: DraftClaim, on: Grounds) -> Grounded:
    """A repair, grounded; it may say nothing that neither the claim nor the evidence shown for it said."""
    after = ground(repaired, on)
    if not after.claim or not before.rejected:
        return after
    named = {q.passage for q in before.draft.quotes}
    shown = [p.text for a in on.story.articles for p in a.passages if p.ref in named]
    known = "\n".join([before.draft.text, before.hint or "", *shown, *(c.text for c in after.claim.citations)])
    piece = EvidencePiece("", known, known, known)
    added = [f for f in facts(after.claim.text, Evidence((piece,))) if f.severity is Severity.REJECT]
    if not added:
        return after
    return Grounded(repaired, rejected=withheld(after.claim, *added), hint=before.hint)
