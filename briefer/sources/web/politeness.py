"""What a guest owes to a site: one page a second, and no page that its robots.txt keeps programs from (RFC 9309)."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from briefer.sources.web.urls import NotFetched

MOST_ROBOTS: Final = 512_000  #: bytes of a robots.txt; RFC 9309 asks for at least 500 KiB
_MOST_LINES: Final = 5_000
_LONGEST_LINE: Final = 2_000


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


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for us: path patterns, and whether each allows."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allows(self, target: str) -> bool:
        """Whether a path with its query may be read: the longest matching rule says; of equals, the one that allows."""
        target = _normal(target)
        matching = [(len(pattern), allows) for pattern, allows in self.rules if _matches(pattern, target)]
        return max(matching, default=(0, True))[1]


def robots(text: str, product: str) -> Robots:
    """The rules of a robots.txt for a program.

    Args:
        text: the file.
        product: the program's name, as in its User-Agent.
    """
    groups: dict[str, list[tuple[str, bool]]] = {}
    agents: list[str] = []
    in_rules = False
    for line in text.splitlines()[:_MOST_LINES]:
        name, colon, rest = line[:_LONGEST_LINE].partition(":")
        field, value = name.strip().lower(), rest.partition("#")[0].strip()
        if field == "user-agent" and colon:
            agents = [*([] if in_rules else agents), value.partition("/")[0].strip().lower()]
            in_rules = False
            groups.setdefault(agents[-1], [])
        elif field in ("allow", "disallow") and colon:
            in_rules = True
            for agent in agents if value else ():
                groups[agent].append((_normal(value), field == "allow"))
    return Robots(tuple(groups.get(product.lower(), groups.get("*", ()))))


def _matches(pattern: str, target: str) -> bool:
    """Whether a rule speaks of a path: `*` is any stretch, `$` at the end the end."""
    first, *others = pattern.removesuffix("$").split("*")
    if pattern.endswith("$"):
        if not others:
            return target == first
        last = others.pop()
        if not target.endswith(last):
            return False
        target = target[: len(target) - len(last)]
    at = len(first) if target.startswith(first) else -1
    for part in others:
        found = target.find(part, at) if at >= 0 else -1
        at = found + len(part) if found >= 0 else -1
    return at >= 0


def _normal(path: str) -> str:
    """Percent-encoding made one: "/a%3cd" and "/a<d" are the same path."""
    return quote(unquote(path, errors="surrogateescape"), safe="/*$?&=:@!'()+,;~-._", errors="surrogateescape")


class RobotsFiles:
    """Each site's robots.txt, read once.

    Args:
        read: a site's origin ("https://example.org") to its rules. That it is refused is remembered too, so that a
            dead site costs the waiting once and not for each of its pages.
    """

    def __init__(self, read: Callable[[str], Robots]) -> None:
        self._read = read
        self._known: dict[str, Robots | NotFetched] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def of(self, origin: str) -> Robots:
        """The rules of a site.

        Raises:
            NotFetched: when they cannot be read.
        """
        with self._lock:
            lock = self._locks[origin]
        with lock:
            if origin not in self._known:
                try:
                    self._known[origin] = self._read(origin)
                except NotFetched as refused:
                    self._known[origin] = refused
        known = self._known[origin]
        if isinstance(known, NotFetched):
            raise NotFetched(str(known))
        return known
