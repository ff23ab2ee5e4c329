"""How many values each pair of sets shares, for all pairs at once: one sort instead of a product of all by all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Values in more sets than this are compared between neighbours only, so that a stock phrase costs no square: each
#: set with the next one that holds it, which still joins a thousand reprints of one story into a chain.
COMMON = 200
_CHUNK = 1_000_000


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
    import numpy as np  # noqa: PLC0415 - costs 0.1 s, and a handful of articles needs none of it

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
