"""A weighty deed that the evidence does not tell: "sued" where it says "met"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.checks.cited import Cited
from briefer.language.clauses import Clause
from briefer.language.sentence import Sentence
from briefer.language.stems import Word
from briefer.language.weighty import untold
from briefer.records import Finding, Severity

NAME, NEEDS = "deeds", ("deeds",)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a deed of the list that neither the cited sentences nor their neighbours nor a title tells."""
    if not cited.has_rules(*NEEDS) or cited.hard is not Severity.REJECT:
        return
    for words in untold(claim, cited.told, "deeds"):
        told = " ".join(word.low for word in words)
        instead = _instead(claim, words, cited)
        where = f'in the evidence, which says "{instead}"' if instead else "in the evidence"
        yield Finding(NAME, Severity.FLAG, f'"{told}" is not {where}')
        return


def _instead(claim: Sentence, words: Sequence[Word], cited: Cited) -> str:
    """What the evidence has the same doer do, or do to the same one; empty where nobody can tell."""
    mine = next((c for c in claim.clauses if c.verb in words), None)
    if mine is None:
        return ""
    known = {word.stem for word in claim.words}
    theirs = [c for one in cited.nearest for c in one.clauses if c.verb is not None and c.verb.stem not in known]
    best = max(theirs, key=lambda clause: _alike(mine, clause), default=None)
    return best.verb.low if best is not None and best.verb is not None and _alike(mine, best) else ""


def _alike(mine: Clause, other: Clause) -> int:
    return 2 * bool(mine.doer & other.doer) + bool(mine.object & other.object)
