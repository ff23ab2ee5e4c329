"""RSS of every version, and Atom, read by feedparser.

feedparser is given bytes and nothing else: from a string it opens paths and URLs. Everything before the root element
is cut off first. That is where its regular expressions take quadratic time (40 kB of empty lines: 27 s), where
entities are defined that explode, and where a wrong charset is declared: the bytes are decoded here, as all others.
"""

from __future__ import annotations

import io
import logging
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from briefer.formats.decoding import declared_charset, decode, xml_charset
from briefer.formats.extracted import Unreadable
from briefer.formats.html.markup import without
from briefer.records import Failure
from briefer.sources.feeds.entries import Entry, Feed, items
from briefer.sources.items import Document, Item
from briefer.sources.options import FetchOptions

_LOG = logging.getLogger(__name__)

_ROOT = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_END = re.compile(r"</(?:item|entry)\s{0,9}>", re.IGNORECASE)
_MOST_PARSED: Final = 300  #: entries; feedparser takes 0.2 ms for a plain one and 7 s for 50,000
_MOST_TAGS: Final = 60_000  #: outside CDATA; entries have ten each
_LONGEST_TAG: Final = 20_000
_MOST_TEXT: Final = 4_000_000  #: code points of all those entries


def read_feed(document: Document, options: FetchOptions) -> Iterator[Item]:
    """The articles of one feed, or why there are none."""
    try:
        feed = _parsed(_trimmed(document))
    except Unreadable as error:
        yield Failure(document.source, error.reason)
        return
    yield from items(feed, document, options)


def _trimmed(document: Document) -> str:
    """The feed from its root element on, with no more entries than anybody reads."""
    charset = declared_charset(document.media_type) or xml_charset(document.body)
    text = decode(document.body, declared=charset)
    root = _ROOT.search(text)
    if not root:
        raise Unreadable("it is no feed: there is no <rss> or <feed> in it")
    text = text[root.start() :]
    ends = [found.end() for found in _END.finditer(text)]
    if len(ends) > _MOST_PARSED:
        text = text[: ends[_MOST_PARSED - 1]] + text[ends[-1] :]
    if len(text) > _MOST_TEXT:
        raise Unreadable(f"the feed holds more than {_MOST_TEXT / 1e6:.0f} million characters")
    tags = without(text, "<![CDATA[", "]]>").split("<")
    if len(tags) > _MOST_TAGS or any((each + ">").find(">") > _LONGEST_TAG for each in tags[1:]):
        raise Unreadable("the feed is too damaged to be read (elements without number or end)")
    return text


def _parsed(text: str) -> Feed:
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - 60 ms that only feeds need

    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", errors="replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # a page is cleaned by what reads pages, whether it came in a feed or not
            resolve_relative_uris=False,
        )
        entries = tuple(_entry(each) for each in found.entries)
        return Feed(entries, _text(found.feed.get("title")), _text(found.feed.get("link")))
    except Exception as error:  # feedparser lets all sorts through, of a damaged feed: ValueError, TypeError, …
        _LOG.info("feedparser: %r", error)
        raise Unreadable(f"the feed is too damaged to be read ({type(error).__name__})") from error


def _entry(each: Any) -> Entry:
    contents = [*each.get("content", ()), each.get("summary_detail") or {}]
    best: Any = max(contents, key=lambda content: len(_text(content.get("value"))), default={})
    struct = each.get("published_parsed") or each.get("updated_parsed")
    return Entry(
        title=" ".join(re.sub(r"<[^<>]{0,500}>", "", _text(each.get("title"))).split()),
        link=_text(each.get("link")),
        given_id=_text(each.get("id")),
        html=_text(best.get("value")),
        plain=best.get("type") == "text/plain" and "<" not in _text(best.get("value")),
        published=_text(each.get("published")) or _text(each.get("updated")),
        when=_when(struct),
    )


def _when(struct: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(struct), tz=UTC) if struct else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
