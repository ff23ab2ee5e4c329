"""Which sentences make the brief: a core that covers the story best, then what adds most, never the same fact twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefer.language.compare import contradict, differ, turns
from briefer.records import Story, Wishes
from briefer.writers.extractive.salience import Candidate, core, worth
from briefer.writers.extractive.standalone import is_vague

CORE = 3
#: How many claims each length aims at; a story with less to say gets fewer.
TARGETS = {"short": 5, "standard": 12, "long": 20}
_EARLY = 0.25  # how much an article's first sentences are preferred for the bottom line
_STOP_AT = 0.1  # of the first addition's gain: below that an addition is filler
_TOLD_FIRST = 0.7  # of the target: what facts that several origins state may fill before the others are looked at
_ENOUGH = 0.7  # of the target: what a brief has before an addition may count as filler
_SAME = 0.45  # share of a sentence's words that a chosen one already has


def select(
    candidates: Sequence[Candidate], weigh: Mapping[str, float], story: Story, wishes: Wishes
) -> list[Candidate]:
    """The sentences of the brief, the most important first.

    Args:
        candidates: sentences that stand alone.
        weigh: what each concept weighs.
        story: whose origins the sentences are of.
        wishes: length, focus and the largest number of claims.
    """
    target = min(TARGETS[wishes.length], wishes.max_claims or TARGETS["long"])
    value = {c.ref: worth([c], weigh) * c.appeal for c in candidates}
    firm = [c for c in candidates if not is_vague(c.text, c.said.language)] or list(candidates)
    best = sorted(core(firm, weigh, min(CORE, target)), key=lambda c: (-value[c.ref] / (1 + c.place) ** _EARLY, c.text))
    chosen: list[Candidate] = []
    for candidate in best:
        if _likeness(candidate, chosen) <= _SAME:
            chosen.append(candidate)
    rest = [c for c in candidates if c not in best]
    told = [c for c in rest if len(c.told) > 1]
    voices = max(1, len(story.origins))
    chosen = _extended(chosen, told, round(_TOLD_FIRST * target), value, voices)
    return _extended(chosen, rest, target, value, voices)


def _extended(
    chosen: list[Candidate], rest: Sequence[Candidate], target: int, value: Mapping[str, float], voices: int
) -> list[Candidate]:
    """The chosen sentences and those that add most to them, until the target or until only filler is left."""
    chosen = list(chosen)
    likeness = {c.ref: _likeness(c, chosen) for c in rest}
    first = 0.0
    while len(chosen) < target and (rest := [c for c in rest if likeness[c.ref] <= _SAME]):
        gains = {c.ref: value[c.ref] * (1 - likeness[c.ref]) ** 2 * _unheard(c, chosen, voices) for c in rest}
        added = max(rest, key=lambda c: (gains[c.ref], c.text))
        first = first or gains[added.ref]
        if len(chosen) >= _ENOUGH * target and gains[added.ref] < _STOP_AT * first:
            break
        chosen.append(added)
        likeness |= {c.ref: max(likeness[c.ref], _share(c, added)) for c in rest}
    return chosen


def _unheard(candidate: Candidate, chosen: Sequence[Candidate], voices: int) -> float:
    """How much more a sentence adds when its origin has had less than half its part of the brief so far."""
    heard = sum(c.origin == candidate.origin for c in chosen) / max(1, len(chosen))
    return 1.3 if heard < 0.5 / voices else 1.0


def _likeness(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    """How much of a sentence the brief already says: the largest share of words it has in common with one; 1 for a fact told."""
    return max((_share(candidate, c) for c in chosen), default=0.0)


def _share(a: Candidate, b: Candidate) -> float:
    """How much two sentences have in common; half of it where they give another number or deed, or one denies it."""
    if a.ref in b.told or b.ref in a.told:
        return 1.0
    share = len(a.stems & b.stems) / max(1, min(len(a.stems), len(b.stems)))
    if share <= _SAME:
        return share
    one, other = a.said, b.said
    is_other = contradict(one, other) or turns(one, other) or differ(one, [other]) or differ(other, [one])
    return share / 2 if is_other else share
