"""Feeds (RSS and Atom, read by feedparser, and JSON Feed), each entry an article or a link to one; OPML lists of feeds.

feedparser is given bytes and nothing else: from a string it opens paths and URLs. Everything before the root element
is cut off first. That is where its regular expressions take quadratic time (40 kB of empty lines: 27 s), where
entities are defined that explode, and where a wrong charset is declared: the bytes are decoded here, as all others.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from calendar import timegm
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from briefer.formats.decoding import declared_charset, decode, xml_charset
from briefer.formats.extracted import Unreadable
from briefer.language import lexicon
from briefer.language.publishers import same_site
from briefer.records import Failure, RawArticle
from briefer.sources.items import FetchOptions, Item, PendingLink, RawDocument
from briefer.sources.web.urls import joined, without_tracking

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOG = logging.getLogger(__name__)

_TAG = re.compile(r"<[^<>]{0,1000}>")
_ROOT: Final = r"(?i)<(?:rss|feed|rdf:rdf)[\s>]"
_END = re.compile(r"</(?:item|entry)\s{0,9}>", re.IGNORECASE)
_MOST_PARSED: Final = 300  #: entries; feedparser takes 0.2 ms for a plain one and 7 s for 50,000
_MOST_TAGS: Final = 60_000  #: outside CDATA; entries have ten each
_LONGEST_TAG: Final = 20_000
_MOST_TEXT: Final = 4_000_000  #: code points of all those entries
_MOST_FEEDS: Final = 500  #: of one list
_WHOLE: Final = 600  #: code points of text; fewer in an entry with a link is a teaser
_LAST_PART: Final = 400


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One article as a feed lists it; empty strings where it does not say."""

    title: str = ""
    link: str = ""
    given_id: str = ""  #: guid or id, as written
    html: str = ""  #: the longest text it carries
    plain: bool = False  #: whether that text is plain and no HTML
    published: str = ""
    when: datetime | None = None  #: the same, understood; in UTC


def read_feed(document: RawDocument, options: FetchOptions) -> Iterator[Item]:
    """The articles of one feed, or why there are none."""
    try:
        entries, title, home = _parsed_xml(_trimmed(document))
    except Unreadable as error:
        yield Failure(document.source, str(error))
        return
    yield from _items(entries, title, document.url or home, document, options)


def _trimmed(document: RawDocument) -> str:
    """The feed from its root element on, with no more entries than anybody reads."""
    from briefer.formats.web_page.markup import without  # noqa: PLC0415 - who reads no feed needs no reader of pages

    charset = declared_charset(document.media_type) or xml_charset(document.body)
    text = decode(document.body, declared=charset)
    root = re.search(_ROOT, text)
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


def _parsed_xml(text: str) -> tuple[list[ListedArticle], str, str]:
    """What the feed lists, its title, and the address of its site."""
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - 60 ms that only feeds need

    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", errors="replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # a page is cleaned by what reads pages, whether it came in a feed or not
            resolve_relative_uris=False,
        )
        entries = [_xml_entry(each) for each in found.entries]
        return entries, _text(found.feed.get("title")), _text(found.feed.get("link"))
    except Exception as error:  # feedparser lets all sorts through, of a damaged feed: ValueError, TypeError, …
        _LOG.info("feedparser: %r", error)
        raise Unreadable(f"the feed is too damaged to be read ({type(error).__name__})") from error


def _xml_entry(each: Any) -> ListedArticle:
    contents = [*each.get("content", ()), each.get("summary_detail") or {}]
    best: Any = max(contents, key=lambda content: len(_text(content.get("value"))), default={})
    return ListedArticle(
        title=" ".join(_TAG.sub("", _text(each.get("title"))).split()),
        link=_text(each.get("link")),
        given_id=_text(each.get("id")),
        html=_text(best.get("value")),
        plain=best.get("type") == "text/plain" and "<" not in _text(best.get("value")),
        published=_text(each.get("published")) or _text(each.get("updated")),
        when=_moment(each.get("published_parsed") or each.get("updated_parsed")),
    )


def read_opml(document: RawDocument, options: FetchOptions) -> Iterator[Item]:
    """The feeds of one list, in its order."""
    del options  # they apply to each of the feeds
    from lxml import etree  # noqa: PLC0415 - 30 ms that only pages and lists need

    # No DTD, no entities, no network: a list of feeds has no use for any of them.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(document.body, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        yield Failure(document.source, "it is no list of feeds: its XML cannot be read")
        return
    addresses = (_address(outline) for outline in root.iter("outline"))
    found = list(dict.fromkeys(url for each in addresses if each and (url := joined(document.url, each))))
    if not found:
        yield Failure(document.source, "the list names no feeds")
    for url in found[:_MOST_FEEDS]:
        yield PendingLink(url, source=url)
    if len(found) > _MOST_FEEDS:
        yield Failure(document.source, f"only the first {_MOST_FEEDS} of its {len(found)} feeds were read")


def _address(outline: _Element) -> str:
    try:
        return outline.get("xmlUrl") or outline.get("xmlurl") or ""
    except UnicodeDecodeError:  # half a character, which the parser lets in and lxml does not let out
        return ""


def is_json_feed(value: Any) -> bool:
    """Whether a JSON document is a feed."""
    return isinstance(value, dict) and str(value.get("version")).startswith("https://jsonfeed.org/version/")


def read_json_feed(feed: dict[str, Any], document: RawDocument, options: FetchOptions) -> Iterator[Item]:
    """The articles of one feed."""
    listed = feed.get("items")
    if not isinstance(listed, list):
        yield Failure(document.source, 'the feed has no list of "items"')
        return
    entries = [_json_entry(each) for each in listed if isinstance(each, dict)]
    base = document.url or _text(feed.get("home_page_url")) or _text(feed.get("feed_url"))
    yield from _items(entries, _text(feed.get("title")), base, document, options)


def _json_entry(each: dict[str, Any]) -> ListedArticle:
    html, plain = _text(each.get("content_html")), _text(each.get("content_text"))
    published = _text(each.get("date_published")) or _text(each.get("date_modified"))
    given_id = each.get("id")
    return ListedArticle(
        title=_text(each.get("title")),
        link=_text(each.get("url")) or _text(each.get("external_url")),
        given_id=str(given_id) if isinstance(given_id, (str, int)) else "",
        html=html or plain or _text(each.get("summary")),
        plain=not html,
        published=published,
        when=_moment(published),
    )


def _items(
    entries: list[ListedArticle], title: str, base: str, document: RawDocument, options: FetchOptions
) -> Iterator[Item]:
    """What the entries of one feed give, in its order: articles where the text is there, else links to them.

    Args:
        entries: as read.
        title: the feed's own.
        base: the address to which its links are relative: its site's, when the feed came in a file.
        document: where it was read from.
        options: how many, and since when.
    """
    if not entries:
        yield Failure(document.source, "the feed lists no articles")
        return
    since = options.since if options.since is None or options.since.tzinfo else options.since.replace(tzinfo=UTC)
    # An entry without a date is never too old: better read once too often than missed.
    recent = [
        replace(each, link=_absolute(each.link, base))
        for each in entries
        if since is None or each.when is None or each.when >= since
    ]
    if not recent:
        yield Failure(document.source, f"none of its {len(entries)} articles is recent enough for --since")
    for each, source_id in list(_identified(recent))[: options.max_entries]:
        yield _item(each, source_id, document, title)


def _item(entry: ListedArticle, source_id: str, document: RawDocument, publisher: str) -> Item:
    # Text is taken from the feed only for the feed's own site: a feed must not put words in another's mouth.
    own = document.url is None or not entry.link or same_site(entry.link, document.url)
    text = " ".join(_TAG.sub(" ", entry.html).split())
    is_teaser = len(text) < _WHOLE or lexicon.pattern(lexicon.EVERY, "teasers").search(text[-_LAST_PART:])
    if entry.link and (not own or is_teaser):
        return PendingLink(entry.link, entry.link, entry.title or None, entry.published or None, source_id)
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


def _identified(entries: Sequence[ListedArticle]) -> Iterator[tuple[ListedArticle, str]]:
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


def _absolute(link: str, base: str) -> str:
    link = joined(base, link) if link else ""
    return without_tracking(link) if link.lower().startswith(("http://", "https://")) else ""


def _moment(given: Any) -> datetime | None:
    """A moment in UTC, from what feedparser understood or from ISO 8601; None where it is neither."""
    try:
        when = (
            datetime.fromisoformat(given) if isinstance(given, str) else datetime.fromtimestamp(timegm(given), tz=UTC)
        )
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _text(value: Any) -> str:
    return value.encode("utf-8", "replace").decode("utf-8").strip() if isinstance(value, str) else ""
