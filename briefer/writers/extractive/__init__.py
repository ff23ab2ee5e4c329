"""The built-in writer: no model, only the sources' own sentences.

story | sentences that stand alone | the most telling ones | sections | every origin that states the same, quoted
"""

from __future__ import annotations

from typing import NamedTuple

from briefer.grounding.ground import Grounds, ground, grounds
from briefer.records import Article, Draft, DraftClaim, Passage, Quote, Section, Story, Wishes
from briefer.stories.overlaps import stated_by
from briefer.writers.extractive.headline import headline
from briefer.writers.extractive.salience import Candidate, concepts, discounted, weights
from briefer.writers.extractive.sections import section
from briefer.writers.extractive.selection import select
from briefer.writers.extractive.standalone import BEARABLE, Lifted, lift, obstacle

_ORDER = tuple(Section)


def write(story: Story, wishes: Wishes) -> Draft:
    """Draft a brief of a story from its own sentences.

    Each claim is one sentence of one article, quoted from there and from a passage of every other origin that
    states the same.

    Args:
        story: articles about one event.
        wishes: length, focus, the largest number of claims, and what the reader knows already.
    """
    found = candidates(story)
    weigh = discounted(weights(story), wishes.told, story.articles[0].language)
    chosen = select(found, weigh, story, wishes)
    texts = {p.ref: p.text for a in story.articles for p in a.content}
    claims = [
        DraftClaim(c.text, _quotes(c, texts), section(c.text, rank, len(chosen))) for rank, c in enumerate(chosen)
    ]
    claims.sort(key=lambda claim: _ORDER.index(claim.section))
    return Draft(headline(story, weigh, claims[0].text if claims else ""), tuple(claims))


def candidates(story: Story) -> list[Candidate]:
    """Every sentence of a story that stands alone; of articles with the same text, only the first one's.

    Where not one does, also those that point back.
    """
    first_of = {group[0] for group in story.copies} if story.copies else {a.id for a in story.articles}
    told = stated_by(story.articles, story.origins)
    on = grounds(story)
    offered = [
        _Offer(article, passage, place, lift(passage.text))
        for article in story.articles
        if article.id in first_of
        for place, passage in enumerate(article.content)
    ]
    against = [obstacle(offer.lifted.text) for offer in offered]
    alone = [offer for offer, reason in zip(offered, against, strict=True) if reason is None]
    bearable = [offer for offer, reason in zip(offered, against, strict=True) if reason in BEARABLE]
    return [_candidate(offer, told.get(offer.passage.ref, ()), on) for offer in alone or bearable]


class _Offer(NamedTuple):
    """A sentence of an article, and how it would read."""

    article: Article
    passage: Passage
    place: int
    lifted: Lifted


def _candidate(offer: _Offer, told: tuple[str, ...], on: Grounds) -> Candidate:
    article, passage, place, lifted = offer
    quote = passage.text[lifted.dropped :]
    return Candidate(
        article=article.id,
        origin=on.origins[article.id],
        ref=passage.ref,
        quote=quote,
        text=lifted.text,
        concepts=concepts(lifted.text, article.language),
        words=lifted.text.count(" ") + 1,
        place=place,
        length=len(article.content),
        told=(passage.ref, *_backing(lifted.text, Quote(passage.ref, quote), told, on)),
    )


def _backing(text: str, own: Quote, told: tuple[str, ...], on: Grounds) -> tuple[str, ...]:
    """Of the passages that state a sentence, those that pass every reject check for it by themselves."""
    if not told:
        return ()
    texts = {p.ref: p.text for ref in told for p in on.library[ref.partition(".")[0]].article.passages if p.ref == ref}
    claim = ground(DraftClaim(text, (own, *(Quote(ref, texts[ref]) for ref in told))), on).claim
    backing = {on.origins[c.article] for c in claim.citations} if claim and claim.origins else set()
    return tuple(ref for ref in told if on.origins[ref.partition(".")[0]] in backing)


def _quotes(candidate: Candidate, texts: dict[str, str]) -> tuple[Quote, ...]:
    """The sentence itself first, then the other origins' sentences that state the same."""
    others = [Quote(ref, texts[ref]) for ref in candidate.told if ref != candidate.ref and ref in texts]
    return (Quote(candidate.ref, candidate.quote), *others)
