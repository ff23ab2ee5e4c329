"""A document for a place where long messages are a nuisance: what must be read first, and the details apart.

The claims, the disagreements and a line for every cited article stay. A quotation goes to the details when its number
is a link, since that leads to the words themselves; where it is none, the quotation stays. What was withheld and what
became of the articles keeps its one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefer.channels import captions
from briefer.channels.document import Block, Document, Run

_PARTS = {*captions.SECTIONS.values(), captions.DISAGREEMENTS, captions.SOURCES, captions.WITHHELD, captions.COVERAGE}


def condense(doc: Document, *, details_follow: bool = False) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks to read first, without the document's title, and those with the details.

    A document that is no brief, or an edited one, keeps every part that this does not know.

    Args:
        doc: the document.
        details_follow: whether a reader gets the details too, so that no quotation need stay behind.
    """
    blocks = doc.blocks
    titled = bool(blocks) and blocks[0].kind == "heading"
    level = min((b.level for b in blocks if b.kind == "heading" and b.text in _PARTS), default=0)
    main: list[Block] = []
    details: list[Block] = []
    for section in _sections(blocks[1:] if titled else blocks):
        name = section[0].text if section[0].kind == "heading" else ""
        if name == captions.SOURCES:
            details += section
            listed, notes = _parted(section)
            main += [*listed[:1], *_articles(listed[1:], quoting=not details_follow), *notes]
        elif name in {captions.WITHHELD, captions.COVERAGE}:
            kept, rest = _sentence(section)
            main += kept
            details += rest
        else:
            main += section
            details += [block for block in section[:1] if block.kind == "heading" and block.level < level]
    return tuple(main), tuple(details) if any(block.kind != "heading" for block in details) else ()


def _sections(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    section: list[Block] = []
    for block in blocks:
        if block.kind == "heading" and section:
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _articles(blocks: Sequence[Block], *, quoting: bool) -> Iterator[Block]:
    """An item for every article, the numbers of its linked quotations behind it, the other quotations under it."""
    article: Block | None = None
    quotations: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and block.kind == "item" and article:
            number = block.runs[0]
            if number.href and number.is_number:
                article = replace(article, runs=(*article.runs, Run(" "), number))
            elif quoting:
                quotations.append(replace(block, level=1))
            continue
        if article:
            yield article
            yield from quotations
        article = replace(block, kind="item") if block is not None and block.kind == "paragraph" else None
        quotations = []
        if block is not None and article is None:
            yield block


def _sentence(section: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Of a section, its first paragraph and what stands behind its rule; and all but that end."""
    listed, notes = _parted(section)
    first = next((block for block in listed[1:] if block.kind == "paragraph"), None)
    kept = [Block("paragraph", (Run(first.text.removesuffix(":").rstrip(".") + ".", em=True),))] if first else []
    return [*kept, *notes], listed


def _parted(section: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """A section up to its rule, and what stands behind it, without the digests of texts that only `verify` reads."""
    shown = [block for block in section if not block.text.startswith("Texts as read")]
    end = next((i for i, block in enumerate(shown) if block.kind == "rule"), len(shown))
    return shown[:end], shown[end:]
