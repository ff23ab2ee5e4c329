"""Sentence boundaries, with offsets that never leave the text as it was read."""

from __future__ import annotations

import re

from briefer.language import lexicon
from briefer.records import Span

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BESIDE = 40  # characters either side of a boundary that tell whether it is one


def split(text: str, span: Span | None = None, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of a text, or of one stretch of it, without the white space around them.

    The boundaries come from sentencex, which is kept by Wikimedia, knows abbreviations in many languages and
    returns offsets; punkt needs downloaded data, pysbd rewrites the text, syntok splits after "U.S.".

    Args:
        text: any text.
        span: the stretch to split, in code points; the whole text when None.
        language: ISO 639-1 code; English rules when None.

    Returns:
        Spans into *text*, in order, none of them empty.
    """
    import sentencex  # noqa: PLC0415 - a native module that `briefer --help` need not load

    whole = span or Span(0, len(text))
    # A lone surrogate cannot cross into the native splitter; U+FFFD keeps every offset.
    stretch = _SURROGATES.sub("\ufffd", whole.of(text))
    spans: list[Span] = []
    for found in sentencex.get_sentence_boundaries(language or "en", stretch):
        start, end = whole.start + found["start_index"], whole.start + found["end_index"]
        trimmed = trim(text, Span(start, end))
        if trimmed.start == trimmed.end:
            continue
        if spans and _continues(text, spans[-1], trimmed):
            spans[-1] = Span(spans[-1].start, trimmed.end)
        else:
            spans.append(trimmed)
    return tuple(spans)


def trim(text: str, span: Span) -> Span:
    """The span without the white space at its ends; empty at its start when there is nothing else."""
    stretch = span.of(text)
    left = len(stretch) - len(stretch.lstrip())
    if left == len(stretch):
        return Span(span.start, span.start)
    return Span(span.start + left, span.end - (len(stretch) - len(stretch.rstrip())))


def _continues(text: str, before: Span, after: Span) -> bool:
    """Whether the splitter cut inside a sentence: `"Why?" he asked.`, `at 5 p.m. Monday`, `the “Dr. No” act`."""
    if "\n\n" in text[before.end : after.start]:
        return False
    following = after.of(text)
    first = following.lstrip("\"'”’)]").lstrip()[:1]
    if first.islower() and first <= "ÿ":
        return True
    ends = (before.of(text)[-_BESIDE:], following[:_BESIDE])
    beside = "\n".join(end.replace("\n", " ") for end in ends)
    return lexicon.pattern(None, "unfinished", case=True).search(beside) is not None
