"""The numbers of a brief's quotations, and where on the web their words can be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefer.channels.arrangement import claims_in_order
from briefer.channels.captions import quotation
from briefer.channels.literal import web_url
from briefer.records import Article, Brief, Citation, Claim, Span


@dataclass(frozen=True, slots=True)
class NumberedQuote:
    """A numbered quotation: the same characters of the same article have one number throughout a brief."""

    number: int
    citation: Citation
    href: str | None  #: where the words can be read, with a text fragment when the words are unique there

    @property
    def label(self) -> str:
        """What a reader sees: "[3]"."""
        return f"[{self.number}]"

    @property
    def quote(self) -> str:
        """The quoted words, as `quotation` has them."""
        return quotation(self.citation)


@dataclass(frozen=True)
class Numbering:
    """The numbered evidence of one brief.

    Args:
        brief: the brief.
        first: the first number, for a document that holds several briefs.
    """

    brief: Brief
    first: int = 1

    @cached_property
    def _numbered(self) -> dict[tuple[str, int, int], NumberedQuote]:
        found: dict[tuple[str, int, int], NumberedQuote] = {}
        for citation in (c for claim in claims_in_order(self.brief) for c in claim.citations):
            key = (citation.article, citation.start, citation.end)
            if key not in found:
                found[key] = NumberedQuote(self.first + len(found), citation, _href(self.brief, citation))
        return found

    @property
    def all(self) -> tuple[NumberedQuote, ...]:
        """Every piece of evidence, by number."""
        return tuple(self._numbered.values())

    @property
    def next(self) -> int:
        """The number after the last."""
        return self.first + len(self._numbered)

    def of(self, claim: Claim) -> tuple[NumberedQuote, ...]:
        """The evidence of one claim of the brief, by number, each once."""
        found = {self._numbered[c.article, c.start, c.end].number: c for c in claim.citations}
        return tuple(self._numbered[c.article, c.start, c.end] for _, c in sorted(found.items()))

    def by_article(self) -> tuple[tuple[Article, tuple[NumberedQuote, ...]], ...]:
        """The cited articles in the order of their first citation, each with its evidence."""
        groups: dict[str, list[NumberedQuote]] = {}
        for evidence in self.all:
            groups.setdefault(evidence.citation.article, []).append(evidence)
        articles = ((self.brief.article(article_id), found) for article_id, found in groups.items())
        return tuple((article, tuple(found)) for article, found in articles if article)


def _href(brief: Brief, citation: Citation) -> str | None:
    article = brief.article(citation.article)
    url = web_url(article.url) if article else None
    if not article or not url:
        return None
    from briefer.grounding.selectors import text_fragment  # noqa: PLC0415 - only briefs with web sources need it

    return web_url(text_fragment(url, article.text, Span(citation.start, citation.end))) or url
