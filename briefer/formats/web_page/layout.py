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

    found: list[PageBlock] = []
    line: list[str] = []
    headings = preformatted = 0  # how many of them are open
    for event, element in iterwalk(tree, events=("start", "end")):
        tag, opens = element.tag, event == "start"
        if tag in BLOCKS:
            found += _written(line, heading=headings > 0, preformatted=preformatted > 0)
            line = []
        headings += (tag in HEADINGS) * (1 if opens else -1)
        preformatted += (tag == "pre") * (1 if opens else -1)
        if opens and tag == "br":
            line.append("\n")
        elif opens and tag in _CELLS and line:
            line.append("\t")
        text = element.text if opens else element.tail if element is not tree else None
        if text:
            text = text.translate(_NEVER_SEEN)
            line.append(text if preformatted else _SPACE.sub(" ", text))
    return found + _written(line, heading=False, preformatted=False)


def _written(line: list[str], *, heading: bool, preformatted: bool) -> list[PageBlock]:
    """The blocks of what was written since the last one: more than one where breaks follow each other."""
    text = "".join(line)
    parts = [text] if preformatted else _AROUND_BREAK.sub(r"\1", re.sub(" {2,}", " ", text)).split("\n\n")
    return [PageBlock(part.strip(), heading) for part in parts if part.strip()]
