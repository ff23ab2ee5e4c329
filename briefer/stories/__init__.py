"""What belongs together: copies, origins, overlaps, and the articles of one event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.language.encoder import Encoder
from briefer.records import Article, Story
from briefer.stories.clusters import stories, text_of
from briefer.stories.litter import without_litter
from briefer.stories.near_duplicates import MIN_SHARE, Groups, near_duplicates, shared_text
from briefer.stories.origins import DEPENDENT_SHARE, origins, story_links
from briefer.stories.overlaps import overlaps

__all__ = ["cluster", "near_duplicates", "story"]


def story(articles: Sequence[Article], story_id: str = "S1", encoder: Encoder | None = None) -> Story:
    """One story of everything that is given: copies, origins, overlaps, and the reason for every link.

    Lines that several origins repeat are marked as boilerplate in the story's articles.

    Args:
        articles: read articles, in any order; the story holds them by their ids.
        story_id: the id of the story.
        encoder: finds facts that are told in other words, as `encoder.minilm()` does; by the words alone when None.
    """
    ordered = sorted(articles, key=_place)
    shared = shared_text([text_of(article) for article in ordered], DEPENDENT_SHARE)
    same = Groups(len(ordered), ((pair.a, pair.b) for pair in shared if pair.share >= MIN_SHARE)).lists()
    independent, links = origins(ordered, shared)
    cleaned = without_litter(ordered, independent)
    return Story(
        id=story_id,
        articles=tuple(cleaned),
        copies=tuple(tuple(ordered[i].id for i in group) for group in same),
        origins=independent,
        overlaps=overlaps(cleaned, independent, encoder),
        links=(*links, *story_links(ordered, links)),
    )


def cluster(articles: Sequence[Article], encoder: Encoder | None = None) -> tuple[Story, ...]:
    """The articles parted into stories, in the order of their first articles.

    Args:
        articles: read articles, in any order.
        encoder: as for `story`; which articles are one story is decided by words alone, which is surer.
    """
    ordered = sorted(articles, key=_place)
    return tuple(story([ordered[i] for i in group], f"S{n}", encoder) for n, group in enumerate(stories(ordered), 1))


def _place(article: Article) -> tuple[int, str]:
    """Where an article stands among the others: A2 before A10."""
    digits = re.sub(r"\D", "", article.id)
    return (int(digits) if digits else 0, article.id)
