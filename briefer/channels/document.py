"""Markdown as a plain list of blocks: what every text channel walks instead of Markdown's own tokens.

A list item is one block, whatever it holds, so no channel can split a claim. Raw HTML is literal text, an image is its
description, and a link survives only if it is http(s) and, where the caller says so, leads to a known source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal
from urllib.parse import urldefrag

from briefer.channels.literal import visible
from briefer.channels.wording import Wording, is_furniture, is_sources
from briefer.language.lexicon import DEFAULT, has, languages

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


# --- the sentences of a block --------------------------------------------------------------------------------

_TAILS = ("(", "—")  # with which that begins which stands behind a sentence


@dataclass(frozen=True, slots=True)
class Attributed:
    """What is said, and in italics who says so: "(Courier)", "— 5 outlets [1–5]"."""

    runs: tuple[Stretch, ...]
    tail: tuple[Stretch, ...] = ()  #: empty where nobody is named

    @property
    def text(self) -> str:
        """What is said, without style."""
        return "".join(run.text for run in self.runs).strip()


def label(block: MasterBlock) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """The bold beginning of a block (a question, a speaker, an outlet), and the rest of it; without one, nothing."""
    end = next((i for i, run in enumerate(block.runs) if not run.strong), len(block.runs))
    return block.runs[:end], block.runs[end:]


def lines(block: MasterBlock) -> tuple[tuple[Stretch, ...], ...]:
    """The lines in which a list item is best read: a question, then each side or answer by itself; else all in one."""
    bold, rest = label(block)
    told = sentences(rest) if bold and block.kind == "item" else ()
    asks = bold and "".join(run.text for run in bold).rstrip().endswith("?")
    if not asks and len(told) <= 1:
        return (block.runs,)
    return (bold, *(_trimmed((*one.runs, *one.tail)) for one in told))


def _trimmed(runs: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The runs without the joint that stands between two sentences."""
    return (replace(runs[0], text=runs[0].text.lstrip(" ;")), *runs[1:])


def sentences(runs: Iterable[Stretch]) -> tuple[Attributed, ...]:
    """Sentences one after the other, each with its tail; other italics are part of a sentence.

    Args:
        runs: of a block, or what follows its label.
    """
    found: list[Attributed] = []
    said: list[Stretch] = []
    for is_em, group in groupby(runs, key=lambda run: run.em):
        stretch = tuple(group)
        if is_em and said and stretch[0].text.lstrip().startswith(_TAILS):
            found.append(Attributed(tuple(said), stretch))
            said = []
        elif said or any(run.text.strip() for run in stretch):
            said += stretch
    return (*found, Attributed(tuple(said))) if said else tuple(found)


def is_aside(block: MasterBlock) -> bool:
    """Whether a paragraph is wholly in italics: the days of the news, a note, who made it."""
    return block.kind == "paragraph" and all(run.em or not run.text.strip() for run in block.runs)


def first_sentence(blocks: Sequence[MasterBlock]) -> str:
    """The sentence that tells the news: the first that somebody stands behind, else the first line; or nothing."""
    lines = [block for block in blocks if block.kind in {"paragraph", "item"} and not is_aside(block)]
    told = [one for block in lines for one in sentences(block.runs)]
    backed = (one.text for one in told if one.tail)
    return next(backed, told[0].text if told else "")


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


# --- stories -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a document under one heading: what is read first, and what stands behind it."""

    heading: MasterBlock | None
    shown: tuple[MasterBlock, ...]
    details: tuple[MasterBlock, ...] = ()  #: from the sources on; empty for what is no brief


def chapters(doc: MasterDocument) -> tuple[Chapter, ...]:
    """The stories of a document, and what stands between them; a document that is no brief is one.

    Args:
        doc: one brief, several, or anything that a person wrote.
    """
    level = min((b.level for b in doc.blocks if b.kind == "heading" and is_sources(b.text)), default=1) - 1
    starts = [i for i, b in enumerate(doc.blocks) if i and b.kind == "heading" and b.level <= level]
    edges = [0, *starts, len(doc.blocks)]
    return tuple(_chapter(doc.blocks[start:end]) for start, end in pairwise(edges) if start < end)


def _chapter(blocks: Sequence[MasterBlock]) -> Chapter:
    """The details end where a person has added a section of their own behind them."""
    heading = blocks[0] if blocks[0].kind == "heading" else None
    rest = tuple(blocks[1:] if heading else blocks)
    start = next((i for i, b in enumerate(rest) if b.kind == "heading" and is_sources(b.text)), len(rest))
    own = (i for i, b in enumerate(rest) if i > start and b.kind == "heading" and not is_furniture(b.text))
    end = next(own, len(rest))
    return Chapter(heading, (*rest[:start], *rest[end:]), rest[start:end])


def spoken(doc: MasterDocument) -> Wording:
    """The wording in which a document names its sources; English where it names none."""
    headings = {block.text for block in doc.blocks if block.kind == "heading"}
    known = (Wording(code) for code in (DEFAULT, *languages()) if has(code, "captions"))
    return next((words for words in known if words.say("sources") in headings), Wording())
