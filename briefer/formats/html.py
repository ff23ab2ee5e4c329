"""HTML: the text that a reader of the page sees, and the page's own facts about itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefer.formats.decoding import declared_charset, decode
from briefer.formats.extracted import Extracted, Unreadable
from briefer.formats.layout import lay_out
from briefer.records import RawArticle

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOT_SHOWN: Final = ("script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object")
_CONTROLS: Final = ("select", "button", "input", "textarea")
_AROUND: Final = ("nav", "aside", "footer", "form", "dialog")

_META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)


def extract_html(raw: RawArticle) -> Extracted:
    """Read a page.

    Raises:
        Unreadable: when there is no page, or no text in it.
    """
    tree = parse(decode(raw.body, declared=charset(raw)))
    title = _title(tree)
    language = (tree.get("lang") or "").split("-")[0].lower() or None
    for element in list(tree.iter(*_NOT_SHOWN, *_CONTROLS, *_AROUND)):
        element.drop_tree()
    laid = lay_out(tree)
    if not laid.text:
        raise Unreadable("the page has no text that a reader could see")
    return Extracted(text=laid.text, title=title, language=language, headings=laid.headings)


def charset(raw: RawArticle) -> str | None:
    """What the transport, or else the page itself, says its charset is."""
    if isinstance(raw.body, str):
        return None
    found = _META_CHARSET.search(raw.body, 0, 4096) or _XML_CHARSET.match(raw.body[:1024])
    return declared_charset(raw.media_type) or (found.group(1).decode("ascii") if found else None)


def parse(text: str) -> HtmlElement:
    """The page as a tree, without comments.

    Raises:
        Unreadable: when not even a lenient parser finds a page.
    """
    from lxml import etree, html  # noqa: PLC0415 - lxml costs 30 ms that plain text need not pay

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("it is no HTML page") from error
    return tree


def _title(tree: HtmlElement) -> str | None:
    for path in ("string(//meta[@property='og:title']/@content)", "string(//h1)", "string(//title)"):
        title = " ".join(str(tree.xpath(path)).split())
        if title:
            return title
    return None
