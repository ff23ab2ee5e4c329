"""An article's text as passages: sentences, list items and headings, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefer.language import lexicon
from briefer.language.sentences import split, trim
from briefer.reading.blocks import Block, blocks
from briefer.reading.inserts import ADVERTISEMENT, advertising, insert
from briefer.reading.page_litter import TAIL_SHARE, TAIL_TRIGGERS, gives_orders, is_stub, litter
from briefer.records import Kind, Passage, Span

_HEADING_WORDS = 20
_SENTENCE_END = re.compile(r"[.!…。！？;,][\"'”’»“‘«)\]*_]*$")  # German closes with “ or «
_LETTERS = re.compile(r"[^\W\d_]")
_MARKUP_LINE = re.compile(r"[\W_]+$|\|.*\|$|!\[|</?[a-z]+[ >/]")


@dataclass(frozen=True, slots=True)
class _Marked:
    """A block with what it is; `kind` CONTENT means that its sentences still have to be looked at."""

    block: Block
    kind: Kind
    reason: str = ""


def passages(
    text: str, article_id: str, *, title: str = "", language: str | None = None, markdown: bool = False
) -> tuple[Passage, ...]:
    """Every passage of a text, in order, with exact spans.

    Args:
        text: the article's text, never changed.
        article_id: "A1"; passages are then "A1.1", "A1.2", …
        title: the article's title, whose repeats in the text are litter.
        language: ISO 639-1 code for the sentence rules.
        markdown: whether the text is Markdown.
    """
    marked = [_mark(b, text, markdown=markdown) for b in blocks(text, markdown=markdown)]
    marked = _mark_tail(list(_mark_repeats(marked, text, title)), text)
    found: list[Passage] = []
    for number, item in enumerate(marked):
        for span, kind, reason in _pieces(item, text, language):
            ref = f"{article_id}.{len(found) + 1}"
            found.append(Passage(ref, span, span.of(text), kind, reason, number))
    return tuple(found)


def looks_like_heading(line: str) -> bool:
    """Whether a line that stands alone is a heading: short, with letters, and no full stop at its end."""
    words = line.count(" ") + 1
    return words <= _HEADING_WORDS and not _SENTENCE_END.search(line) and bool(_LETTERS.search(line))


def _mark(block: Block, text: str, *, markdown: bool) -> _Marked:
    line = block.span.of(text)
    if block.form == "code" or (markdown and _MARKUP_LINE.match(line)) or not _LETTERS.search(line):
        return _Marked(block, Kind.BOILERPLATE, "no prose")
    if reason := litter(line):
        return _Marked(block, Kind.BOILERPLATE, reason)
    if block.form == "heading" or (block.form == "text" and looks_like_heading(line)):
        return _Marked(block, Kind.HEADING, "heading")
    if block.form == "item" and looks_like_heading(line) and (":" not in line):
        return _Marked(block, Kind.HEADING, "list label")
    return _Marked(block, Kind.CONTENT)


def _mark_repeats(marked: list[_Marked], text: str, title: str) -> Iterator[_Marked]:
    """The page's own headline, repeated, and any other line that the page says twice."""
    seen: set[str] = set()
    for item in marked:
        line = " ".join(item.block.span.of(text).casefold().split())
        reason = "repeats the headline" if line == title.casefold() else "repeats an earlier line"
        yield _Marked(item.block, Kind.BOILERPLATE, reason) if line in seen else item
        seen.add(line)


def _mark_tail(marked: list[_Marked], text: str) -> list[_Marked]:
    """All that follows the first sign of the page's end in its last quarter; and stubs at its top."""
    # By blocks or by characters: litter comes in short lines.
    late = (i for i, m in enumerate(marked) if m.block.span.start >= len(text) * (1 - TAIL_SHARE))
    first = min(int(len(marked) * (1 - TAIL_SHARE)), next(late, len(marked)))
    triggers = (i for i, m in enumerate(marked) if i >= first and m.reason in TAIL_TRIGGERS and len(marked) > 1)
    trigger = next(triggers, len(marked))
    result = list(marked)
    for i, item in enumerate(marked):
        kind, reason = item.kind, ""
        if i > trigger and kind is not Kind.BOILERPLATE:
            reason = "after the end of the article"
        elif i + 1 == trigger < len(marked) and marked[trigger].reason == "poll" and kind is Kind.HEADING:
            reason = "poll"
        elif i < len(marked) // 4 and kind is Kind.HEADING and item.block.form == "text":
            reason = "stub line" if is_stub(item.block.span.of(text)) else ""
        if reason:
            result[i] = _Marked(item.block, Kind.BOILERPLATE, reason)
    return result


def _pieces(item: _Marked, text: str, language: str | None) -> list[tuple[Span, Kind, str]]:
    """The passages of one block: a marked block whole, content sentence by sentence."""
    span = item.block.span
    if item.kind is not Kind.CONTENT:
        return [(span, item.kind, item.reason)]
    pieces: list[tuple[Span, Kind, str]] = []
    datelines = lexicon.pattern(lexicon.EVERY, "datelines", case=True)
    if item.block.form == "text" and (dateline := datelines.match(text, span.start, span.end)):
        pieces.append((trim(text, Span(span.start, dateline.end())), Kind.BOILERPLATE, "dateline"))
        span = Span(dateline.end(), span.end)
    at = span.start
    for stretch in advertising(text, span):
        pieces += _sentences(text, Span(at, stretch.start), language)
        pieces.append((stretch, Kind.BOILERPLATE, ADVERTISEMENT))
        at = stretch.end
    return pieces + _sentences(text, Span(at, span.end), language)


def _sentences(text: str, span: Span, language: str | None) -> list[tuple[Span, Kind, str]]:
    """The sentences of a stretch of text, each with its kind."""
    return [(each, *_kind(each.of(text))) for each in split(text, span, language)]


def _kind(sentence: str) -> tuple[Kind, str]:
    if gives_orders(sentence):
        return Kind.INSTRUCTION, "speaks to a machine reader"
    reason = insert(sentence)
    return (Kind.BOILERPLATE, reason) if reason else (Kind.CONTENT, "")
