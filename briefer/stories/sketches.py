"""Sketches of texts (MinHash) and the bands by which near-copies meet, for large runs and for texts that come in turn.

A sketch only says whom to compare; whether two texts are copies is decided on their shingles. The permutations are
five lines of numpy: datasketch 2 takes longer for the same and brings its own index. Where rensa is installed, it is
several times as fast; only its full R-MinHash is used: the "rho" mode samples a text and finds 1 % of truncated or
headlined copies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefer.language.stems import tokens
from briefer.stories.shingles import SCHEME, shared, shared_counts, shingle_arrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Values in a sketch.
SIZE = 128
_SEED = 0x9E3779B9
_AT_ONCE = 1_000  # texts that rensa is handed, which bounds the memory


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
        import numpy as np  # noqa: PLC0415 - costs 0.1 s, and a handful of articles needs no sketch

        made = np.empty((len(shingles), SIZE), np.uint32)
        for begin in range(0, len(shingles), _AT_ONCE):
            some = shingles[begin : begin + _AT_ONCE]
            ends = np.cumsum([0, *map(len, some)], dtype=np.uint64)
            matrix = RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(some), ends, SIZE, _SEED)
            made[begin : begin + _AT_ONCE] = matrix.to_rows()
        return made

    return Method(f"rensa-r{RMinHash.ALGORITHM_VERSION}x{SIZE}/{SCHEME}", sketches)


def _by_numpy(shingles: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint32]:
    import numpy as np  # noqa: PLC0415 - see above

    made = np.full((len(shingles), SIZE), 0xFFFFFFFF, np.uint32)
    factors, offsets = _permutations()
    for row, one in zip(made, shingles, strict=True):
        mixed = one ^ (one >> np.uint64(33))
        mixed = (mixed * np.uint64(0xFF51AFD7ED558CCD) >> np.uint64(32)).astype(np.uint32)
        (factors[:, None] * mixed + offsets[:, None]).min(axis=1, initial=0xFFFFFFFF, out=row)
    return made


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    import numpy as np  # noqa: PLC0415 - see above

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


def candidates(
    shingles: Sequence[NDArray[np.uint64]], bands: Bands | None = None, method: Method | None = None
) -> list[tuple[int, int]]:
    """Pairs of texts that agree in a band.

    Args:
        shingles: distinct shingles of each text.
        bands: chosen by the number of texts when None.
        method: makes the sketches; the fastest that is installed when None.
    """
    cut = bands or bands_for(len(shingles))
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
    import numpy as np  # noqa: PLC0415 - see above

    cut = values[: bands.number * bands.rows].reshape(bands.number, bands.rows).astype(np.uint64)
    folded = np.arange(1, bands.number + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for row in range(bands.rows):
        folded = (folded ^ cut[:, row]) * np.uint64(0xFF51AFD7ED558CCD)
    return folded
