"""Which sentence stands first: the deed that the titles and the openings of most articles tell, in its newest state."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from briefer.language.sentence import Sentence, sentence
from briefer.records import Article, Story
from briefer.writers.extractive.introductions import People, leans_on
from briefer.writers.extractive.salience import Candidate
from briefer.writers.extractive.timeliness import day_of, lies_back

_OPENING = 2  # sentences of an article that say what it is about
_OLDER = 0.6  # what an article of an earlier day counts beside the newest one
_WORTH = 0.5  # what a sentence's worth counts beside what titles and openings say of it
_LATE = 0.5  # power of the place by which a later sentence loses


def lead(candidates: Sequence[Candidate], value: Mapping[str, float], story: Story, people: People) -> Candidate | None:
    """The candidate that opens a brief best; None where there is none.

    Args:
        candidates: the sentences that may be published.
        value: what each is worth, by its ref.
        story: what they are of.
        people: of the story.
    """
    dated = [day for a in story.articles if (day := day_of(a.published))]
    newest, oldest = max(dated, default=None), min(dated, default=None)
    weight = {a.id: _OLDER if newest and day_of(a.published) != newest else 1.0 for a in story.articles}
    best = max(value.values(), default=0.0) or 1.0
    about = _about(story.articles, weight)
    openings = _openings(story.articles)

    def score(c: Candidate) -> float:
        article = c.ref.partition(".")[0]
        main = c.said.main
        titles = sum(about[stem] for stem in main.content & about.keys()) / max(1.0, sum(about.values()))
        others = [weight[i] * max(_alike(main, one) for one in some) for i, some in openings.items() if i != article]
        told = titles + (sum(others) / len(others) if others else 0.0) + _WORTH * value[c.ref] / best
        return told * weight[article] / (1 + c.place) ** _LATE

    fit = [c for c in candidates if not (people.of(c.said).bare or leans_on(c.said) or c.text.startswith(("“", '"')))]
    news = [c for c in fit if not c.repeats and not lies_back(c.said, oldest)]
    return max(news or fit or candidates, key=lambda c: (score(c), c.text), default=None)


def _about(articles: Sequence[Article], weight: Mapping[str, float]) -> Counter[str]:
    """The stems of all titles, by the weight of the articles that they stand over."""
    found: Counter[str] = Counter()
    for article in articles:
        for stem in sentence(article.title, article.language).content:
            found[stem] += weight[article.id]
    return found


def _openings(articles: Sequence[Article]) -> dict[str, list[Sentence]]:
    """The first sentences of each article."""
    read = {a.id: [sentence(p.text, a.language, a.published) for p in a.content[:_OPENING]] for a in articles}
    return {name: some for name, some in read.items() if some}


def _alike(one: Sentence, other: Sentence) -> float:
    """How much two sentences have in common."""
    a, b = one.content, other.content
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0
