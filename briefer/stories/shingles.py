"""Shingles: the runs of five words that a text is made of, as numbers that are the same in every process."""

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
