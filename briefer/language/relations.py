"""Where two sentences part that tell of one deed: who does it to whom, how surely, on what condition, who says so.

Clauses are held against clauses of the same verb, or of one in the same sense. What cannot be held against anything is
passed over in silence: other words are no other meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.language.certainty import less_sure, only_meant, unconditional
from briefer.language.deed_pairs import Difference, is_about, one_deed
from briefer.language.roles import parts
from briefer.language.sentence import Sentence
from briefer.language.tellers import quoted, speakers
from briefer.language.verb_groups import Mood


def differences(claim: Sentence, said: Sequence[Sentence]) -> Iterator[Difference]:
    """Where a sentence says otherwise than all of some sentences that tell of the same deeds.

    Args:
        claim: one sentence.
        said: the sentences that are to back it.
    """
    for mine in (clause for clause in claim.clauses if clause.finite or clause.mood is Mood.DUE or clause.object):
        told = [(other, one) for one in said for other in one.clauses if one_deed(mine, other)]
        theirs = [(other, one) for other, one in told if mine.did == other.did] or told
        near = theirs or [(other, one) for one in said for other in one.clauses if is_about(mine, other)]
        if theirs:
            yield from parts(claim, mine, theirs)
        is_told = mine.finite or mine.mood is Mood.DUE
        if near and is_told:
            yield from less_sure(claim, mine, near, said)
            yield from unconditional(claim, mine, near)
        elif is_told:
            yield from only_meant(claim, mine, said)
        if near:
            yield from speakers(claim, mine, near)
    yield from quoted(claim, said)
