"""Whose a deed is: the name that stands nearest to a stretch of a sentence, here and in another sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer.language.belongings import CLAUSE, apart, labels
from briefer.language.clauses import Clause
from briefer.language.informative import informative_terms
from briefer.language.sentence import Sentence
from briefer.language.tokens import quotations
from briefer.language.word_kinds import WordKind

_LEAST = 2  # words of a stretch that another sentence must have for it to say the same
_MOST_OF = 0.7  # of these
_FAR = 40  # words and clauses from which on a name is not what a stretch is about


@dataclass(frozen=True, slots=True)
class Moved:
    """Words that a sentence says of one name and another sentence of another."""

    words: str  #: as the sentence has them
    name: str
    theirs: str  #: the name of which they are said there


def moved(one: Sentence, other: Sentence, clauses: Sequence[Clause]) -> Iterator[Moved]:
    """The stretches of a sentence that another text tells of a name which the sentence does not have.

    Args:
        one: the sentence.
        other: one or two sentences, read as one.
        clauses: what these say.
    """
    mine, theirs = labels(one), labels(other)
    own = _named(one)
    strangers = {key: at for key, at in _named(other).items() if other.words[at[-1]].stem not in one.stems}
    shared = {key: at for key, at in _named(other).items() if key in own}
    if not (strangers and shared):
        return
    quoted = quotations(one.text)
    for stretch in _stretches(one):
        if any(span.start <= one.words[at].start < span.end for span in quoted for at in stretch):
            continue
        found = [
            term for term, at in mine.items() if at in stretch and term in theirs and one.kinds[at] is not WordKind.NAME
        ]
        bearer = min(own, key=lambda key: min(apart(one, at, place) for at in stretch for place in own[key]))
        if len(found) < _LEAST or bearer not in shared:
            continue
        votes = [_stranger(other, theirs[term], shared, strangers) for term in found]
        told = {key for key in votes if key}
        is_most = sum(map(bool, votes)) >= max(_LEAST, _MOST_OF * len(votes))
        if not is_most or len(told) > 1 or _does(clauses, found, bearer):
            continue
        (stranger,) = told
        if _does(clauses, found, stranger):
            first, last = one.words[stretch[0]], one.words[stretch[-1]]
            yield Moved(one.text[first.start : last.start + len(last.text)], bearer, stranger)


def _named(one: Sentence) -> dict[str, list[int]]:
    """The names of a sentence, each with the places of its words."""
    return {
        name.text: places
        for name in one.names
        if (places := [at for at, w in enumerate(one.words) if name.span.start <= w.start < name.span.end])
    }


def _stretches(one: Sentence) -> Iterator[Sequence[int]]:
    """The places of words between marks and words that part clauses."""
    parting, start = (WordKind.AND, WordKind.JOINT, WordKind.RELATIVE), 0
    for at in range(1, len(one.words) + 1):
        ends = at == len(one.words) or one.kinds[at] in parting or one.words[at].part != one.words[at - 1].part
        if ends:
            yield range(start, at)
            start = at


def _stranger(other: Sentence, at: int, shared: dict[str, list[int]], strangers: dict[str, list[int]]) -> str:
    """The name that only the other sentence has and that stands nearer to a word by a clause than any shared one."""
    near = {key: min(apart(other, at, place) for place in places) for key, places in strangers.items()}
    best = min(near, key=lambda key: near[key])
    own = min(apart(other, at, place) for places in shared.values() for place in places)
    return best if near[best] + CLAUSE <= own and near[best] < _FAR else ""


def _does(clauses: Sequence[Clause], found: Sequence[str], name: str) -> bool:
    """Whether a name does or suffers what a stretch tells, or stands beside it."""
    names = informative_terms(name)
    return any(
        clause.did in found and names & clause.doer.union(clause.object, *(terms for _, terms in clause.beside))
        for clause in clauses
    )
