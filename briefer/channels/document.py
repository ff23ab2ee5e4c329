"""Markdown as a plain list of blocks: what every text channel walks instead of Markdown's own tokens.

A list item is one block, whatever it holds, so no channel can split a claim. Raw HTML is literal text, an image is its
description, and a link survives only if it is http(s) and, where the caller says so, leads to a known source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import urldefrag

from briefer.channels.literal import visible
from briefer.channels.wording import is_sources

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text in one style."""

    text: str
    href: str | None = None  #: an http(s) address
    strong: bool = False
    em: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class MasterBlock:
    """A heading, paragraph, list item, quotation, code listing or rule."""

    kind: Literal["heading", "paragraph", "item", "quote", "code", "rule"]
    runs: tuple[Stretch, ...] = ()
    level: int = 0  #: of a heading from 1; of an item, how many lists it is nested in, from 0
    number: int | None = None  #: of an item of a numbered list

    @property
    def text(self) -> str:
        """The block's characters without style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class MasterDocument:
    """A Markdown document, flat."""

    blocks: tuple[MasterBlock, ...]

    @property
    def title(self) -> str:
        """The first heading's text, or an empty string."""
        return next((block.text for block in self.blocks if block.kind == "heading"), "")


def parse(markdown: str, *, links: Iterable[str] | None = None) -> MasterDocument:
    """Read *markdown* (CommonMark) into blocks.

    Args:
        markdown: a master document; briefer's own or one that a person edited.
        links: the addresses that may be linked, compared without their fragments; None for every http(s) address.
    """
    known = None if links is None else frozenset(_address(link) for link in links)
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415

    return MasterDocument(tuple(_blocks(SyntaxTreeNode(_reader().parse(visible(markdown))), known)))


def sentence_and_tail(runs: Sequence[Stretch]) -> tuple[str, int]:
    """A list item's sentence, and the index of the run where the italics begin that end the item.

    In a brief those italics hold the citations and what is said about them; an item wholly in italics has no tail.
    """
    end = len(runs)
    while end and (runs[end - 1].em or not runs[end - 1].text.strip()):
        end -= 1
    said = "".join(run.text for run in runs[:end]).strip()
    return (said, end) if said else ("".join(run.text for run in runs).strip(), len(runs))


@cache
def _reader() -> MarkdownIt:
    # Imported here: it costs 40 ms, and `briefer --help` needs no Markdown.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": False})


def _address(href: str) -> str:
    return urldefrag(_reader().normalizeLink(href)).url


def _blocks(node: SyntaxTreeNode, known: frozenset[str] | None, *, quoted: bool = False) -> Iterator[MasterBlock]:
    for child in node.children:
        match child.type:
            case "bullet_list" | "ordered_list":
                yield from _items(child, known, 0)
            case "blockquote":
                yield from _blocks(child, known, quoted=True)
            case "heading":
                yield MasterBlock("heading", _content(child, known), int(child.tag[1:]))
            case "fence" | "code_block":
                yield MasterBlock("code", _content(child, known))
            case "hr":
                yield MasterBlock("rule")
            case _:
                yield MasterBlock("quote" if quoted else "paragraph", _content(child, known))


def _items(node: SyntaxTreeNode, known: frozenset[str] | None, level: int) -> Iterator[MasterBlock]:
    """The items of a list, each one block, followed by the items of the lists inside it."""
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    for index, item in enumerate(node.children):
        inner = [child for child in item.children if child.type.endswith("_list")]
        parts = [_content(child, known) for child in item.children if child not in inner]
        runs = tuple(run for part in parts if part for run in (Stretch("\n"), *part))[1:]
        if runs:
            yield MasterBlock("item", runs, level, None if first is None else first + index)
        for child in inner:
            yield from _items(child, known, level + 1)


def _content(node: SyntaxTreeNode, known: frozenset[str] | None) -> tuple[Stretch, ...]:
    """All runs under a block, a line break between the paragraphs of a nested one."""
    if node.type in {"fence", "code_block"}:
        return (Stretch(node.content.rstrip("\n"), code=True),)
    if node.type == "inline":
        return tuple(_runs(node.token.children or [], known)) if node.token else ()
    parts = (_content(child, known) for child in node.children)
    return tuple(run for part in parts if part for run in (Stretch("\n"), *part))[1:]


def _runs(tokens: list[Token], known: frozenset[str] | None) -> Iterator[Stretch]:
    href: str | None = None
    strong = em = 0
    text = ""
    for token in tokens:
        if token.type in {"text", "softbreak", "hardbreak", "image"}:
            text += {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
            continue
        if text:
            yield Stretch(text, href, strong > 0, em > 0)
            text = ""
        match token.type:
            case "code_inline":
                yield Stretch(token.content, href, strong > 0, em > 0, code=True)
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                em += token.nesting
            case "link_open":
                href = _allowed(str(token.attrs["href"]), known)
            case "link_close":
                href = None
    if text:
        yield Stretch(text, href, strong > 0, em > 0)


def _allowed(href: str, known: frozenset[str] | None) -> str | None:
    if not href.lower().startswith(("http://", "https://")):
        return None
    return href if known is None or urldefrag(href).url in known else None


# --- condensed -----------------------------------------------------------------------------------------------


def condense(doc: MasterDocument) -> tuple[tuple[MasterBlock, ...], tuple[MasterBlock, ...]]:
    """The blocks to read first, without the document's title, and those with the sources and what is said of them.

    A document of several briefs, and one that is no brief, is read whole.

    Args:
        doc: the document.
    """
    blocks = doc.blocks[1:] if doc.blocks and doc.blocks[0].kind == "heading" else doc.blocks
    ends = [i for i, b in enumerate(blocks) if b.kind == "heading" and is_sources(b.text)]
    return (blocks, ()) if len(ends) != 1 else (blocks[: ends[0]], blocks[ends[0] :])
