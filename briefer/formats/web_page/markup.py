"""Markup before it is understood: the charset it states, stretches cut out of it, and the page as a tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefer.formats.decoding import declared_charset, xml_charset
from briefer.formats.extracted import Unreadable
from briefer.records import RawArticle

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_TAGS: Final = 120_000  # a long article of an encyclopedia has 60,000, a news page 2,000 to 10,000

_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]+)", re.IGNORECASE)


def charset(raw: RawArticle) -> str | None:
    """What the transport, or else the page itself, says its charset is."""
    if isinstance(raw.body, str):
        return None
    found = _META_CHARSET.search(raw.body, 0, 4096)
    return declared_charset(raw.media_type) or (found.group(1).decode("ascii") if found else xml_charset(raw.body))


def without(text: str, opening: str, closing: str) -> str:
    """The text without everything from each *opening* to the next *closing*, or to the end.

    By hand: the regular expression `open.*?close` takes quadratic time on a text with many openings and no closing; a
    megabyte of unclosed comments is an hour.
    """
    parts, at = [], 0
    while (start := text.find(opening, at)) >= 0:
        parts.append(text[at:start])
        end = text.find(closing, start + len(opening))
        at = end + len(closing) if end >= 0 else len(text)
    parts.append(text[at:])
    return " ".join(parts)


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
