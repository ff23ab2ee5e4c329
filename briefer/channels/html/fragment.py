"""A document's blocks as plain HTML, without style: for feeds, and for pages of documents that a person wrote."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from briefer.channels.document import Block, Run

_TAGS = {"quote": "blockquote", "item": "li"}


def fragment(blocks: Sequence[Block]) -> str:
    """HTML of the blocks: paragraphs, headings, nested lists, links, emphasis; nothing else."""
    lines: list[str] = []
    open_lists: list[str] = []
    for block in blocks:
        wanted = block.level + 1 if block.kind == "item" else 0
        while len(open_lists) > wanted:
            lines.append(f"</{open_lists.pop()}>")
        while len(open_lists) < wanted:
            tag = "ul" if block.number is None else "ol"
            open_lists.append(tag)
            lines.append(f'<ol start="{block.number}">' if tag == "ol" else "<ul>")
        lines.append(_block(block))
    lines += [f"</{tag}>" for tag in reversed(open_lists)]
    return "\n".join(lines)


def _block(block: Block) -> str:
    if block.kind == "rule":
        return "<hr>"
    if block.kind == "code":
        return f"<pre>{escape(block.text)}</pre>"
    tag = f"h{block.level}" if block.kind == "heading" else _TAGS.get(block.kind, "p")
    return f"<{tag}>{''.join(_run(run) for run in block.runs)}</{tag}>"


def _run(run: Run) -> str:
    shown = escape(run.text).replace("\n", "<br>")
    for on, tag in ((run.code, "code"), (run.em, "em"), (run.strong, "strong")):
        shown = f"<{tag}>{shown}</{tag}>" if on else shown
    return f'<a href="{escape(run.href)}" rel="noopener noreferrer">{shown}</a>' if run.href else shown
