"""What of a brief is new against earlier ones on the same story, claim by claim.

A claim is known when an earlier claim states all that it says, by the same directed measure and the same comparison of
numbers that corroboration uses; so a sentence with one more fact is new, and one with less is not. Nothing here asks a
model, and a claim that cannot be placed counts as new: told twice is better than never.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefer.records import Article, Claim
from briefer.stories.overlaps import STATED
from briefer.stories.statements import Statement, at_odds, statement, states_numbers, support
from briefer.stories.vectors import Idf, fit
from briefer.text.quantities import Kind, Quantity, states

#: Two sentences tell one fact with another value when each says at least this much of the other, the value aside.
_SAME_FACT = 0.41


@dataclass(frozen=True, slots=True)
class Earlier:
    """A claim of an earlier brief."""

    claim: Claim
    at: str  #: ISO 8601: when it was told
    articles: Mapping[str, Article]  #: those it cites, by id
    origins: tuple[frozenset[str], ...] = ()  #: for each of its origins the names that it goes by on any day


@dataclass(frozen=True, slots=True)
class Change:
    """How one claim stands to what was told before."""

    kind: Literal["new", "changed", "confirmed", "known"]
    claim: Claim
    earlier: Earlier | None = None  #: the claim that it changes, confirms or repeats
    values: tuple[str, str] | None = None  #: what a changed claim's value was, and what it is, as written


def delta(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    origin_names: Mapping[str, frozenset[str]],
    earlier: Sequence[Earlier],
) -> tuple[Change, ...]:
    """Every claim with how it stands to earlier ones, in the order given.

    Args:
        claims: of the new brief.
        articles: of the new brief, by id.
        origin_names: for each origin of the new brief the names that it goes by on any day (publisher, agency).
        earlier: what was told before, oldest first.
    """
    told = [(one, _statement(one.claim, one.articles)) for one in earlier]
    now = [(claim, _statement(claim, articles)) for claim in claims]
    idf = fit(made.terms for _, made in (*told, *now))
    names = {claim.id: [origin_names.get(origin, frozenset()) for origin in claim.origins] for claim in claims}
    return tuple(_change(claim, made, names[claim.id], told, idf) for claim, made in now)


def _change(
    claim: Claim,
    made: Statement,
    names: Sequence[frozenset[str]],
    told: Sequence[tuple[Earlier, Statement]],
    idf: Idf,
) -> Change:
    same = [one for one, other in told if _is_stated(made, other, idf)]
    if same:
        kind: Literal["confirmed", "known"] = "confirmed" if _is_further(names, same) else "known"
        return Change(kind, claim, same[-1])
    for one, other in reversed(told):
        if _is_changed(made, other, idf):
            return Change("changed", claim, one, _values(made, other))
    return Change("new", claim)


def _is_stated(claim: Statement, other: Statement, idf: Idf) -> bool:
    if claim.text == other.text:
        return True
    if claim.negated != other.negated or claim.tentative != other.tentative:
        return False  # what was denied or only planned before is news when it is so
    return states_numbers(claim, other) and support(claim, other, idf, least=STATED) >= STATED


def _is_further(names: Sequence[frozenset[str]], same: Sequence[Earlier]) -> bool:
    """Whether one of the origins was none of the earlier claims' origins."""
    before = frozenset(name for one in same for origin in one.origins for name in origin)
    return any(origin and origin.isdisjoint(before) for origin in names)


def _is_changed(claim: Statement, other: Statement, idf: Idf) -> bool:
    """Whether both tell one fact with different values, or one denies or settles what the other says.

    Two numbers of two different days are a series and no change; a day that moved, with all else the same, is one.
    """
    if min(support(claim, other, idf), support(other, claim, idf)) < _SAME_FACT:
        return False
    if claim.negated != other.negated or (other.tentative and not claim.tentative):
        return True
    kinds = {new.kind for new, _ in _conflicts(claim, other)}
    return bool(kinds) and not (Kind.DATE in kinds and len(kinds) > 1)


def _conflicts(claim: Statement, other: Statement) -> list[tuple[Quantity, Quantity]]:
    """The quantities of a claim that another sentence gives with another value, each with that value."""
    mine = [x for x in claim.quantities if not states(other.quantities, x)]
    theirs = [y for y in other.quantities if not states(claim.quantities, y)]
    return [(x, y) for x in mine for y in theirs if at_odds(x, y)]


def _values(claim: Statement, other: Statement) -> tuple[str, str] | None:
    """The old value and the new one as they are written, what they count behind them: "300", "450 jobs"."""
    found = next(((old, new) for new, old in _conflicts(claim, other)), None)
    if not found:
        return None
    old, new = (one.text.lower() if one.text.isalpha() else one.text for one in found)
    return old, f"{new} {found[1].noun}".strip()


def _statement(claim: Claim, articles: Mapping[str, Article]) -> Statement:
    article = next((articles[c.article] for c in claim.citations if c.article in articles), None)
    if article is None:
        return statement(claim.text)
    return statement(claim.text, article.language, article.published)
