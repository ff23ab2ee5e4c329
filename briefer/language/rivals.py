"""What two sentences tell of different names, clause by clause: "Orr sold the mill" where it was Lind who sold it.

Unlike `bearers`, which asks what stands near a name, this asks who does a deed, whom it is done to and where, and so
sees a name that takes the place of another one wherever either of them stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.clauses import Clause
from briefer.language.how_old import ages
from briefer.language.informative import informative_terms
from briefer.language.quantities import states
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import stem, stems_of

_ROLES = ("doer", "object")


@dataclass(frozen=True, slots=True)
class Rival:
    """A name that a sentence puts where another one has another name."""

    words: str  #: the clause as the sentence has it
    name: str
    theirs: str  #: the name that stands there in the other sentence


def rivals(one: Sentence, others: Sequence[Sentence]) -> Iterator[Rival]:
    """The names that a sentence puts where some sentences have another name, and none has this one.

    Args:
        one: the sentence.
        others: the sentences it is held against; they name whoever is compared.
    """
    yield from _gained(one, others)
    told = [(other, clause) for other in others for clause in other.clauses]
    for mine in one.clauses:
        if not mine.did or mine.did in _empty(one.language) or mine.denied:
            continue
        same = [(other, clause) for other, clause in told if _is_same(one, mine, other, clause)]
        for naming, placing in ((_names, _places), (_contrasts, _told_apart)) if same else ():
            named = frozenset[str]().union(*map(naming, others))
            for place, names in placing(mine, naming(one) & named):
                there = [(other, clause, dict(placing(clause, naming(other))).get(place)) for other, clause in same]
                found = [(other, theirs) for other, _, theirs in there if theirs and theirs - names]
                if not found or _is_told(names, found[0][1], [_all(clause) for _, clause in same]):
                    continue
                other, theirs = found[0]
                if place in _ROLES or theirs.isdisjoint(_all(mine)):
                    yield Rival(mine.span.of(one.text).strip(" ,;.:"), _shown(one, names), _shown(other, theirs))


def _gained(one: Sentence, others: Sequence[Sentence]) -> Iterator[Rival]:
    """Who won what went to somebody else: "Orr won the cup" where "the cup went to Lind"."""
    get, go = (stems_of(one.language, "gains", key) for key in ("get", "go"))
    to = lexicon.listed(one.language, "gains", "to")
    went = [
        (
            other,
            clause,
            frozenset(term for place, terms in clause.beside if place in to for term in terms & other.named),
        )
        for other in others
        for clause in other.clauses
        if clause.did in go
    ]
    for mine in one.clauses:
        names, things = mine.doer & one.named, mine.whom - one.named
        for other, clause, theirs in went if mine.did in get and names and things else ():
            is_thing = mine.object <= clause.who and len(things & clause.who) > len(mine.object)
            if is_thing and theirs and theirs.isdisjoint(names | mine.whom):
                yield Rival(mine.span.of(one.text).strip(" ,;.:"), _shown(one, names), _shown(other, theirs))


def _is_told(names: frozenset[str], theirs: frozenset[str], clauses: Sequence[frozenset[str]]) -> bool:
    """Whether some clauses have a name that a sentence has, or more of it than what two names share."""
    return any(names <= terms or names & terms - theirs for terms in clauses)


def _names(one: Sentence) -> frozenset[str]:
    return one.named


@lru_cache(maxsize=4096)
def _named(one: Sentence) -> frozenset[str]:
    """The terms of the names of a sentence, and the words by which it tells one of two from the other."""
    return one.named | _contrasts(one)


def _contrasts(one: Sentence) -> frozenset[str]:
    return one.stems & stems_of(one.language, "contrasts")


@lru_cache(maxsize=16)
def _empty(language: str | None) -> frozenset[str]:
    """Verbs that tell nothing by themselves, and those of saying, which have a check of their own."""
    bare = frozenset(stem(key, language) for key in ("be", "have", "do"))
    return bare | stems_of(language, "saying", "say", "announce")


def _is_same(one: Sentence, mine: Clause, other: Sentence, theirs: Clause) -> bool:
    """Whether two clauses tell of one deed: the verb, what else is done or who does it, and each figure."""
    if not theirs.did or (mine.did != theirs.did and not senses_of(mine.did) & senses_of(theirs.did)):
        return False
    shared = (_all(mine) - _named(one)) & (_all(theirs) - _named(other))
    is_doers = mine.doer & theirs.doer and mine.object and theirs.object
    things = mine.object.union(mine.doer, *(terms for _, terms in mine.beside))
    if not (is_doers or things & shared):
        return False
    figures = [q for q in one.quantities if _begin(mine) <= q.span.start < mine.span.end]
    near = [q for q in other.quantities if theirs.span.start <= q.span.start < theirs.span.end]
    years = {age.years for age in ages(one)}
    return all(states(near, figure) for figure in figures if figure.text not in years)


def _begin(clause: Clause) -> int:
    return clause.verb.start if clause.verb else clause.span.start


def _places(clause: Clause, named: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Where in a clause names stand: who does it, whom it is done to, what follows each preposition."""
    for place, terms in (("doer", clause.doer), ("object", clause.object), *clause.beside):
        if terms & named:
            yield place, terms & named
    if not clause.doer & named and clause.who & named:
        yield "of", clause.who & named


def _told_apart(clause: Clause, contrasts: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Which of two does what a clause tells, or has it done."""
    for place, terms in (("doer", clause.who), ("object", clause.whom)):
        if terms & contrasts:
            yield place, terms & contrasts


def _all(clause: Clause) -> frozenset[str]:
    return clause.who.union(clause.whom, *(terms for _, terms in clause.beside))


def _shown(one: Sentence, names: frozenset[str]) -> str:
    """The first name with some of these terms, as a sentence has it."""
    found = (name.text for name in one.names if names & informative_terms(name.text, one.language))
    return next(found, next((word.text for word in one.words if word.stem in names), ""))
