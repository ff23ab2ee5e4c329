"""How it came about: what was first, why it happened, who told it first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language.compare import support
from briefer.language.lexicon import pattern
from briefer.language.sentence import Sentence
from briefer.language.stems import stems_of

_SHARED_CAUSE = 0.2
# What two sentences must share to be two accounts of one thing. Of 15 planted ones all share this much, of ten false
# ones in stories of many articles three.
_SHARED_ORDER, _SHARED_REASON = 0.24, 0.45
_REFERRED = 2  # names, and one more term, shared with an event that is only referred to
_SAME_EVENT = 0.5  # share of the smaller statement of an event that the larger must hold


@dataclass(frozen=True, slots=True)
class Account:
    """A sentence parted at a word such as "after" or "because"."""

    voice: Voice
    main: Sentence
    main_terms: frozenset[str]  #: with those of the sentences that it refers to
    tail: Sentence  #: what comes before, after or as the cause
    deed: str  #: the stem of the verb before the word that parts it


def orders_differ(heard: Voices) -> Iterator[Conflict]:
    """One says that it happened before the same thing after which another says that it happened."""
    before = [c for v in heard.all if (c := _clause(v, "sequence", "before"))]
    after = [c for v in heard.all if (c := _clause(v, "sequence", "after"))]
    pairs = [
        (a, b)
        for a in before
        for b in after
        if _same_tail(a, b, heard) and _same_main(a, b, heard) and _same_deed(a, b, heard)
        if heard.shared(a.voice.said, b.voice.said) >= _SHARED_ORDER and not heard.strangers(a.voice, b.voice)
    ]
    # An article that tells both orders reports the dispute; those that know only one are its sides.
    told_after, told_before = {b.voice.article for _, b in pairs}, {a.voice.article for a, _ in pairs}
    scored = sorted(
        (
            a.voice.matches("causes", "opening") or b.voice.matches("causes", "opening"),
            not b.voice.matches("causes", "because"),
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
    causal = [c for v in heard.all if (c := _reason(v) or _clause(v, "causes", "marker"))]
    scored = [
        (-len(heard.common(a.main_terms, b.main_terms)), a.voice.ref, b.voice.ref, a, b)
        for a, b in combinations(causal, 2)
        if a.voice.origin != b.voice.origin and _same_main(a, b, heard) and _unlike(a, b, heard)
        if not heard.strangers(a.voice, b.voice)
        if max(heard.shared(a.voice.said, b.voice.said), heard.shared(a.main, b.main)) >= _SHARED_REASON
    ]
    for *_, a, b in sorted(scored, key=lambda entry: entry[:3])[:1]:
        yield Conflict("Why did it happen?", (a.voice, b.voice))


def credits_differ(heard: Voices) -> Iterator[Conflict]:
    """The same news credited to different outlets, one of them as the first."""
    found = [(v, pattern(v.language, "first_reports", "credit", case=True).search(v.text)) for v in heard.all]
    credited = [(v, outlet) for v, match in found if match and (outlet := match["before"] or match["after"])]
    for (a, here), (b, there) in combinations(credited, 2):
        is_first = a.matches("first_reports", "first") or b.matches("first_reports", "first")
        if a.origin == b.origin or here == there or not is_first:
            continue
        known = heard.words[a.article].issuperset(there.split()) or heard.words[b.article].issuperset(here.split())
        about = heard.common((*a.said.terms, *a.context), (*b.said.terms, *b.context))
        if not known and len(about) > _REFERRED:
            yield Conflict("Who reported it first?", (a, b))


def causal(voice: Voice) -> Account | None:
    """What a sentence gives as a cause, and what as its effect; the effect may stand before the sentence.

    Args:
        voice: the sentence.
    """
    parted = (_clause(voice, "causes", key) for key in ("marker", "blamed", "given"))
    return _reason(voice) or next((account for account in parted if account), None)


def _clause(voice: Voice, name: str, key: str) -> Account | None:
    """A sentence parted at the first of the words under one key of a list."""
    match = pattern(voice.language, name, key).search(voice.text)
    if not match:
        return None
    tail = voice.text[match.end() :]
    opening = not voice.text[: match.start()].strip(" “\"'")
    if opening and "," in tail:
        tail, main = tail.split(",", 1)
    else:
        # What follows "because" is a sentence, what follows "after" most often a noun.
        whole = pattern(voice.language, "causes", "clause").fullmatch(match[0])
        end = None if whole else pattern(voice.language, "sequence", "stop").search(tail)
        rest = tail[end.start() :] if end else ""
        tail = tail[: end.start()] if end else tail
        before = match.end() if name == "causes" else match.start()  # "was suspended for" says what was done, too
        main = f"{voice.text[:before]} {rest}"
    if opening:
        after = next((verb.stem for verb in voice.verbs if verb.start > match.end() + len(tail)), "")
        return _made(voice, main, tail, after if "," in voice.text else "")
    return _made(voice, main, tail, voice.deed(match.start()))


def _reason(voice: Voice) -> Account | None:
    match = next(
        (m for key in ("reason", "done") if (m := pattern(voice.language, "causes", key).search(voice.text))), None
    )
    return _made(voice, match["effect"], match["cause"].rsplit(",", 1)[-1]) if match else None


def _made(voice: Voice, main: str, tail: str, deed: str = "") -> Account:
    said = voice.part(main)
    return Account(voice, said, frozenset(said.terms) | voice.context, voice.part(tail), deed)


def _same_tail(a: Account, b: Account, heard: Voices) -> bool:
    """Whether what comes first or last is one event: "Meta's $14.3 billion investment", "Meta's investment"."""
    if not a.tail.shares or not b.tail.shares:
        return False
    named = a.tail.shares.keys() & b.tail.shares.keys() & (a.voice.names & b.voice.names)
    # One deal, whatever it was: only where the tails share a name.
    deal = stems_of(a.voice.language, "takeovers")
    if named and deal & a.tail.shares.keys() and deal & b.tail.shares.keys():
        return True
    return heard.shared(a.tail, b.tail) >= _SAME_EVENT


def _same_main(a: Account, b: Account, heard: Voices) -> bool:
    """Whether what is placed or explained is one event, named in the sentence or referred to."""
    shared = heard.common(a.main_terms, b.main_terms)
    names = a.voice.names | b.voice.names | a.voice.context & b.voice.context
    if a.voice.context or b.voice.context:
        return len(shared) > _REFERRED and len(shared & names) >= _REFERRED
    return len(shared) > 1 and bool(shared - names) and heard.shared(a.main, b.main) >= _SAME_EVENT


def _same_deed(a: Account, b: Account, heard: Voices) -> bool:
    """Whether it is one deed that comes first and last: not "fled before the chase", "arrested after the chase"."""
    deeds = [[account.deed] if account.deed else [] for account in (a, b)]
    referred = a.voice.context or b.voice.context
    return bool(referred) or not all(deeds) or bool(heard.common(deeds[0], deeds[1]))


def _unlike(a: Account, b: Account, heard: Voices) -> bool:
    """Whether neither cause is told in the other's article."""
    for one, other in ((a, b), (b, a)):
        first = pattern(one.voice.language, "ends", "break").split(one.tail.text.strip())[0]
        core = one.voice.part(pattern(one.voice.language, "ends", "within").split(first)[0])
        tail = core if core.shares else one.tail
        if not tail.shares:
            return False
        aside = one.voice.names | {term for day in one.voice.dates for term in one.voice.part(day.text).terms}
        if heard.common(tail.shares, other.tail.shares) - aside:
            return False
        if any(support(tail, voice.said, heard.idf) >= _SHARED_CAUSE for voice in heard.of(other.voice)):
            return False
    return True
