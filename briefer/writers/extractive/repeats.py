"""Whether a sentence tells again what another one has told: in its words, or in others."""

from __future__ import annotations

import math
from functools import lru_cache

from briefer.language.compare import contradict, differ, holds, turns
from briefer.language.lexicon import pattern
from briefer.language.sentence import Sentence
from briefer.language.statements import are_at_odds, told
from briefer.language.stems import stems_of

#: Share of a sentence's words from which on another one says it again.
SAME = 0.45
_NEARLY = 0.7  # share of its words from which on only the figure in which they part makes the difference
_RELATED = 0.25  # of its words: below that it is looked at no further
_ONE_DEED = 0.4  # of its words, where the deed and who does it agree as well
_SHORT = 10  # content words
# Chosen on pairs of sentences of ten developing events, read by hand: of those above, most were one fact.
_TOLD, _TOLD_SURELY, _SOME = 0.36, 0.45, 0.35
_ALIKE, _MUCH_ALIKE, _TOLD_IF_ALIKE = 0.4, 0.55, 0.3


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
    is_short = min(len(a.content), len(b.content)) <= _SHORT  # words of the topic alone are half of it
    is_other_deed = is_short and words <= _NEARLY and not any(shared_deeds(a, b))
    is_other = words > SAME and (is_other_deed or contradict(a, b) or differ(a, [b]) or differ(b, [a]))
    return words / 2 if is_other else words


@lru_cache(maxsize=4096)
def _one_fact(a: Sentence, b: Sentence, words: float) -> bool:
    deeds, is_contested = shared_deeds(a, b), contradict(a, b)
    is_one_deed = bool(_first_deed(a) and _first_deed(b)) and all(deeds) and words >= _ONE_DEED and parties_meet(a, b)
    if is_one_deed and not (is_contested or are_at_odds(a, b) or are_at_odds(b, a)):
        return True
    value = max(told(a, b, least=_TOLD_IF_ALIKE), told(b, a, least=_TOLD_IF_ALIKE))
    if value < _TOLD_IF_ALIKE:
        return False
    likeness = 0.0 if is_contested or not parties_meet(a, b) else alike(a.main, b.main)
    if likeness >= (_ALIKE if any(deeds) else _MUCH_ALIKE):
        return True
    if not all(deeds):
        return value >= _TOLD_SURELY and any(deeds) and not is_contested and parties_meet(a, b)
    if is_contested or not (are_at_odds(a, b) and are_at_odds(b, a)):  # of a figure is asked, with both sides
        return value >= _TOLD and words >= _SOME
    return value >= _TOLD_SURELY


def shared_deeds(a: Sentence, b: Sentence) -> tuple[bool, bool]:
    """Whether the first deed of each of two sentences stands in the other; what tells no deed tells no other one."""
    mine, theirs = _first_deed(a), _first_deed(b)
    return not mine or holds(b, mine), not theirs or holds(a, theirs)


def _first_deed(one: Sentence) -> str:
    small = stems_of(one.language, "saying", "say", "announce", "commit") | stems_of(one.language, "auxiliaries")
    asides = [match.span() for match in pattern(one.language, "asides", case=True).finditer(one.main.text)]
    clauses = (c for c in one.main.clauses if c.verb and not any(start < c.verb.start < end for start, end in asides))
    return next((c.did for c in sorted(clauses, key=lambda c: not c.finite) if c.did and c.did not in small), "")


def alike(a: Sentence, b: Sentence) -> float:
    """How much two sentences have in common: the cosine of their content words, 0 to 1."""
    mine, theirs = a.content, b.content
    return len(mine & theirs) / math.sqrt(len(mine) * len(theirs)) if mine and theirs else 0.0


def parties_meet(a: Sentence, b: Sentence) -> bool:
    """Whether each of two sentences has somebody or something of those that act first in the other."""
    return all(not who or any(holds(other, term) for term in who) for who, other in ((_first(a), b), (_first(b), a)))


def _first(one: Sentence) -> frozenset[str]:
    """Who acts first in a sentence."""
    return next((c.doer or c.who for c in one.main.clauses if c.who), frozenset())
