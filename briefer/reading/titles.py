"""What an article is called when its source does not say."""

from __future__ import annotations

from briefer.language.sentences import split
from briefer.reading.blocks import Block
from briefer.reading.inserts import advertising, insert
from briefer.reading.page_litter import is_stub, litter
from briefer.reading.passages import looks_like_heading
from briefer.records import Span

_LONGEST = 110
_LOOK_AT = 4
_READ = 2_000  # code points of a block in which its first sentence is looked for


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
        if told := _first_sentence(text, Span(block.span.start, min(block.span.end, block.span.start + _READ))):
            return shorten(told)
    return "Untitled"


def _first_sentence(text: str, span: Span) -> str:
    """The first sentence of a stretch of text that is no advertising, pointer or summary; empty where there is none."""
    at = span.start
    for stretch in (*advertising(text, span), Span(span.end, span.end)):
        sentences = (one.of(text) for one in split(text, Span(at, stretch.start)))
        if told := next((one for one in sentences if not insert(one)), ""):
            return told
        at = stretch.end
    return ""


def shorten(line: str, longest: int = _LONGEST) -> str:
    """One line of at most *longest* code points, cut between words, with an ellipsis where cut."""
    line = " ".join(line.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
