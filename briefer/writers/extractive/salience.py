"""How much a sentence matters: it holds what several origins hold.

The unit is the concept: a stemmed content word or a pair of neighbouring ones. A concept weighs the more, the more
origins use it, and a set of sentences is worth the concepts it covers, each counted once: the covering objective of
Gillick and Favre (2009), with a discount for length, since the reader pays by the word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from briefer.records import Article, Kind, Story
from briefer.stories.words import terms

# Chosen on the development events (three short articles and an editor's summary each), then read on whole articles.
SINGLE = 0.0125
TITLE = 0.375
_CAP = 6
_LENGTH_FLOOR = 30
LENGTH_POWER = 0.5
_LEAD = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be published."""

    article: str
    origin: str
    ref: str
    quote: str  #: what is cited: a slice of the passage
    text: str  #: what is published
    concepts: frozenset[str]
    words: int
    place: int  #: number of the sentence in its article's content, from 0
    length: int  #: how many sentences the article's content has


def concepts(text: str, language: str | None = None) -> frozenset[str]:
    """The concepts of a text: stemmed content words, and neighbouring pairs of them."""
    found = terms(text, language)
    return frozenset(found) | {f"{a} {b}" for a, b in pairwise(found)}


def weights(story: Story) -> dict[str, float]:
    """What each concept of a story weighs, from the share of the origins that use it and of the titles that do."""
    units = _units(story)
    count = Counter(concept for unit in units for concept in unit)
    titles = Counter(c for a in story.articles for c in concepts(a.title, a.language))
    most = min(max(len(units), 2), _CAP)
    return {
        concept: max(SINGLE, ((min(n, most) - 1) / (most - 1)) ** 2) + TITLE * titles[concept] / len(story.articles)
        for concept, n in count.items()
    }


def worth(chosen: Iterable[Candidate], weigh: Mapping[str, float]) -> float:
    """What a set of sentences is worth to a reader: concepts covered once, by the root of its length."""
    chosen = tuple(chosen)
    if not chosen:
        return 0.0
    covered = frozenset().union(*(c.concepts for c in chosen))
    length = sum(c.words for c in chosen) + _LENGTH_FLOOR
    leads = sum(c.place == 0 for c in chosen) / len(chosen)
    # Summed in one order, so that equal sets have equal worth on every run.
    return sum(weigh.get(c, 0.0) for c in sorted(covered)) / length**LENGTH_POWER * (1 + _LEAD * leads)


def core(candidates: Sequence[Candidate], weigh: Mapping[str, float], size: int) -> tuple[Candidate, ...]:
    """The best set of at most *size* sentences: every set is tried where that is quick, else greedy with exchanges.

    Args:
        candidates: sentences that stand alone.
        weigh: what each concept weighs.
        size: how many sentences at the most.
    """
    best = sorted(candidates, key=lambda c: (-worth([c], weigh), c.ref))[:_SHORT_LIST]
    size = min(size, len(best))
    return max(combinations(best, size), key=lambda chosen: worth(chosen, weigh), default=())


_SHORT_LIST = 18  # 816 triples


def _units(story: Story) -> list[frozenset[str]]:
    """What counts as one voice: an origin, or a paragraph where all is of one origin."""
    by_id: dict[str, Article] = {a.id: a for a in story.articles}
    if len(story.origins) > 1:
        return [
            frozenset().union(*(_concepts_of(by_id[article]) for article in origin.articles))
            for origin in story.origins
        ]
    paragraphs: dict[tuple[str, int], frozenset[str]] = {}
    for article in story.articles[:1]:
        for passage in article.content:
            key = (article.id, passage.paragraph)
            paragraphs[key] = paragraphs.get(key, frozenset()) | concepts(passage.text, article.language)
    return list(paragraphs.values())


def _concepts_of(article: Article) -> frozenset[str]:
    found = (concepts(p.text, article.language) for p in article.passages if p.kind is Kind.CONTENT)
    return frozenset().union(*found)
