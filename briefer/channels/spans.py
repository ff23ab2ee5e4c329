"""The line by which a brief in Markdown can be verified: which characters of which text back each of its sentences.

It is a link definition that nothing refers to, so no viewer shows it, and it survives whoever edits the document:
`[briefer-1]: <#A1=3aeba9b83daa@2026-03-04;1f3a2b=A1:120-171,A3:40-51~60-99>`. First come the articles with the first
digits of the sha256 of their texts and the days on which they were published, where these are known; then for every
sentence a digest of its words and its spans: code points, end-exclusive; the parts of an elided quotation joined by
"~". `more` are the spans of what the document has no room for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefer.channels.literal import clean
from briefer.language.words import folded
from briefer.records import Article, Citation, Claim, Span

_LABEL = "briefer"
_WRITTEN = re.compile(rf"^\[{_LABEL}-\d+\]: <#([^>\n]*)>[ \t]*$", re.MULTILINE)
_MORE = "more"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SHA256, _MARK = 12, 6  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Place:
    """One citation: the article's id, and its stretches."""

    article: str
    segments: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first stretch to the last."""
        return Span(self.segments[0].start, self.segments[-1].end)


@dataclass(frozen=True, slots=True)
class SpansLine:
    """What one such line says."""

    sha256: Mapping[str, str]  #: the first digits, by article id
    published: Mapping[str, str]  #: ISO 8601, by article id, where it is known
    places: Mapping[str, tuple[Place, ...]]  #: by the mark of a sentence, in the order of the document
    more: tuple[Place, ...] = ()


def mark(text: str) -> str:
    """By what a sentence is found again: a digest of its words, whatever their case and the space between them."""
    return hashlib.sha256(folded(clean(text)).encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]


def written(number: int, articles: Iterable[Article], shown: Iterable[Claim], rest: Iterable[Claim]) -> str:
    """The line of one brief.

    Args:
        number: of the brief in its document, from 1.
        articles: of the brief.
        shown: the claims whose sentences stand in the document, in its order.
        rest: the others.
    """
    parts = [f"{article.id}={article.sha256[:_SHA256]}{_day(article)}" for article in articles]
    parts += dict.fromkeys(f"{mark(claim.text)}={','.join(map(_place, claim.citations))}" for claim in shown)
    further = dict.fromkeys(_place(citation) for claim in rest for citation in claim.citations)
    parts += [f"{_MORE}={','.join(further)}"] if further else []
    return f"[{_LABEL}-{number}]: <#{';'.join(parts)}>"


def _day(article: Article) -> str:
    day = _DAY.match(article.published or "")
    return f"@{day[0]}" if day else ""


def _place(citation: Citation) -> str:
    return f"{citation.article}:" + "~".join(f"{s.start}-{s.end}" for s in citation.segments)


def read(markdown: str) -> tuple[SpansLine, ...]:
    """Every such line of a document, in its order; what in one cannot be read is left out."""
    return tuple(_read(found[1]) for found in _WRITTEN.finditer(markdown))


def _read(said: str) -> SpansLine:
    sha256: dict[str, str] = {}
    published: dict[str, str] = {}
    places: dict[str, tuple[Place, ...]] = {}
    for part in said.split(";"):
        key, _, value = part.partition("=")
        if ":" in value:
            places[key] = tuple(_places(value))
        else:
            sha256[key], _, day = value.partition("@")
            published |= {key: day} if _DAY.fullmatch(day) else {}
    return SpansLine(sha256, published, {k: v for k, v in places.items() if k != _MORE}, places.get(_MORE, ()))


def _places(value: str) -> Iterator[Place]:
    for one in value.split(","):
        article, _, spans = one.partition(":")
        pairs = [re.fullmatch(r"(\d{1,12})-(\d{1,12})", span) for span in spans.split("~")]
        if all(pairs):
            yield Place(article, tuple(Span(int(pair[1]), int(pair[2])) for pair in pairs if pair))
