"""Whether a later sentence gives another figure of what a sentence counts: 14 ill on Monday, 31 on Friday."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from briefer.language import lexicon
from briefer.language.deed_pairs import light, named
from briefer.language.quantities import Quantity, QuantityKind, states
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence, sentence
from briefer.language.stems import stem, stems_of

_OF_ALL = (QuantityKind.MONEY, QuantityKind.SHARE, QuantityKind.POINTS)  # of which any two sentences may have one
_KINDS = (QuantityKind.COUNT, QuantityKind.MEASURE, *_OF_ALL)


@dataclass(frozen=True, slots=True)
class _Tally:
    """A figure of a sentence, and what is said to be so many."""

    figure: Quantity
    thing: str  #: stem of the noun, or the unit; empty where that is anybody
    acts: frozenset[str]  #: what was done to them, by the first words of the lines of `counted`
    deed: str  #: the stem of the verb, as far as it tells anything
    doers: frozenset[str]  #: terms of who does it
    beside: frozenset[str]  #: the other terms of the clause, names aside
    names: frozenset[str]  #: of the whole sentence
    is_grown: bool  #: whether it is told to take the place of an older one


def outgrown(one: Sentence, later: Sequence[Sentence]) -> bool:
    """Whether a later sentence gives another figure of the same things, and none the same one.

    Args:
        one: a sentence with the day of its article.
        later: sentences of later days.
    """
    for mine in _tallies(one):
        others = [[theirs for theirs in _tallies(x) if _are_of_one_thing(mine, theirs)] for x in later]
        newer = [not any(_agree(mine, theirs) for theirs in some) for some in others if some]
        if newer and all(newer):
            return True
    return False


@lru_cache(maxsize=4096)
def _tallies(one: Sentence) -> tuple[_Tally, ...]:
    """The figures of a sentence that say how many or how much there is of something."""
    return tuple(_read(one))


def _read(one: Sentence) -> Iterator[_Tally]:
    marks = [lexicon.pattern(one.language, "figures", key) for key in ("more", "change", "rest")]
    for figure in one.quantities:
        before, after = one.text[: figure.span.start], one.text[figure.span.end :]
        is_part = marks[0].search(before) or marks[1].search(before) or marks[2].match(after)
        if figure.kind in _KINDS and not is_part:
            yield _tally(one, figure, lexicon.pattern(one.language, "outlook", "tally").search(before))


def _tally(one: Sentence, figure: Quantity, counted: re.Match[str] | None) -> _Tally:
    """A figure with what it counts: its noun, or where it has none that of "the number of fires has risen to 29"."""
    acts, anybody = _acts(one.language), stems_of(one.language, "outlook", "anybody")
    noun = stem(counted["noun"] if counted and not figure.noun else figure.noun, one.language)
    clause = next((c for c in one.clauses if c.span.start <= figure.span.start < c.span.end), None)
    start, end = (clause.span.start, clause.span.end) if clause else (0, len(one.text))
    start = min(start, counted.start()) if counted and not figure.noun else start
    near = frozenset(w.stem for w in one.words if start <= w.start < end)
    told = (clause.whom if clause else frozenset()) | (sentence(counted[0]).stems if counted else frozenset())
    figures = sentence(" ".join(q.text for q in one.quantities), one.language).stems  # no names, and of no thing
    is_anybody = not noun or noun in anybody or noun in acts
    return _Tally(
        figure=figure,
        thing=figure.unit or ("" if is_anybody else noun),
        acts=frozenset[str]().union(*(acts.get(word, frozenset()) for word in near - (anybody & {noun}))),
        deed=clause.did if clause and clause.did not in light(one.language) else "",
        doers=clause.who if clause else frozenset(),
        beside=told - {noun} - figures - named(one),
        names=named(one) - figures,
        is_grown=bool(lexicon.pattern(one.language, "outlook", "grown").search(one.text[start:end])),
    )


def _are_of_one_thing(mine: _Tally, theirs: _Tally) -> bool:
    """Whether two figures say how many there are of the same."""
    if mine.figure.kind is not theirs.figure.kind or mine.thing != theirs.thing:
        return False
    if mine.names and theirs.names and mine.names.isdisjoint(theirs.names):
        return False
    is_one_fate = not mine.acts.isdisjoint(theirs.acts)
    is_one_deed = bool(mine.deed and theirs.deed) and not senses_of(mine.deed).isdisjoint(senses_of(theirs.deed))
    is_near = not mine.beside.isdisjoint(theirs.beside)
    if mine.figure.kind in _OF_ALL:
        return (is_one_fate and theirs.is_grown) or (is_one_deed and is_near)
    if mine.acts and theirs.acts:
        return is_one_fate
    if not mine.thing or mine.thing in lexicon.listed(None, "outlook", "anything"):
        is_bare = not (mine.beside or theirs.beside or mine.doers.isdisjoint(theirs.doers))
        return is_one_deed and (is_near or is_bare)
    return is_one_deed or is_near or theirs.is_grown


def _agree(mine: _Tally, theirs: _Tally) -> bool:
    """Whether two figures may be one, since one rounds the other."""
    return states((mine.figure,), theirs.figure) or states((theirs.figure,), mine.figure)


@cache
def _acts(language: str | None) -> Mapping[str, frozenset[str]]:
    """What is done to those who are counted, by the stems of its words: the first words of the lines."""
    found: dict[str, frozenset[str]] = {}
    unsaid = lexicon.listed(language, "figures", "unsaid")
    for first, words in ((line.split()[0], line.split()) for line in lexicon.lines(language, "counted")):
        for word in (stem(word, language) for word in words if word not in unsaid):
            found[word] = found.get(word, frozenset()) | {first}
    return found
