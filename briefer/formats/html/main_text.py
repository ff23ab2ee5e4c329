"""The article in a page, without what stands around it.

trafilatura does it, set to favour precision: a caption or a "read more" must not become a sentence that can be
cited. Its own fetcher, metadata and JSON-LD text are not used: the first has no guard, the last no reader sees.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from briefer.formats.html.layout import Block, blocks

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_LOG = logging.getLogger(__name__)

#: What frames an article; used only where trafilatura finds none, on pages of a few sentences.
_AROUND: Final = ("nav", "aside", "footer", "form", "button", "select", "textarea", "menu")
_TAGS: Final = {"head": "h2", "list": "ul", "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "lb": "br"}
_ENOUGH: Final = 200  # code points: below, trafilatura was guessing
_MOST_ELEMENTS: Final = 20_000  # trafilatura takes 2 s for as many; news pages have 1,000 to 5,000


def main_blocks(tree: HtmlElement) -> list[Block]:
    """The article's paragraphs, headings, list items and table rows, in order.

    Args:
        tree: a page from which everything hidden is gone; it may be changed.
    """
    body = _main_content(tree)
    found = blocks(body) if body is not None else []
    if _size(found) >= _ENOUGH:
        return found
    for element in list(tree.iter(*_AROUND)):
        element.drop_tree()
    plain = blocks(tree)
    return found if _size(found) * 2 > _size(plain) else plain


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


def _size(found: list[Block]) -> int:
    return sum(len(block.text) for block in found)
