"""What became of every article: cited, a copy of another, or unused and why."""

from __future__ import annotations

from collections.abc import Iterable

from briefer.records import Article, Claim, Coverage, Story


def coverage(story: Story, published: Iterable[Claim]) -> tuple[Coverage, ...]:
    """One entry for each article of a story, in order.

    Args:
        story: the articles, with their copies and origins.
        published: every claim and position of the brief.
    """
    cited = {c.article for claim in published for c in claim.citations}
    return tuple(_of(article, story, cited) for article in story.articles)


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
