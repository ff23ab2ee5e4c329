"""The page as a tree, and the charset it is written in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefer.formats.decoding import declared_charset
from briefer.formats.extracted import Unreadable
from briefer.records import RawArticle

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_TAGS: Final = 120_000  # a long article of an encyclopedia has 60,000, a news page 2,000 to 10,000

_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
        Unreadable: when not even a lenient parser finds a page, or one far larger than any article.
    """
    if text.count("<") > _MOST_TAGS:
        raise Unreadable(f"the page has more than {_MOST_TAGS // 2:,} elements, far more than any article")
    from lxml import etree, html  # noqa: PLC0415 - lxml costs 30 ms that plain text need not pay

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("it is no HTML page") from error
    for element in tree.iter():  # lxml reads control characters and then refuses to move them about
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub("", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub("", element.tail)
    return tree
