"""What happened on which day."""

from __future__ import annotations

from briefer.records import DraftEntry, Story


def events(story: Story) -> tuple[DraftEntry, ...]:
    """What happened on which day."""
    return ()
