"""Two names that changed places: "A sued B" for "B sued A"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from briefer.checks import languages
from briefer.language.names import Name, fold, names
from briefer.language.wording import content, sentences
from briefer.records import Evidence, Finding, Severity

NAME = "order"
_MOST = 12  #: names of one sentence that are compared in pairs
# A day between two names is no deed that one of them did to the other.
_DAYS = content("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Flag two names that stand around the same verb in the opposite order in every cited sentence with both."""
    if not languages.is_english(claim, evidence):
        return
    cited = [sentence for piece in evidence.pieces for sentence in sentences(piece.sentences)]
    for first, second in combinations(names(claim)[:_MOST], 2):
        verb = _between(claim, first, second)
        if not verb or _key(first) & _key(second):
            continue
        seen = [order for sentence in cited if (order := _order(sentence, first, second, verb)) is not None]
        if seen and not any(seen):
            yield Finding(
                NAME, Severity.FLAG, f'"{first.text}" and "{second.text}" stand the other way round in the evidence'
            )
            return


def _key(name: Name) -> frozenset[str]:
    return frozenset(fold(part.text) for part in name.parts)


def _between(text: str, first: Name, second: Name) -> frozenset[str]:
    """The stems between two names; none when "by" or "and" between them makes their order free."""
    between = text[first.span.end : second.span.start]
    return frozenset() if {"by", "and", "with"} & set(between.casefold().split()) else content(between) - _DAYS


def _order(sentence: str, first: Name, second: Name, verb: frozenset[str]) -> bool | None:
    """True for the claim's order, False for the opposite one around the same verb, None when it cannot be told."""
    there = names(sentence)
    ones = [name for name in there if _key(name) & _key(first)]
    others = [name for name in there if _key(name) & _key(second)]
    pairs = [(one, other) for one in ones for other in others if one != other]
    if not pairs:
        return None
    if any(one.span < other.span for one, other in pairs):
        return True
    return False if any(_between(sentence, other, one) & verb for one, other in pairs) else None
