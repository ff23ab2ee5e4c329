"""The sentences of an article, each with all that is quoted in it, by paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefer.language.phrases import Phrases
from briefer.language.sentence import sentence
from briefer.language.speech import framed, quoted_words
from briefer.records import Article, Kind, Passage, Span

_SIGNS = '"“”„»«'


@dataclass(frozen=True)
class Unit:
    """A sentence of an article; quotations of several sentences stand in the one that tells who speaks."""

    span: Span  #: code points in the article
    text: str
    quotes: tuple[Span, ...]  #: inside the quotation marks, code points in the text
    frame: Phrases  #: the words around the quotations

    @property
    def begins_quoted(self) -> bool:
        """Whether it begins with quoted words."""
        return bool(self.quotes) and self.text.lstrip().startswith(self.text[self.quotes[0].start - 1])

    def moved(self, span: Span) -> Span:
        """A stretch of the text as a stretch of the article."""
        return Span(span.start + self.span.start, span.end + self.span.start)


def paragraphs(article: Article) -> list[list[Unit]]:
    """The sentences of each paragraph that may be cited; none of one whose quotation marks do not pair.

    Args:
        article: any article.
    """
    parts = groupby((p for p in article.passages if p.kind is Kind.CONTENT), key=lambda p: p.paragraph)
    return [list(_units(article, list(passages))) for _, passages in parts]


def _units(article: Article, passages: Sequence[Passage]) -> Iterator[Unit]:
    whole = Span(passages[0].span.start, passages[-1].span.end)
    text = whole.of(article.text)
    quotes = [Span(q.start + whole.start, q.end + whole.start) for q in quoted_words(text)]
    if not quotes and any(sign in text for sign in _SIGNS):
        return
    start = whole.start
    for passage, after in zip(passages, [*passages[1:], None], strict=True):
        end = passage.span.end
        if after and any(q.start - 1 < end <= q.end and after.span.start <= q.end for q in quotes):
            continue  # the quotation goes on
        inside = tuple(Span(q.start - start, q.end - start) for q in quotes if start <= q.start and q.end <= end)
        words = article.text[start:end]
        yield Unit(Span(start, end), words, inside, Phrases(sentence(framed(words, inside), article.language)))
        start = after.span.start if after else end
