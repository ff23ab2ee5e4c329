"""A span as others can find it again: W3C Web Annotation selectors, and a link that marks the words on the live page.

Sources: Web Annotation Data Model, 4.2.4 and 4.2.5 (positions are in code points); URL Fragment Text Directives (WICG).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from briefer.grounding.locate import locate
from briefer.language import words
from briefer.records import Located, Match, Span

CONTEXT = 32  #: characters of prefix and suffix, doubled until they name one place
MAX_WHOLE = 300  #: a longer span is linked by its first and last words

_MAX_CONTEXT = 4_096  # a text that repeats itself for longer than that is told apart by the position alone
_MAX_CONTEXT_WORDS = 12
_EDGE_WORDS = (3, 4, 5, 6, 8, 10, 12)
_WORD = re.compile(r"\S*[^\W_]\S*")
_WORD_END = re.compile(r"[^\W_]\S*")


# --- W3C selectors ----------------------------------------------------------------------------------------


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """The position and the quote selector of a span, as they stand in JSON.

    >>> selectors("It rained. It rained again.", Span(11, 20))[1]["exact"]
    'It rained'

    Args:
        text: the source as it was read.
        span: code points, end-exclusive.

    Returns:
        A TextPositionSelector and a TextQuoteSelector whose prefix and suffix are long enough to name one place.
    """
    start, end = span
    exact, size = text[start:end], CONTEXT
    while size < _MAX_CONTEXT and not _once(text, text[max(0, start - size) : end + size]):
        size *= 2
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": exact,
            "prefix": text[max(0, start - size) : start],
            "suffix": text[end : end + size],
        },
    ]


def select(text: str, among: Iterable[Mapping[str, Any]]) -> Located | None:
    """The place that selectors point at, in the text they were made for or in one that has changed since.

    The position counts only while the quote stands there; then the quote is looked for, prefix and suffix choosing
    between several places.

    Args:
        text: the source as it is now.
        among: selectors as `selectors` makes them; other types and malformed ones are passed over.
    """
    position, quoted = None, None
    for selector in among:
        if not isinstance(selector, Mapping):
            continue
        if selector.get("type") == "TextPositionSelector":
            position = _position(selector, len(text))
        elif selector.get("type") == "TextQuoteSelector" and isinstance(selector.get("exact"), str):
            quoted = selector
    if quoted is None:
        return None
    exact, prefix, suffix = (str(quoted.get(key) or "") for key in ("exact", "prefix", "suffix"))
    if position is not None and exact and position.of(text) == exact:
        return Located(*position, Match.EXACT, (position,))
    if exact and (at := text.find(prefix + exact + suffix)) >= 0:
        span = Span(at + len(prefix), at + len(prefix) + len(exact))
        return Located(*span, Match.EXACT, (span,))
    return locate(text, exact, prefix=prefix, suffix=suffix)


def _position(selector: Mapping[str, Any], length: int) -> Span | None:
    start, end = selector.get("start"), selector.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length:
        return Span(start, end)
    return None


def _once(text: str, part: str) -> bool:
    return text.find(part, text.find(part) + 1) < 0


# --- text fragments ---------------------------------------------------------------------------------------


def text_fragment(url: str, text: str, span: Span) -> str | None:
    """A link to the live page that makes a browser scroll to a span and mark it, or None when none can be unique.

    >>> text_fragment("https://example.org/a", "Prices rose well-nigh everywhere, again.", Span(12, 32))
    'https://example.org/a#:~:text=well%2Dnigh%20everywhere'

    A browser compares without case, joins white space, marks whole words, and wants each term inside one block of the
    page: a line of *text* is taken for a block. The page may have changed since *text* was read from it, so the link
    is a convenience; the offsets are the citation.

    Args:
        url: where the article was read; None is returned unless it is http or https.
        text: the source as it was read.
        span: code points, end-exclusive.
    """
    base, exact = _linkable(url), span.of(text)
    if base is None or not words.count(exact) or words.cuts(text, span.start) or words.cuts(text, span.end):
        return None
    one_block = "\n" not in exact.strip() and len(exact) <= MAX_WHOLE
    terms = next(_unique(text, span, [(span,)] if one_block else _edges(text, span)), None)
    return None if terms is None else f"{base}:~:text={terms}"


def _linkable(url: str) -> str | None:
    """The URL up to where a text directive goes, or None for what no browser should be sent to."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url
    except ValueError:
        return None
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(':~:')[0]}" if sound else None


def _unique(text: str, span: Span, marked: Iterable[tuple[Span, ...]]) -> Iterator[str | None]:
    """Directives for the words to mark, the span itself or its ends, with as few words of context as make it unique."""
    page = _page(text)
    for terms in marked:
        for wide in _widened(text, span):
            ends = _page_form(text[wide.start : terms[0].end]), _page_form(text[terms[-1].start : wide.end])
            whole = _page_form(wide.of(text))
            if _once(page, whole) if len(terms) == 1 else _leads_to(page, *ends, whole):
                context = text[wide.start : span.start], text[span.end : wide.end]
                yield _directive(context[0], [term.of(text) for term in terms], context[1])


def _edges(text: str, span: Span) -> Iterator[tuple[Span, Span]]:
    """More and more words of the first and of the last line of the span, as long as the two do not meet."""
    found = [m.span() for m in re.finditer(r"\S+", span.of(text))]
    exact = span.of(text).rstrip()
    first_end = exact.find("\n") if "\n" in exact else len(exact)
    last_start = exact.rfind("\n") + 1
    for number in _EDGE_WORDS:
        opening_end = min(found[:number][-1][1], first_end)
        closing_start = max(found[-number:][0][0], last_start)
        if opening_end > closing_start:
            return
        yield Span(span.start, span.start + opening_end), Span(span.start + closing_start, span.end)


def _leads_to(page: str, opening: str, closing: str, whole: str) -> bool:
    """Whether a browser that looks for the opening, then for the closing, marks the whole."""
    at = page.find(opening)
    if page.find(opening, at + 1) >= 0 or not page.startswith(whole, at):
        return False
    return page.find(closing, at + len(opening)) + len(closing) == at + len(whole)


def _widened(text: str, span: Span) -> Iterator[Span]:
    """The span with none, one, two … words of context on both sides, as far as its own lines go."""
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    reach = max(line_start, span.start - MAX_WHOLE)
    before = [m.start() for m in _WORD.finditer(text, reach, span.start) if not text[m.start() - 1 : m.start()].strip()]
    following = _WORD_END.finditer(text, span.end, len(text) if line_end < 0 else line_end)
    after = [m.end() for m in islice(following, _MAX_CONTEXT_WORDS)]
    yield span
    for number in range(1, _MAX_CONTEXT_WORDS + 1):
        yield Span((before[-number:] or [span.start])[0], (after[:number] or [span.end])[-1])


def _directive(prefix: str, terms: list[str], suffix: str) -> str | None:
    try:
        parts = [*map(_term, terms)]
        if prefix.strip():
            parts.insert(0, _term(prefix) + "-")
        if suffix.strip():
            parts.append("-" + _term(suffix))
    except UnicodeEncodeError:  # a lone surrogate is in no web page
        return None
    return ",".join(parts)


def _term(text: str) -> str:
    """Percent-encoded; the hyphen too, which `urllib` leaves alone and a directive gives a meaning."""
    return percent_encoded(" ".join(text.split()), safe="").replace("-", "%2D")


@lru_cache(maxsize=16)
def _page(text: str) -> str:
    return _page_form(text)


def _page_form(text: str) -> str:
    """What a browser compares; blocks are not kept apart, so that a place is unique even if it looks across them."""
    return " ".join(text.split()).casefold()
