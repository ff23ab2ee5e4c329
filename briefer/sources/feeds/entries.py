"""A feed's entry, whatever dialect it was written in, and what becomes of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from briefer.language.publishers import same_site
from briefer.records import Failure, RawArticle
from briefer.sources.items import Document, Item, Link
from briefer.sources.options import FetchOptions
from briefer.sources.web.urls import joined, without_tracking

_TAG = re.compile(r"<[^<>]{0,1000}>")
_CUT_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|(?:read|continue|keep)[^.<>]{0,20}(?:more|reading|story|article)[^.<>]{0,20})\s*$",
    re.IGNORECASE,
)
_WHOLE: Final = 600  #: code points of text; fewer in an entry with a link is a teaser
_LAST_PART: Final = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a feed lists it; empty strings where it does not say."""

    title: str = ""
    link: str = ""
    given_id: str = ""  #: guid or id, as written
    html: str = ""  #: the longest text it carries
    plain: bool = False  #: whether that text is plain and no HTML
    published: str = ""
    when: datetime | None = None  #: the same, understood; in UTC


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists, and what it says of itself."""

    entries: tuple[Entry, ...]
    title: str = ""
    home: str = ""  #: the address of its site, to which links are relative when the feed came in a file


def items(feed: Feed, document: Document, options: FetchOptions) -> Iterator[Item]:
    """What the entries of one feed give, in its order: articles where the text is there, else links to them.

    Args:
        feed: as read.
        document: where it was read from.
        options: how many, and since when.
    """
    base = document.url or feed.home
    listed = [replace(each, link=_absolute(each.link, base)) for each in feed.entries]
    if not listed:
        yield Failure(document.source, "the feed lists no articles")
        return
    recent = [each for each in listed if not _too_old(each, options.since)]
    if not recent:
        yield Failure(document.source, f"none of its {len(listed)} articles is recent enough for --since")
    for each, source_id in list(_identified(recent))[: options.max_entries]:
        yield _item(each, source_id, document, feed.title)


def is_whole(entry: Entry) -> bool:
    """Whether an entry carries the article and no mere teaser."""
    text = " ".join(_TAG.sub(" ", entry.html).split())
    return len(text) >= _WHOLE and not _CUT_OFF.search(text[-_LAST_PART:])


def _item(entry: Entry, source_id: str, document: Document, publisher: str) -> Item:
    # Text is taken from the feed only for the feed's own site: a feed must not put words in another's mouth.
    own = document.url is None or not entry.link or same_site(entry.link, document.url)
    if entry.link and not (own and is_whole(entry)):
        return Link(
            entry.link,
            source=entry.link,
            title=entry.title or None,
            published=entry.published or None,
            source_id=source_id,
        )
    name = entry.link or f"{document.source}#{source_id}"
    if not entry.html.strip():
        return Failure(name, "the feed gives neither its text nor a link to it")
    return RawArticle(
        source=name,
        body=entry.html,
        media_type="text/plain" if entry.plain else "text/html",
        title=entry.title or None,
        url=entry.link or None,
        publisher=publisher or None,
        published=entry.published or None,
        source_id=source_id,
    )


def _identified(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Each entry with an id that stays the same from one reading to the next; entries listed twice once.

    The given id; where there is none, the link; where that is missing too, a digest of title and text. Feeds that
    give one id to several articles get it made distinct by link and title.
    """
    links_of: dict[str, set[str]] = {}
    for entry in entries:
        links_of.setdefault(entry.given_id, set()).add(entry.link or entry.title)
    seen: set[str] = set()
    for entry in entries:
        identity = entry.given_id or entry.link
        if not identity:
            identity = _digest(entry.title, entry.html)
        elif entry.given_id and len(links_of[entry.given_id]) > 1:
            identity = f"{entry.given_id}#{_digest(entry.link, '' if entry.link else entry.title)}"
        if identity not in seen:
            seen.add(identity)
            yield entry, identity


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _too_old(entry: Entry, since: datetime | None) -> bool:
    """An entry without a date is never too old: better read once too often than missed."""
    if since is None or entry.when is None:
        return False
    return entry.when < (since if since.tzinfo else since.replace(tzinfo=UTC))


def _absolute(link: str, base: str) -> str:
    if not link:
        return ""
    link = joined(base, link)
    return without_tracking(link) if link.lower().startswith(("http://", "https://")) else ""
