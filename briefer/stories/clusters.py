"""Which articles are about the same event."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from itertools import combinations

from briefer.language.capitals import inner_capitals
from briefer.language.stems import stem, terms
from briefer.language.weights import cosine, fit, vector
from briefer.records import Article
from briefer.stories.near_duplicates import Groups, shared_text

#: Groups of articles are one story while the mean similarity between them is at least this. Chosen, with the four
#: parts below, on 772 news articles in 66 stories of which each has a look-alike, on subsets of 2 to 20 of those
#: stories, and on 30 events of three long articles: one value serves them all, since weights have a background.
CUT = 0.22
_BACKGROUND = 600.0  # imagined documents; 150 need another cut for 5 articles than for 1,000
_FLOOR = 0.03  # a similarity below this is taken as none, in runs of every size
_FEW = 60  # articles that are compared without numpy
READ = 20_000  #: code points of an article that are looked at for what it is about
_LEAD = 400  # … and of its opening, where the event stands
_SAME_DAYS, _FADE, _LEAST = 3.0, 7.0, 0.5  # up to three days apart nothing changes; a month apart halves it

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")

Similarities = Mapping[tuple[int, int], float]


def stories(articles: Sequence[Article]) -> list[list[int]]:
    """Groups of articles about one event; every index is in exactly one group.

    Copies of one text are one voice: they always stand together and count once in what is alike.

    Args:
        articles: read articles, in any order.
    """
    order = sorted(range(len(articles)), key=lambda i: (articles[i].sha256, articles[i].title, articles[i].source))
    copies = shared_text([text_of(articles[i]) for i in order])
    same = Groups(len(order), ((pair.a, pair.b) for pair in copies)).lists()
    first = [articles[order[group[0]]] for group in same]
    found = average_link(len(first), similarities(first), CUT)
    return sorted(sorted(order[i] for one in group for i in same[one]) for group in found)


def text_of(article: Article) -> str:
    """What an article says: its title and content passages, or its whole text where nothing was marked content."""
    content = "\n".join(p.text for p in article.content)
    said = content or article.text
    return said if article.title in said else f"{article.title}\n{said}"


def similarities(articles: Sequence[Article]) -> dict[tuple[int, int], float]:
    """How alike articles are, by pairs of indexes, the smaller first; pairs that are not alike are left out.

    The mean of four cosines: words and names, of the whole text and of its opening. Words alone blend look-alike
    events, names alone part an event from its aftermath (Miranda et al. 2018 found the same).
    """
    vectors = _vectors([text_of(a)[:READ] for a in articles], [a.language for a in articles])
    days = [_day(a.published) for a in articles]
    if len(vectors) > _FEW:
        from briefer.stories.cosines import cosines  # noqa: PLC0415 - numpy takes 0.1 s to load

        pairs = cosines(vectors, _FLOOR)
    else:
        pairs = ((a, b, cosine(vectors[a], vectors[b])) for a, b in combinations(range(len(vectors)), 2))
    return {(a, b): value * _nearness(days[a], days[b]) for a, b, value in pairs if value >= _FLOOR}


def average_link(count: int, similarities: Similarities, cut: float) -> list[list[int]]:
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
        left, right, sums[new] = sums.pop(a), sums.pop(b), {}
        for other in [one for one in {**left, **right} if one not in (a, b)]:
            value = sums[other].pop(a, 0.0) + sums[other].pop(b, 0.0)
            sums[other][new] = sums[new][other] = value
            mean = value / (len(members[new]) * len(members[other]))
            if mean >= cut:
                heappush(heap, (-mean, other, new))
        new += 1
    return list(members.values())


def _vectors(texts: Sequence[str], languages: Sequence[str | None]) -> list[dict[tuple[int, str], float]]:
    """One vector of length 1 for each text, whose four parts have equal weight."""
    parts: list[list[list[str]]] = []
    for some in (texts, [text[:_LEAD] for text in texts]):
        parts.append([terms(text, language) for text, language in zip(some, languages, strict=True)])
        # the words that are capitalised inside a sentence, and the numbers
        parts.append([[stem(n.lower()) for n in inner_capitals(text)] + _NUMBER.findall(text) for text in some])
    whole: list[dict[tuple[int, str], float]] = [{} for _ in texts]
    for number, part in enumerate(parts):
        idf = fit(part, _BACKGROUND)
        for vectored, found in zip(whole, part, strict=True):
            for term, weight in vector(found, idf).items():
                vectored[number, term] = weight / math.sqrt(len(parts))
    return whole


def _day(published: str | None) -> float | None:
    """Days since 1970 of an ISO 8601 date or date-time; None where it is missing or unreadable."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 86_400


def _nearness(a: float | None, b: float | None) -> float:
    """What remains of a similarity for the days between two articles; all of it where a date is unknown."""
    if a is None or b is None:
        return 1.0
    late = max(0.0, abs(a - b) - _SAME_DAYS)
    return _LEAST + (1 - _LEAST) * math.exp(-((late / _FADE) ** 2) / 2)
