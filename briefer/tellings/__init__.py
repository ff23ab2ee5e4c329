"""What a story tells beside its facts, found by code: who says what, in which words, and what happened when.

Everything found is a stretch of a source as it stands there; what cannot be told for certain is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    """The tellings of a story.

    Args:
        story: articles about one event, with their origins and copies.
    """
    quotes = quotations(story)
    return Tellings(stances(story, quotes), quotes, events(story))
