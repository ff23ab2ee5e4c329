"""Who proposes: every writer, behind one protocol.

A writer says what it thinks a story tells; `grounding` decides what of it is published.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, runtime_checkable

from briefer.llm.chat import Usage
from briefer.records import Draft, DraftClaim, Finding, Story, Wishes

#: A claim that failed, what the checks had against it, and the nearest true words, if any.
Failing = tuple[DraftClaim, tuple[Finding, ...], str | None]


class Writer(Protocol):
    """Anything that drafts a brief of a story."""

    @property
    def name(self) -> Literal["extractive", "model"]:
        """What the brief's provenance calls it."""

    def write(self, story: Story, wishes: Wishes) -> Draft:
        """A draft of a brief."""


@runtime_checkable
class Repairing(Protocol):
    """A writer that can be shown its failing claims once more."""

    def repair(self, story: Story, failing: Sequence[Failing], wishes: Wishes | None = None) -> tuple[DraftClaim, ...]:
        """One claim for each failing one, in the same order."""


@runtime_checkable
class Metered(Protocol):
    """A writer that uses a model and says what that took."""

    @property
    def model(self) -> str:
        """The model's name."""

    @property
    def prompt_sha256(self) -> str:
        """Of the prompts in use."""

    @property
    def usage(self) -> Usage:
        """Requests, tokens and cost so far."""


class ExtractiveWriter:
    """The built-in writer: the sources' own sentences, no model."""

    name: Literal["extractive"] = "extractive"

    def write(self, story: Story, wishes: Wishes) -> Draft:
        """A draft made of the sources' own sentences."""
        from briefer.writers import extractive  # noqa: PLC0415 - a brief by a model need not load it

        return extractive.write(story, wishes)
