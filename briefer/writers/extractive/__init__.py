"""The built-in writer: no model, only the sources' own sentences.

story | sentences that stand alone | the most telling ones | sections | every origin that states the same, quoted
"""

from __future__ import annotations

from collections.abc import Mapping

from briefer.records import Article, Draft, DraftClaim, Passage, Quote, Section, Story, Wishes
from briefer.writers.extractive.headline import headline
from briefer.writers.extractive.salience import Candidate, concepts, weights
from briefer.writers.extractive.sections import section
from briefer.writers.extractive.selection import select
from briefer.writers.extractive.standalone import lift, obstacle

_ORDER = tuple(Section)


def write(story: Story, wishes: Wishes) -> Draft:
    """Draft a brief of a story from its own sentences.

    Each claim is one sentence of one article, quoted from there and from a passage of every other origin that
    states the same.

    Args:
        story: articles about one event.
        wishes: length, focus and the largest number of claims.
    """
    found = candidates(story)
    weigh = weights(story)
    chosen = select(found, weigh, story, wishes)
    texts = {p.ref: p.text for a in story.articles for p in a.content}
    claims = [
        DraftClaim(c.text, _quotes(c, texts), section(c.text, rank, len(chosen))) for rank, c in enumerate(chosen)
    ]
    claims.sort(key=lambda claim: _ORDER.index(claim.section))
    return Draft(headline(story, weigh, claims[0].text if claims else ""), tuple(claims))


def candidates(story: Story) -> list[Candidate]:
    """Every sentence of a story that stands alone; of articles with the same text, only the first one's."""
    told = {ref: group for group in story.overlaps for ref in group}
    first_of = {group[0] for group in story.copies} if story.copies else {a.id for a in story.articles}
    return [
        candidate
        for article in story.articles
        if article.id in first_of
        for place, passage in enumerate(article.content)
        if (candidate := _candidate(article, passage, place, story, told))
    ]


def _candidate(
    article: Article, passage: Passage, place: int, story: Story, told: Mapping[str, tuple[str, ...]]
) -> Candidate | None:
    lifted = lift(passage.text)
    if obstacle(lifted.text):
        return None
    return Candidate(
        article=article.id,
        origin=story.origin_of(article.id),
        ref=passage.ref,
        quote=passage.text[lifted.dropped :],
        text=lifted.text,
        concepts=concepts(lifted.text, article.language),
        words=lifted.text.count(" ") + 1,
        place=place,
        length=len(article.content),
        told=told.get(passage.ref, ()),
    )


def _quotes(candidate: Candidate, texts: dict[str, str]) -> tuple[Quote, ...]:
    """The sentence itself first, then the other origins' sentences that state the same."""
    others = [Quote(ref, texts[ref]) for ref in candidate.told if ref != candidate.ref and ref in texts]
    return (Quote(candidate.ref, candidate.quote), *others)
