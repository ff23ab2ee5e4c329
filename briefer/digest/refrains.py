"""Page litter that no single page gives away: a sentence that one host prints under several unrelated stories.

Such a sentence is marked, never deleted, and nobody may cite it: a call to subscribe, a blurb about the paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

from briefer.digest.grouping import Cluster
from briefer.language.stems import tokens
from briefer.records import Article, Kind, Passage

#: Under so many stories of one host a sentence is litter.
STORIES = 3

#: A host and the number of a sentence.
Printed = tuple[str, int]


def host(article: Article) -> str | None:
    """The host that printed an article, or None for one that is not from the web."""
    try:
        return urlsplit(article.url or "").hostname
    except ValueError:
        return None


def lines(articles: Iterable[Article]) -> set[Printed]:
    """The sentences of some articles, by host."""
    return {(at, number(p.text)) for a in articles if (at := host(a)) for p in a.content}


@lru_cache(maxsize=50_000)
def number(sentence: str) -> int:
    """The number of a sentence: 64 bits with a sign, the same for the same words."""
    words = " ".join(tokens(sentence)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "big", signed=True)


def marked(groups: Sequence[Cluster], printed: Mapping[Printed, set[int]]) -> list[Cluster]:
    """The groups, the sentences that their hosts print everywhere marked.

    Args:
        groups: of this digest.
        printed: under which earlier stories each sentence stood.
    """
    under: dict[Printed, set[int]] = {line: set(stories) for line, stories in printed.items()}
    for index, group in enumerate(groups):
        for line in lines(group.articles):
            under.setdefault(line, set()).update({group.story} if group.story else {-1 - index})
    everywhere = {line: len(stories) for line, stories in under.items() if len(stories) >= STORIES}
    return [replace(g, articles=tuple(_marked(a, everywhere) for a in g.articles)) for g in groups]


def suspected(articles: Sequence[Article]) -> list[Article]:
    """The articles, marked what a host prints under several of them: so that litter draws no two stories together.

    Whether it is litter is decided by `marked`, when the stories are known.
    """
    counts = Counter(line for article in articles for line in lines([article]))
    often = {line: count for line, count in counts.items() if count >= STORIES}
    return [_marked(article, often) for article in articles]


def _marked(article: Article, everywhere: Mapping[Printed, int]) -> Article:
    at = host(article)
    if not at:
        return article

    def mark(passage: Passage) -> Passage:
        stories = everywhere.get((at, number(passage.text))) if passage.kind is Kind.CONTENT else None
        reason = f"{at} prints it under {stories} stories"
        return replace(passage, kind=Kind.BOILERPLATE, reason=reason) if stories else passage

    return replace(article, passages=tuple(mark(passage) for passage in article.passages))
