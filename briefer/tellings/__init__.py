"""What a story tells beside its facts, found by code: who says what, in which words, and what happened when.

Everything found is a stretch of a source as it stands there; what cannot be told for certain is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefer.records import DraftEntry, Story
from briefer.tellings.events import events
from briefer.tellings.quotations import quotations
from briefer.tellings.stances import stances


@dataclass(frozen=True, slots=True)
class Tellings:
    """What was found, of each kind the most important first; of the timeline, the earliest."""

    voices: tuple[DraftEntry, ...] = ()
    quotes: tuple[DraftEntry, ...] = ()
    timeline: tuple[DraftEntry, ...] = ()


def find(story: Story) -> Tellings:
    """The tellings of a story; of articles with the same text only the first one is read.

    Args:
        story: articles about one event, with their origins and copies.
    """
    first = {group[0] for group in story.copies} or {article.id for article in story.articles}
    read = replace(story, articles=tuple(article for article in story.articles if article.id in first))
    quotes = quotations(read)
    return Tellings(stances(read, quotes), quotes, events(read))
