"""Story to Brief, the pipe of the house.

    story | writer.write | ground each claim | repair what failed, twice at most | add the disagreements that code found
          | judge what is flagged | audit | name what one origin alone tells | check the headline | coverage | brief

Everything here is a pure function of its arguments; the writer and the judge may ask a model behind their protocols.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefer import checks
from briefer.briefing.audit import audited, once, withheld
from briefer.briefing.claims import ground_claims
from briefer.briefing.coverage import coverage, left_out
from briefer.briefing.disputes import ground_disagreements
from briefer.briefing.words import headline
from briefer.grounding.ground import Grounds, grounds
from briefer.grounding.parts import told_by_one
from briefer.grounding.support import evidence
from briefer.language.words import folded
from briefer.records import (
    Brief,
    Claim,
    Disagreement,
    DraftDisagreement,
    Evidence,
    Failure,
    Finding,
    Provenance,
    Rejected,
    Section,
    Story,
    Wishes,
)
from briefer.writers import Metered, Writer

MOST_ORIGINS = 100

#: Gets a claim and its evidence, gives back findings that reject or flag it; see `judging`.
Judge = Callable[[Claim, Evidence], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Making:
    """What a brief's provenance needs and no story knows."""

    created: str  #: ISO 8601 in UTC, "…Z"
    version: str
    note: str | None = None
    failures: tuple[Failure, ...] = ()
    rejected: tuple[Rejected, ...] = ()  #: by a writer that this one stands in for


def brief(
    story: Story,
    writer: Writer,
    wishes: Wishes,
    making: Making,
    *,
    find: Callable[[Story], Sequence[DraftDisagreement]] | None = None,
    judge: Judge | None = None,
) -> Brief:
    """One grounded brief of a story.

    Args:
        story: articles about one event.
        writer: who proposes.
        wishes: what the reader asked for.
        making: time, version and what failed before.
        find: finds disagreements by code; see `disagreements`.
        judge: asked about claims; None for none.

    Raises:
        ModelError: the writer's model gave no usable answer.
    """
    on = grounds(story)
    draft = writer.write(story, wishes)
    claims, rejected = ground_claims(draft.claims, on, writer, wishes)
    disputes, lone, rejected_positions = ground_disagreements(
        draft, on, find(story) if find and not _is_huge(story) else ()
    )
    claims = _limited(once(_uncontested([*claims, *lone], disputes)), wishes.max_claims)
    rejected = [*making.rejected, *rejected, *rejected_positions]
    claims, disputes, rejected = _judged(claims, disputes, rejected, judge, on)
    claims, disputes, rejected = audited(claims, disputes, rejected, on)
    claims = [replace(c, findings=(*c.findings, *told_by_one(c, on))) for c in claims]
    claims, disputes = _numbered(claims, disputes)
    published = [*claims, *(p for d in disputes for p in d.positions)]
    return Brief(
        headline=headline(draft.headline, published, on),
        claims=tuple(claims),
        articles=story.articles,
        coverage=coverage(story, published),
        provenance=_provenance(writer, making),
        disagreements=tuple(disputes),
        rejected=tuple(rejected),
        failures=making.failures,
        not_checked=not_checked(story),
        left_out=left_out(story, published, rejected),
    )


def not_checked(story: Story) -> tuple[str, ...]:
    """What no check has rules for, in words: one line a language."""
    languages = sorted({a.language or "unknown" for a in story.articles})
    lines = [line for language in languages for line in checks.not_checked(language)]
    if _is_huge(story):
        lines.append(f"disagreements: not looked for among more than {MOST_ORIGINS} independent sources")
    return tuple(dict.fromkeys(lines))


def _is_huge(story: Story) -> bool:
    """Whether comparing every figure of every origin with every other would take minutes."""
    return len(story.origins) > MOST_ORIGINS


def _uncontested(claims: list[Claim], disputes: Sequence[Disagreement]) -> list[Claim]:
    """The claims without those that are one side of a disagreement: told there, beside the other side, not as a fact.

    The bottom line stays, since a brief must say what happened.
    """
    contested = {folded(p.text) for d in disputes for p in d.positions}
    kept = [c for c in claims if c.section is Section.BOTTOM_LINE or folded(c.text) not in contested]
    return kept or claims


def _limited(claims: list[Claim], most: int | None) -> list[Claim]:
    """At most so many claims, in the order of the sections."""
    order = list(Section)
    return sorted(claims[:most] if most else claims, key=lambda c: order.index(c.section))


def _judged(
    claims: list[Claim],
    disputes: list[Disagreement],
    rejected: list[Rejected],
    judge: Judge | None,
    on: Grounds,
) -> tuple[list[Claim], list[Disagreement], list[Rejected]]:
    """The claims with what a judge says of them; those that it rejects are withheld."""
    if judge is None:
        return claims, disputes, rejected
    refused: list[Rejected] = []

    def ask(claim: Claim) -> Claim | None:
        findings = judge(claim, evidence(claim.citations, on.library))
        if checks.rejects(findings):
            refused.append(withheld(claim, *findings))
            return None
        return replace(claim, findings=findings)

    kept = [c for claim in claims if (c := ask(claim))]
    asked = [replace(d, positions=tuple(c for p in d.positions if (c := ask(p)))) for d in disputes]
    lone = [p for d in asked if len(d.positions) == 1 for p in d.positions]
    return [*kept, *lone], [d for d in asked if len(d.positions) > 1], [*rejected, *refused]


def _numbered(claims: Sequence[Claim], disputes: Sequence[Disagreement]) -> tuple[list[Claim], list[Disagreement]]:
    """Claims, then positions, as C1, C2, … in reading order."""
    numbered = [replace(c, id=f"C{n}") for n, c in enumerate(claims, 1)]
    following = len(numbered) + 1
    result: list[Disagreement] = []
    for dispute in disputes:
        positions = tuple(replace(p, id=f"C{following + i}") for i, p in enumerate(dispute.positions))
        following += len(positions)
        result.append(replace(dispute, positions=positions))
    return numbered, result


def _provenance(writer: Writer, making: Making) -> Provenance:
    if not isinstance(writer, Metered):
        return Provenance(writer.name, making.created, making.version, note=making.note)
    usage = writer.usage
    return Provenance(
        writer=writer.name,
        created=making.created,
        briefer=making.version,
        model=writer.model,
        prompt_sha256=writer.prompt_sha256,
        requests=usage.requests,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cost_usd=usage.cost_usd,
        note=making.note,
    )
