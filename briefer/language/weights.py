"""How much a term says, and how alike two texts are by the terms they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from briefer.language.stems import stems_of

if TYPE_CHECKING:
    from briefer.language.sentence import Sentence

Term = TypeVar("Term", bound=Hashable)

# The background: this many imagined documents are added to every run, so that five articles and a thousand give
# about the same weights. Without it the cut between stories depends on how many articles there are.
BACKGROUND = 150.0
_COMMON_SHARE = 0.12  # of the imagined documents hold a common word
_RARE = 0.5  # imagined documents hold any other word
_REMEMBERED = 20_000  # sentences whose weighed terms are kept


@dataclass(frozen=True, slots=True)
class Idf:
    """Inverse document frequency, fitted on a run and smoothed by a background."""

    documents: int
    frequency: Mapping[str, int]
    background: float = BACKGROUND
    _known: dict[str, float] = field(default_factory=dict, compare=False, repr=False)
    _weighed: dict[Sentence, tuple[tuple[str, float], ...]] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, term: str) -> float:
        """The weight of a term: near 0 where all documents hold it, about 5.7 where one of few does."""
        weight = self._known.get(term)
        if weight is None:
            imagined = self.background * _COMMON_SHARE if term in stems_of(None, "common") else _RARE
            weight = math.log((self.documents + self.background) / (self.frequency.get(term, 0) + imagined))
            self._known[term] = weight
        return weight

    def weighed(self, said: Sentence) -> tuple[tuple[str, float], ...]:
        """The terms of a sentence, each with its weight there; reckoned once a sentence."""
        found = self._weighed.get(said)
        if found is None:
            if len(self._weighed) >= _REMEMBERED:
                self._weighed.clear()
            found = self._weighed[said] = tuple((term, share * self(term)) for term, share in said.shares.items())
        return found


def fit(documents: Iterable[Iterable[str]], background: float = BACKGROUND) -> Idf:
    """The weights of the terms of some documents.

    Args:
        documents: the terms of each, repeated or not.
        background: how many imagined documents smooth the weights.
    """
    held = [frozenset(terms) for terms in documents]
    return Idf(len(held), Counter(chain.from_iterable(held)), background)


def vector(terms: Iterable[str], idf: Idf) -> dict[str, float]:
    """The terms of a text weighted by (1 + log count) * idf and scaled to length 1; empty for no terms."""
    weights = {term: (1 + math.log(count)) * idf(term) for term, count in Counter(terms).items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weights[term] / length for term in sorted(weights)} if length else {}


def cosine(a: Mapping[Term, float], b: Mapping[Term, float]) -> float:
    """The cosine of two vectors of length 1."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large[term] for term, weight in small.items() if term in large)
