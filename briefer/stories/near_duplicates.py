"""Which texts are almost the same text: reprints, truncations, light edits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from briefer.stories.groups import Groups
from briefer.stories.shingles import TokenHashes, shingle_arrays, shingles
from briefer.stories.words import tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Two texts are copies when at least this many shingles …
MIN_SHARED = 30
#: … and this part of the smaller text's shingles stand in both. Measured on edited, truncated and real wire copies:
#: a limit on the part of *both* texts (Jaccard) finds 11 to 25 % of real copies, this one all of them.
MIN_SHARE = 0.5
#: Up to this many texts are compared set by set, which needs no numpy.
_FEW = 60
#: Shingles in more texts than this are compared between neighbours only, so that a stock phrase costs no square.
_COMMON = 200
_CHUNK = 4_000_000


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """Text that two texts have in common: `share` of the text `a` stands in `b`, which is not shorter."""

    a: int
    b: int
    share: float
    shingles: int


def near_duplicates(texts: Sequence[str]) -> list[list[int]]:
    """Groups of texts that are copies of one another; every index is in exactly one group.

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
    pairs = _pairs_of_few(long) if len(long) <= _FEW else _pairs_of_many(long)
    alike = [
        Shared(same[long[pair.a]][0], same[long[pair.b]][0], pair.share, pair.shingles)
        for pair in pairs
        if pair.share >= least
    ]
    return sorted([*equal, *alike])


def _pair(a: int, b: int, sizes: tuple[int, int], shingles: int) -> Shared:
    """The pair with the shorter text first."""
    share = shingles / min(sizes)
    return Shared(a, b, share, shingles) if sizes[0] <= sizes[1] else Shared(b, a, share, shingles)


def _pairs_of_few(texts: Sequence[str]) -> Iterator[Shared]:
    hashes = TokenHashes()
    sets = [shingles(text.split(" "), hashes) for text in texts]
    for a, b in combinations(range(len(texts)), 2):
        count = len(sets[a] & sets[b])
        if count >= MIN_SHARED:
            yield _pair(a, b, (len(sets[a]), len(sets[b])), count)


def _pairs_of_many(texts: Sequence[str]) -> Iterator[Shared]:
    import numpy as np  # noqa: PLC0415 - costs 0.1 s, and a handful of articles needs none of it

    arrays = shingle_arrays(texts)
    codes, counts, common = _shared(arrays)
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        a, b = divmod(code, len(arrays))
        # The count leaves out common shingles of texts that are not neighbours, so it may be too low.
        exact = len(np.intersect1d(arrays[a], arrays[b], assume_unique=True)) if common else count
        yield _pair(a, b, (len(arrays[a]), len(arrays[b])), exact)


def _shared(arrays: list[NDArray[np.uint64]]) -> tuple[NDArray[np.int64], NDArray[np.int64], bool]:
    """How many shingles each pair of texts shares, for pairs with at least MIN_SHARED.

    Returns:
        The pairs as `a * len(arrays) + b`, their counts, and whether any shingle was too common to count fully.
    """
    import numpy as np  # noqa: PLC0415 - see above

    count = len(arrays)
    hashes = np.concatenate(arrays)
    texts = np.repeat(np.arange(count, dtype=np.int32), [len(array) for array in arrays])
    order = np.argsort(hashes, kind="stable")
    hashes, texts = hashes[order], texts[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    sizes = np.diff(np.append(starts, len(hashes)))
    total = _Tally()
    for size in np.unique(sizes[sizes > 1]).tolist():
        first = starts[sizes == size]
        left, right = np.triu_indices(size, 1) if size <= _COMMON else (np.arange(size - 1), np.arange(1, size))
        step = max(1, _CHUNK // len(left))
        for begin in range(0, len(first), step):
            rows = texts[first[begin : begin + step, None] + np.arange(size)].astype(np.int64)
            total.add((rows[:, left] * count + rows[:, right]).ravel())
    codes, counts = total.result()
    enough = counts >= MIN_SHARED
    return codes[enough], counts[enough], bool(sizes.max() > _COMMON)


class _Tally:
    """Counts of pair codes that arrive in pieces, in memory bounded by the number of distinct pairs."""

    def __init__(self) -> None:
        self._pieces: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        self._waiting = 0

    def add(self, codes: NDArray[np.int64]) -> None:
        import numpy as np  # noqa: PLC0415 - see above

        self._pieces.append(np.unique(codes, return_counts=True))
        self._waiting += len(self._pieces[-1][0])
        if self._waiting > 2 * _CHUNK:
            self._pieces = [self.result()]
            self._waiting = 0

    def result(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        import numpy as np  # noqa: PLC0415 - see above

        if not self._pieces:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        codes = np.concatenate([piece[0] for piece in self._pieces])
        counts = np.concatenate([piece[1] for piece in self._pieces])
        distinct, where = np.unique(codes, return_inverse=True)
        return distinct, np.bincount(where, weights=counts, minlength=len(distinct)).astype(np.int64)
