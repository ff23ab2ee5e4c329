"""Two names that changed places: "A sued B" for "B sued A"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.names import Name, fold
from briefer.language.quantities import QuantityKind
from briefer.language.sentence import Sentence
from briefer.language.stems import small_words
from briefer.records import Finding, Severity

NAME, NEEDS = "order", ("free_order",)
_MOST = 12  #: names of one sentence that are compared in pairs


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag two names that stand around the same verb in the opposite order in every cited sentence with both."""
    if not cited.has_names or not cited.has_rules(*NEEDS):
        return
    theirs = [one for found in cited.sentences for one in found]
    for first, second in combinations(claim.names[:_MOST], 2):
        verb = _between(claim, first, second)
        if not verb or _key(first) & _key(second):
            continue
        seen = [order for one in theirs if (order := _order(one, first, second, verb)) is not None]
        if seen and not any(seen):
            yield Finding(
                NAME, Severity.FLAG, f'"{first.text}" and "{second.text}" stand the other way round in the evidence'
            )
            return


def _key(name: Name) -> frozenset[str]:
    return frozenset(fold(part.text) for part in name.parts)


def _between(one: Sentence, first: Name, second: Name) -> frozenset[str]:
    """The stems of what stands between two names; none when "by" or "and" there makes their order free.

    A day between two names is no deed that one of them did to the other.
    """
    between = [word for word in one.words if first.span.end <= word.start < second.span.start]
    if not lexicon.words(one.language, "free_order").isdisjoint(word.low for word in between):
        return frozenset()
    days = {place for q in one.quantities if q.kind is QuantityKind.DATE for place in range(q.span.start, q.span.end)}
    small = small_words(one.language)
    return frozenset(word.stem for word in between if word.low not in small and word.start not in days)


def _order(one: Sentence, first: Name, second: Name, verb: frozenset[str]) -> bool | None:
    """True for the claim's order, False for the opposite one around the same verb, None when it cannot be told."""
    ones = [name for name in one.names if _key(name) & _key(first)]
    others = [name for name in one.names if _key(name) & _key(second)]
    pairs = [(a, b) for a in ones for b in others if a != b]
    if not pairs:
        return None
    if any(a.span < b.span for a, b in pairs):
        return True
    return False if any(_between(one, b, a) & verb for a, b in pairs) else None
