"""Somebody's very words, with who said them and where."""

from __future__ import annotations

from briefer.records import DraftEntry, Story


def quotations(story: Story) -> tuple[DraftEntry, ...]:
    """Somebody's very words, with who said them and where."""
    return ()
