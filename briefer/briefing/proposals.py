"""What a writer proposes, on its way: grounded, repaired, judged, until it stands or its repairs are used up.

drafts | ground each | show the writer what fails | ask the judge about what stands | show the writer what it objects to
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefer import checks
from briefer.grounding.ground import Grounded, Grounds, ground
from briefer.grounding.support import evidence, refs
from briefer.grounding.verbatim import is_verbatim
from briefer.language.characters import clean
from briefer.records import (
    Claim,
    Draft,
    DraftClaim,
    DraftDisagreement,
    Evidence,
    EvidencePiece,
    Finding,
    Rejected,
    Severity,
    Wishes,
)
from briefer.writers import Asked, Failing, Judging, Repairing, Writer

REPAIR_ROUNDS = 2  # of one claim, whoever objects to it


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim, or a position of a disagreement, and what became of it so far."""

    result: Grounded
    question: str = ""  #: that it answers, for a position
    dispute: int | None = None  #: number of its disagreement: the writer's come first, then those that code found
    by_code: bool = False
    repairs: int = 0
    judged: bool = False  #: as it stands now
    entry: tuple[str, int] | None = None  #: the kind and number of the entry or answer that it is the line of


def proposals(draft: Draft, found: Sequence[DraftDisagreement], on: Grounds) -> tuple[Proposal, ...]:
    """Everything that is proposed, grounded: the writer's claims and positions, and the positions that code found."""
    claims = (Proposal(ground(claim, on)) for claim in draft.claims)
    positions = (
        Proposal(ground(position, on), dispute.question, number, number >= len(draft.disagreements))
        for number, dispute in enumerate((*draft.disagreements, *found))
        for position in dispute.positions
    )
    return (*claims, *positions)


def settled(
    pool: Sequence[Proposal], on: Grounds, writer: Writer, wishes: Wishes, judge: Judging | None = None
) -> tuple[Proposal, ...]:
    """Every proposal as it ends.

    The judge is asked once the checks have no more to object to, so that one request is enough for all; then what it
    objects to is repaired by the same rounds, and whatever came of that is looked at again.

    Args:
        pool: what was proposed, grounded.
        on: the prepared story.
        writer: who may be able to repair.
        wishes: what the reader asked for.
        judge: asked about all that stands; None for nobody.
    """
    while True:
        failing = _repairable(pool, writer)
        if judge and not failing:
            pool = _judged(pool, judge, on)
            failing = _repairable(pool, writer)
        if not failing or not isinstance(writer, Repairing):
            return tuple(pool)
        shown = [Failing(p.result.draft, _findings(p), p.result.hint, p.question) for p in failing]
        repaired = zip(failing, writer.repair(on.story, shown, wishes), strict=True)
        mended = {id(p): tuple(_mended(p, drafts, on)) for p, drafts in repaired}
        pool = [new for p in pool for new in mended.get(id(p), (p,))]


def _repairable(pool: Sequence[Proposal], writer: Writer) -> list[Proposal]:
    failing = (p for p in pool if p.result.rejected and not p.by_code and p.repairs < REPAIR_ROUNDS)
    return list(failing) if isinstance(writer, Repairing) else []


def _findings(one: Proposal) -> tuple[Finding, ...]:
    return one.result.rejected.findings if one.result.rejected else ()


def _mended(one: Proposal, drafts: Sequence[DraftClaim], on: Grounds) -> Iterator[Proposal]:
    """What a repair made of a proposal: itself, mended or not, or its two halves, each of which stands or falls alone.

    A position is one answer to its question, so that of two halves the one that stands is taken.
    """
    tried = replace(one, repairs=one.repairs + 1)
    results = [_regrounded(one.result, draft, on) for draft in drafts if draft != one.result.draft]
    if one.dispute is not None and len(results) > 1:
        results = [next((r for r in results if r.claim), results[0])]
    yield from (replace(tried, result=result, judged=False) for result in results or [one.result])


def _regrounded(before: Grounded, repaired: DraftClaim, on: Grounds) -> Grounded:
    """A repair, grounded; it may say nothing that neither the claim nor the evidence shown for it said."""
    after = ground(repaired, on)
    if not after.claim or not before.rejected:
        return after
    named = {q.passage for q in before.draft.quotes}
    shown = [p.text for a in on.story.articles for p in a.passages if p.ref in named]
    known = [before.draft.text, before.hint or "", *shown, *(c.text for c in after.claim.citations)]
    added = hard_findings(after.claim.text, Evidence((piece(known),)))
    return Grounded(repaired, rejected=withheld(after.claim, on, *added), hint=before.hint) if added else after


def _judged(pool: Sequence[Proposal], judge: Judging, on: Grounds) -> list[Proposal]:
    """The proposals with what a judge finds against those that stand and that it was not asked about before.

    What code found is asked about only if it is not the source's own words, which no judge can take away.
    """

    def asked(one: Proposal, claim: Claim) -> Asked | None:
        said = evidence(claim.citations, on.library)
        return None if one.by_code and is_verbatim(claim.text, said) else Asked(claim, said, one.question)

    due = [
        (at, question)
        for at, p in enumerate(pool)
        if p.result.claim and not p.judged and (question := asked(p, p.result.claim))
    ]
    found = judge([question for _at, question in due], on) if due else ()
    result = list(pool)
    for (at, question), findings in zip(due, found, strict=True):
        result[at] = replace(pool[at], judged=True, result=_with(pool[at].result, question.claim, findings, on))
    return result


def _with(result: Grounded, claim: Claim, findings: tuple[Finding, ...] | None, on: Grounds) -> Grounded:
    """What a judge's findings make of a claim: it is withheld for them, or stands with them.

    A flag of a check asks for a second look, and a judge that finds all of a claim stated has taken it.
    """
    if findings is None:
        return result
    if not findings:
        return replace(result, claim=replace(claim, findings=tuple(f for f in claim.findings if f.check == "quote")))
    if checks.rejects(findings):
        return replace(result, claim=None, rejected=withheld(claim, on, *findings))
    return replace(result, claim=replace(claim, findings=(*claim.findings, *findings)))


# --- what several steps of the way share ----------------------------------------------------------------------


def withheld(claim: Claim, on: Grounds, *findings: Finding) -> Rejected:
    """A claim that stood until now, withheld after all."""
    quotes = tuple(clean(c.text) for c in claim.citations)
    return Rejected(claim.text, quotes, findings, refs(claim.citations, on.library))


def piece(lines: Sequence[str]) -> EvidencePiece:
    """Some words as evidence, of no article."""
    return EvidencePiece("", *["\n".join(lines)] * 3)


def hard_findings(text: str, against: Evidence) -> tuple[Finding, ...]:
    """What the checks have against a text that would keep it from print."""
    return tuple(f for f in checks.run(text, against) if f.severity is Severity.REJECT)
