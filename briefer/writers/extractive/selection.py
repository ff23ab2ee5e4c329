"""Which sentences make the brief: a core that covers the story best, then what adds most, never the same fact twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefer.grounding.deeds import differ
from briefer.language.stances import turns
from briefer.language.statements import contradict, statement
from briefer.records import Story, Wishes
from briefer.writers.extractive.salience import Candidate, core, worth
from briefer.writers.extractive.standalone import is_concrete, is_vague

CORE = 3
#: How many claims each length aims at; a story with less to say gets fewer.
TARGETS = {"short": 5, "standard": 12, "long": 20}
_EARLY = 0.25  # how much an article's first sentences are preferred for the bottom line
_STOP_AT = 0.1  # of the first addition's gain: below that an addition is filler
_TOLD_FIRST = 0.7  # of the target: what facts that several origins state may fill before the others are looked at
_ENOUGH = 0.7  # of the target: what a brief has before an addition may count as filler
_SAME = 0.45  # share of a sentence's words that a chosen one already has
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
    firm = [c for c in candidates if not is_vague(c.text)] or list(candidates)
    best = sorted(
        core(firm, weigh, min(CORE, target), appeal),
        key=lambda c: (-worth([c], weigh) * appeal(c) / (1 + c.place) ** _EARLY, c.text),
    )
    chosen: list[Candidate] = []
    for candidate in best:
        if _likeness(candidate, chosen) <= _SAME:
            chosen.append(candidate)
    rest = [c for c in candidates if c not in best]
    told = [c for c in rest if len(c.told) > 1]
    chosen = _extended(chosen, told, round(_TOLD_FIRST * target), weigh, story)
    return _extended(chosen, rest, target, weigh, story)


def _extended(
    chosen: list[Candidate], rest: Sequence[Candidate], target: int, weigh: Mapping[str, float], story: Story
) -> list[Candidate]:
    """The chosen sentences and those that add most to them, until the target or until only filler is left."""
    chosen = list(chosen)
    first = 0.0
    while len(chosen) < target and (rest := [c for c in rest if _likeness(c, chosen) <= _SAME]):
        gain, added = max(((_gain(c, chosen, weigh, story), c) for c in rest), key=lambda pair: (pair[0], pair[1].text))
        first = first or gain
        if len(chosen) >= _ENOUGH * target and gain < _STOP_AT * first:
            break
        chosen.append(added)
    return chosen


def _likeness(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    """How much of a sentence the brief already says: the largest share of words it has in common with one; 1 for a fact told."""
    return max((_share(candidate, c) for c in chosen), default=0.0)


def _share(a: Candidate, b: Candidate) -> float:
    """How much two sentences have in common; half of it where they give another number or deed, or one denies it."""
    if a.ref in b.told or b.ref in a.told:
        return 1.0
    words, others = _words(a), _words(b)
    share = len(words & others) / max(1, min(len(words), len(others)))
    if share <= _SAME:
        return share
    one, other = statement(a.text), statement(b.text)
    is_other = contradict(one, other) or turns(one, other) or differ(a.text, [b.text]) or differ(b.text, [a.text])
    return share / 2 if is_other else share


def _words(candidate: Candidate) -> frozenset[str]:
    return frozenset(c for c in candidate.concepts if " " not in c)


def appeal(candidate: Candidate) -> float:
    """How much better than its words a sentence is: told by several, factual, early; not musing, not vague."""
    value = float(len(candidate.told))
    value *= 1.25 if _FACT.search(candidate.text) else 1.0
    value *= 0.8 ** len(_MUSING.findall(candidate.text))
    value *= 0.6 if is_vague(candidate.text) else 1.0
    value *= 1.0 if is_concrete(candidate.text) else 0.5
    value *= 0.7 if _MOSTLY_SPEECH.search(candidate.text) else 1.0
    value *= 0.8 if _LINKED.search(candidate.text) else 1.0
    return value * (1.0 - 0.4 * candidate.place / max(1, candidate.length))


def _gain(candidate: Candidate, chosen: Sequence[Candidate], weigh: Mapping[str, float], story: Story) -> float:
    """What a sentence adds: its worth and appeal, less what is said already; more from a voice not yet heard."""
    heard = sum(c.origin == candidate.origin for c in chosen) / max(1, len(chosen))
    unheard = 1.3 if heard < 0.5 / max(1, len(story.origins)) else 1.0
    return worth([candidate], weigh) * appeal(candidate) * (1 - _likeness(candidate, chosen)) ** 2 * unheard
