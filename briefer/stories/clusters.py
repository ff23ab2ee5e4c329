"""Which articles are about the same event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from heapq import heapify, heappop, heappush
from itertools import combinations

from briefer.records import Article
from briefer.stories.vectors import cosine, fit, vector
from briefer.stories.words import terms

#: Articles are one story while the mean similarity between the groups is at least this.
CUT = 0.13
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[^\W\d_a-z][\w&'’.-]*(?:\s+[^\W\d_a-z][\w&'’.-]*)*")
_NUMBER = re.compile(r"\d[\d.,]*")


def stories(articles: Sequence[Article]) -> list[list[int]]:
    """Groups of articles about one event; every index is in exactly one group.

    Args:
        articles: read articles, in any order.
    """
    order = sorted(range(len(articles)), key=lambda i: (articles[i].sha256, articles[i].title, articles[i].source))
    similarities = _similarities([articles[i] for i in order])
    found = average_link(len(order), similarities, CUT)
    return sorted(sorted(order[i] for i in group) for group in found)


def average_link(count: int, similarities: Mapping[tuple[int, int], float], cut: float) -> list[list[int]]:
    """Agglomerative clustering by average link, on the pairs that are given (all others are 0).

    Args:
        count: how many items there are.
        similarities: by pair of items, the smaller first.
        cut: groups are joined while their mean similarity is at least this.
    """
    members = {i: [i] for i in range(count)}
    sums: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (a, b), value in sorted(similarities.items()):
        sums[a][b] = sums[b][a] = value
    heap = [(-value, a, b) for (a, b), value in similarities.items() if value >= cut]
    heapify(heap)
    new = count
    while heap:
        _, a, b = heappop(heap)
        if a not in members or b not in members:
            continue
        members[new] = members.pop(a) + members.pop(b)
        joined = _joined(sums, a, b)
        sums[new] = joined
        for other, value in joined.items():
            sums[other][new] = value
            mean = value / (len(members[new]) * len(members[other]))
            if mean >= cut:
                heappush(heap, (-mean, other, new))
        new += 1
    return list(members.values())


def _joined(sums: dict[int, dict[int, float]], a: int, b: int) -> dict[int, float]:
    """The sums of similarities from the union of two groups to every other group; forgets the two."""
    left, right = sums.pop(a), sums.pop(b)
    joined = {other: left.get(other, 0.0) + right.get(other, 0.0) for other in {**left, **right} if other not in (a, b)}
    for other in joined:
        sums[other].pop(a, None)
        sums[other].pop(b, None)
    return joined


def _similarities(articles: Sequence[Article]) -> dict[tuple[int, int], float]:
    words = [terms(text_of(a), a.language) for a in articles]
    names = [_names(text_of(a)) for a in articles]
    word_idf, name_idf = fit(words), fit(names)
    word_vectors = [vector(w, word_idf) for w in words]
    name_vectors = [vector(n, name_idf) for n in names]
    return {
        (a, b): value
        for a, b in combinations(range(len(articles)), 2)
        if (value := (cosine(word_vectors[a], word_vectors[b]) + cosine(name_vectors[a], name_vectors[b])) / 2) > 0
    }


def text_of(article: Article) -> str:
    """What an article says: its title and content passages, or its whole text where nothing was marked content."""
    content = "\n".join(p.text for p in article.content)
    return f"{article.title}\n{content or article.text}"


def _names(text: str) -> list[str]:
    return [m.group().lower() for m in _NAME.finditer(text)] + _NUMBER.findall(text)


def days_apart(a: str | None, b: str | None) -> float | None:
    """Days between two ISO 8601 dates or date-times; None where one is missing or unreadable."""
    try:
        first, second = datetime.fromisoformat(a or ""), datetime.fromisoformat(b or "")
    except ValueError:
        return None
    return abs((first.replace(tzinfo=None) - second.replace(tzinfo=None)).total_seconds()) / 86_400
