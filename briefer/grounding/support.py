"""Which text a claim is checked against: the enclosing sentences of its citations, their neighbours, the articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefer.records import Article, Citation, Evidence, EvidencePiece, Kind, Passage, Span

_LONGEST = 20_000  # code points of one passage: what is longer is no sentence, and is read no further
_READABLE = frozenset({Kind.CONTENT, Kind.HEADING})


@dataclass(frozen=True, slots=True)
class Source:
    """An article, ready to be asked for the text around a span."""

    article: Article
    starts: tuple[int, ...]  #: where each passage begins, in order
    readable: str  #: title and every sentence or heading that a reader would call the article

    def passages(self, span: Span) -> tuple[int, ...]:
        """Indexes of the passages that a span touches, and of those between them."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        if first < len(self.starts) and self.article.passages[first].span.end <= span.start:
            first += 1
        last = bisect_right(self.starts, span.end - 1) - 1
        return tuple(range(first, last + 1))


def source(article: Article) -> Source:
    """The article as a source of evidence."""
    readable = "\n".join([article.title, *(p.text[:_LONGEST] for p in article.passages if p.kind in _READABLE)])
    return Source(article, tuple(p.span.start for p in article.passages), readable)


def sources(articles: Iterable[Article]) -> dict[str, Source]:
    """Every article as a source, by id."""
    return {a.id: source(a) for a in articles}


def evidence(citations: Sequence[Citation], library: Mapping[str, Source]) -> Evidence:
    """What a claim with these citations is checked against.

    The evidence of a span is the whole of every sentence that it touches, with all between its first and its last
    character: a quote that begins just after "not" is read with the "not".

    Args:
        citations: where the claim's quotes were found.
        library: the story's articles, by id.
    """
    by_article: dict[str, list[Citation]] = {}
    for citation in citations:
        by_article.setdefault(citation.article, []).append(citation)
    return Evidence(tuple(_piece(library[article], found) for article, found in by_article.items()))


def touched(citation: Citation, library: Mapping[str, Source]) -> tuple[Passage, ...]:
    """The passages that a citation touches."""
    found = library[citation.article]
    return tuple(found.article.passages[i] for i in found.passages(Span(citation.start, citation.end)))


def refs(citations: Iterable[Citation], library: Mapping[str, Source]) -> tuple[str, ...]:
    """The refs of the passages that some citations touch, each once."""
    at_hand = (c for c in citations if c.article in library)
    return tuple(dict.fromkeys(passage.ref for c in at_hand for passage in touched(c, library)))


def around(found: Source, cited: Collection[int]) -> tuple[int, ...]:
    """Indexes of some passages and of the nearest readable ones before and after each, in reading order."""
    near = {place for index in cited for step in (-1, 1) if (place := _neighbour(found, index, step)) >= 0}
    return tuple(sorted(near | set(cited)))


def _piece(found: Source, citations: list[Citation]) -> EvidencePiece:
    cited = sorted({i for c in citations for i in found.passages(Span(c.start, c.end))})
    near = around(found, cited)
    article = found.article
    texts = article.passages
    sentences = "\n".join(texts[i].text for i in cited) or "\n".join(c.text for c in citations)
    wider = "\n".join(texts[i].text if i in cited else texts[i].text[:_LONGEST] for i in near) or sentences
    return EvidencePiece(
        article.id,
        sentences,
        wider,
        found.readable,
        published=article.published,
        language=article.language,
        publisher=article.publisher,
    )


def _neighbour(found: Source, index: int, step: int) -> int:
    """The nearest readable passage before or after, or -1 at the end of the article."""
    passages = found.article.passages
    places = range(index + step, len(passages) if step > 0 else -1, step)
    return next((place for place in places if passages[place].kind in _READABLE), -1)
