"""What a finder finds."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.disagreements.voices import Voice


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question that two or more sentences of different origins answer differently."""

    question: str
    sides: tuple[Voice, ...]
