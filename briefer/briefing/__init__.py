"""Story to Brief, the pipe of the house.

    story | writer.write | ground each claim and position, those that code found too | repair, ask the judge, repair
          | disagreements | audit | name what one origin alone tells | check the headline | coverage | brief

Everything here is a pure function of its arguments; the writer and the judge may ask a model behind their protocols.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from briefer import checks
from briefer.briefing import entries
from briefer.briefing.claims import audited, claims_of, disagreements_of, headline, once
from briefer.briefing.covered import coverage, left_out
from briefer.briefing.news_days import news_days
from briefer.briefing.proposals import proposals, settled
from briefer.grounding.confirming import confirmed, witnesses
from briefer.grounding.ground import Grounds, grounds
from briefer.grounding.parts import told_by_one
from briefer.grounding.support import evidence
from briefer.language.encoder import Encoder
from briefer.language.stems import tokens
from briefer.records import (
    Brief,
    BriefForm,
    Claim,
    Disagreement,
    Draft,
    DraftDisagreement,
    DraftEntry,
    Failure,
    Provenance,
    Rejected,
    Section,
    Story,
    Wishes,
)
from briefer.writers import Judging, Metered, Writer

MOST_ORIGINS = 100
_LEFT_OUT = 3  # words, at most, that lifting a sentence out of its article leaves out


@dataclass(frozen=True, slots=True)
class Making:
    """What a brief's provenance needs and no story knows."""

    created: str  #: ISO 8601 in UTC, "…Z"
    version: str
    note: str | None = None
    failures: tuple[Failure, ...] = ()
    rejected: tuple[Rejected, ...] = ()  #: by a writer that this one stands in for


class WithTellings(Protocol):
    """What code finds in a story beside its facts."""

    @property
    def voices(self) -> tuple[DraftEntry, ...]:
        """Who holds what."""

    @property
    def quotes(self) -> tuple[DraftEntry, ...]:
        """Somebody's very words."""

    @property
    def timeline(self) -> tuple[DraftEntry, ...]:
        """What happened when."""


def brief(
    story: Story,
    writer: Writer,
    wishes: Wishes,
    making: Making,
    *,
    find: Callable[[Story], Sequence[DraftDisagreement]] | None = None,
    tell: Callable[[Story], WithTellings] | None = None,
    judge: Judging | None = None,
    encoder: Encoder | None = None,
) -> Brief:
    """One grounded brief of a story.

    Args:
        story: articles about one event.
        writer: who proposes.
        wishes: what the reader asked for.
        making: time, version and what failed before.
        find: finds disagreements by code; see `disagreements`.
        tell: finds who says what, in which words, and when, where the writer gives none; see `tellings`.
        judge: asked about all that stands; see `writers.judge`. None for nobody.
        encoder: seconds who else states a claim, as for `stories.story`.

    Raises:
        ModelError: the writer's model gave no usable answer.
    """
    on = grounds(story)
    draft, by_code = _completed(writer.write(story, wishes), story, tell)
    found = find(story) if find and not _is_huge(story) else ()
    pool = (*proposals(draft, found, on), *entries.entered(draft, on, by_code, wishes.language or _spoken(story)))
    pool = settled(pool, on, writer, wishes, judge)
    claims, rejected = claims_of(pool)
    disputes, lone, rejected_positions = disagreements_of(pool, (*draft.disagreements, *found), on)
    offered = once(_uncontested([*claims, *lone], disputes))
    claims = _limited(offered, wishes.max_claims)
    rejected = [*making.rejected, *rejected, *rejected_positions]
    claims, disputes, rejected = audited(claims, disputes, rejected, on)
    among = witnesses(on, encoder)
    claims = [confirmed(c, among) for c in claims]  # no positions: of those each side's own words count
    claims = [replace(c, findings=(*c.findings, *told_by_one(c, on))) for c in claims]
    claims, disputes = _numbered(claims, disputes)
    published = [*claims, *(p for d in disputes for p in d.positions)]
    told = entries.numbered(entries.told(pool, draft, published, on), len(published) + 1)
    rejected = [*rejected, *told.rejected]
    published = [*published, *told.claims]
    return Brief(
        headline=headline(draft.headline, published, on),
        claims=tuple(claims),
        articles=story.articles,
        coverage=coverage(story, published, rejected),
        provenance=_provenance(writer, making),
        disagreements=tuple(disputes),
        rejected=tuple(rejected),
        failures=making.failures,
        not_checked=(*not_checked(story), *not_compared(published, on)),
        left_out=left_out(story, published, rejected, offered),
        when=news_days(story, claims, making.created),
        questions=told.questions,
        form=BriefForm(wishes.length, wishes.sections, wishes.language),
        voices=told.entries["voices"],
        quotes=told.entries["quotes"],
        timeline=told.entries["timeline"],
    )


def _spoken(story: Story) -> str | None:
    """The language of most articles, in which the days of a brief are written where nobody asked for another one."""
    return Counter(article.language for article in story.articles).most_common(1)[0][0]


def _completed(
    draft: Draft, story: Story, tell: Callable[[Story], WithTellings] | None
) -> tuple[Draft, frozenset[str]]:
    """The draft with what code finds of the kinds of entry of which it has none, and these kinds."""
    missing = frozenset(kind for kind in entries.KINDS if not getattr(draft, kind)) if tell else frozenset()
    if not tell or not missing:
        return draft, frozenset()
    found = tell(story)
    return replace(draft, **{kind: getattr(found, kind) for kind in missing}), missing


def not_checked(story: Story) -> tuple[str, ...]:
    """What no check has rules for, in words: one line a language."""
    languages = sorted({a.language or "unknown" for a in story.articles})
    lines = [line for language in languages for line in checks.not_checked(language)]
    if _is_huge(story):
        lines.append(f"disagreements: not looked for among more than {MOST_ORIGINS} independent sources")
    return tuple(dict.fromkeys(lines))


def not_compared(published: Iterable[Claim], on: Grounds) -> tuple[str, ...]:
    """How many published sentences are in another language than all that they cite, in words."""
    cited = (checks.Cited(one.text, evidence(one.citations, on.library)) for one in published)
    foreign = sum(one.is_foreign for one in cited)
    if not foreign:
        return ()
    written = "1 sentence is" if foreign == 1 else f"{foreign} sentences are"
    return (f"meaning: {written} in another language than what is cited; only figures, dates and names were compared",)


def _is_huge(story: Story) -> bool:
    """Whether comparing every figure of every origin with every other would take minutes."""
    return len(story.origins) > MOST_ORIGINS


def _uncontested(claims: list[Claim], disputes: Sequence[Disagreement]) -> list[Claim]:
    """The claims without those that are one side of a disagreement: told there, beside the other side, not as a fact.

    The bottom line stays, since a brief must say what happened.
    """
    contested = [tokens(p.text) for d in disputes for p in d.positions]
    kept = [c for c in claims if c.section is Section.BOTTOM_LINE or not any(_is_lifted(c, p) for p in contested)]
    return kept or claims


def _is_lifted(claim: Claim, position: Sequence[str]) -> bool:
    """Whether a claim is a position but for what lifting a sentence leaves out: "But", "also"."""
    words = tokens(claim.text)
    return len(position) - _LEFT_OUT <= len(words) <= len(position) and set(words) <= set(position)


def _limited(claims: list[Claim], most: int | None) -> list[Claim]:
    """At most so many claims, in the order of the sections."""
    order = list(Section)
    return sorted(claims[:most] if most else claims, key=lambda c: order.index(c.section))


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
