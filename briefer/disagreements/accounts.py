"""How it came about: what was first, why it happened, who told it first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from briefer.disagreements.conflict import Conflict
from briefer.disagreements.voices import Voice, Voices, share
from briefer.stories.statements import Statement, statement, support

_BEFORE = re.compile(r"\b(?:before|prior to|ahead of)\s+", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after|following|in the wake of|because of|in response to|as a result of|(?<=^)because)\s+", re.IGNORECASE
)
_CAUSE = re.compile(
    r"\b(?:because of|because|due to|stems? from|stemmed from|(?:was|were) (?:caused|started|triggered|prompted) by|"
    r"as a result of|driven by|blamed on|owing to|thanks to)\s+",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"^(?P<cause>.{10,}?)\s+(?:is|are|was|were)\s+(?:one of )?(?:the |a |an )?(?:\w+ )?(?:reasons?|causes?)\s+"
    r"(?:behind|for|that|why|of)\s+(?P<effect>.+)$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:(?:first|originally) (?:reported|revealed|published|broken) by|(?:reporting|sources cited) (?:by|from)|"
    r"(?:first|originally) (?:reported|appeared|revealed) in)\s+(?:the\s+)?(?P<a>(?:The )?[A-Z]\w+(?: [A-Z]\w+)*)|"
    r"(?P<b>(?:The )?[A-Z]\w+(?: [A-Z]\w+)*),? (?:which |who )?(?:first|originally) (?:reported|broke|revealed)",
)
_END = re.compile(r"[,;:—]|\.(?!\d)|\b(?:aligns?|has|have|was|were|is|are|said|says)\b")
_SHARED_CAUSE = 0.2
_REFERRED = 2  # terms shared with an event that is only referred to
_SAME_EVENT = 0.5  # share of the smaller statement of an event that the larger must hold


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence parted at a word such as "after" or "because"."""

    voice: Voice
    main: Statement
    main_terms: frozenset[str]  #: with those of the sentences that it refers to
    tail: Statement  #: what comes before, after or as the cause
    tail_text: str


def orders_differ(heard: Voices) -> Iterator[Conflict]:
    """One says that it happened before the same thing after which another says that it happened."""
    before = [c for v in heard.all if (c := _clause(v, _BEFORE))]
    after = [c for v in heard.all if (c := _clause(v, _AFTER))]
    scored = [
        (-len(heard.common(a.main_terms, b.main_terms)), a.voice.ref, b.voice.ref, a, b)
        for a in before
        for b in after
        if a.voice.origin != b.voice.origin and _same_tail(a, b, heard) and _same_main(a, b, heard)
    ]
    for *_, a, b in sorted(scored, key=lambda entry: entry[:3])[:1]:
        yield Conflict("What came first?", (a.voice, b.voice))


def reasons_differ(heard: Voices) -> Iterator[Conflict]:
    """Different causes for the same effect, each unknown to the other's article."""
    causal = [c for v in heard.all if (c := _reason(v) or _clause(v, _CAUSE))]
    scored = [
        (-len(heard.common(a.main_terms, b.main_terms)), a.voice.ref, b.voice.ref, a, b)
        for a, b in combinations(causal, 2)
        if a.voice.origin != b.voice.origin and _same_main(a, b, heard) and _unlike(a, b, heard)
    ]
    for *_, a, b in sorted(scored, key=lambda entry: entry[:3])[:1]:
        yield Conflict("Why did it happen?", (a.voice, b.voice))


def credits_differ(heard: Voices) -> Iterator[Conflict]:
    """The same news credited to different outlets, one of them as the first."""
    credited = [(v, m.group("a") or m.group("b"), m.group()) for v in heard.all if (m := _CREDIT.search(v.text))]
    for i, (a, here, words) in enumerate(credited):
        for b, there, others in credited[i + 1 :]:
            first = "first" in words + others or "original" in words + others or "first" in a.text + b.text
            if a.origin == b.origin or here == there or not first or len(a.names & b.names) < 1:
                continue
            if any(there in v.text for v in heard.of(a)) or any(here in v.text for v in heard.of(b)):
                continue
            if len(heard.common(a.statement.terms, b.statement.terms)) > 1:
                yield Conflict("Who reported it first?", (a, b))


def _clause(voice: Voice, marker: re.Pattern[str]) -> Clause | None:
    match = marker.search(voice.text)
    if not match:
        return None
    tail = voice.text[match.end() :]
    opening = not voice.text[: match.start()].strip(" “\"'")
    if opening and "," in tail:
        tail, main = tail.split(",", 1)
    else:
        end = _END.search(tail)
        rest = tail[end.start() :] if end else ""
        tail = tail[: end.start()] if end else tail
        main = f"{voice.text[: match.start()]} {rest}"
    return _made(voice, main, tail)


def _reason(voice: Voice) -> Clause | None:
    match = _REASON.search(voice.text)
    return _made(voice, match.group("effect"), match.group("cause").rsplit(",", 1)[-1]) if match else None


def _made(voice: Voice, main: str, tail: str) -> Clause:
    said = statement(main)
    return Clause(voice, said, frozenset(said.terms) | voice.context, statement(tail), tail)


def _same_tail(a: Clause, b: Clause, heard: Voices) -> bool:
    """Whether what comes first or last is one event: "Meta's $14.3 billion investment", "Meta's investment"."""
    if not a.tail.shares or not b.tail.shares:
        return False
    return max(share(a.tail, b.tail, heard.idf), share(b.tail, a.tail, heard.idf)) >= _SAME_EVENT


def _same_main(a: Clause, b: Clause, heard: Voices) -> bool:
    """Whether what is placed or explained is one event, named in the sentence or referred to."""
    shared = heard.common(a.main_terms, b.main_terms)
    names = a.voice.names | b.voice.names | a.voice.context & b.voice.context
    if a.voice.context or b.voice.context:
        return len(shared) > _REFERRED
    close = max(share(a.main, b.main, heard.idf), share(b.main, a.main, heard.idf))
    return len(shared) > 1 and bool(shared - names) and close >= _SAME_EVENT


def _unlike(a: Clause, b: Clause, heard: Voices) -> bool:
    """Whether neither cause is told in the other's article."""
    for one, other in ((a, b), (b, a)):
        if not one.tail.shares:
            return False
        for voice in heard.of(other.voice):
            if support(one.tail, voice.statement, heard.idf) >= _SHARED_CAUSE:
                return False
    return True
