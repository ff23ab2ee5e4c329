"""What is put into running text and is not of the article: advertising between marks, pointers, closing summaries.

Untitled texts of one paragraph have no lines by which `page_litter` could tell them, so their sentences are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefer.language import lexicon
from briefer.language.sentences import trim
from briefer.records import Span

ADVERTISEMENT = "advertisement"
_MARK = "mark"
_LONGEST = 400  # code points between two marks; what is longer is the article between two places for advertising


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rules of `data/<code>/inserts.txt` for sentences, each written "reason: pattern"."""
    parts = (line.partition(": ") for line in lexicon.lines(lexicon.EVERY, "inserts"))
    return tuple((reason, re.compile(p, re.IGNORECASE)) for reason, _, p in parts if reason != _MARK)


def insert(sentence: str) -> str | None:
    """Why a sentence of running text is not of the article, or None where no rule says so.

    Args:
        sentence: one sentence, trimmed.
    """
    plain = sentence.lstrip("*_ ")
    return next((reason for reason, pattern in _rules() if pattern.match(plain)), None)


def advertising(text: str, span: Span) -> Iterator[Span]:
    """The stretches of advertising in a block of text: from a mark to the next one, or a mark alone.

    Args:
        text: the text of an article.
        span: where the block stands in it.
    """
    marks = list(lexicon.pattern(lexicon.EVERY, "inserts", _MARK).finditer(text, span.start, span.end))
    while marks:
        first = marks.pop(0)
        closes = marks and marks[0].start() - first.end() <= _LONGEST
        end = marks.pop(0).end() if closes else first.end()
        yield trim(text, Span(first.start(), end))
