"""How sketches of texts are made: by numpy, or several times as fast by rensa where it is installed.

The permutations are five lines of numpy: datasketch 2 takes longer for the same and brings its own index. Of rensa
only the full R-MinHash is used: its "rho" mode samples a text and finds 1 % of truncated or headlined copies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefer.stories.shingles import SCHEME

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
