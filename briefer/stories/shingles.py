"""Shingles: the runs of five words that a text is made of, as numbers that are the same in every process."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

#: Words in a shingle.
WORDS = 5

#: Stored beside every signature: values made by another scheme must not be compared with these.
SCHEME = "words5-blake2b64-1"

FACTOR = 0x9E3779B97F4A7C15  # odd, from the golden ratio: Knuth's multiplicative hashing
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
    for i in range(max(1, len(numbers) - WORDS + 1)):
        value = 0
        for number in numbers[i : i + WORDS]:
            value = (value * FACTOR + number) & _MASK
        found.add(value)
    return frozenset(found)
