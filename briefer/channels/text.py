"""A document as plain text: for a terminal, and for the text part of a mail."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from briefer.channels import document, markdown
from briefer.channels.document import MasterBlock, MasterDocument, lines
from briefer.records import Brief

_WIDTH = 78
_GLUE = "\xa0"
_JOINT = re.compile(r"(?<=—) (?=\S)| (?=\[\d)|(?<=\d,) (?=\d+(?:[–,] ?\d+)*\])")  # where no line may end: in a tail


def render(brief: Brief) -> str:
    """One brief as plain text, 78 columns wide."""
    return from_document(document.parse(markdown.render(brief)))


def render_all(briefs: Sequence[Brief], *, title: str) -> str:
    """Several briefs as one plain text."""
    return from_document(document.parse(markdown.render_all(briefs, title=title)))


def from_document(doc: MasterDocument) -> str:
    """A document as plain text, 78 columns wide: a list item stays together, addresses stand on lines of their own."""
    found: list[str] = []
    before: MasterBlock | None = None
    told = {run.href for block in doc.blocks for run in block.runs if not run.em or block.number is not None}
    for block in doc.blocks:
        if found and not (before and before.kind == block.kind == "item"):
            found.append("")
        found += _block(block, told)
        before = block
    return "\n".join(found) + "\n"


def _block(block: MasterBlock, told: AbstractSet[str | None]) -> list[str]:
    words = block.text
    if block.kind == "heading":
        return _heading(block)
    if block.kind == "rule":
        return ["-" * 8]
    if block.kind == "code":
        return ["    " + line for line in words.split("\n")]
    addresses = _addresses(block, told)
    if block.kind == "item":
        mark = "  " * block.level + (f"{block.number}. " if block.number is not None else "- ")
        first, *sides = ("".join(run.text for run in line).strip() for line in lines(block))
        hanging = " " * len(mark)
        said = [line for side in sides for line in _wrap(side, hanging + "- " if len(sides) > 1 else hanging)]
        return [*_wrap(first, mark), *said, *(hanging + address for address in addresses)]
    return [*(_wrap(words, "> ", "> ") if block.kind == "quote" else _wrap(words)), *addresses]


def _heading(block: MasterBlock) -> list[str]:
    words = _wrap(block.text)
    if block.level == 1:
        return [*words, "-" * min(_WIDTH, max(map(len, words), default=0))]
    return [line.upper() for line in words] if block.level == 2 else words  # noqa: PLR2004 - sections in capitals


def _addresses(block: MasterBlock, told: AbstractSet[str | None]) -> list[str]:
    """The addresses of a block's links; not of an outlet behind a sentence, whose address stands under its source."""
    is_told = block.number is None and told
    linked = (run for run in block.runs if run.href and run.href != run.text)
    return list(dict.fromkeys(run.href for run in linked if run.href and not (run.em and is_told and run.href in told)))


def _wrap(words: str, first: str = "", rest: str | None = None) -> list[str]:
    hanging = " " * len(first) if rest is None else rest
    wrapped: list[str] = []
    for line in words.split("\n"):
        wrapped += textwrap.wrap(
            _JOINT.sub(_GLUE, line),
            _WIDTH,
            initial_indent=hanging if wrapped else first,
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return [line.replace(_GLUE, " ") for line in wrapped]
