"""The only module that knows both the edges and the core: it gathers, asks for a brief, and hands it on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefer import reading, sources, stories
from briefer.app.press import Order, Press, Tell, silent
from briefer.errors import NoReadableSource
from briefer.records import Article, Brief, Failure, Story

if TYPE_CHECKING:
    from briefer.sources import FetchOptions, Progress

__all__ = ["Gathered", "Order", "Press", "cluster", "gather", "make", "plan"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the sources gave."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()


def gather(
    names: Sequence[str],
    *,
    options: FetchOptions | None = None,
    tell: Tell = silent,
    progress: Progress | None = None,
) -> Gathered:
    """Read every source.

    Args:
        names: files, folders, globs, URLs, "-".
        options: limits of reading.
        tell: told of the progress.
        progress: told of each source when it has been read.

    Raises:
        NoReadableSource: not one article came of them; the message has a line a source.
    """
    tell(f"Reading {len(names)} source{'s' * (len(names) != 1)}")
    raws, unread = sources.load(names, stdin=sys.stdin.buffer, options=options, progress=progress)
    articles, unreadable = reading.read(raws)
    failures = (*unread, *unreadable)
    if not articles:
        lines = [f"{f.source}: {f.reason}" for f in failures] or ["no source was given"]
        raise NoReadableSource("No source could be read.\n" + "\n".join(f"  {line}" for line in lines))
    return Gathered(articles, failures)


def make(gathered: Gathered, order: Order, *, tell: Tell = silent, warn: Tell = silent) -> tuple[Brief, ...]:
    """One brief of everything that was gathered, or one a story.

    Args:
        gathered: the articles.
        order: what the person asked for.
        tell: told of the progress.
        warn: told what the person should know.

    Raises:
        ModelError: the model failed, and the order allows no stand-in.
        UsageError: the order makes no sense.
    """
    tell(f"Comparing {len(gathered.articles)} articles")
    found = stories.cluster(gathered.articles)
    if len(found) > 1 and not order.per_story:
        warn(f"these look like {len(found)} different stories; --per-story makes a brief of each")
        found = (stories.story(gathered.articles),)
    if order.uses_model:
        tell(f"Asking {order.writer} about {len(gathered.articles)} articles")
    press = Press(order, warn=warn)
    return press.briefs(found, gathered.failures)


def cluster(gathered: Gathered) -> tuple[Story, ...]:
    """The articles parted into stories."""
    return stories.cluster(gathered.articles)


def plan(gathered: Gathered, order: Order) -> str:
    """What a run would do, in words; nothing is asked of anybody.

    Raises:
        ModelError: the model has no room for a story.
    """
    from briefer import views  # noqa: PLC0415 - a brief does not need them

    found = cluster(gathered)
    asked = found if order.per_story or len(found) == 1 else (stories.story(gathered.articles),)
    return views.plan(found, Press(order).plan(asked), per_story=order.per_story)
