"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from briefer.records import Failure
from briefer.sources.feeds.entries import Entry, Feed, items
from briefer.sources.items import Document, Item
from briefer.sources.options import FetchOptions


def is_json_feed(value: Any) -> bool:
    """Whether a JSON document is a feed."""
    return isinstance(value, dict) and str(value.get("version")).startswith("https://jsonfeed.org/version/")


def read_json_feed(feed: dict[str, Any], document: Document, options: FetchOptions) -> Iterator[Item]:
    """The articles of one feed."""
    listed = feed.get("items")
    if not isinstance(listed, list):
        yield Failure(document.source, 'the feed has no list of "items"')
        return
    entries = tuple(_entry(each) for each in listed if isinstance(each, dict))
    home = _text(feed.get("home_page_url")) or _text(feed.get("feed_url"))
    yield from items(Feed(entries, _text(feed.get("title")), home), document, options)


def _entry(each: dict[str, Any]) -> Entry:
    html, plain = _text(each.get("content_html")), _text(each.get("content_text"))
    published = _text(each.get("date_published")) or _text(each.get("date_modified"))
    given_id = each.get("id")
    return Entry(
        title=_text(each.get("title")),
        link=_text(each.get("url")) or _text(each.get("external_url")),
        given_id=str(given_id) if isinstance(given_id, (str, int)) else "",
        html=html or plain or _text(each.get("summary")),
        plain=not html,
        published=published,
        when=_when(published),
    )


def _when(published: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _text(value: Any) -> str:
    return value.encode("utf-8", "replace").decode("utf-8").strip() if isinstance(value, str) else ""
