"""Who proposes: every writer, behind one protocol.

A writer says what it thinks a story tells; `grounding` decides what of it is published.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from briefer.grounding.ground import Grounds
from briefer.language.encoder import Encoder
from briefer.llm.chat import Usage
from briefer.records import Claim, Draft, DraftClaim, Evidence, Finding, Story, Wishes


class Failing(NamedTuple):
    """A claim that did not stand, as its writer is shown it."""

    claim: DraftClaim
    findings: tuple[Finding, ...]  #: what the checks, or a judge, had against it
    hint: str | None = None  #: the nearest true words
    question: str = ""  #: that it answers, for a position of a disagreement


class Asked(NamedTuple):
    """A claim that stands so far, as a judge is asked about it."""

    claim: Claim
    evidence: Evidence
    question: str = ""  #: that it answers, for a position of a disagreement


#: Gets everything that is to be judged at once, and the story; gives the findings that each claim gets on top, None for
#: no opinion.
Judging = Callable[[Sequence[Asked], Grounds], Sequence[tuple[Finding, ...] | None]]


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

    def repair(
        self, story: Story, failing: Sequence[Failing], wishes: Wishes | None = None
    ) -> tuple[tuple[DraftClaim, ...], ...]:
        """For each failing claim, in the same order, what takes its place: one claim, or two halves of it."""


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
    """The built-in writer: the sources' own sentences, no model.

    Args:
        encoder: seconds which sources state the same, as for `stories.story`; by the words alone when None.
    """

    name: Literal["extractive"] = "extractive"

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder

    def write(self, story: Story, wishes: Wishes) -> Draft:
        """A draft made of the sources' own sentences."""
        from briefer.writers import extractive  # noqa: PLC0415 - a brief by a model need not load it

        return extractive.write(story, wishes, self._encoder)
