"""What a sentence encoder adds to the comparison of sentences by their words, where a caller gives one.

Vectors are near for all sentences about one subject: few of the pairs of news sentences that are near by their vectors
(a cosine over 0.8) and not by their words say the same, which shows in reading them. So vectors decide nothing alone.
They lift a pair that the words half support, and never one whose names or negation differ; numbers are compared as
without them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from briefer.language.statements import Statement, senses_of, statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Words must support a claim at least this much before its vector counts.
EVIDENCE = 0.15
# Chosen on pairs of headlines and on sentences of thirteen events, by reading.
_NEAR = 0.78
_WEIGHT = 2.0
_LONGER = 1.5  # times as many terms

_INSIDE = re.compile(r"(?<=[\w,;] )[A-Z][\w’'.-]*\w")
_WORD = re.compile(r"[^\W\d_]+")
_TITLE_CASE = 0.6  # of the words; then capitals say nothing about names


class Encoder(Protocol):
    """Turns sentences into vectors whose cosines say how near their meanings are, as all-MiniLM-L6-v2's do."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text, which does not depend on the other texts."""

    def __hash__(self) -> int:
        """What was compared is remembered by its encoder."""


def lift(claim: Statement, passage: Statement, cosine: float) -> float:
    """What the nearness of two sentences adds to how much the second says of the first: 0 to 0.44, directed.

    Args:
        claim: the sentence whose content is looked for.
        passage: the sentence that may state it.
        cosine: of their vectors.
    """
    if cosine <= _NEAR or claim.negated != passage.negated or (passage.tentative and not claim.tentative):
        return 0.0
    if len(claim.shares) > _LONGER * len(passage.shares):
        return 0.0  # a short sentence may be near a long one, and still does not say all of it
    if any(name not in passage.shares and passage.senses.isdisjoint(senses_of(name)) for name in _names(claim.text)):
        return 0.0
    return _WEIGHT * (min(1.0, cosine) - _NEAR)


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    """The terms that are capitalised inside a sentence."""
    words = _WORD.findall(text)
    if sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words):
        return frozenset()
    return frozenset(term for match in _INSIDE.finditer(text) for term in statement(match.group()).terms)
