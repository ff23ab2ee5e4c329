"""A document as plain text: for a terminal, and for the text part of a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from briefer.channels import document, markdown
from briefer.channels.document import MasterBlock, MasterDocument, Stretch
from briefer.records import Brief

_WIDTH = 78


def render(brief: Brief) -> str:
    """One brief as plain text, 78 columns wide."""
    return from_document(document.parse(markdown.render(brief)))


def render_all(briefs: Sequence[Brief], *, title: str) -> str:
    """Several briefs as one plain text."""
    return from_document(document.parse(markdown.render_all(briefs, title=title)))


def from_document(doc: MasterDocument) -> str:
    """A document as plain text, 78 columns wide; a list item stays together, links are written out."""
    lines: list[str] = []
    before: MasterBlock | None = None
    for block in doc.blocks:
        if lines and not (before and before.kind == block.kind == "item"):
            lines.append("")
        lines += _block(block)
        before = block
    return "\n".join(lines) + "\n"


def _block(block: MasterBlock) -> list[str]:
    words = _plain(block.runs)
    if block.kind == "heading" and block.level == 1:
        return [*_wrap(words), "-" * min(_WIDTH, max(map(len, _wrap(words)), default=0))]
    if block.kind == "heading":
        return _wrap(words.upper() if block.level == 2 else words)  # noqa: PLR2004 - sections in capitals
    if block.kind == "item":
        mark = f"{block.number}. " if block.number is not None else "- "
        return _wrap(words, "  " * block.level + mark)
    if block.kind == "rule":
        return ["-" * 8]
    if block.kind == "code":
        return ["    " + line for line in words.split("\n")]
    return _wrap(words, "> ", "> ") if block.kind == "quote" else _wrap(words)


def _plain(runs: Iterable[Stretch]) -> str:
    """The characters of the runs; an address follows its link's words, but not an outlet's name behind a sentence."""
    said = []
    for run in runs:
        said.append(run.text)
        if run.href and run.href != run.text and not run.em:
            said.append(f" <{run.href}>")
    return "".join(said)


def _wrap(words: str, first: str = "", rest: str | None = None) -> list[str]:
    hanging = " " * len(first) if rest is None else rest
    lines: list[str] = []
    for line in words.split("\n"):
        lines += textwrap.wrap(
            line,
            _WIDTH,
            initial_indent=hanging if lines else first,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines
