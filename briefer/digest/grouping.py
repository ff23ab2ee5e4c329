"""Which of the new articles are about one event, which stories of earlier digests they go on with, what comes first.

What is briefed first is decided by publishers, articles and recency; what is told first by new origins, then
corroboration, then recency.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefer.digest.values import Known, News, published
from briefer.language.publishers import family
from briefer.language.stems import terms
from briefer.records import Article
from briefer.stories.clusters import stories, text_of

_RARE, _RARE_AMONG_FEW = 0.1, 10  # a word is rare in at most this part, or number, of articles
_HANDFUL = 4


@dataclass(frozen=True, slots=True)
class Cluster:
    """New articles about one event."""

    articles: tuple[Article, ...]
    stories: tuple[int, ...] = ()  #: earlier stories that it goes on with, the one it is remembered under first

    @property
    def story(self) -> int | None:
        """The story that it is remembered under; None for one that comes up now."""
        return self.stories[0] if self.stories else None


def group(fresh: Sequence[Article], known: Sequence[Known], edited: Mapping[str, int | None]) -> list[Cluster]:
    """Part new articles into stories, together with those that earlier digests told of.

    Args:
        fresh: new articles.
        known: earlier articles that were told in a story.
        edited: for articles that are new versions of earlier ones, the story of the earlier version, by id.
    """
    known = related(fresh, known)
    together = [*fresh, *(one.article for one in known)]
    groups = []
    for found in stories(together):
        new = tuple(together[i] for i in found if i < len(fresh))
        if new:
            before = [known[i - len(fresh)].story for i in found if i >= len(fresh)]
            earlier = Counter(one for one in (*before, *(edited.get(a.id) for a in new)) if one is not None)
            ordered = sorted(earlier.items(), key=lambda item: (-item[1], item[0]))  # that with most articles first
            groups.append(Cluster(new, tuple(number for number, _ in ordered)))
    return _each_story_once(groups)


def related(fresh: Sequence[Article], known: Sequence[Known]) -> list[Known]:
    """The earlier articles that can be about an event of the new ones: all others only cost time to compare.

    Articles about one event share its names and numbers. So whatever shares no handful of words that are rare among all
    of them has no chance, and is left out; an article too many does no harm.
    """
    new = [frozenset(terms(text_of(article), article.language)) for article in fresh]
    old = [frozenset(terms(text_of(one.article), one.article.language)) for one in known]
    counts = Counter(term for found in (*new, *old) for term in found)
    most = max(_RARE_AMONG_FEW, _RARE * (len(new) + len(old)))
    rare = {term for found in new for term in found if counts[term] <= most}
    return [one for one, found in zip(known, old, strict=True) if len(found & rare) >= _HANDFUL]


def _each_story_once(groups: Sequence[Cluster]) -> list[Cluster]:
    """Two groups may not be remembered under one story: the larger one goes on with it."""
    taken: set[int] = set()
    result: dict[int, Cluster] = {}
    for index in sorted(range(len(groups)), key=lambda i: (-len(groups[i].articles), i)):
        free = tuple(story for story in groups[index].stories if story not in taken)
        taken.update(free)
        result[index] = replace(groups[index], stories=free)
    return [result[index] for index in range(len(groups))]


def renumbered(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles as A1, A2, … with their passages' references: each story's brief counts its own."""
    result = []
    for number, article in enumerate(articles, 1):
        name = f"A{number}"
        passages = tuple(replace(p, ref=f"{name}.{p.ref.partition('.')[2]}") for p in article.passages)
        result.append(replace(article, id=name, passages=passages))
    return tuple(result)


# --- what comes first -------------------------------------------------------------------------------------------


def by_promise(groups: Iterable[Cluster]) -> list[Cluster]:
    """Groups in the order in which they deserve a brief, before any is made: publishers, articles, recency."""

    def promise(group: Cluster) -> tuple[int, int, float, str]:
        publishers = {family(a.publisher, a.url) or a.source for a in group.articles}
        return (-len(publishers), -len(group.articles), -newest(group.articles), group.articles[0].sha256)

    return sorted(groups, key=promise)


def by_weight(news: Iterable[News]) -> list[News]:
    """News in the order in which they are told."""

    def weight(one: News) -> tuple[int, int, int, float, str]:
        brief = one.brief
        backed = sum(claim.corroboration > 1 for claim in brief.claims)
        fresh = any(change.kind in ("new", "changed") for change in one.changes) if one.changes else bool(brief.claims)
        # A story that only gained a confirmation stands behind all that have something to tell.
        return (int(not fresh), -one.new_origins, -backed, -newest(brief.articles), brief.headline)

    return sorted(news, key=weight)


def newest(articles: Sequence[Article]) -> float:
    """When the newest of some articles was published, in seconds since 1970; 0 where none says."""
    return max((at.timestamp() for article in articles if (at := published(article))), default=0.0)
