"""The page as a tree, and the charset it is written in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefer.formats.decoding import declared_charset
from briefer.formats.extracted import Unreadable
from briefer.records import RawArticle

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s{0,99}<\?xml[^>]{1,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]+)", re.IGNORECASE)


def charset(raw: RawArticle) -> str | None:
    """What the transport, or else the page itself, says its charset is."""
    if isinstance(raw.body, str):
        return None
    found = _META_CHARSET.search(raw.body, 0, 4096) or _XML_CHARSET.match(raw.body[:1024])
    return declared_charset(raw.media_type) or (found.group(1).decode("ascii", "replace") if found else None)


def parse(text: str) -> HtmlElement:
    """The page as a tree, without comments.

    Raises:
        Unreadable: when not even a lenient parser finds a page.
    """
    from lxml import etree, html  # noqa: PLC0415 - lxml costs 30 ms that plain text need not pay

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("it is no HTML page") from error
