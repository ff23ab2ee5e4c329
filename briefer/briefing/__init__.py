"""Story to Brief, the pipe of the house.

    story | writer.write | ground each claim | repair what failed, twice at most | add the disagreements that code found
          | judge what is flagged | audit | name what one origin alone tells | check the headline | coverage | brief

Everything here is a pure function of its arguments; the writer and the judge may ask a model behind their protocols.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from briefer import checks
from briefer.briefing.claims import audited, ground_claims, ground_disagreements, headline, once, sifted, withheld
from briefer.grounding.confirming import confirmed, witnesses
from briefer.grounding.ground import Grounds, grounds
from briefer.grounding.parts import told_by_one
from briefer.grounding.support import evidence
from briefer.language.words import folded
from briefer.records import (
    Article,
    Brief,
    Claim,
    Coverage,
    Disagreement,
    DraftDisagreement,
    Evidence,
    Failure,
    Finding,
    LeftOut,
    Passage,
    Provenance,
    Rejected,
    Section,
    Story,
    Wishes,
)
from briefer.writers import Metered, Writer

MOST_ORIGINS = 100
_MOST_LEFT_OUT = 10

#: Gets a claim and its evidence, gives back findings that reject or flag it; see `writers.judge`.
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
    if judge:
        claims, disputes, rejected = sifted(claims, disputes, rejected, _asking(judge, on))
    claims, disputes, rejected = audited(claims, disputes, rejected, on)
    among = witnesses(on)
    claims = [confirmed(c, among) for c in claims]  # no positions: of those each side's own words count
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


def _asking(judge: Judge, on: Grounds) -> Callable[[Claim], Claim | Rejected]:
    """What a judge makes of a claim: it stands with the judge's findings, or is withheld for them."""

    def ask(claim: Claim) -> Claim | Rejected:
        findings = judge(claim, evidence(claim.citations, on.library))
        return withheld(claim, *findings) if checks.rejects(findings) else replace(claim, findings=findings)

    return ask


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


# --- what became of every article, and which facts are left out -----------------------------------------------


def coverage(story: Story, published: Iterable[Claim]) -> tuple[Coverage, ...]:
    """One entry for each article of a story, in order.

    Args:
        story: the articles, with their copies and origins.
        published: every claim and position of the brief.
    """
    cited = {c.article for claim in published for c in claim.citations}
    return tuple(_of(article, story, cited) for article in story.articles)


def left_out(story: Story, published: Iterable[Claim], rejected: Sequence[Rejected]) -> tuple[LeftOut, ...]:
    """The facts of several origins that no published claim cites, the most widely told first.

    Args:
        story: its overlaps say which passages state one fact.
        published: every claim and position of the brief.
        rejected: what was withheld.
    """
    passages = {p.ref: (a.id, p) for a in story.articles for p in a.passages}
    spans = [(c.article, c.start, c.end) for claim in published for c in claim.citations]
    withheld = " ".join(q for r in rejected for q in r.quotes)
    found = [
        LeftOut(
            group[0],
            passages[group[0]][1].text,
            len({story.origin_of(passages[ref][0]) for ref in group}),
            "the claim about it was withheld"
            if any(passages[ref][1].text in withheld for ref in group)
            else "the writer chose other facts",
        )
        for group in story.overlaps
        if not any(_is_cited(*passages[ref], spans) for ref in group)
    ]
    return tuple(sorted(found, key=lambda fact: -fact.origins)[:_MOST_LEFT_OUT])


def _is_cited(article: str, passage: Passage, spans: Sequence[tuple[str, int, int]]) -> bool:
    return any(a == article and start < passage.span.end and passage.span.start < end for a, start, end in spans)


def _of(article: Article, story: Story, cited: set[str]) -> Coverage:
    origin = story.origin_of(article.id)
    if article.id in cited:
        return Coverage(article.id, origin, "cited")
    group = next((g for g in story.copies if article.id in g), (article.id,))
    if len(group) > 1 and (group[0] != article.id or cited & set(group)):
        other = next((a for a in group if a in cited), group[0])
        return Coverage(article.id, origin, "duplicate", _why_copy(article.id, other, story))
    return Coverage(article.id, origin, "unused", _why_unused(article, story, cited))


def _why_copy(article: str, other: str, story: Story) -> str:
    for link in story.links:
        if link.kind == "copy" and {link.a, link.b} == {article, other}:
            return f"the same text as {other}: {link.reason}"
    return f"the same text as {other}"


def _why_unused(article: Article, story: Story, cited: set[str]) -> str:
    own = {p.ref for p in article.content}
    told = [g for g in story.overlaps if own & set(g)]
    also = {ref.partition(".")[0] for g in told for ref in g} & cited
    if also:
        return f"what it says that matters is cited from {', '.join(sorted(also))}"
    return "nothing in it was chosen: it adds little to what the other articles say"
