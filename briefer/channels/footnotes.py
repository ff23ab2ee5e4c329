"""The footnotes of a Markdown document for GitHub, read back: what each quotes, and the addresses it links to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urldefrag

from briefer.channels import document

_FOOTNOTE = re.compile(r"^\[\^(\d+)\]: (.*)$", re.MULTILINE)
_WORD_JOINER = "\u2060"  # set into names and addresses for GitHub, so that they are no links


@dataclass(frozen=True, slots=True)
class Footnote:
    """A quotation at the end of a document."""

    quote: str  #: empty when there is none between quotation marks
    addresses: frozenset[str]  #: without their fragments


def take(text: str) -> tuple[str, dict[int, Footnote]]:
    """The document without its footnotes, and these by number; a document without any stays as it is."""
    if not _FOOTNOTE.search(text):
        return text, {}
    text = text.replace(_WORD_JOINER, "")
    return _FOOTNOTE.sub("", text), {int(note[1]): _footnote(note[2]) for note in _FOOTNOTE.finditer(text)}


def _footnote(line: str) -> Footnote:
    runs = [run for block in document.parse(line).blocks for run in block.runs]
    addresses = frozenset(urldefrag(run.href).url for run in runs if run.href)
    return Footnote(quoted("".join(run.text for run in runs)), addresses)


def quoted(line: str) -> str:
    """What stands between the outermost quotation marks of a line, or an empty string."""
    return line[line.find("“") + 1 : line.rfind("”")] if 0 <= line.find("“") < line.rfind("”") else ""
