"""What people and bodies hold, with their position."""

from __future__ import annotations

from briefer.records import DraftEntry, Story


def stances(story: Story) -> tuple[DraftEntry, ...]:
    """What people and bodies hold, with their position."""
    return ()
