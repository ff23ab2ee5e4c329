"""What a guest owes to a site: one page a second, and no page that its robots.txt keeps programs from."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable

from briefer.sources.web.robots import Robots


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
        read: a site's origin ("https://example.org") to its rules; whatever it raises is raised for each page.
    """

    def __init__(self, read: Callable[[str], Robots]) -> None:
        self._read = read
        self._known: dict[str, Robots] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def of(self, origin: str) -> Robots:
        """The rules of a site."""
        with self._lock:
            lock = self._locks[origin]
        with lock:
            if origin not in self._known:
                self._known[origin] = self._read(origin)
            return self._known[origin]
