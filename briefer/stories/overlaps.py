"""Which passages of different origins state the same fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefer.records import Article, Origin, Passage
from briefer.stories.vectors import Idf, fit
from briefer.stories.words import terms

#: The share of a sentence's informative words that the other must hold for it to state the same.
SUPPORT = 0.6
_MIN_TERMS = 4
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NEGATION = re.compile(r"\b(?:not|no|never|neither|nor|without|denie[sd]|deny|\w+n['’]t)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage made ready for comparison."""

    ref: str
    origin: str
    terms: frozenset[str]
    numbers: frozenset[str]
    negated: bool


def overlaps(articles: Sequence[Article], origins: Sequence[Origin]) -> tuple[tuple[str, ...], ...]:
    """Groups of passages, from different origins, that state the same fact.

    Args:
        articles: the articles of one story.
        origins: their origins; passages of one origin are never put together.

    Returns:
        Groups of two or more passage refs in the articles' order, at most one an origin.
    """
    of = {article_id: origin.id for origin in origins for article_id in origin.articles}
    passages = [(of[a.id], p, a.language) for a in articles for p in a.content]
    ready = [sentence(passage, origin, language) for origin, passage, language in passages]
    idf = fit(s.terms for s in ready)
    pairs = {}
    for i, a in enumerate(ready):
        for j in range(i + 1, len(ready)):
            b = ready[j]
            if a.origin != b.origin and (value := same_fact(a, b, idf)) >= SUPPORT:
                pairs[i, j] = value
    return tuple(tuple(ready[i].ref for i in group) for group in _complete_link(pairs, ready))


def states(claim: str, passage: str, idf: Idf) -> float:
    """How much of what one sentence says another says too: 0 to 1, directed.

    Args:
        claim: the sentence whose content is looked for.
        passage: the sentence that may state it within more.
        idf: the weights of terms.
    """
    return _coverage(frozenset(terms(claim)), frozenset(terms(passage)), idf)


def sentence(passage: Passage, origin: str, language: str | None) -> Sentence:
    """A passage made ready for comparison."""
    return Sentence(
        passage.ref,
        origin,
        frozenset(terms(passage.text, language)),
        frozenset(_NUMBER.findall(passage.text)),
        bool(_NEGATION.search(passage.text)),
    )


def same_fact(a: Sentence, b: Sentence, idf: Idf) -> float:
    """How surely two sentences state one fact: the mean coverage of each by the other, or 0 where they conflict."""
    if min(len(a.terms), len(b.terms)) < _MIN_TERMS or a.negated != b.negated:
        return 0.0
    if not (a.numbers <= b.numbers or b.numbers <= a.numbers):
        return 0.0
    forth, back = _coverage(a.terms, b.terms, idf), _coverage(b.terms, a.terms, idf)
    return (2 * max(forth, back) + min(forth, back)) / 3 if min(forth, back) >= SUPPORT / 2 else 0.0


def _coverage(a: frozenset[str], b: frozenset[str], idf: Idf) -> float:
    whole = sum(idf(term) for term in sorted(a))
    return sum(idf(term) for term in sorted(a & b)) / whole if whole else 0.0


def _complete_link(pairs: dict[tuple[int, int], float], ready: Sequence[Sentence]) -> list[list[int]]:
    """Groups in which every two members are a pair and no origin speaks twice, the surest pairs first."""
    group_of: dict[int, list[int]] = {}
    for (a, b), _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        left, right = group_of.get(a, [a]), group_of.get(b, [b])
        if left is right or any((min(x, y), max(x, y)) not in pairs for x in left for y in right):
            continue
        if {ready[x].origin for x in left} & {ready[y].origin for y in right}:
            continue
        joined = sorted(left + right)
        for member in joined:
            group_of[member] = joined
    return sorted({id(group): group for group in group_of.values()}.values())
