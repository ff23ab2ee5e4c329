"""Blocks of a text: paragraphs, list items, headings and lines, as spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from briefer.language.sentences import trim
from briefer.records import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_BULLET = re.compile(r"\s*(?:[-*•‣▪◦·–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t\u00a0]+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"\s{0,3}#{1,6}[ \t]+(?=\S)")
_MARKDOWN_QUOTE = re.compile(r"\s{0,3}>[ \t]?(?=\S)")
_TERMINAL = re.compile(r"[.!?…。！？:;][\"'”’»)\]*_]*\s*$")
_WRAP_MAX = 100  # a line that a person or a program wrapped is rarely longer
_WRAP_MIN = 40

Form = Literal["text", "item", "heading", "code"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading or stretch of code; `span` leaves out its marker."""

    span: Span
    form: Form


def blocks(text: str, *, markdown: bool = False) -> tuple[Block, ...]:
    """The blocks of a text, in order.

    A line is a block of its own unless the lines around it show that the paragraph was wrapped by hand.

    Args:
        text: the text of an article, never changed.
        markdown: whether `#`, `>` and fences are markup.
    """
    found: list[Block] = []
    for paragraph in _paragraphs(text):
        found += _of_paragraph(text, paragraph, markdown=markdown)
    return tuple(_without_code(text, found)) if markdown else tuple(found)


def _paragraphs(text: str) -> list[list[Span]]:
    """Runs of lines that no empty line parts."""
    groups: list[list[Span]] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = trim(text, Span(*match.span()))
        if line.start == line.end:
            continue
        gap = text[last_end : line.start].replace("\r\n", "\n")
        if not groups or gap.count("\n") + gap.count("\r") + gap.count("\u2029") * 2 > 1:
            groups.append([])
        groups[-1].append(Span(match.start(), line.end))
        last_end = match.end()
    return groups


def _of_paragraph(text: str, lines: list[Span], *, markdown: bool) -> list[Block]:
    # Wrapped: all lines but the last are of about one length, as only wrapping makes them.
    lengths = [line.end - line.start for line in lines]
    longest, body = max(lengths), lengths[:-1]
    wrapped = len(lengths) > 1 and longest <= _WRAP_MAX and min(body) >= max(_WRAP_MIN, 0.6 * longest)
    found: list[Block] = []
    for line in lines:
        start, form = _marker(text, line, markdown=markdown)
        span = trim(text, Span(start, line.end))
        if span.start == span.end:
            continue
        before = found[-1] if found and form == "text" and found[-1].form in {"text", "item"} else None
        if before and (wrapped or _goes_on(text, before.span, span)):
            found[-1] = Block(Span(before.span.start, span.end), before.form)
        else:
            found.append(Block(span, form))
    return found


def _goes_on(text: str, before: Span, after: Span) -> bool:
    long = before.end - before.start >= _WRAP_MIN
    return long and text[after.start].islower() and not _TERMINAL.search(before.of(text))


def _marker(text: str, line: Span, *, markdown: bool) -> tuple[int, Form]:
    """Where the line's words begin, and what its marker says it is."""
    if markdown and (heading := _MARKDOWN_HEADING.match(text, line.start, line.end)):
        return heading.end(), "heading"
    start = line.start
    if markdown and (quote := _MARKDOWN_QUOTE.match(text, start, line.end)):
        start = quote.end()
    if bullet := _BULLET.match(text, start, line.end):
        return bullet.end(), "item"
    return start, "text"


def _without_code(text: str, found: list[Block]) -> list[Block]:
    """Fenced stretches, and the front matter of a Markdown file, as blocks of code."""
    inside = False
    result: list[Block] = []
    for block in found:
        fence = block.span.of(text).startswith(("```", "~~~"))
        result.append(Block(block.span, "code") if inside or fence else block)
        inside = inside != (fence and block.span.of(text).count("```") % 2 == 1)
    return result
