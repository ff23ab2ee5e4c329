"""Who says so: a statement or quoted words that two sentences give to different ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.language.clauses import Clause
from briefer.language.deed_pairs import Difference, Parting, has_names, meet, written
from briefer.language.sentence import Sentence
from briefer.language.stems import stems_of
from briefer.language.tokens import quotations
from briefer.language.words import folded


def speakers(claim: Sentence, mine: Clause, theirs: Sequence[tuple[Clause, Sentence]]) -> Iterator[Difference]:
    """Another one who says it, whom the evidence only mentions."""
    told = [(other, one) for other, one in theirs if other.said_by]
    if not mine.said_by or not told or len(told) < len(theirs):
        return
    is_named = has_names(_head_of(mine.said_by, claim), claim)
    for other, one in told:
        if meet(mine.said_by, other.said_by) or is_named is not has_names(_head_of(other.said_by, one), one):
            return  # "the company" may be the firm that is named
    other, one = told[0]
    if _nested(mine, other, (*one.clauses, *claim.clauses)) or _through(mine, other, claim):
        return
    parties = frozenset[str]().union(*(clause.doer | clause.object for clause in one.clauses))
    if meet(mine.said_by, parties - other.said_by):
        yield Difference(Parting.SPEAKER, written(claim, mine.said_by), written(one, other.said_by), certain=True)


def _nested(mine: Clause, other: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether those who say it in the evidence say that the other one does: "Orr said that Lind thinks it a fraud"."""
    saying = stems_of(None, "saying", "say", "announce", "deny", "claim") | stems_of(None, "moods", "thought")
    within = (c for c in clauses if c is not other and c.did in saying and meet(c.said_by, other.said_by))
    return any(meet(mine.said_by, clause.who) for clause in within)


def _through(mine: Clause, other: Clause, claim: Sentence) -> bool:
    """Whether the claim has it from the evidence's speaker too: "she had been assured by the foreman that"."""
    before = [clause for clause in claim.clauses if clause.span.end <= mine.span.start][-1:]
    return any(
        meet(clause.doer | clause.whom, other.said_by) and meet(clause.said_by, mine.said_by) for clause in before
    )


def _head_of(said_by: frozenset[str], one: Sentence) -> frozenset[str]:
    """Of those who say something, the one itself: of "a spokesman for Acme" the spokesman."""
    return next((clause.doer for clause in one.clauses if clause.who == said_by and clause.doer), said_by)


def quoted(claim: Sentence, said: Sequence[Sentence]) -> Iterator[Difference]:
    """Quoted words that another one says, both by name."""
    for span in quotations(claim.text):
        mine = _quotes(claim, span.start)
        words = folded(span.of(claim.text))
        for one in said:
            at = next((q.start for q in quotations(one.text) if words and words in folded(q.of(one.text))), None)
            theirs = _quotes(one, at) if at is not None else frozenset()
            if not (has_names(mine, claim) and has_names(theirs, one)) or meet(mine, theirs):
                continue
            yield Difference(Parting.SPEAKER, written(claim, mine), written(one, theirs), certain=True)
            return


def _quotes(one: Sentence, at: int) -> frozenset[str]:
    """The terms of whoever says what stands at a place of a sentence."""
    says = stems_of(one.language, "saying", "say", "announce", "deny", "judge")
    before = [c for c in one.clauses if c.verb and c.verb.start < at and c.did in says and c.doer]
    if before:
        return before[-1].doer
    clause = next((clause for clause in one.clauses if clause.span.start <= at < clause.span.end), None)
    return clause.said_by if clause else frozenset()
