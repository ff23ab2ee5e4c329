"""The sentences of a brief as its page counts them: each with a number, who says it, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from itertools import chain

from briefer.channels import outlet_names
from briefer.channels.html.numbering import NumberedQuote, Numbering
from briefer.channels.literal import clean
from briefer.channels.wording import Wording, wording
from briefer.records import Article, Brief, Claim, Section

_FEW = 2  # outlets that are named behind a sentence; more are counted


def literal(text: str) -> str:
    """Foreign text as HTML that shows it literally, on one line."""
    return escape(clean(text))


def told(brief: Brief) -> Iterator[Claim]:
    """Every claim of a brief, in the order of its page."""
    by_section = {section: [c for c in brief.claims if c.section is section] for section in Section}
    yield from (*by_section[Section.BOTTOM_LINE], *by_section[Section.KEY_FACTS])
    yield from (claim for one in brief.disagreements for claim in one.positions)
    yield from (entry.claim for entry in (*brief.voices, *brief.quotes, *brief.timeline))
    yield from (*by_section[Section.CONTEXT], *by_section[Section.OUTLOOK])
    yield from (claim for one in brief.questions for claim in one.claims)
    yield from (claim for one in brief.revisions for claim in (one.now, one.before))


@dataclass(frozen=True, slots=True)
class PageLine:
    """A sentence at its place on the page; a claim that is told twice is two of them."""

    number: int  #: from 1, within its brief
    claim: Claim
    quotes: tuple[NumberedQuote, ...]  #: in the order in which they stand at the side
    outlets: tuple[str, ...]  #: their names, each once
    named: tuple[str, ...]  #: who says it: the outlets by name where they are few, else how many they are
    is_alone: bool  #: whether one origin alone says it


@dataclass(slots=True)
class Page:
    """One brief on a page: numbers for its sentences as they are written down, and for the words behind them.

    Args:
        brief: the brief.
        prefix: what its element ids begin with, so that several briefs can share a page.
        first: the number of its first citation.
    """

    brief: Brief
    prefix: str
    first: int = 1
    words: Wording = field(init=False)
    names: dict[str, str] = field(init=False)  #: of the outlets, by article
    numbering: Numbering = field(init=False)
    sentences: list[PageLine] = field(init=False, default_factory=list)
    origins: tuple[tuple[Article, ...], ...] = field(init=False)  #: the articles as they stand at the side, by origin
    _places: dict[str, int] = field(init=False)
    _outlets: dict[str, int] = field(init=False)
    _origins: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Number the citations in the order of the page, wherever the brief keeps the claims that make them."""
        self.words = wording(self.brief)
        self.names = outlet_names.names(self.brief)
        self._outlets = {name: number for number, name in enumerate(dict.fromkeys(self.names.values()))}
        self._origins = {cover.article: cover.origin for cover in self.brief.coverage}
        claims = tuple(replace(claim, section=Section.KEY_FACTS) for claim in told(self.brief))
        flat = Brief(self.brief.headline, claims, self.brief.articles, self.brief.coverage, self.brief.provenance)
        self.numbering = Numbering(flat, self.first)
        self.origins = tuple(self._grouped())
        self._places = {a.id: place for place, a in enumerate(chain.from_iterable(self.origins))}

    def _grouped(self) -> Iterator[tuple[Article, ...]]:
        """The articles of one origin together, in the order in which the brief first cites them."""
        cited = {article.id: place for place, (article, _) in enumerate(self.numbering.by_article())}
        groups: dict[str, list[Article]] = {}
        for article in sorted(self.brief.articles, key=lambda a: cited.get(a.id, len(cited))):
            groups.setdefault(self._origins.get(article.id, article.id), []).append(article)
        yield from map(tuple, groups.values())

    def name(self, article_id: str) -> str:
        """The outlet of an article."""
        return self.names.get(article_id, article_id)

    def outlet(self, name: str) -> int:
        """The number of an outlet, from 0, by which the page's script knows it; -1 for one that has no article here."""
        return self._outlets.get(name, -1)

    def _place(self, quote: NumberedQuote) -> tuple[int, int]:
        return self._places.get(quote.citation.article, len(self._places)), quote.citation.start

    def sentence(self, claim: Claim) -> PageLine:
        """Write a claim down as the next sentence of the page."""
        quotes = sorted(self.numbering.of(claim), key=self._place)
        cited = dict.fromkeys(quote.citation.article for quote in quotes)
        named = tuple(dict.fromkeys(self.name(article) for article in cited))
        made = PageLine(
            len(self.sentences) + 1,
            claim,
            tuple(quotes),
            named,
            named=named if len(named) <= _FEW else (self.words.count("outlets", len(named)),),
            is_alone=len({self._origins.get(article) for article in cited}) == 1,
        )
        self.sentences.append(made)
        return made
