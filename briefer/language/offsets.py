"""A text made from another one by edits, and the way back to where each character came from."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import add

from briefer.records import Span


@dataclass(frozen=True, slots=True)
class Step:
    """The edits that made one text from another, as parallel arrays: what lies between two edits is unchanged."""

    starts: array[int]  #: in the new text, ascending
    ends: array[int]
    old_starts: array[int]
    old_ends: array[int]

    def old_start(self, at: int) -> int:
        """Where the character at *at* of the new text begins in the old one."""
        edit = bisect_right(self.starts, at) - 1
        if edit < 0:
            return at
        if at >= self.ends[edit]:
            return self.old_ends[edit] + at - self.ends[edit]
        length = self.ends[edit] - self.starts[edit]
        return self.old_starts[edit] + (at - self.starts[edit]) * self._old_length(edit) // length

    def old_end(self, at: int) -> int:
        """Where the character at *at* of the new text ends in the old one."""
        edit = bisect_right(self.starts, at) - 1
        if edit < 0:
            return at + 1
        if at >= self.ends[edit]:
            return self.old_ends[edit] + at - self.ends[edit] + 1
        length = self.ends[edit] - self.starts[edit]
        return self.old_starts[edit] - (-(at - self.starts[edit] + 1) * self._old_length(edit) // length)

    def _old_length(self, edit: int) -> int:
        return self.old_ends[edit] - self.old_starts[edit]


@dataclass(frozen=True, slots=True)
class Folded:
    """A normal form of a source text, and the way back."""

    text: str
    steps: tuple[Step, ...] = ()  #: in the order in which they were taken

    def span(self, start: int, end: int) -> Span:
        """The characters of the source that became `text[start:end]`; part of a character counts as all of it.

        Args:
            start: first code point, in `text`.
            end: after the last one, in `text`.
        """
        return self.back(start, end, len(self.steps))

    def back(self, start: int, end: int, steps: int) -> Span:
        """The same, only the last *steps* steps back."""
        end = max(start, end)
        for step in reversed(self.steps[len(self.steps) - steps :]):
            old = step.old_start(start)
            end = step.old_end(end - 1) if end > start else old
            start = old
        return Span(start, end)


#: start, end, replacement
Edit = tuple[int, int, str]


def rewritten(folded: Folded, edits: Iterable[Edit]) -> Folded:
    """The text with each (start, end, replacement) carried out; edits ascend and do not overlap."""
    if not (done := list(edits)):
        return folded
    text = folded.text
    old_starts, old_ends, news = zip(*done, strict=True)
    shifts = accumulate((len(new) - (end - start) for start, end, new in done), initial=0)
    starts = array("q", map(add, old_starts, shifts))
    ends = array("q", map(add, starts, map(len, news)))
    kept = (text[end:start] for end, start in zip((0, *old_ends), old_starts, strict=False))
    parts = chain.from_iterable(zip(kept, news, strict=True))
    step = Step(starts, ends, array("q", old_starts), array("q", old_ends))
    return Folded("".join(parts) + text[old_ends[-1] :], (*folded.steps, step))
