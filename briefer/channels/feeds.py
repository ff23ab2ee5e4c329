"""Entries of a feed, and the two forms of one: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from briefer.channels import markdown, text
from briefer.channels.document import MasterDocument, first_sentence, parse
from briefer.channels.html import fragment
from briefer.channels.literal import clean
from briefer.records import Brief

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One brief in a feed."""

    id: str  #: the same for the same delivery, whenever it is written
    title: str
    updated: str  #: ISO 8601 with an offset or Z
    summary: str  #: the first sentence of the lead
    html: str
    text: str
    url: str | None = None  #: where the page is


def render_atom(brief: Brief) -> str:
    """One brief as an Atom feed of one entry; an archive folder keeps a longer one."""
    return atom([_only(brief)], title=brief.headline or "Brief")


def render_json(brief: Brief) -> str:
    """One brief as a JSON Feed of one item."""
    return json_feed([_only(brief)], title=brief.headline or "Brief")


def _only(brief: Brief) -> FeedEntry:
    created = brief.provenance.created
    return entry(parse(markdown.render(brief)), key=created + brief.headline, created=created)


def entry(doc: MasterDocument, *, key: str, created: str, url: str | None = None) -> FeedEntry:
    """A document as an entry.

    Args:
        doc: the document.
        key: names the delivery.
        created: ISO 8601.
        url: where its page is, absolute or relative to the feed; None when it has none.
    """
    blocks = doc.blocks[1:] if doc.blocks and doc.blocks[0].kind == "heading" else doc.blocks
    return FeedEntry(
        id=_urn(key),
        title=clean(doc.title) or "Brief",
        updated=created,
        summary=clean(first_sentence(blocks)),
        html=fragment(blocks),
        text=text.from_document(MasterDocument(tuple(blocks))),
        url=url,
    )


def atom(entries: Sequence[FeedEntry], *, title: str, home: str | None = None) -> str:
    """Entries, newest first, as an Atom feed.

    Args:
        entries: at least one.
        title: the feed's.
        home: the address of the folder that the entries' addresses are relative to; None when it is not known.
    """
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    if home:
        feed.set("{http://www.w3.org/XML/1998/namespace}base", home)
    _add(feed, "id", home or _urn(title))
    _add(feed, "title", clean(title))
    _add(feed, "updated", max(one.updated for one in entries))
    _add(_add(feed, "author"), "name", "briefer")
    for one in entries:
        node = _add(feed, "entry")
        _add(node, "id", one.id)
        _add(node, "title", one.title)
        _add(node, "updated", one.updated)
        if one.url:
            _add(node, "link", rel="alternate", href=one.url)
        _add(node, "summary", one.summary)
        _add(node, "content", one.html, type="html")
    ET.indent(feed)
    return "<?xml version='1.0' encoding='utf-8'?>\n" + ET.tostring(feed, encoding="unicode") + "\n"


def json_feed(entries: Sequence[FeedEntry], *, title: str, home: str | None = None) -> str:
    """Entries, newest first, as a JSON Feed.

    Args:
        entries: at least one.
        title: the feed's.
        home: the address of the folder that holds the feed; None when it is not known.
    """
    items = [
        {
            "id": one.id,
            "title": one.title,
            "date_published": one.updated,
            "summary": one.summary,
            "content_html": one.html,
            "content_text": one.text,
            **({"url": (home or "") + one.url} if one.url else {}),
        }
        for one in entries
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": clean(title), "items": items}
    if home:
        feed["home_page_url"] = home
    return json.dumps(feed, ensure_ascii=False, indent=2) + "\n"


def _urn(key: str) -> str:
    return "urn:briefer:" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _add(parent: ET.Element, tag: str, words: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    child.text = words
    return child
