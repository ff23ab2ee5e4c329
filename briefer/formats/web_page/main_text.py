"""The article in a page, without what stands around it.

trafilatura does it, set to favour precision: a caption or a "read more" must not become a sentence that can be
cited. Its own fetcher, metadata and JSON-LD text are not used: the first has no guard, the last no reader sees.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final

from briefer.formats.web_page.layout import PageBlock, blocks

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_LOG = logging.getLogger(__name__)

#: What frames an article; used only where trafilatura finds none, on pages of a few sentences.
_AROUND: Final = ("nav", "aside", "footer", "form", "button", "select", "textarea", "menu")
_TAGS: Final = {"head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "lb": "br"}
_ENOUGH: Final = 200  # code points: below, trafilatura was guessing
_ADVERTISEMENT: Final = re.compile(
    r"ads?|adsbygoogle|advert(?:s|isement|ising)?|ad[-_]?(?:slot|unit|box|banner|container|wrapper|label)(?:[-_]\w+)*"
    r"|sponsor(?:ed|ship)?(?:[-_]\w+)*|(?:taboola|outbrain)(?:[-_]\w+)*|promo(?:[-_]?box|[-_]\w+)?|cta"
    r"|newsletter(?:[-_](?:sign[-_]?up|box|form|promo|widget))?"
)
_LARGEST_ADVERTISEMENT: Final = 600  # code points: a class that is on more than that is on the article
_COLUMN: Final = 600  # code points: a cell of data is shorter
_MOST_ELEMENTS: Final = 20_000  # trafilatura takes 2 s for as many; news pages have 1,000 to 5,000


def main_blocks(tree: HtmlElement) -> list[PageBlock]:
    """The article's paragraphs, headings, list items and table rows, in order.

    Args:
        tree: a page from which everything hidden is gone; it may be changed.
    """
    _drop_advertisements(tree)
    _open_layout_tables(tree)
    body = _main_content(tree)
    found = blocks(body) if body is not None else []
    if _size(found) >= _ENOUGH:
        return found
    for element in list(tree.iter(*_AROUND)):
        element.drop_tree()
    plain = blocks(tree)
    return found if _size(found) * 2 > _size(plain) else plain


def _drop_advertisements(tree: HtmlElement) -> None:
    """Take out small elements whose class or id says that they sell something; trafilatura knows only some of them."""
    for element in list(tree.iter("div", "section", "aside", "ins", "p", "ul")):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        sells = any(_ADVERTISEMENT.fullmatch(name) for name in names)
        if sells and element.getparent() is not None and len(element.text_content()) < _LARGEST_ADVERTISEMENT:
            element.drop_tree()


def _open_layout_tables(tree: HtmlElement) -> None:
    """Turn tables that hold whole columns of a page into plain blocks: they are no tables of data.

    Such a table has a cell with a table or with several paragraphs in it.
    """
    for table in list(tree.iter("table")):
        cells = list(table.iter("td"))
        if any(cell.find(".//table") is not None or len(cell.text_content()) >= _COLUMN for cell in cells):
            own = [
                part
                for part in table.iter("tbody", "thead", "tr", "td", "th")
                if next(part.iterancestors("table")) is table
            ]
            for part in [table, *own]:
                part.tag = "div"


def _main_content(tree: HtmlElement) -> _Element | None:
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return None
    from trafilatura import bare_extraction  # noqa: PLC0415 - 130 ms that only pages need

    for name in ("trafilatura", "courlan", "htmldate"):  # they report every odd page as an error
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(tree, favor_precision=True, include_comments=False, include_formatting=False)
    except Exception as error:  # noqa: BLE001 - any page whatever comes here; without its main part there is the whole
        _LOG.info("the main part of the page was not found: %s", error)
        return None
    body = getattr(document, "body", None)
    if body is None:
        return None
    for element in body.iter(*_TAGS):
        element.tag = _TAGS[element.tag]
    return body  # type: ignore[no-any-return]


def _size(found: list[PageBlock]) -> int:
    return sum(len(block.text) for block in found)
