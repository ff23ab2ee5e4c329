"""The one fetcher for all sources: guarded, polite, bounded.

Model servers, webhooks and mail hosts are the operator's own and do not come through here.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from briefer import __version__
from briefer.formats.decoding import decode
from briefer.formats.extracted import Unreadable
from briefer.records import Failure
from briefer.sources import media_types
from briefer.sources.items import FetchOptions, RawDocument
from briefer.sources.web.cache import HttpCache, Stored, fresh_until
from briefer.sources.web.connection import Deadline, Refuse, Resolve, resolve
from briefer.sources.web.politeness import MOST_ROBOTS, Pace, Robots, RobotsFiles, robots
from briefer.sources.web.public_internet import refusal
from briefer.sources.web.requesting import Response, anywhere, requested
from briefer.sources.web.urls import Address, NotFetched, address, joined

PRODUCT: Final = "briefer"
_LOG = logging.getLogger(__name__)

_MOST_REDIRECTS: Final = 5
_LONGEST_WAIT: Final = 10.0  # seconds that Retry-After may ask for before the article is given up
_ROBOTS_TIME: Final = 8.0  # seconds
_FEED_PATH = re.compile(r"\.(?:xml|rss|atom|rdf|opml)$|/(?:feed|feeds|rss|atom)(?:[/.]|$)|feed\.json$", re.IGNORECASE)
_ROBOTS_SAY_NO: Final = "the site's robots.txt keeps programs from it; save the page in a browser and give the file"
_WORDS: Final = {
    401: "it may not be read without signing in",
    402: "it is not free",
    403: "the site does not let it be read by programs",
    404: "there is no such page",
    410: "the page is gone",
    429: "the site asks to come back later",
    451: "it may not be shown for legal reasons",
}


class Fetcher:
    """Reads web addresses.

    Args:
        options: limits and wishes.
        resolver: names to addresses; the system's own where none is given.
        refuse: which addresses are not connected to; all that are not public where nothing is given. Not asked when
            the options allow private addresses.
    """

    def __init__(self, options: FetchOptions, resolver: Resolve = resolve, refuse: Refuse = refusal) -> None:
        self._options = options
        self._resolver = resolver
        self._ports = None if options.allow_private else options.ports
        self._refuse = anywhere if options.allow_private else refuse
        self._pace = Pace(options.seconds_between)
        self._robots = RobotsFiles(self._read_robots)
        self._cache = HttpCache(options.cache) if options.cache else None

    def fetch(self, url: str, *, source: str | None = None) -> RawDocument | Failure:
        """Read one address.

        Args:
            url: http or https.
            source: what a person calls it, when that is not the URL.

        Returns:
            The document, with the address that it came from in the end, or why there is none.
        """
        try:
            stored = self._fetch(url)
        except NotFetched as error:
            return Failure(source or url, str(error))
        return RawDocument(source or url, stored.body, stored.media_type, url=stored.url)

    def _fetch(self, url: str) -> Stored:
        now = time.time()
        known = self._cache.get(url) if self._cache else None
        if known and known.fresh_until > now:
            return known
        try:
            return self._ask(url, known, now)
        except _Busy as busy:
            if busy.wait > _LONGEST_WAIT:
                raise
            time.sleep(busy.wait)
        return self._ask(url, known, now)

    def _ask(self, url: str, known: Stored | None, now: float) -> Stored:
        """Follow the redirects to the answer. Each hop is checked like the first."""
        deadline: Deadline | None = None
        hosts: set[str] = set()
        for _ in range(_MOST_REDIRECTS + 1):
            place = address(url, self._ports)
            is_feed = bool(_FEED_PATH.search(place.target.partition("?")[0]))
            if self._options.robots and not is_feed and not self._robots.of(place.origin).allows(place.target):
                raise NotFetched(_ROBOTS_SAY_NO)
            if place.host not in hosts:
                hosts.add(place.host)
                self._pace.wait(place.host)
            deadline = deadline or Deadline(self._options.timeout)  # waiting for one's turn is not the site's fault
            with self._request(place, deadline, known.conditions if known else {}) as answer:
                if known and answer.status == HTTPStatus.NOT_MODIFIED:
                    return known
                if 300 <= answer.status < 400 and answer.headers.get("location"):  # noqa: PLR2004 - the redirects
                    url = joined(place.url, answer.headers["location"])
                    continue
                return self._take(answer, place, url, now)
        raise NotFetched(f"it redirects more than {_MOST_REDIRECTS} times")

    def _take(self, answer: Response, place: Address, asked: str, now: float) -> Stored:
        if answer.status != HTTPStatus.OK:
            raise _not_ok(answer)
        media_type = answer.headers.get("content-type", "")
        if not media_types.may_be_read(media_type):
            raise NotFetched(f"it is {media_type.partition(';')[0].strip()[:60]}, not an article")
        until = fresh_until(answer.headers, now)
        stored = Stored(
            url=place.url,
            media_type=media_type,
            body=self._read(answer, self._options.max_bytes),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            fresh_until=until or 0.0,
        )
        if self._cache and until is not None:
            self._cache.put(asked, stored)
        return stored

    def _read(self, answer: Response, limit: int) -> bytes:
        body = bytearray()
        for chunk in answer.body:
            body += chunk
            if len(body) > limit:
                raise NotFetched(self._options.too_large(None))
        return bytes(body)

    def _read_robots(self, origin: str) -> Robots:
        """A site's rules. No such file means no rules; a server that fails means that nothing may be read."""
        deadline = Deadline(min(_ROBOTS_TIME, self._options.timeout))
        url = f"{origin}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            with self._request(address(url, self._ports), deadline, {}) as answer:
                if 300 <= answer.status < 400 and answer.headers.get("location"):  # noqa: PLR2004 - the redirects
                    url = joined(url, answer.headers["location"])
                    continue
                if answer.status >= 500:  # noqa: PLR2004 - the server's own failures
                    raise NotFetched(f"the site's robots.txt cannot be read (it answers {answer.status})")
                if answer.status == HTTPStatus.OK:
                    with suppress(Unreadable):  # no text, no rules
                        return robots(decode(self._read(answer, MOST_ROBOTS)), PRODUCT)
                return Robots()
        return Robots()

    def _request(
        self, place: Address, deadline: Deadline, headers: Mapping[str, str]
    ) -> AbstractContextManager[Response]:
        _LOG.debug("GET %s", place.url)
        return requested(
            place,
            headers={"User-Agent": self._options.user_agent or f"{PRODUCT}/{__version__}", **headers},
            deadline=deadline,
            resolver=self._resolver,
            refuse=self._refuse,
            proxy=self._options.proxy,
        )


class _Busy(NotFetched):
    """A site that says when to come back."""

    def __init__(self, reason: str, wait: float) -> None:
        super().__init__(reason)
        self.wait = wait


def _not_ok(answer: Response) -> NotFetched:
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "an unknown status"
    words = _WORDS.get(answer.status, "the site did not give it")
    reason = f"{words} (it answers {answer.status} {phrase})"
    wait = _seconds(answer.headers.get("retry-after", ""))
    if answer.status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE) and wait is not None:
        return _Busy(f"{reason}; it says to wait {wait:.0f} s", wait)
    return NotFetched(reason)


def _seconds(retry_after: str) -> float | None:
    """What a Retry-After header means from now on: seconds, or a date."""
    if retry_after.strip().isdecimal() and len(retry_after) < 10:  # noqa: PLR2004 - 30 years
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
