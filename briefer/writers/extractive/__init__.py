"""The built-in writer: no model, only the sources' own sentences.

story | sentences that stand alone | the most telling ones | sections | every origin that states the same, quoted
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from briefer.language.encoder import Encoder
from briefer.language.lexicon import pattern
from briefer.language.paring import brief_words, pared
from briefer.language.sentence import sentence
from briefer.language.stems import tokens
from briefer.reading.titles import shorten
from briefer.records import Article, Draft, DraftClaim, Passage, Quote, Story, Wishes
from briefer.stories.overlaps import stated_by
from briefer.writers.extractive.choice import choose
from briefer.writers.extractive.course import Course
from briefer.writers.extractive.leads import recency
from briefer.writers.extractive.newest import is_past_news
from briefer.writers.extractive.salience import Candidate, concepts, discounted, weights
from briefer.writers.standalone import BEARABLE, Lifted, leans, lift, obstacle

_MARKUP = str.maketrans(dict.fromkeys("*_`#"))
_TITLE_WORDS = range(4, 20)
_LONGEST_TITLE = 120
_OVER_LEAD = 1.5  # what is won by the title of the article from which the lead is


def write(story: Story, wishes: Wishes, encoder: Encoder | None = None) -> Draft:
    """Draft a brief of a story from its own sentences.

    Each claim is one sentence of one article, quoted from there and from a passage of every other origin that
    states the same.

    Args:
        story: articles about one event.
        wishes: length, focus, the largest number of claims, and what the reader knows already.
        encoder: as for `stories.story`.
    """
    weigh = discounted(weights(story), wishes.told, story.articles[0].language)
    chosen = choose(candidates(story, encoder), weigh, story, wishes)
    texts = {p.ref: p.text for a in story.articles for p in a.content}
    claims = []
    for c, section in chosen:  # the sentence itself first, then other origins' sentences that state the same
        others = (Quote(ref, texts[ref]) for ref in c.told if ref != c.ref and ref in texts)
        claims.append(DraftClaim(pared(c.text, c.said.language), (c.quote, *others), section))
    return Draft(_headline(story, weigh, chosen[0].candidate if chosen else None), tuple(claims))


def candidates(story: Story, encoder: Encoder | None = None) -> list[Candidate]:
    """Every sentence of a story that stands alone and that is not overtaken; of articles with the same text, the first one's.

    Where not one does, also those that point back.
    """
    first_of = {group[0] for group in story.copies} if story.copies else {a.id for a in story.articles}
    told = stated_by(story.articles, story.origins, encoder)
    repeats = _repeats(story)
    offered = [
        _Offer(article, passage, place, lift(passage.text, article.language))
        for article in story.articles
        if article.id in first_of
        for place, passage in enumerate(article.content)
    ]
    against = [(offer, obstacle(offer.lifted.text, offer.article.language)) for offer in offered]
    alone = [offer for offer, reason in against if reason is None]
    bearable = [offer for offer, reason in against if reason in BEARABLE]
    found = [
        _candidate(offer, told.get(offer.passage.ref, ()), story.origin_of(offer.article.id), repeats)
        for offer in alone or bearable
    ]
    course = Course(story)
    return [c for c in found if not is_past_news(c.said, course)] or found


def _repeats(story: Story) -> Counter[tuple[str, ...]]:
    """In how many articles each sentence stands word for word; what an article opens with is its news."""
    opening = {tuple(tokens(text)) for a in story.articles for text in _opening(a)}
    return Counter(w for a in story.articles for w in {tuple(tokens(p.text)) for p in a.content} - opening)


class _Offer(NamedTuple):
    """A sentence of an article, and how it would read."""

    article: Article
    passage: Passage
    place: int
    lifted: Lifted


def _candidate(offer: _Offer, told: tuple[str, ...], origin: str, repeats: Mapping[tuple[str, ...], int]) -> Candidate:
    """The sentence with the passages of other origins that state it; whether they do, grounding asks in the same way."""
    article, passage, place, lifted = offer
    return Candidate(
        said=sentence(lifted.text, article.language, article.published),
        origin=origin,
        quote=Quote(passage.ref, passage.text[lifted.dropped :]),
        place=place,
        length=len(article.content),
        told=(passage.ref, *told),
        repeats=max(0, repeats[tuple(tokens(passage.text))] - 1),
    )


def _headline(story: Story, weigh: Mapping[str, float], lead: Candidate | None) -> str:
    """The most telling title that tells something, without Markdown's marks; else the brief's first sentence, short.

    One over an article that opens with what a later one overtook gives way to any other; one over the lead is preferred.
    """
    plain: list[tuple[bool, float, str]] = []
    weight, course = recency(story), Course(story)
    for article in story.articles:
        words = article.title.translate(_MARKUP).split()
        title, language = " ".join(words), article.language
        teases = "?" in title or "!" in title or title.endswith("…") or pattern(language, "clickbait").search(title)
        if not teases and not leans(title, language) and len(words) in _TITLE_WORDS:
            told = math.fsum(weigh.get(c, 0.0) for c in concepts(title, language))
            opening = (sentence(text, language, article.published) for text in (title, *_opening(article)))
            is_news = not any(is_past_news(one, course) for one in opening)
            over_lead = _OVER_LEAD if lead and lead.ref.startswith(f"{article.id}.") else 1.0
            plain.append((is_news, told / math.sqrt(len(words) + 4) * weight[article.id] * over_lead, title))
    best = max(plain, default=(False, 0.0, ""))
    from_lead = brief_words(lead.text, lead.said.language) if lead else ""
    if best[0] or not from_lead or (best[2] and len(from_lead) > _LONGEST_TITLE):  # half a sentence is no headline
        return best[2]
    return shorten(from_lead, _LONGEST_TITLE)


def _opening(article: Article) -> tuple[str, ...]:
    return tuple(passage.text for passage in article.content[:1])
