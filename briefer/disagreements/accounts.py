"""How it came about: what was first, why it happened, who told it first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from briefer.disagreements.conflict import Conflict
from briefer.disagreements.voices import Voice, Voices, share
from briefer.language.statements import Statement, statement, support
from briefer.language.word_sets import word_set

_BEFORE = re.compile(r"\b(?:before|prior to|ahead of)\s+", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:after|following|in the wake of|because of|because|in response to|as a result of)\s+", re.IGNORECASE
)
_FRAGMENT = re.compile(r"^\W*because\b", re.IGNORECASE)
_BECAUSE = re.compile(r"\bbecause\b", re.IGNORECASE)
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
_OUTLET = r"(?:The |the )?(?P<{}>[A-Z]\w+(?: (?:& )?[A-Z]\w+)*)"
_CREDIT = re.compile(
    r"(?:(?:first|originally) (?:reported|revealed|published|broken) by|(?:reporting|sources cited) (?:by|from)|"
    rf"(?:first|originally) (?:reported|appeared|revealed) in)\s+{_OUTLET.format('a')}|"
    rf"{_OUTLET.format('b')},? (?:which |who )?(?:(?:first|originally) (?:reported|broke|revealed)|"
    r"(?:was|were) (?:the )?first to (?:report|reveal|publish)|(?:had|broke) the (?:story|news) first)",
)
# Names of one event, whatever it was: only where the tails share a name.
_DEAL = word_set("acqui acquisit bought buy deal invest investment merger purchas stake takeov own agreement")
_END = re.compile(r"[,;:—]|\.(?!\d)|\b(?:aligns?|has|have|was|were|is|are|said|says)\b")
_SHARED_CAUSE = 0.2
_FIRST = re.compile(r"\b(?:first|originally)\b", re.IGNORECASE)
_REFERRED = 2  # names, or one more of other terms, shared with an event that is only referred to
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
    pairs = [(a, b) for a in before for b in after if _same_tail(a, b, heard) and _same_main(a, b, heard)]
    # An article that tells both orders reports the dispute; those that know only one are its sides.
    told_after, told_before = {b.voice.article for _, b in pairs}, {a.voice.article for a, _ in pairs}
    scored = sorted(
        (
            bool(_FRAGMENT.search(a.voice.text) or _FRAGMENT.search(b.voice.text)),
            not _BECAUSE.search(b.voice.text),
            (a.voice.article in told_after) + (b.voice.article in told_before),
            -len(heard.common(a.main_terms, b.main_terms)),
            n,
        )
        for n, (a, b) in enumerate(pairs)
        if a.voice.origin != b.voice.origin
    )
    for *_, n in scored[:1]:
        yield Conflict("What came first?", (pairs[n][0].voice, pairs[n][1].voice))


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
    credited = [(v, m.group("a") or m.group("b")) for v in heard.all if (m := _CREDIT.search(v.text))]
    for (a, here), (b, there) in combinations(credited, 2):
        if a.origin == b.origin or here == there or not _FIRST.search(f"{a.text}\n{b.text}"):
            continue
        known = heard.words[a.article].issuperset(there.split()) or heard.words[b.article].issuperset(here.split())
        about = heard.common((*a.statement.terms, *a.context), (*b.statement.terms, *b.context))
        if not known and len(about) > _REFERRED:
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
        # What follows "because" is a sentence, what follows "after" most often a noun.
        end = None if _BECAUSE.match(match.group()) and " of" not in match.group() else _END.search(tail)
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
    named = a.tail.shares.keys() & b.tail.shares.keys() & (a.voice.names & b.voice.names)
    if named and _DEAL & a.tail.shares.keys() and _DEAL & b.tail.shares.keys():
        return True
    return max(share(a.tail, b.tail, heard.idf), share(b.tail, a.tail, heard.idf)) >= _SAME_EVENT


def _same_main(a: Clause, b: Clause, heard: Voices) -> bool:
    """Whether what is placed or explained is one event, named in the sentence or referred to."""
    shared = heard.common(a.main_terms, b.main_terms)
    names = a.voice.names | b.voice.names | a.voice.context & b.voice.context
    if a.voice.context or b.voice.context:
        return len(shared) > _REFERRED or len(shared & names) >= _REFERRED
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
