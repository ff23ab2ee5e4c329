"""A weighty deed that the evidence does not tell: "sued" where it says "met"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.checks.cited import Cited
from briefer.language.clauses import Clause
from briefer.language.compare import holds
from briefer.language.near_copies import repeats
from briefer.language.sentence import Sentence
from briefer.language.stems import Word, stems_of
from briefer.language.weighty import stretch, untold, weighs
from briefer.records import Finding, Severity

NAME, NEEDS = "deeds", ("deeds",)
_BOTH = 2  # who does it, and to whom


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a deed of the list that nothing near the cited words tells, or any that replaces another in a near copy."""
    if not cited.has_rules(*NEEDS) or cited.hard is not Severity.REJECT:
        return
    for words in untold(claim, cited.told, "deeds"):
        instead = _instead(claim, words, cited)
        where = f'the evidence, which says "{instead}"' if instead else "the evidence"
        yield Finding(NAME, Severity.FLAG, f'"{stretch(claim, words)}" is not in {where}')
        return
    for mine, theirs in _replaced(claim, cited):
        yield Finding(NAME, Severity.FLAG, f'"{mine.low}" is not in the evidence, which says "{theirs.low}"')
        return


def _instead(claim: Sentence, words: Sequence[Word], cited: Cited) -> str:
    """What the evidence has the same doer do, or do to the same one; empty where nobody can tell."""
    mine = next((clause for clause in claim.clauses if clause.verb in words), None)
    theirs = [clause for one in cited.nearest for clause in one.clauses if _is_other(clause, claim)]
    best = max(theirs, key=lambda clause: _shared(mine, clause), default=None) if mine else None
    return best.verb.low if mine and best and best.verb and _shared(mine, best) else ""


def _replaced(claim: Sentence, cited: Cited) -> Iterator[tuple[Word, Word]]:
    """Verbs that nothing near the cited words has, each with what nearly the same sentence has in its place."""
    light = stems_of(claim.language, "light_verbs")
    added = [
        clause
        for clause in claim.clauses
        if clause.verb
        and clause.verb.stem not in light
        and not weighs(clause.verb, claim.language, "deeds")
        and not cited.tells(clause.verb)
    ]
    for one in cited.nearest if added else ():
        if repeats(claim, one):
            others = [clause for clause in one.clauses if _is_other(clause, claim)]
            found = ((a.verb, b.verb) for a in added for b in others if _shared(a, b) == _BOTH)
            yield from ((mine, theirs) for mine, theirs in found if mine and theirs)


def _is_other(clause: Clause, claim: Sentence) -> bool:
    """Whether a clause of the evidence tells a deed that the claim has in no form."""
    verb = clause.verb
    if verb is None or verb.stem in claim.stems or holds(claim, verb.stem):
        return False
    return verb.stem not in stems_of(claim.language, "light_verbs")


def _shared(mine: Clause, other: Clause) -> int:
    """How many of the two who take part are the same."""
    return bool(mine.doer & other.doer) + bool(mine.object & other.object)
