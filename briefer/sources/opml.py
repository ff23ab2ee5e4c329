"""OPML: a list of feeds, as every feed reader exports it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefer.records import Failure
from briefer.sources.items import Document, FetchOptions, Item, Link
from briefer.sources.web.urls import joined

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_FEEDS: Final = 500


def read_opml(document: Document, options: FetchOptions) -> Iterator[Item]:
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
        yield Link(url, source=url)
    if len(found) > _MOST_FEEDS:
        yield Failure(document.source, f"only the first {_MOST_FEEDS} of its {len(found)} feeds were read")


def _address(outline: _Element) -> str:
    try:
        return outline.get("xmlUrl") or outline.get("xmlurl") or ""
    except UnicodeDecodeError:  # half a character, which the parser lets in and lxml does not let out
        return ""
