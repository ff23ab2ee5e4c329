"""An HTML tree to text: what a browser would show, block by block.

Blocks are separated by an empty line, so that whoever reads on can tell paragraphs, headings and list items apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from briefer.records import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS: Final = HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"),
    *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend"),
    *("li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot"),
    *("thead", "tr", "ul"),
}
_CELLS: Final = frozenset({"td", "th"})

_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" *([\n\t]) *")

# Characters without a shape of their own: controls, soft hyphens, zero-width space and joiners that join nothing,
# direction marks and overrides, tag characters (in which whole sentences are smuggled), variation selectors beyond
# those of emoji, Hangul fillers. U+200C and U+200D stay: Persian and Indic words and emoji need them.
_NEVER_SEEN: Final = dict.fromkeys(
    (
        *(code for code in range(0x20) if code not in b"\t\n\f\r"),
        *range(0x7F, 0xA0),
        *(0xAD, 0x115F, 0x1160, 0x180E, 0x200B, 0x200E, 0x200F, 0x3164, 0xFEFF, 0xFFA0),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0200),
    )
)


class PageBlock(NamedTuple):
    """One paragraph, heading, list item or table row."""

    text: str
    heading: bool = False


class Laid(NamedTuple):
    """A laid-out page: its text, and where its headings stand in it."""

    text: str
    headings: tuple[Span, ...]


def lay_out(tree: _Element) -> Laid:
    """Write down the text of *tree* with an empty line between blocks."""
    return join(blocks(tree))


def join(found: Iterable[PageBlock]) -> Laid:
    """Put blocks together with an empty line between them."""
    parts: list[str] = []
    headings: list[Span] = []
    start = 0
    for block in found:
        parts.append(block.text)
        if block.heading:
            headings.append(Span(start, start + len(block.text)))
        start += len(block.text) + 2
    return Laid("\n\n".join(parts), tuple(headings))


def blocks(tree: _Element) -> list[PageBlock]:
    """The blocks of *tree* in reading order, white space collapsed as a browser does. Comments must be gone."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - lxml costs 30 ms that plain text need not pay

    page = _Page()
    for event, element in iterwalk(tree, events=("start", "end")):
        if event == "start":
            page.open(element)
        else:
            page.close(element, tail=element is not tree)
    page.flush()
    return page.blocks


class _Page:
    """The blocks so far, and the line being written."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self._line: list[str] = []
        self._headings = 0
        self._preformatted = 0

    def open(self, element: _Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.flush()
        self._headings += tag in HEADINGS
        self._preformatted += tag == "pre"
        if tag == "br":
            self._line.append("\n")
        elif tag in _CELLS and self._line:
            self._line.append("\t")
        self._write(element.text)

    def close(self, element: _Element, *, tail: bool) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self.flush()
        self._headings -= tag in HEADINGS
        self._preformatted -= tag == "pre"
        if tail:
            self._write(element.tail)

    def flush(self) -> None:
        line, self._line = "".join(self._line), []
        if self._preformatted:
            whole = [line.strip("\n")]
        else:
            line = _AROUND_BREAK.sub(r"\1", re.sub(" {2,}", " ", line))
            whole = line.split("\n\n")
        self.blocks += (PageBlock(text, self._headings > 0) for part in whole if (text := part.strip()))

    def _write(self, text: str | None) -> None:
        if text:
            text = text.translate(_NEVER_SEEN)
            self._line.append(text if self._preformatted else _SPACE.sub(" ", text))
