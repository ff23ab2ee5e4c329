"""Whether sentences that tell of a deed tell it otherwise: in its parts, its certainty, its order or its outcome."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.language import lexicon
from briefer.language.opposed import opposed
from briefer.language.relations import differences
from briefer.language.sentence import Sentence
from briefer.language.sequences import reordered


def tells_otherwise(claim: Sentence, said: Sequence[Sentence]) -> bool:
    """Whether some sentences tell the same deed with its parts exchanged, less surely, turned round or in other order.

    Args:
        claim: one sentence.
        said: the sentences that may state it; in a language whose clauses are not read, nothing is found.
    """
    if not lexicon.has(lexicon.code(claim.language), "word_kinds", "moods"):
        return False
    found = next(differences(claim, said), None) or opposed(claim, said) or reordered(claim, said)
    return found is not None
