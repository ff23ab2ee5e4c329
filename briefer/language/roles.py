"""Who does it to whom: parts of a deed that two clauses give to different ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.language import lexicon
from briefer.language.clauses import Clause
from briefer.language.deed_pairs import Difference, Parting, are_converse, has_names, meet, named, written
from briefer.language.sentence import Sentence
from briefer.language.stems import stems_of


def parts(claim: Sentence, mine: Clause, theirs: Sequence[tuple[Clause, Sentence]]) -> Iterator[Difference]:
    """Parts that all clauses of one deed give to different ones than a clause does."""
    found = [difference for other, one in theirs if (difference := _part(claim, mine, other, one)) is not None]
    agreeing = len(found) < len(theirs)
    if found and not agreeing:
        yield found[0]


def _part(claim: Sentence, mine: Clause, other: Clause, one: Sentence) -> Difference | None:
    """How the parts of two clauses differ; None where they agree or cannot be told apart."""
    is_converse = are_converse(mine, other)
    doer, done_to = (other.whom, other.doer) if is_converse else (other.doer, other.whom)
    own = mine.doer & named(claim) if has_names(mine.doer, claim) and has_names(doer, one) else mine.doer
    if not (own and doer):
        return None if is_converse else _from_whom(claim, mine, other, one) or _undergone(claim, mine, other, one)
    if not is_converse and meet(own, doer):
        return _exchanged(claim, mine, other, one)
    if not is_converse and _owned(doer, own, one):
        return Difference(Parting.OWNER, written(claim, own), written(one, doer))
    if meet(own, done_to) and meet(doer, mine.whom):
        others = mine.whom - (mine.object & other.object)
        exchanged = frozenset(term for term in others if meet(frozenset((term,)), doer))
        certain = has_names(own, claim) and has_names(exchanged, claim)
        return Difference(Parting.TURNED, written(claim, own), written(claim, exchanged), certain)
    return None if is_converse else _another(claim, mine, other, one)


def _another(claim: Sentence, mine: Clause, other: Clause, one: Sentence) -> Difference | None:
    """Another doer, who has another part in the evidence or the part of the evidence's doer in the claim."""
    if not (mine.finite and other.finite):
        return None
    parties = mine.object.union(*(terms for _, terms in mine.beside))
    is_object = meet(mine.object, other.object)
    if is_object and meet(other.doer, parties):
        return Difference(Parting.TURNED, written(claim, mine.doer), written(one, other.doer))
    mine_else, their_else = _elsewhere(claim, mine), _elsewhere(one, other)
    if is_object and not mine.doer.isdisjoint(their_else) and not other.doer.isdisjoint(mine_else):
        return Difference(Parting.TURNED, written(claim, mine.doer), written(one, other.doer))
    is_one = is_object or meet(mine.whom, other.whom) or not (mine.whom or other.whom)
    elsewhere = frozenset(one.shares) - other.who - other.whom
    if (
        is_one
        and has_names(mine.doer, claim)
        and has_names(other.doer, one)
        and meet(mine.doer & named(claim), elsewhere)
    ):
        return Difference(Parting.PARTS, written(claim, mine.doer), written(one, other.doer))
    return None


def _exchanged(claim: Sentence, mine: Clause, other: Clause, one: Sentence) -> Difference | None:
    """Another one to whom the same one does it, each of the two having the other's part in the rest of its sentence."""
    if not (mine.finite and other.finite) or not mine.object or not other.object or meet(mine.object, other.whom):
        return None
    mine_else = _elsewhere(claim, mine) | _beside(claim, mine)
    their_else = _elsewhere(one, other) | _beside(one, other)
    if not mine.object.isdisjoint(their_else) and not other.object.isdisjoint(mine_else):
        return Difference(Parting.TURNED, written(claim, mine.object), written(one, other.object))
    return None


def _elsewhere(one: Sentence, but: Clause) -> frozenset[str]:
    """Whoever does something, or has it done to him, in the other clauses of a sentence."""
    return frozenset[str]().union(*(clause.doer | clause.object for clause in one.clauses if clause is not but))


def _beside(one: Sentence, but: Clause) -> frozenset[str]:
    """Whoever stands after a preposition in the other clauses of a sentence."""
    return frozenset[str]().union(*(terms for clause in one.clauses if clause is not but for _, terms in clause.beside))


def _from_whom(claim: Sentence, mine: Clause, other: Clause, one: Sentence) -> Difference | None:
    """A doer from whom it comes in the evidence, or against whom it is done: "bought by Orr" for "bought from Orr"."""
    sides = frozenset[str]().union(*(terms for word, terms in other.beside if word in _sides(one.language)))
    if mine.doer and not other.doer and meet(mine.object, other.object) and meet(mine.doer, sides):
        return Difference(Parting.PARTS, written(claim, mine.doer), written(one, other.object))
    return None


def _sides(language: str | None) -> frozenset[str]:
    return lexicon.listed(language, "grammar", "sides")


def _undergone(claim: Sentence, mine: Clause, other: Clause, one: Sentence) -> Difference | None:
    """Another one to whom it is done: "Orr was fined" for "Lind was fined after Orr complained"."""
    if mine.doer or not (has_names(mine.object, claim) and has_names(other.object, one)):
        return None
    is_alike = not (mine.whom - mine.object).isdisjoint(other.whom - other.object)
    elsewhere = frozenset(one.shares) - other.whom
    if is_alike and not meet(mine.object, other.whom) and meet(mine.object, elsewhere):
        return Difference(Parting.PARTS, written(claim, mine.object), written(one, other.object))
    return None


def _owned(doer: frozenset[str], owner: frozenset[str], one: Sentence) -> bool:
    """Whether those who do something are told by whose they are: "one of Orr's brothers"."""
    if doer.isdisjoint(stems_of(None, "associates", "near", "far")):
        return False
    return meet(owner, frozenset(one.shares) - doer)
