"""Stories too large for one request: parted by origin, and the drafts of the parts put together again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefer.records import Draft, DraftClaim, Story
from briefer.writers.passages import neutral


def parts(story: Story, tokens: Callable[[Story], int], room: int) -> tuple[Story, ...]:
    """*story* as several, origin by origin, each filled with as many origins as have room.

    Args:
        story: the whole.
        tokens: how many a part's passages have.
        room: how many they may have. An origin that is larger alone makes a part of its own.
    """
    origins = [origin.articles for origin in story.origins] or [(article.id,) for article in story.articles]
    filled: list[tuple[str, ...]] = []
    for articles in origins:
        if filled and tokens(_part(story, (*filled[-1], *articles))) <= room:
            filled[-1] = (*filled[-1], *articles)
        else:
            filled.append(articles)
    return tuple(_part(story, articles) for articles in filled)


def _part(story: Story, articles: Sequence[str]) -> Story:
    wanted = set(articles)
    return replace(
        story,
        articles=tuple(a for a in story.articles if a.id in wanted),
        copies=tuple(kept for group in story.copies if (kept := tuple(i for i in group if i in wanted))),
        origins=tuple(o for o in story.origins if wanted.issuperset(o.articles)),
        overlaps=tuple(
            kept
            for group in story.overlaps
            if len(kept := tuple(r for r in group if r.partition(".")[0] in wanted)) > 1
        ),
        links=(),
    )


def block(drafts: Sequence[Draft]) -> str:
    """Drafts as a model is shown them: every claim with its section, then its quotes."""
    return "\n".join(_draft(number, draft) for number, draft in enumerate(drafts, 1))


def batches(drafts: Sequence[Draft], count: Callable[[str], int], room: int) -> list[list[Draft]]:
    """*drafts* in groups that have room, in order; a draft without room makes a group of its own."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        if groups and count(block([*groups[-1], draft])) <= room:
            groups[-1].append(draft)
        else:
            groups.append([draft])
    return groups


def joined(drafts: Sequence[Draft]) -> Draft:
    """All that the drafts say, one after another: what is left when no model can merge them."""
    return Draft(
        drafts[0].headline,
        tuple(claim for draft in drafts for claim in draft.claims),
        tuple(disagreement for draft in drafts for disagreement in draft.disagreements),
    )


def _draft(number: int, draft: Draft) -> str:
    lines = [f"Draft {number}: {neutral(draft.headline)}"]
    lines += [_claim(f"({claim.section})", claim) for claim in draft.claims]
    for disagreement in draft.disagreements:
        lines.append(f"(disagreement) {neutral(disagreement.question)}")
        lines += [_claim("(position)", position) for position in disagreement.positions]
    return "\n".join(lines)


def _claim(label: str, claim: DraftClaim) -> str:
    quotes = [f"[{neutral(q.passage)}] {neutral(q.text)}" for q in claim.quotes]
    return "\n".join((f"{label} {neutral(claim.text)}", *quotes))
