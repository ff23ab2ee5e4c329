"""Who says what in a story: its sentences, made ready to be held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefer.language.quantities import Kind, Quantity, states
from briefer.language.statements import Statement, at_odds, senses_of, statement, support
from briefer.language.weights import Idf, fit
from briefer.language.word_sets import word_set
from briefer.records import Article, Passage, Story
from briefer.stories.overlaps import LONGEST, compared

_NAMED = re.compile(r"(?<![.!?:“\"(‘]\s)(?<!^)(?<![“\"(‘])\b[A-Z][\w’'.-]*[\w]", re.MULTILINE)
# A sentence that says so speaks of the event that the sentences before it and the title name.
_ANAPHORIC = re.compile(
    r"\b(?:the|this|that|these|its|their|his|her)\s+(?:\w+\s+)?"
    r"(?:decision|choice|move|split|exit|departure|change|plan|step|break|switch|closure)\b|"
    r"^\W*(?:why[^?]{0,30}\?\s*)?because\b",
    re.IGNORECASE,
)
#: Capitalised and no names.
CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
_ANY_WORD = re.compile(r"\w+")
_CONTEXT = 2  # sentences before


@dataclass(frozen=True, slots=True)
class Voice:
    """A content passage of an article, and what it says."""

    ref: str
    article: str
    origin: str
    published: str | None
    text: str
    statement: Statement
    names: frozenset[str]  #: those of its terms that are names
    context: frozenset[str]  #: terms of the sentences before it and the title, where it refers to them


@dataclass(frozen=True, slots=True)
class Voices:
    """All voices of a story."""

    all: tuple[Voice, ...]
    idf: Idf
    close: tuple[
        tuple[Voice, Voice, float], ...
    ]  #: voices of different origins that say much of each other, and how much
    words: Mapping[str, frozenset[str]]  #: of each article, as written

    def of(self, voice: Voice) -> Iterator[Voice]:
        """Every voice of the same article."""
        return (other for other in self.all if other.article == voice.article)

    def tells(self, voice: Voice, quantity: Quantity) -> bool:
        """Whether the article of a voice states a quantity anywhere."""
        return any(states(other.statement.quantities, quantity) for other in self.of(voice))

    def alike(self, a: Voice, b: Voice) -> float:
        """How much two sentences say of each other, the better direction, numbers aside: 0 to 1."""
        forth, back = support(a.statement, b.statement, self.idf), support(b.statement, a.statement, self.idf)
        return max(forth, back)

    def common(self, a: Iterable[str], b: Iterable[str]) -> frozenset[str]:
        """Those of the first terms that the second hold in the same sense."""
        held = list(b)
        known = frozenset(held).union(*(senses_of(term) for term in held))
        return frozenset(t for t in a if t in known or not known.isdisjoint(senses_of(t)))


def voices(story: Story) -> Voices:
    """The voices of a story: every content passage, the first article of each group of copies only.

    Args:
        story: articles about one event, with their origins.
    """
    first = {group[0] for group in story.copies} or {a.id for a in story.articles}
    articles = [article for article in story.articles if article.id in first]
    named = frozenset(
        term
        for article in articles
        for passage in _sentences(article)
        for match in _NAMED.finditer(passage.text)
        if match.group().lower() not in CALENDAR
        for term in statement(match.group(), article.language).terms
    )
    found = tuple(voice for article in articles for voice in _of(article, story.origin_of(article.id), named))
    by_ref = {voice.ref: voice for voice in found}
    said, directed = compared(story.articles, story.origins)
    close: dict[tuple[str, str], float] = {}
    for (i, j), value in directed.items():
        a, b = said[min(i, j)].ref, said[max(i, j)].ref
        if a in by_ref and b in by_ref:
            close[a, b] = max(value, close.get((a, b), 0.0))
    return Voices(
        all=found,
        idf=fit(voice.statement.terms for voice in found),
        close=tuple((by_ref[a], by_ref[b], value) for (a, b), value in sorted(close.items())),
        words={a.id: frozenset(_ANY_WORD.findall("\n".join(p.text for p in _sentences(a)))) for a in articles},
    )


def _sentences(article: Article) -> Iterator[Passage]:
    return (passage for passage in article.content if len(passage.text) <= LONGEST)


def _of(article: Article, origin: str, named: frozenset[str]) -> Iterator[Voice]:
    before: list[Statement] = [statement(article.title, article.language)]
    for passage in _sentences(article):
        made = statement(passage.text, article.language, article.published)
        context = frozenset(t for s in before[:1] + before[1:][-_CONTEXT:] for t in s.terms)
        yield Voice(
            ref=passage.ref,
            article=article.id,
            origin=origin,
            published=article.published,
            text=passage.text,
            statement=made,
            names=frozenset(made.shares) & named,
            context=context if _ANAPHORIC.search(passage.text) else frozenset(),
        )
        before.append(made)


def share(part: Statement, whole: Statement, idf: Idf) -> float:
    """The share of the weight of one statement's terms that another holds: 0 to 1; no discount for short ones."""
    weight = sum(part.shares[t] * idf(t) for t in part.shares)
    held = sum(
        part.shares[t] * idf(t) for t in part.shares if t in whole.shares or not whole.senses.isdisjoint(senses_of(t))
    )
    return held / weight if weight else 0.0


def different_time(a: Voice, b: Voice) -> bool:
    """Whether two sentences date what they say differently, so that both may be right."""
    dates = [[q for q in v.statement.quantities if q.kind is Kind.DATE] for v in (a, b)]
    return any(at_odds(x, y) for x in dates[0] for y in dates[1])
