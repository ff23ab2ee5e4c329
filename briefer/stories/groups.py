"""What belongs together when pairs do."""

from __future__ import annotations

from collections.abc import Iterable


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
