"""Many texts compared at once: by all their shingles, or by sketches (MinHash) and the bands in which near-copies meet.

A sketch only says whom to compare; whether two texts are copies is decided on their shingles. A handful of texts is
compared without this module, since numpy takes 0.1 s to load.

The permutations are five lines of numpy: datasketch 2 takes longer for the same and brings its own index. Where rensa
is installed, it is several times as fast; only its full R-MinHash is used: the "rho" mode samples a text and finds 1 %
of truncated or headlined copies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefer.language.stems import tokens
from briefer.stories.shingles import FACTOR, SCHEME, WORDS, TokenHashes

#: Values in more sets than this are compared between neighbours only, so that a stock phrase costs no square: each
#: set with the next one that holds it, which still joins a thousand reprints of one story into a chain.
COMMON = 200
_CHUNK = 1_000_000
#: Values in a sketch.
SIZE = 128
_SEED = 0x9E3779B9
_AT_ONCE = 1_000  # texts that rensa is handed, which bounds the memory

# --- all shingles ------------------------------------------------------------------------------------------


def shingle_arrays(texts: Sequence[Sequence[str]]) -> list[NDArray[np.uint64]]:
    """The same shingles as sorted arrays, computed for all texts at once.

    Args:
        texts: the tokens of each text, in order.
    """
    hashes = TokenHashes()
    factor = np.uint64(FACTOR)
    arrays = []
    for words in texts:
        numbers = np.fromiter(map(hashes.__getitem__, words), dtype=np.uint64, count=len(words))
        count = max(min(1, len(words)), len(words) - WORDS + 1)
        value = np.zeros(count, dtype=np.uint64)
        for offset in range(min(WORDS, len(words))):
            value *= factor
            value += numbers[offset : offset + count]
        value.sort()  # numpy's `unique` takes five times as long for so few
        again = value[1:] == value[:-1]
        arrays.append(value[np.concatenate(([True], ~again))] if again.any() else value)
    return arrays


def shared(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> int:
    """How many shingles two texts have in common, each given as `shingle_arrays` makes them."""
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
    count = len(sets)
    values = np.concatenate(sets)
    owners = np.repeat(np.arange(count, dtype=np.int32), [len(one) for one in sets])
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    sizes = np.diff(np.append(starts, len(values)))
    pieces = [(np.empty(0, np.int64), np.empty(0, np.int64))]  # codes of pairs and their counts
    for size in np.unique(sizes[sizes > 1]).tolist():
        first = starts[sizes == size]
        left, right = np.triu_indices(size, 1) if size <= COMMON else (np.arange(size - 1), np.arange(1, size))
        step = max(1, _CHUNK // len(left))
        for begin in range(0, len(first), step):
            rows = owners[first[begin : begin + step, None] + np.arange(size)].astype(np.int64)
            pieces.append(np.unique(rows[:, left] * count + rows[:, right], return_counts=True))
            if sum(len(codes) for codes, _ in pieces) > 2 * _CHUNK + len(pieces[0][0]):
                pieces = [_added(pieces)]  # memory is bounded by the number of distinct pairs
    codes, counts = _added(pieces)
    enough = counts >= least
    return codes[enough] // count, codes[enough] % count, counts[enough], bool(sizes.max(initial=0) > COMMON)


def _added(
    pieces: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Codes and their counts, the counts of equal ones added."""
    codes, counts = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
    distinct, where = np.unique(codes, return_inverse=True)
    return distinct, np.bincount(where, weights=counts, minlength=len(distinct)).astype(np.int64)


# --- sketches ----------------------------------------------------------------------------------------------


class Method(NamedTuple):
    """A way to make sketches. Only sketches of one tag may be compared."""

    tag: str  #: algorithm, version and shingles, kept beside every stored sketch
    sketches: Callable[[Sequence[NDArray[np.uint64]]], NDArray[np.uint32]]
    #: texts' distinct shingles into one row of SIZE values each, the same in every process


def fastest() -> Method:
    """The fastest method that is installed here."""
    return with_rensa() or WITH_NUMPY


def with_rensa() -> Method | None:
    """R-MinHash, where the extra `fast` is installed."""
    try:
        from rensa import RMinHash  # noqa: PLC0415 - an extra
    except ImportError:
        return None

    def sketches(shingles: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint32]:
        made = np.empty((len(shingles), SIZE), np.uint32)
        for begin in range(0, len(shingles), _AT_ONCE):
            some = shingles[begin : begin + _AT_ONCE]
            ends = np.cumsum([0, *map(len, some)], dtype=np.uint64)
            matrix = RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(some), ends, SIZE, _SEED)
            made[begin : begin + _AT_ONCE] = matrix.to_rows()
        return made

    return Method(f"rensa-r{RMinHash.ALGORITHM_VERSION}x{SIZE}/{SCHEME}", sketches)


def _by_numpy(shingles: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint32]:
    made = np.full((len(shingles), SIZE), 0xFFFFFFFF, np.uint32)
    factors, offsets = _permutations()
    for row, one in zip(made, shingles, strict=True):
        mixed = one ^ (one >> np.uint64(33))
        mixed = (mixed * np.uint64(0xFF51AFD7ED558CCD) >> np.uint64(32)).astype(np.uint32)
        (factors[:, None] * mixed + offsets[:, None]).min(axis=1, initial=0xFFFFFFFF, out=row)
    return made


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    numbers = np.random.default_rng(_SEED)  # a fixed seed: sketches are kept and compared later
    drawn = numbers.integers(0, 2**32, (2, SIZE), dtype=np.uint32)
    return drawn[0] | np.uint32(1), drawn[1]


WITH_NUMPY = Method(f"minhash32x{SIZE}-1/{SCHEME}", _by_numpy)


class Bands(NamedTuple):
    """How a sketch is cut: texts that agree in all rows of one band are compared."""

    number: int
    rows: int


def bands_for(texts: int) -> Bands:
    """Bands that find copies with half their text in common, and compare few others, among so many texts.

    A pair with Jaccard similarity s meets with probability 1 - (1 - s ** rows) ** number (Leskovec, Rajaraman and
    Ullman, Mining of Massive Datasets, 3.4).
    """
    if texts <= 100_000:  # noqa: PLR2004 - the sizes are the table
        return Bands(64, 2)
    return Bands(42, 3) if texts <= 1_000_000 else Bands(32, 4)  # noqa: PLR2004 - see above


def candidates(shingles: Sequence[NDArray[np.uint64]], method: Method | None = None) -> list[tuple[int, int]]:
    """Pairs of texts that agree in a band.

    Args:
        shingles: distinct shingles of each text; their number chooses the bands.
        method: makes the sketches; the fastest that is installed when None.
    """
    cut = bands_for(len(shingles))
    sketches = (method or fastest()).sketches(shingles)
    first, second, _, _ = shared_counts([_banded(one, cut) for one in sketches], 1)
    return list(zip(first.tolist(), second.tolist(), strict=True))


class Index:
    """Texts that come one after another; each is compared with those before it that agree in a band.

    Args:
        bands: chosen for 100,000 texts when None.
        method: makes the sketches; the fastest that is installed when None.
    """

    def __init__(self, bands: Bands | None = None, method: Method | None = None) -> None:
        self._bands = bands or bands_for(0)
        self._method = method or fastest()
        self._shingles: list[NDArray[np.uint64]] = []
        self._holders: dict[int, list[int]] = {}

    def add(self, text: str) -> list[tuple[int, int]]:
        """Take a text in.

        Returns:
            The numbers (from 0, in the order of coming) of the texts before it that share shingles with it and agree
            in a band, and how many shingles they share, which `near_duplicates.MIN_SHARED` and `MIN_SHARE` judge.
        """
        number = len(self._shingles)
        [shingles] = shingle_arrays([tokens(text)])
        self._shingles.append(shingles)
        [sketched] = self._method.sketches([shingles])
        met: set[int] = set()
        for value in _banded(sketched, self._bands).tolist():
            holders = self._holders.setdefault(value, [])
            met.update(holders)
            holders.append(number)
        return [(n, count) for n in sorted(met) if (count := shared(shingles, self._shingles[n]))]

    @property
    def tag(self) -> str:
        """What made the sketches; an index is never asked with those of another tag."""
        return self._method.tag

    def size(self, number: int) -> int:
        """How many distinct shingles a text has."""
        return len(self._shingles[number])


def _banded(values: NDArray[np.uint32], bands: Bands) -> NDArray[np.uint64]:
    """One number for each band of a sketch; the band's place is part of it."""
    cut = values[: bands.number * bands.rows].reshape(bands.number, bands.rows).astype(np.uint64)
    folded = np.arange(1, bands.number + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for row in range(bands.rows):
        folded = (folded ^ cut[:, row]) * np.uint64(0xFF51AFD7ED558CCD)
    return folded
