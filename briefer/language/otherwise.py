"""Whether sentences that tell of a deed tell it otherwise: in its parts, its certainty, its order or its outcome."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.language import lexicon
from briefer.language.deed_pairs import Parting
from briefer.language.opposed import opposed
from briefer.language.relations import differences
from briefer.language.sentence import Sentence
from briefer.language.sequences import reordered
from briefer.language.verb_groups import Mood


def tells_otherwise(claim: Sentence, said: Sequence[Sentence]) -> bool:
    """Whether some sentences tell the same deed with its parts exchanged, less surely, turned round or in other order.

    Args:
        claim: one sentence.
        said: the sentences that may state it; in a language whose clauses are not read, nothing is found.
    """
    if not lexicon.has(lexicon.code(claim.language), "word_kinds", "moods"):
        return False
    due = {clause.verb.low for clause in claim.clauses if clause.verb and clause.mood is Mood.DUE}
    # What one outlet tells as planned, another one tells as what will be: one announcement, whatever it is worth.
    found = (d for d in differences(claim, said) if not (d.parting is Parting.MOOD and d.mine in due))
    return (next(found, None) or opposed(claim, said) or reordered(claim, [said])) is not None
