"""One rate for all requests of a run, whichever story they are for."""

from __future__ import annotations

import collections
import contextlib
import threading
import time
from collections.abc import Callable, Iterator

_WINDOW = 60.0


class Gate:
    """Lets requests through, not too many at once nor a minute.

    Args:
        concurrency: requests under way at once.
        requests_per_minute: None for no limit.
        tokens_per_minute: None for no limit; a single request above it goes alone.
        clock: seconds that only grow.
        sleep: waits for seconds of that clock.
    """

    def __init__(
        self,
        concurrency: int,
        requests_per_minute: int | None,
        tokens_per_minute: int | None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._slots = threading.BoundedSemaphore(max(1, concurrency))
        self._requests = requests_per_minute
        self._tokens = tokens_per_minute
        self._lock = threading.Lock()
        self._past: collections.deque[tuple[float, int]] = collections.deque()  # when, how many tokens
        self._closed_until = 0.0

    @contextlib.contextmanager
    def turn(self, tokens: int, seconds: float) -> Iterator[None]:
        """Wait for a turn and hold it.

        Args:
            tokens: that the request may use.
            seconds: how long to wait for it at most.

        Raises:
            TimeoutError: there was no turn in that time.
        """
        end = self._clock() + seconds
        if not self._slots.acquire(timeout=max(0.0, seconds)):
            raise TimeoutError
        try:
            while (wait := self._take(tokens)) > 0:
                if self._clock() + wait > end:
                    raise TimeoutError
                self._sleep(wait)
            yield
        finally:
            self._slots.release()

    def close_for(self, seconds: float) -> None:
        """Let nobody through for that long: a server that asks one request to wait means all of them."""
        with self._lock:
            self._closed_until = max(self._closed_until, self._clock() + seconds)

    def _take(self, tokens: int) -> float:
        """0 and the turn is taken, or the seconds after which to ask again."""
        with self._lock:
            now = self._clock()
            if now < self._closed_until:
                return self._closed_until - now
            while self._past and self._past[0][0] <= now - _WINDOW:
                self._past.popleft()
            used = sum(t for _at, t in self._past)
            too_many = self._requests is not None and len(self._past) >= self._requests
            too_much = self._tokens is not None and bool(self._past) and used + tokens > self._tokens
            if too_many or too_much:
                return self._past[0][0] + _WINDOW - now + 0.001
            self._past.append((now, tokens))
            return 0.0
