"""Which sentences make the brief: a core that covers the story best, then what adds most, never the same fact twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefer.records import Story, Wishes
from briefer.writers.extractive.salience import Candidate, core, worth
from briefer.writers.extractive.standalone import is_concrete, is_vague

CORE = 3
_WORDS_FLOOR = 15
#: How many claims each length aims at; a story with less to say gets fewer.
TARGETS = {"short": 5, "standard": 12, "long": 20}
_EARLY = 0.25  # how much an article's first sentences are preferred for the bottom line
_STOP_AT = 0.1  # of the first addition's gain: below that an addition is filler
_ENOUGH = 0.7  # of the target: what a brief has before an addition may count as filler
_SAME = 0.5  # share of a sentence's words that a chosen one already has
_FACT = re.compile(r"\d|[$€£¥%]|\b(?:said|says|told|announced|confirmed|according to|agreed|signed|reported|wrote)\b")
_MOSTLY_SPEECH = re.compile(
    r"^[\"“][^\"”]{20,}[\"”] (?:[\w.’'-]+ ){1,4}(?:said|added|wrote|told)|(?:said|added), [\"“]"
)
_LINKED = re.compile(r"\b(?:also|too|again|later)\b|, (?:however|though|meanwhile|for example),", re.IGNORECASE)
_MUSING = re.compile(
    r"\b(?:could|may|might|likely|perhaps|seems?|appears?|signals?|underscores?|highlights?|reflects?|raises? questions?|"
    r"trend|landscape|era|ecosystem|paradigm|game.changer|crucial|critical|key|significant|increasingly|growing|"
    r"turning point|defining moment|industry|stakeholders?|making headlines|shaking|major development|high-profile|"
    r"widespread|spotlight|bold|urgent|game|race|speculation|many believe|experts argue)\b",
    re.IGNORECASE,
)


def select(
    candidates: Sequence[Candidate], weigh: Mapping[str, float], story: Story, wishes: Wishes
) -> list[Candidate]:
    """The sentences of the brief, the most important first.

    Args:
        candidates: sentences that stand alone.
        weigh: what each concept weighs.
        story: where its overlaps say which passages state one fact.
        wishes: length, focus and the largest number of claims.
    """
    target = min(TARGETS[wishes.length], wishes.max_claims or TARGETS["long"])
    told_in = breadth(story)
    firm = [c for c in candidates if not is_vague(c.text)] or list(candidates)
    chosen = sorted(
        core(firm, weigh, min(CORE, target)),
        key=lambda c: (-worth([c], weigh) * appeal(c, told_in) / (1 + c.place) ** _EARLY, c.ref),
    )
    rest = [c for c in candidates if c not in chosen]
    first = 0.0
    while len(chosen) < target and (rest := [c for c in rest if not repeats(c, chosen, told_in)]):
        best = max(rest, key=lambda c: (_gain(c, chosen, weigh, told_in, story), c.ref))
        gain = _gain(best, chosen, weigh, told_in, story)
        first = first or gain
        if len(chosen) >= _ENOUGH * target and gain < _STOP_AT * first:
            break
        chosen.append(best)
    return chosen


def breadth(story: Story) -> dict[str, tuple[str, ...]]:
    """For each passage ref, all refs that state the same fact, itself included."""
    return {ref: group for group in story.overlaps for ref in group}


def repeats(candidate: Candidate, chosen: Sequence[Candidate], told_in: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the brief already says what a sentence says."""
    words = {c for c in candidate.concepts if " " not in c}
    for other in chosen:
        if candidate.ref in told_in.get(other.ref, ()):
            return True
        theirs = {c for c in other.concepts if " " not in c}
        if len(words & theirs) > _SAME * min(len(words), len(theirs)):
            return True
    return False


def appeal(candidate: Candidate, told_in: Mapping[str, tuple[str, ...]]) -> float:
    """How much better than its words a sentence is: told by several, factual, early; not musing, not vague."""
    value = 1.0 + 0.5 * (len(told_in.get(candidate.ref, (1,))) - 1)
    value *= 1.25 if _FACT.search(candidate.text) else 1.0
    value *= 0.8 ** len(_MUSING.findall(candidate.text))
    value *= 0.6 if is_vague(candidate.text) else 1.0
    value *= 1.0 if is_concrete(candidate.text) else 0.5
    value *= 0.7 if _MOSTLY_SPEECH.search(candidate.text) else 1.0
    value *= 0.8 if _LINKED.search(candidate.text) else 1.0
    return value * (1.0 - 0.4 * candidate.place / max(1, candidate.length))


def _gain(
    candidate: Candidate,
    chosen: Sequence[Candidate],
    weigh: Mapping[str, float],
    told_in: Mapping[str, tuple[str, ...]],
    story: Story,
) -> float:
    """What a sentence adds: new concepts, the share of it that is new, its appeal, and a voice not yet heard."""
    covered = frozenset().union(*(c.concepts for c in chosen)) if chosen else frozenset()
    whole = sum(weigh.get(c, 0.0) for c in sorted(candidate.concepts)) or 1.0
    fresh = sum(weigh.get(c, 0.0) for c in sorted(candidate.concepts - covered))
    fresh *= (fresh / whole) ** 2 / (candidate.words + _WORDS_FLOOR) ** 0.5
    heard = sum(c.origin == candidate.origin for c in chosen) / max(1, len(chosen))
    fair_share = 1 / max(1, len(story.origins))
    return fresh * appeal(candidate, told_in) * (1.3 if heard < fair_share / 2 else 1.0)
