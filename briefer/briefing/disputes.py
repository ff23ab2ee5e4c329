"""Disagreements: the writer's and those that code found, every position grounded like a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefer.briefing.audit import once
from briefer.briefing.words import question
from briefer.grounding.ground import Grounds, ground
from briefer.records import Claim, Disagreement, Draft, DraftDisagreement, Rejected, Section


def ground_disagreements(
    draft: Draft, on: Grounds, found: Sequence[DraftDisagreement]
) -> tuple[list[Disagreement], list[Claim], list[Rejected]]:
    """The writer's disagreements and those found by code; a lone grounded position of the writer's becomes a claim."""
    disputes: list[Disagreement] = []
    lone: list[Claim] = []
    rejected: list[Rejected] = []
    for proposed in draft.disagreements:
        results = [ground(position, on) for position in proposed.positions]
        positions = once([r.claim for r in results if r.claim])
        rejected += [r.rejected for r in results if r.rejected]
        if len(positions) > 1:
            disputes.append(Disagreement(question(proposed.question, positions, on), tuple(positions)))
        else:
            lone += [replace(p, section=Section.KEY_FACTS) for p in positions]
    for proposed in found:
        positions = once([c for p in proposed.positions if (c := ground(p, on).claim)])
        if len(positions) > 1 and not any(_shares_citations(positions, d.positions) for d in disputes):
            asked = question(proposed.question, positions, on)
            disputes.append(Disagreement(asked, tuple(positions), _latest(proposed, positions)))
    return disputes, lone, rejected


def _latest(proposed: DraftDisagreement, positions: Sequence[Claim]) -> str | None:
    """The article of the most recent position, if that one still stands."""
    standing = {c.article for p in positions for c in p.citations}
    return proposed.latest if proposed.latest in standing else None


def _shares_citations(mine: Sequence[Claim], others: Sequence[Claim]) -> bool:
    spans = {(c.article, c.start) for p in others for c in p.citations}
    return sum(any((c.article, c.start) in spans for c in p.citations) for p in mine) > 1
