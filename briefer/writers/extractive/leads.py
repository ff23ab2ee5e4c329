"""Which sentence stands first: the deed that the titles and the openings of most articles tell, in its newest state."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from briefer.language.sentence import Sentence, sentence
from briefer.language.written_days import day_of
from briefer.records import Article, Story
from briefer.writers.extractive.course import Course
from briefer.writers.extractive.introductions import People, leans_on
from briefer.writers.extractive.repeats import alike
from briefer.writers.extractive.salience import Candidate
from briefer.writers.extractive.timeliness import lies_back

_OPENING = 2  # sentences of an article that say what it is about
_OLDER = 0.6  # what an article of an earlier day counts beside the newest one
_NEW = 0.6  # of the rank of any other one must a sentence of the newest day have to stand before it
_WORTH = 0.5  # what a sentence's worth counts beside what titles and openings say of it
_TOLD, _CAP = 0.15, 4  # what is won by each further origin that states a sentence, up to so many
_LATE = 0.5  # power of the place by which a later sentence loses


def ranks(candidates: Sequence[Candidate], value: Mapping[str, float], story: Story) -> dict[str, float]:
    """How much each sentence is the news, by its ref: what titles, openings and other origins tell, early, of the newest day.

    Args:
        candidates: the sentences that may be published.
        value: what each is worth, by its ref.
        story: what they are of.
    """
    weight = recency(story)
    best = max(value.values(), default=0.0) or 1.0
    about, openings = _about(story.articles, weight), _openings(story.articles)

    def rank(c: Candidate) -> float:
        article, main = c.ref.partition(".")[0], c.said.main
        titles = sum(about[stem] for stem in main.content & about.keys()) / max(1.0, sum(about.values()))
        others = [weight[i] * max(alike(main, one) for one in some) for i, some in openings.items() if i != article]
        told = titles + (sum(others) / len(others) if others else 0.0) + _WORTH * value[c.ref] / best
        return told * weight[article] * (1 + _TOLD * min(len(c.told) - 1, _CAP)) / math.pow(1 + c.place, _LATE)

    return {c.ref: rank(c) for c in candidates}


def recency(story: Story) -> dict[str, float]:
    """What each article counts beside the newest one, by its id: less where it is of an earlier day, or of none."""
    newest = Course(story).newest
    return {a.id: 1.0 if day_of(a.published) == newest else _OLDER for a in story.articles}


def lead(candidates: Sequence[Candidate], rank: Mapping[str, float], story: Story, people: People) -> Candidate | None:
    """The candidate that opens a brief best; None where there is none.

    Args:
        candidates: the sentences that may be published.
        rank: how much each is the news, by its ref.
        story: what they are of.
        people: of the story.
    """
    course = Course(story)
    fit = [c for c in candidates if not (people.of(c.said).bare or leans_on(c.said) or is_speech(c))]
    news = [c for c in fit if not c.repeats and not lies_back(c.said, course.oldest)]
    best = max(news or fit or candidates, key=lambda c: (rank[c.ref], c.text), default=None)
    newest = [c for c in news if best and course.tells_last(c.told) and rank[c.ref] >= _NEW * rank[best.ref]]
    return max(newest, key=lambda c: (rank[c.ref], c.text), default=best)


def is_speech(candidate: Candidate) -> bool:
    """Whether a sentence opens with somebody's words."""
    return candidate.text.startswith(("“", '"'))


def _about(articles: Sequence[Article], weight: Mapping[str, float]) -> dict[str, float]:
    """The stems of all titles, by the weight of the articles that they stand over."""
    found: dict[str, float] = {}
    for article in articles:
        for stem in sentence(article.title, article.language).content:
            found[stem] = found.get(stem, 0.0) + weight[article.id]
    return found


def _openings(articles: Sequence[Article]) -> dict[str, list[Sentence]]:
    """The first sentences of each article."""
    read = {a.id: [sentence(p.text, a.language, a.published) for p in a.content[:_OPENING]] for a in articles}
    return {name: some for name, some in read.items() if some}
