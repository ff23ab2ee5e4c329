"""Shingles: the runs of five words that a text is made of, as numbers that are the same in every process.

How many of them each pair of texts shares is found for all pairs at once: one sort instead of a product of all by all.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Words in a shingle.
SIZE = 5

#: Stored beside every signature: values made by another scheme must not be compared with these.
SCHEME = "words5-blake2b64-1"

#: Values in more sets than this are compared between neighbours only, so that a stock phrase costs no square: each
#: set with the next one that holds it, which still joins a thousand reprints of one story into a chain.
COMMON = 200
_CHUNK = 1_000_000

_FACTOR = 0x9E3779B97F4A7C15  # odd, from the golden ratio: Knuth's multiplicative hashing
_MASK = (1 << 64) - 1


class TokenHashes(dict[str, int]):
    """A 64-bit number for each token; each distinct token is hashed once."""

    def __missing__(self, token: str) -> int:
        value = int.from_bytes(blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
        self[token] = value
        return value


def shingles(words: Sequence[str], hashes: TokenHashes) -> frozenset[int]:
    """The distinct shingles of a text; a text shorter than a shingle is one shingle of what it has.

    Args:
        words: the tokens of the text, in order.
        hashes: shared by all texts that are compared.
    """
    numbers = [hashes[word] for word in words]
    if not numbers:
        return frozenset()
    found = set()
    for i in range(max(1, len(numbers) - SIZE + 1)):
        value = 0
        for number in numbers[i : i + SIZE]:
            value = (value * _FACTOR + number) & _MASK
        found.add(value)
    return frozenset(found)


def shingle_arrays(texts: Sequence[Sequence[str]]) -> list[NDArray[np.uint64]]:
    """The same shingles as sorted arrays, computed for all texts at once.

    Args:
        texts: the tokens of each text, in order.
    """
    import numpy as np  # noqa: PLC0415 - costs 0.1 s, and a handful of articles needs none of it

    hashes = TokenHashes()
    factor = np.uint64(_FACTOR)
    arrays = []
    for words in texts:
        numbers = np.fromiter(map(hashes.__getitem__, words), dtype=np.uint64, count=len(words))
        count = max(min(1, len(words)), len(words) - SIZE + 1)
        value = np.zeros(count, dtype=np.uint64)
        for offset in range(min(SIZE, len(words))):
            value *= factor
            value += numbers[offset : offset + count]
        value.sort()  # numpy's `unique` takes five times as long for so few
        again = value[1:] == value[:-1]
        arrays.append(value[np.concatenate(([True], ~again))] if again.any() else value)
    return arrays


def shared(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> int:
    """How many shingles two texts have in common, each given as `shingle_arrays` makes them."""
    import numpy as np  # noqa: PLC0415 - see above

    both = np.concatenate((a, b))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


def shared_counts(
    sets: list[NDArray[np.uint64]], least: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], bool]:
    """The pairs of sets that share enough values.

    Args:
        sets: distinct values of each set.
        least: how many shared values are enough.

    Returns:
        The first and second set of each pair, the count of shared values, and whether any value was too common for
        the counts to be complete.
    """
    import numpy as np  # noqa: PLC0415 - see above

    count = len(sets)
    values = np.concatenate(sets)
    owners = np.repeat(np.arange(count, dtype=np.int32), [len(one) for one in sets])
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    sizes = np.diff(np.append(starts, len(values)))
    tally = _Tally()
    for size in np.unique(sizes[sizes > 1]).tolist():
        first = starts[sizes == size]
        left, right = np.triu_indices(size, 1) if size <= COMMON else (np.arange(size - 1), np.arange(1, size))
        step = max(1, _CHUNK // len(left))
        for begin in range(0, len(first), step):
            rows = owners[first[begin : begin + step, None] + np.arange(size)].astype(np.int64)
            tally.add((rows[:, left] * count + rows[:, right]).ravel())
    codes, counts = tally.result()
    enough = counts >= least
    return codes[enough] // count, codes[enough] % count, counts[enough], bool(sizes.max(initial=0) > COMMON)


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
