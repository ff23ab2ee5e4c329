"""The built-in writer: no model, only the sources' own sentences.

story | sentences that stand alone | the most telling ones | sections | every origin that states the same, quoted
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from briefer.language.encoder import Encoder
from briefer.language.lexicon import pattern
from briefer.language.sentence import sentence
from briefer.reading.titles import shorten
from briefer.records import Article, Draft, DraftClaim, Passage, Quote, Section, Story, Wishes
from briefer.stories.overlaps import stated_by
from briefer.writers.extractive.salience import Candidate, concepts, discounted, select, weights
from briefer.writers.standalone import BEARABLE, Lifted, lift, obstacle

_ORDER = tuple(Section)
_TWO_FIRST = 5  # claims, from which on a bottom line has two sentences
_MARKUP = str.maketrans(dict.fromkeys("*_`#"))
_TITLE_WORDS = range(4, 18)
_LONGEST_TITLE = 120


def write(story: Story, wishes: Wishes, encoder: Encoder | None = None) -> Draft:
    """Draft a brief of a story from its own sentences.

    Each claim is one sentence of one article, quoted from there and from a passage of every other origin that
    states the same.

    Args:
        story: articles about one event.
        wishes: length, focus, the largest number of claims, and what the reader knows already.
        encoder: as for `stories.story`.
    """
    found = candidates(story, encoder)
    weigh = discounted(weights(story), wishes.told, story.articles[0].language)
    chosen = select(found, weigh, story, wishes)
    texts = {p.ref: p.text for a in story.articles for p in a.content}
    first = 2 if len(chosen) >= _TWO_FIRST else 1
    claims = []
    for rank, c in enumerate(chosen):  # the sentence itself first, then other origins' sentences that state the same
        others = (Quote(ref, texts[ref]) for ref in c.told if ref != c.ref and ref in texts)
        claims.append(DraftClaim(c.text, (c.quote, *others), Section.BOTTOM_LINE if rank < first else _section(c)))
    claims.sort(key=lambda claim: _ORDER.index(claim.section))
    return Draft(_headline(story, weigh, claims[0].text if claims else ""), tuple(claims))


def candidates(story: Story, encoder: Encoder | None = None) -> list[Candidate]:
    """Every sentence of a story that stands alone; of articles with the same text, only the first one's.

    Where not one does, also those that point back.
    """
    first_of = {group[0] for group in story.copies} if story.copies else {a.id for a in story.articles}
    told = stated_by(story.articles, story.origins, encoder)
    offered = [
        _Offer(article, passage, place, lift(passage.text, article.language))
        for article in story.articles
        if article.id in first_of
        for place, passage in enumerate(article.content)
    ]
    against = [(offer, obstacle(offer.lifted.text, offer.article.language)) for offer in offered]
    alone = [offer for offer, reason in against if reason is None]
    bearable = [offer for offer, reason in against if reason in BEARABLE]
    return [
        _candidate(offer, told.get(offer.passage.ref, ()), story.origin_of(offer.article.id))
        for offer in alone or bearable
    ]


class _Offer(NamedTuple):
    """A sentence of an article, and how it would read."""

    article: Article
    passage: Passage
    place: int
    lifted: Lifted


def _candidate(offer: _Offer, told: tuple[str, ...], origin: str) -> Candidate:
    """The sentence with the passages of other origins that state it; whether they do, grounding asks in the same way."""
    article, passage, place, lifted = offer
    return Candidate(
        said=sentence(lifted.text, article.language, article.published),
        origin=origin,
        quote=Quote(passage.ref, passage.text[lifted.dropped :]),
        place=place,
        length=len(article.content),
        told=(passage.ref, *told),
    )


def _section(candidate: Candidate) -> Section:
    """Where a sentence belongs that is not the bottom line."""
    text, language = candidate.text, candidate.said.language
    if pattern(language, "outlook").search(text):
        return Section.OUTLOOK
    return Section.CONTEXT if pattern(language, "background").search(text) else Section.KEY_FACTS


def _headline(story: Story, weigh: Mapping[str, float], first: str) -> str:
    """The most telling title that tells something, without Markdown's marks; else the brief's first sentence, short."""
    plain: list[tuple[float, str]] = []
    for article in story.articles:
        words = article.title.translate(_MARKUP).split()
        title, language = " ".join(words), article.language
        teases = "?" in title or "!" in title or title.endswith("…") or pattern(language, "clickbait").search(title)
        if not teases and len(words) in _TITLE_WORDS:
            told = math.fsum(weigh.get(c, 0.0) for c in concepts(title, language))
            plain.append((told / math.sqrt(len(words) + 4), title))
    return max(plain)[1] if plain else shorten(first, _LONGEST_TITLE).removesuffix(".")
