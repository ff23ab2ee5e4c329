"""An article's text cut where evidence begins and ends, so that a page can mark it without counting characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefer.channels.numbering import Evidence
from briefer.records import Article, Kind


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text in which nothing changes."""

    text: str
    evidence: tuple[int, ...] = ()  #: the numbers of the citations that cover it
    quoted: bool = False  #: whether one of them quotes it; False in what an elided quote leaves out
    begins: tuple[int, ...] = ()  #: the citations that begin here
    ends: tuple[int, ...] = ()  #: the citations that end here
    aside: str = ""  #: why it is no content (page litter, hidden text …); empty for content


def pieces(article: Article, evidence: Sequence[Evidence]) -> Iterator[Piece]:
    """The whole text of an article in order, cut at every border of its evidence and of what is no content.

    Args:
        article: the article.
        evidence: the numbered citations of that article.
    """
    asides = [p for p in article.passages if p.kind not in {Kind.CONTENT, Kind.HEADING}]
    borders = {0, len(article.text)}
    for one in evidence:
        borders |= {one.citation.start, one.citation.end}
        borders |= {edge for segment in one.citation.segments for edge in segment}
    for passage in asides:
        borders |= set(passage.span)
    cuts = sorted(border for border in borders if 0 <= border <= len(article.text))
    for start, end in pairwise(cuts):
        cover = [one for one in evidence if one.citation.start <= start and end <= one.citation.end]
        yield Piece(
            text=article.text[start:end],
            evidence=tuple(one.number for one in cover),
            quoted=any(s.start <= start and end <= s.end for one in cover for s in one.citation.segments),
            begins=tuple(one.number for one in cover if one.citation.start == start),
            ends=tuple(one.number for one in cover if one.citation.end == end),
            aside=next((p.reason or p.kind.value for p in asides if p.span.start <= start and end <= p.span.end), ""),
        )
