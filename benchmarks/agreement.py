"""How well a grouping agrees with the true one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from math import comb


def labels(groups: Sequence[Sequence[int]], count: int) -> list[int]:
    """The number of its group for each item."""
    found = [0] * count
    for number, group in enumerate(groups):
        for item in group:
            found[item] = number
    return found


def adjusted_rand(found: Sequence[Hashable], true: Sequence[Hashable]) -> float:
    """Hubert and Arabie (1985): 1 for the same grouping, 0 for chance."""
    both = sum(comb(n, 2) for n in Counter(zip(found, true, strict=True)).values())
    first, second = (sum(comb(n, 2) for n in Counter(one).values()) for one in (found, true))
    expected = first * second / comb(len(found), 2)
    best = (first + second) / 2
    return 1.0 if best == expected else (both - expected) / (best - expected)


def bcubed(found: Sequence[Hashable], true: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of Bagga and Baldwin (1998), each item counted once."""
    cells, mine, theirs = Counter(zip(found, true, strict=True)), Counter(found), Counter(true)
    precision = sum(n * n / mine[f] for (f, _), n in cells.items()) / len(found)
    recall = sum(n * n / theirs[t] for (_, t), n in cells.items()) / len(found)
    return precision, recall, 2 * precision * recall / (precision + recall)
