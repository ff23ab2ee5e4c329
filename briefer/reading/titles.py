"""What an article is called when its source does not say."""

from __future__ import annotations

from briefer.language.sentences import split
from briefer.reading.blocks import Block
from briefer.reading.page_litter import is_stub, litter
from briefer.reading.passages import looks_like_heading
from briefer.records import Span

_LONGEST = 110
_LOOK_AT = 4


def title_of(text: str, found: tuple[Block, ...]) -> str:
    """A title: the heading at the top of the text, else its first sentence, shortened.

    Args:
        text: the article's text.
        found: its blocks.
    """
    named = ((n, block, block.span.of(text)) for n, block in enumerate(found) if block.form != "code")
    for n, block, line in named:
        if litter(line) or is_stub(line):
            continue
        if n < _LOOK_AT and (block.form == "heading" or (block.form == "text" and looks_like_heading(line))):
            return shorten(line)
        sentences = split(text, Span(block.span.start, min(block.span.end, block.span.start + 2_000)))
        return shorten(sentences[0].of(text) if sentences else line)
    return "Untitled"


def shorten(line: str, longest: int = _LONGEST) -> str:
    """One line of at most *longest* code points, cut between words, with an ellipsis where cut."""
    line = " ".join(line.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
