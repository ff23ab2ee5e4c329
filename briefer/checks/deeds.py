"""A weighty deed that the evidence does not tell: "sued" where it says "met"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from briefer.checks.cited import Cited
from briefer.language.clauses import Clause
from briefer.language.compare import holds
from briefer.language.near_copies import repeats
from briefer.language.sentence import Sentence
from briefer.language.stems import Word, small_words, stems_of
from briefer.language.weighty import stretch, untold, weighs
from briefer.records import Finding, Severity

NAME, NEEDS = "deeds", ("deeds",)
_BOTH = 2  # who does it, and to whom


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a deed of the list that nothing near the cited words tells, or any other that alone is new."""
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
    """Verbs that nothing near the cited words has, each with what the evidence has in its place, all else the same."""
    light = _light(claim.language)
    blaming = {word for words in untold(claim, cited.told, "blame", by_names=False) for word in words}
    added = [
        clause
        for clause in claim.clauses
        if clause.verb
        and clause.did not in light
        and clause.verb not in blaming
        and not weighs(clause.verb, claim.language, "deeds")
        and not cited.tells(clause.verb)
    ]
    for one in cited.nearest if added else ():
        others = [clause for clause in one.clauses if _is_other(clause, claim)]
        is_copy = repeats(claim, one)
        for mine, theirs in product(added, others):
            is_alone = theirs.finite and _is_alone(mine, claim, cited)
            if _shared(mine, theirs) == _BOTH and (is_copy or is_alone) and mine.verb and theirs.verb:
                yield mine.verb, theirs.verb


def _is_alone(clause: Clause, claim: Sentence, cited: Cited) -> bool:
    """Whether the verb of a clause is the only word of a claim that the evidence does not have."""
    small = small_words(claim.language)
    words = (word for word in claim.words if word.low not in small and word.text.isalpha() and word != clause.verb)
    return clause.finite and all(cited.tells(word) for word in words)


def _is_other(clause: Clause, claim: Sentence) -> bool:
    """Whether a clause of the evidence tells a deed that the claim has in no form."""
    verb = clause.verb
    if verb is None or verb.stem in claim.stems or holds(claim, verb.stem):
        return False
    return clause.did not in _light(claim.language)


def _light(language: str | None) -> frozenset[str]:
    """Verbs that tell no deed by themselves, or that of saying."""
    return stems_of(language, "light_verbs", "always", "other") | stems_of(language, "saying")


def _shared(mine: Clause, other: Clause) -> int:
    """How many of the two who take part are the same."""
    return bool(mine.doer & other.doer) + bool(mine.object & other.object)
