"""Which texts are almost the same text: reprints, truncations, light edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from itertools import combinations

from briefer.language.stems import tokens
from briefer.stories.shingles import TokenHashes, shared, shared_counts, shingle_arrays, shingles
from briefer.stories.sketches import candidates

#: Two texts are copies when at least this many shingles …
MIN_SHARED = 30
#: … and this part of the smaller text's shingles stand in both. Measured on edited, truncated and real wire copies:
#: a limit on the part of *both* texts (Jaccard) finds 11 to 25 % of real copies, this one all of them.
MIN_SHARE = 0.5
#: Up to this many texts with this many characters are compared set by set, which needs no numpy, …
FEW, SMALL = 60, 400_000
#: … up to this many by all their shingles, and more by their sketches.
MANY = 25_000


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """Text that two texts have in common: `share` of the text `a` stands in `b`, which is not shorter."""

    a: int
    b: int
    share: float
    shingles: int


class Groups:
    """The numbers below *count*, joined pair by pair (a disjoint-set forest with path halving)."""

    def __init__(self, count: int, pairs: Iterable[tuple[int, int]] = ()) -> None:
        self._parent = list(range(count))
        for a, b in pairs:
            self.join(a, b)

    def join(self, a: int, b: int) -> bool:
        """Put two numbers together; False where they already were."""
        first, second = sorted((self._root(a), self._root(b)))
        self._parent[second] = first
        return first != second

    def lists(self) -> list[list[int]]:
        """Every group, ascending, ordered by their first numbers; singletons included."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self._root(number), []).append(number)
        return list(found.values())

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number


def near_duplicates(texts: Sequence[str]) -> list[list[int]]:
    """Groups of texts that are copies of one another; every index is in exactly one group.

    >>> near_duplicates(["Oriel lost its contract.", "Bramwick owns Oriel.", "ORIEL LOST ITS CONTRACT"])
    [[0, 2], [1]]

    Args:
        texts: any texts, in any order and script.

    Returns:
        Groups of indexes, each ascending, ordered by their first.
    """
    return Groups(len(texts), ((pair.a, pair.b) for pair in shared_text(texts))).lists()


def shared_text(texts: Sequence[str], least: float = MIN_SHARE) -> list[Shared]:
    """The pairs of texts of which one holds much of the other; of equal texts, only the first one's pairs.

    Args:
        texts: any texts; the pairs do not depend on their order.
        least: the smallest share of the smaller text; from MIN_SHARE on they are copies.
    """
    same: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        same.setdefault(" ".join(tokens(text)), []).append(index)
    keys = sorted(same)
    equal = [Shared(others[0], other, 1.0, key.count(" ") + 1) for key, others in same.items() for other in others[1:]]
    # Texts too short for the rule are copies only when they are equal.
    long = [key for key in keys if key.count(" ") + 1 >= MIN_SHARED]
    few = len(long) <= FEW and sum(map(len, long)) <= SMALL
    alike = [
        Shared(same[long[pair.a]][0], same[long[pair.b]][0], pair.share, pair.shingles)
        for pair in (_pairs_of_few(long) if few else _pairs_of_many(long))
        if pair.share >= least
    ]
    return sorted([*equal, *alike])


def _pair(a: int, b: int, held: Sequence[Sized], shingles: int) -> Shared:
    """The pair with the shorter text first, of what each text holds."""
    short, long = (a, b) if len(held[a]) <= len(held[b]) else (b, a)
    return Shared(short, long, shingles / len(held[short]), shingles)


def _pairs_of_few(texts: Sequence[str]) -> Iterator[Shared]:
    hashes = TokenHashes()
    sets = [shingles(text.split(" "), hashes) for text in texts]
    for a, b in combinations(range(len(texts)), 2):
        count = len(sets[a] & sets[b])
        if count >= MIN_SHARED:
            yield _pair(a, b, sets, count)


def _pairs_of_many(texts: Sequence[str]) -> Iterator[Shared]:
    """By one sort of all shingles, where no copy is missed; in a large run, whose pairs take memory, by sketches."""
    arrays = shingle_arrays([text.split(" ") for text in texts])
    if len(texts) > MANY:
        met = [(a, b, 0) for a, b in candidates(arrays)]
    else:
        first, second, counts, too_low = shared_counts(arrays, MIN_SHARED)
        met = list(zip(first.tolist(), second.tolist(), [0] * len(counts) if too_low else counts.tolist(), strict=True))
    for a, b, known in met:
        count = known or shared(arrays[a], arrays[b])
        if count >= MIN_SHARED:
            yield _pair(a, b, arrays, count)
