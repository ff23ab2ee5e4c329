"""Whether a sentence tells again what another one has told: in its words, or in others."""

from __future__ import annotations

import math
from functools import lru_cache

from briefer.language.compare import contradict, differ, holds, turns
from briefer.language.sentence import Sentence
from briefer.language.statements import are_at_odds, told
from briefer.language.stems import stems_of

#: Share of a sentence's words from which on another one says it again.
SAME = 0.45
_NEARLY = 0.65  # share of its words from which on only the figure in which they part makes the difference
_RELATED = 0.25  # of its words: below that it is looked at no further
# Chosen on pairs of sentences of ten developing events, read by hand: of those above, most were one fact.
_TOLD, _TOLD_SURELY, _SOME = 0.36, 0.45, 0.35
_ALIKE, _TOLD_IF_ALIKE = 0.4, 0.3


def share(a: Sentence, b: Sentence, words: float) -> float:
    """How much of a sentence another one says: 1 where both tell one fact, half where they give another number or deed.

    Two sentences that part in a figure, or of which one denies the other, are both told, since nobody says which holds.

    Args:
        a: a sentence.
        b: another one.
        words: the share of the shorter one's words that both have.
    """
    if words < _RELATED:
        return words
    if turns(a, b) or (contradict(a, b) and words > _NEARLY):
        return min(words / 2, SAME)
    if _one_fact(a, b, words):
        return 1.0
    if words > SAME and (contradict(a, b) or differ(a, [b]) or differ(b, [a])):
        return words / 2
    return words


@lru_cache(maxsize=4096)
def _one_fact(a: Sentence, b: Sentence, words: float) -> bool:
    value = max(told(a, b, least=_TOLD_IF_ALIKE), told(b, a, least=_TOLD_IF_ALIKE))
    is_contested = contradict(a, b)
    if value >= _TOLD_IF_ALIKE and not is_contested and alike(a.main, b.main) >= _ALIKE:
        return True
    if value >= _TOLD_SURELY and _one_deed(a, b) and not is_contested:
        return True
    is_told = value >= _TOLD and words >= _SOME
    return is_told and (is_contested or not (are_at_odds(a, b) and are_at_odds(b, a)))


def alike(a: Sentence, b: Sentence) -> float:
    """How much two sentences have in common: the cosine of their content words, 0 to 1."""
    mine, theirs = a.content, b.content
    return len(mine & theirs) / math.sqrt(len(mine) * len(theirs)) if mine and theirs else 0.0


def _one_deed(a: Sentence, b: Sentence) -> bool:
    """Whether the first deed that each of two sentences tells is the other's too, whatever it is done for."""
    mine, theirs = _first_deed(a), _first_deed(b)
    return bool(mine and theirs) and holds(b, mine) and holds(a, theirs)


def _first_deed(one: Sentence) -> str:
    small = stems_of(one.language, "saying", "say", "announce") | stems_of(one.language, "auxiliaries")
    return next((c.did for c in one.clauses if c.finite and c.did and c.did not in small), "")
