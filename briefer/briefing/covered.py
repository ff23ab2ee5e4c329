"""What became of every article, and which facts of several origins a brief leaves out, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefer.records import Article, Claim, Coverage, LeftOut, Passage, Rejected, Story

_MOST_LEFT_OUT = 10
_NOT_CHOSEN = "the writer chose other facts"


def coverage(story: Story, published: Iterable[Claim], rejected: Sequence[Rejected] = ()) -> tuple[Coverage, ...]:
    """One entry for each article of a story, in order.

    Args:
        story: the articles, with their copies and origins.
        published: every claim and position of the brief.
        rejected: what was withheld.
    """
    cited = {c.article for claim in published for c in claim.citations}
    refused = {ref.partition(".")[0] for one in rejected for ref in one.passages}
    return tuple(_of(article, story, cited, refused) for article in story.articles)


def left_out(
    story: Story, published: Iterable[Claim], rejected: Sequence[Rejected], offered: Sequence[Claim] = ()
) -> tuple[LeftOut, ...]:
    """The facts of several origins that no published claim cites, the most widely told first.

    Args:
        story: its overlaps say which passages state one fact.
        published: every claim and position of the brief.
        rejected: what was withheld.
        offered: the claims that stood, also those for which the limit of claims left no place.
    """
    passages = {p.ref: (a.id, p) for a in story.articles for p in a.passages}
    spans, more = _spans(published), _spans(offered)
    refused = {ref for one in rejected for ref in one.passages}

    def why(group: Sequence[str]) -> str:
        if refused.intersection(group):
            return "the claim about it was withheld"
        cut = any(_is_cited(*passages[ref], more) for ref in group)
        return "there was no place for it among the most claims that were asked for" if cut else _NOT_CHOSEN

    found = [
        LeftOut(
            group[0],
            passages[group[0]][1].text,
            len({story.origin_of(passages[ref][0]) for ref in group}),
            why(group),
        )
        for group in story.overlaps
        if not any(_is_cited(*passages[ref], spans) for ref in group)
    ]
    return tuple(sorted(found, key=lambda fact: -fact.origins)[:_MOST_LEFT_OUT])


def _spans(claims: Iterable[Claim]) -> list[tuple[str, int, int]]:
    return [(c.article, c.start, c.end) for claim in claims for c in claim.citations]


def _is_cited(article: str, passage: Passage, spans: Sequence[tuple[str, int, int]]) -> bool:
    return any(a == article and start < passage.span.end and passage.span.start < end for a, start, end in spans)


def _of(article: Article, story: Story, cited: set[str], refused: set[str]) -> Coverage:
    origin = story.origin_of(article.id)
    if article.id in cited:
        return Coverage(article.id, origin, "cited")
    group = next((g for g in story.copies if article.id in g), (article.id,))
    if len(group) > 1 and (group[0] != article.id or cited & set(group)):
        other = next((a for a in group if a in cited), group[0])
        return Coverage(article.id, origin, "duplicate", _why_copy(article.id, other, story))
    return Coverage(article.id, origin, "unused", _why_unused(article, story, cited, refused))


def _why_copy(article: str, other: str, story: Story) -> str:
    for link in story.links:
        if link.kind == "copy" and {link.a, link.b} == {article, other}:
            return f"the same text as {other}: {link.reason}"
    return f"the same text as {other}"


def _why_unused(article: Article, story: Story, cited: set[str], refused: set[str]) -> str:
    own = {p.ref for p in article.content}
    told = [g for g in story.overlaps if own & set(g)]
    also = {ref.partition(".")[0] for g in told for ref in g} & cited
    if also:
        return f"what it says that matters is cited from {', '.join(sorted(also))}"
    if article.id in refused:
        return "what was to be cited from it was withheld"
    return "nothing in it was chosen: it adds little to what the other articles say"
