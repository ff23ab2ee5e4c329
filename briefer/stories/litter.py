"""Page litter that only shows beside other pages: the same short line in several sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefer.language.stems import tokens
from briefer.records import Article, Kind, Origin

_WORDS = 12  # a longer line that three newsrooms share is a statement that they quote
_ORIGINS = 3
_SHOWN = (Kind.CONTENT, Kind.HEADING)
_QUOTES = frozenset("\"'“”‘’«»")


def without_litter(articles: Sequence[Article], origins: Sequence[Origin]) -> list[Article]:
    """The articles with lines marked that stand alone, word for word, in three or more origins.

    Reprints repeat every line, so origins are counted and not articles. Quotations, and lines with a figure or a name
    inside, are left alone: those are what several newsrooms may well have in common.

    Args:
        articles: the articles of one story.
        origins: their origins.
    """
    origin_of = {article_id: origin.id for origin in origins for article_id in origin.articles}
    holders: dict[str, set[str]] = {}
    for article in articles:
        for line in _lines(article).values():
            holders.setdefault(line, set()).add(origin_of[article.id])
    cleaned = []
    for article in articles:
        marked = {p.ref: p for p in article.passages}
        for ref, line in _lines(article).items():
            if (number := len(holders[line])) >= _ORIGINS:
                reason = f"the same line stands in {number} sources"
                marked[ref] = replace(marked[ref], kind=Kind.BOILERPLATE, reason=reason)
        cleaned.append(replace(article, passages=tuple(marked.values())))
    return cleaned


def _lines(article: Article) -> dict[str, str]:
    """The short shown passages that are a paragraph of their own, by ref, as their words."""
    sizes = Counter(passage.paragraph for passage in article.passages)
    alone = (p for p in article.passages if sizes[p.paragraph] == 1)
    return {p.ref: " ".join(tokens(p.text)) for p in alone if p.kind in _SHOWN and _is_plain(p.text)}


def _is_plain(text: str) -> bool:
    words = text.split()
    named = any(word[0].isupper() for word in words[1:])
    return 0 < len(words) <= _WORDS and not named and not any(c.isdigit() or c in _QUOTES for c in text)
