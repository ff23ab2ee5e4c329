"""What comes first: new origins, then corroboration, then recency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from briefer.digest.grouping import Cluster
from briefer.digest.values import News
from briefer.language.publishers import family
from briefer.records import Article


def by_promise(groups: Iterable[Cluster]) -> list[Cluster]:
    """Groups in the order in which they deserve a brief, before any is made: publishers, articles, recency."""
    return sorted(groups, key=_promise)


def _promise(group: Cluster) -> tuple[int, int, float, str]:
    publishers = {family(a.publisher, a.url) or a.source for a in group.articles}
    return (-len(publishers), -len(group.articles), -newest(group.articles), group.articles[0].sha256)


def by_weight(news: Iterable[News]) -> list[News]:
    """News in the order in which they are told."""
    return sorted(news, key=_weight)


def _weight(news: News) -> tuple[int, int, int, float, str]:
    brief = news.brief
    backed = sum(claim.corroboration > 1 for claim in brief.claims)
    fresh = sum(change.kind in ("new", "changed") for change in news.changes) if news.changes else len(brief.claims)
    # A story that only gained a confirmation stands behind all that have something to tell.
    return (int(not fresh), -news.new_origins, -backed, -newest(brief.articles), brief.headline)


def newest(articles: Sequence[Article]) -> float:
    """When the newest of some articles was published, in seconds since 1970; 0 where none says."""
    return max((_seconds(article.published) for article in articles), default=0.0)


def _seconds(published: str | None) -> float:
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return 0.0
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
