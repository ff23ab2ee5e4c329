"""Which of two deeds came first, as a sentence tells it, and whether two sentences tell them the other way round.

A word such as "before" parts a sentence into two events, and each event is what its clauses tell. What both events of
a sentence have in common, as their doer, tells nothing of their order and is left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefer.language import lexicon
from briefer.language.informative import informative_terms
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import stems_of
from briefer.language.word_kinds import WordKind
from briefer.records import Span

_FOUND = 0.5  # share of the shorter event that must be found in the other one
_SURE = 0.6  # the same where a claim is rejected for it
_LITTLE = 2  # terms of an event that is told well enough to reject for
_STRAIGHT = 0.34  # by how much more must be found crossed than where it is expected


@dataclass(frozen=True, slots=True)
class Ordered:
    """Two events of a sentence, by their terms."""

    first: frozenset[str]
    second: frozenset[str]
    earlier: str  #: the first of them as written


@dataclass(frozen=True, slots=True)
class Reordered:
    """Two events that two sentences tell in different order."""

    mine: str  #: what came first as the one tells it
    theirs: str  #: and as the other does
    is_certain: bool


def reordered(claim: Sentence, cited: Iterable[Sequence[Sentence]]) -> Reordered | None:
    """Two events of a claim that some sentences tell the other way round, and none in the claim's order.

    Args:
        claim: one sentence.
        cited: the sentences that it is held against, of each article in order.
    """
    theirs = [pair for told in cited for one in told for pair in ordered(one)]
    theirs += [pair for told in cited for one, after in pairwise(told) for pair in _across(one, after)]
    for mine in ordered(claim):
        crossed = [(_crossed(mine, pair), pair) for pair in theirs]
        best = max(crossed, key=lambda found: found[0], default=None)
        if best is None or best[0] < _FOUND or any(_straight(mine, pair) >= best[0] for pair in theirs):
            continue
        pair = best[1]
        told = min(map(len, (mine.first, mine.second, pair.first, pair.second)))
        is_certain = best[0] >= _SURE and told >= _LITTLE and _kept(mine, pair) < _STRAIGHT
        return Reordered(mine.earlier, pair.earlier, is_certain)
    return None


def ordered(one: Sentence) -> tuple[Ordered, ...]:
    """The pairs of events of a sentence of which it says which one came first."""
    return (*(pair for key in ("first", "second") for pair in _parted(one, key)), *_later(one))


def _across(one: Sentence, after: Sentence) -> Iterator[Ordered]:
    """The two events of which the second sentence says that its own came later, or earlier."""
    for key in ("then", "earlier", "later"):
        for match in lexicon.pattern(one.language, "sequence", key).finditer(after.text):
            start, stop = (match.end(), len(after.text)) if not match.start() else (0, match.start())
            ends = lexicon.pattern(one.language, "sequence", "ends").search(after.text, start, stop)
            if ends is not None and match.start():
                break  # "a week later" is said of another event than the first
            own = _terms(after, Span(start, ends.start() if ends else stop))
            other = _terms(one, Span(0, len(one.text)))
            if own - other and other - own:
                pair = (own - other, other - own) if key == "earlier" else (other - own, own - other)
                yield Ordered(*pair, (after if key == "earlier" else one).text.strip(" ."))
            return


def _parted(one: Sentence, key: str) -> Iterator[Ordered]:
    text, ends = one.text, lexicon.pattern(one.language, "sequence", "ends")
    for match in lexicon.pattern(one.language, "sequence", key).finditer(text):
        at, end = match.span("at") if match.re.groupindex and match["at"] else match.span()
        start = max((found.end() for found in ends.finditer(text, 0, at)), default=_fronted(one, at))
        if not _is_stretch(one, start, at):
            stop = min(_next(one, pattern, end) for pattern in ("ends", "first", "second"))
            spans = Span(start, at), Span(end, stop)
        else:  # "After winning, he resigned"
            comma = text.find(", ", end)
            stop = len(text) if comma < 0 else comma
            spans = Span(stop, len(text)), Span(end, stop)
        yield from _pair(one, *(spans if key == "first" else spans[::-1]))


def _is_stretch(one: Sentence, start: int, at: int) -> bool:
    """Whether nothing, or only a stretch of time, stands between two places: "two days before the vote, he left"."""
    times = stems_of(one.language, "ranking", "spans", "clock")
    return all(
        word.stem in times or kind in (WordKind.NUMBER, WordKind.DETERMINER, WordKind.ADVERB)
        for word, kind in zip(one.words, one.kinds, strict=True)
        if start <= word.start < at
    )


def _fronted(one: Sentence, at: int) -> int:
    """Where a sentence begins behind what both events have before them: "After the vote, they ate and then sang"."""
    comma = one.text.find(", ", 0, at) + 1
    is_fronted = comma and one.kinds[0] in (WordKind.PREPOSITION, WordKind.JOINT, WordKind.GERUND)
    is_told = any(clause.verb and comma <= clause.verb.start < at for clause in one.clauses)
    return comma if is_fronted and is_told else 0


def _later(one: Sentence) -> Iterator[Ordered]:
    """The pairs of which "an hour later" stands at the end of the second."""
    text, joins = one.text, lexicon.pattern(one.language, "sequence", "joins")
    for match in lexicon.pattern(one.language, "sequence", "later").finditer(text):
        join = max(joins.finditer(text, 0, match.start()), key=lambda found: found.start(), default=None)
        if join and re.search(r"\w", text[: join.start()]):
            yield from _pair(one, Span(0, join.start()), Span(join.end(), match.start()))


def _pair(one: Sentence, first: Span, second: Span) -> Iterator[Ordered]:
    mine, other = _terms(one, first), _terms(one, second)
    if mine - other and other - mine:
        yield Ordered(mine - other, other - mine, first.of(one.text).strip(" ,;."))


def _next(one: Sentence, key: str, after: int) -> int:
    match = lexicon.pattern(one.language, "sequence", key).search(one.text, after)
    return match.start() if match else len(one.text)


def _terms(one: Sentence, span: Span) -> frozenset[str]:
    """The terms between two places, without whoever says so."""
    saying = stems_of(one.language, "saying", "say", "announce", "claim") | stems_of(one.language, "moods", "thought")
    terms = informative_terms(span.of(one.text), one.language)
    said = [clause for clause in one.clauses if clause.did in saying and clause.verb]
    told = [clause for clause in said if clause.verb and span.start <= clause.verb.start < span.end]
    return terms.difference(*(clause.who | {clause.did} for clause in told))


def _found(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the shorter of two events that is found in the longer one, 0 to 1."""
    shorter, longer = sorted((a, b), key=len)
    senses = {sense for term in longer for sense in senses_of(term)}
    return sum(not senses.isdisjoint(senses_of(term)) for term in shorter) / len(shorter)


def _crossed(mine: Ordered, theirs: Ordered) -> float:
    """The share of both events that is found where the other one is expected; 0 where much is where it should be."""
    crossed = min(_found(mine.first, theirs.second), _found(mine.second, theirs.first))
    return crossed if _kept(mine, theirs) <= crossed - _STRAIGHT else 0.0


def _kept(mine: Ordered, theirs: Ordered) -> float:
    return max(_found(mine.first, theirs.first), _found(mine.second, theirs.second))


def _straight(mine: Ordered, theirs: Ordered) -> float:
    return min(_found(mine.first, theirs.first), _found(mine.second, theirs.second))
