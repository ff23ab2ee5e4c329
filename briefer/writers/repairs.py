"""Claims that failed a check, as a model is shown them, and its answers matched to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.records import DraftClaim, Finding, Passage, Story
from briefer.writers.passages import neutral

#: A claim that failed, what the checks had against it, and the nearest true words, if any.
Failing = tuple[DraftClaim, tuple[Finding, ...], str | None]

_WORD = re.compile(r"\w+")


def block(story: Story, failing: Sequence[Failing]) -> str:
    """The failing claims with what is wrong with each, and the passages they name."""
    return "\n\n".join(_entry(story, number, *entry) for number, entry in enumerate(failing, 1))


def matched(failing: Sequence[Failing], answered: Sequence[DraftClaim]) -> tuple[DraftClaim, ...]:
    """For each failing claim its repair, or the claim itself where there is none.

    As many answers as claims are taken in order. Otherwise an answer belongs to the claim with which it shares most
    of its words, if that is at least a third of them, and each claim takes one answer.
    """
    originals = [claim for claim, _findings, _hint in failing]
    if len(answered) == len(originals):
        return tuple(_usable(new, old) for new, old in zip(answered, originals, strict=True))
    repaired = list(originals)
    pairs = sorted(
        ((_shared(new, old), -i, -j) for i, old in enumerate(originals) for j, new in enumerate(answered)), reverse=True
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for shared, i, j in pairs:
        if shared >= 1 / 3 and -i not in taken_old and -j not in taken_new:
            taken_old.add(-i)
            taken_new.add(-j)
            repaired[-i] = _usable(answered[-j], originals[-i])
    return tuple(repaired)


def _usable(new: DraftClaim, old: DraftClaim) -> DraftClaim:
    """The repair, in the place of the claim it mends; a claim without evidence was given up, not mended."""
    return DraftClaim(new.text, new.quotes, old.section) if new.quotes else old


def _shared(a: DraftClaim, b: DraftClaim) -> float:
    mine, theirs = (set(_WORD.findall(c.text.casefold())) for c in (a, b))
    return len(mine & theirs) / max(1, len(mine | theirs))


def _entry(story: Story, number: int, claim: DraftClaim, findings: tuple[Finding, ...], hint: str | None) -> str:
    quoted = [f'  quoted from {neutral(q.passage) or "nowhere"}: "{neutral(q.text)}"' for q in claim.quotes]
    problems = [f"  problem: {neutral(f.message)}" for f in findings]
    nearest = [f'  nearest true words: "{neutral(hint)}"'] if hint else []
    shown = [f"[{p.ref}] {neutral(p.text)}" for p in _named(story, claim, hint)]
    return "\n".join([f"Claim {number} ({claim.section}): {neutral(claim.text)}", *quoted, *problems, *nearest, *shown])


def _named(story: Story, claim: DraftClaim, hint: str | None) -> list[Passage]:
    """The citable passages that the claim's quotes name, and the one that the hint comes from."""
    refs = {q.passage for q in claim.quotes}
    return [p for a in story.articles for p in a.content if p.ref in refs or (hint and hint in p.text)]
