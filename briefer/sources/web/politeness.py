"""What a guest owes to a site: one page a second, and no page that its robots.txt keeps programs from."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable

from briefer.sources.web.robots import Robots
from briefer.sources.web.urls import Refused


class Pace:
    """Spaces the requests to each host, over all threads.

    Args:
        seconds: between the starts of two requests to one host.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Return when the next request to *host* may start."""
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next.get(host, now))
            self._next[host] = start + self._seconds
        time.sleep(start - now)


class RobotsFiles:
    """Each site's robots.txt, read once.

    Args:
        read: a site's origin ("https://example.org") to its rules. That it is refused is remembered too, so that a
            dead site costs the waiting once and not for each of its pages.
    """

    def __init__(self, read: Callable[[str], Robots]) -> None:
        self._read = read
        self._known: dict[str, Robots | Refused] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def of(self, origin: str) -> Robots:
        """The rules of a site.

        Raises:
            Refused: when they cannot be read.
        """
        with self._lock:
            lock = self._locks[origin]
        with lock:
            if origin not in self._known:
                try:
                    self._known[origin] = self._read(origin)
                except Refused as refused:
                    self._known[origin] = refused
        known = self._known[origin]
        if isinstance(known, Refused):
            raise Refused(known.reason)
        return known
