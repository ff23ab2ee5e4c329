"""One tells two events in one order, another in the other, each with a "before" or "after" of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from briefer.disagreements.deed_days import events
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language.lexicon import pattern
from briefer.language.senses import senses_of
from briefer.language.sequences import Ordered, ordered

_FOUND = 0.5  # share of the shorter event's terms, a deed among them, that must be found where the other should stand
_KEPT = 0.34  # by how much less may be found where both orders are one


def reordered_differ(heard: Voices) -> Iterator[Conflict]:
    """Two events in one order and in the other."""
    told = [
        (voice, _unnamed(pair, heard)) for voice in heard.all if not _says_after(voice) for pair in ordered(voice.said)
    ]
    told = [(voice, pair) for voice, pair in told if pair.first and pair.second]
    scored = [
        (-found, a.ref, b.ref, a, b)
        for n, (a, mine) in enumerate(told)
        for b, theirs in told[n + 1 :]
        if a.origin != b.origin and (found := _crossed(a, mine, b, theirs)) and not _tells(told, a, b)
        if not _other_doer(a, mine.first, b, theirs.second, heard)
        if not _other_doer(a, mine.second, b, theirs.first, heard)
        if not heard.strangers(a, b, a.speakers, b.speakers)
    ]
    for *_, a, b in sorted(scored, key=lambda entry: entry[:3])[:1]:
        yield Conflict("What came first?", (a, b))


def _unnamed(pair: Ordered, heard: Voices) -> Ordered:
    """Two events without the names in them, which tell who did it and not what."""
    return Ordered(pair.first - heard.named, pair.second - heard.named, pair.earlier)


def _says_after(voice: Voice) -> bool:
    """Whether only the saying came after: "Following the shooting, police said he had shown a gun"."""
    opening = pattern(voice.language, "sequence", "opening").match(voice.text)
    return bool(opening and pattern(voice.language, "slots", "saying").search(opening["main"]))


def _crossed(a: Voice, mine: Ordered, b: Voice, theirs: Ordered) -> float:
    """How much of two events is found where the other one is expected, 0 to 1; 0 where that is not enough."""
    deeds = {verb.stem for voice in (a, b) for verb in voice.verbs}
    crossed = [_common(x, y, deeds, a.language) for x, y in ((mine.first, theirs.second), (mine.second, theirs.first))]
    kept = max(
        _common(x, y, deeds, a.language)[0] for x, y in ((mine.first, theirs.first), (mine.second, theirs.second))
    )
    least = min(share for share, _ in crossed)
    is_told = least >= _FOUND and kept <= least - _KEPT and all(is_deed for _, is_deed in crossed)
    return least if is_told else 0.0


def _common(x: frozenset[str], y: frozenset[str], deeds: set[str], language: str | None) -> tuple[float, bool]:
    """The share of the shorter of two events that is found in the longer, and whether a deed is among what is found."""
    shorter, longer = sorted((x, y), key=len)
    matched = [(s, t) for s, t in product(shorter, longer) if not _means(s, language).isdisjoint(_means(t, language))]
    return len({s for s, _ in matched}) / len(shorter), any(deeds & set(pair) for pair in matched)


def _means(term: str, language: str | None) -> frozenset[object]:
    return senses_of(term) | events(language).get(term, frozenset())


def _tells(told: list[tuple[Voice, Ordered]], a: Voice, b: Voice) -> bool:
    """Whether the article of one of two sentences tells the order of the other, too, and so reports the dispute."""
    for one, other in ((a, b), (b, a)):
        mine = [pair for voice, pair in told if voice is one]
        theirs = [(voice, pair) for voice, pair in told if voice.article == other.article and voice is not other]
        if any(_crossed(one, x, voice, _turned(y)) for x in mine for voice, y in theirs):
            return True
    return False


def _turned(pair: Ordered) -> Ordered:
    return Ordered(pair.second, pair.first, pair.earlier)


def _other_doer(a: Voice, mine: frozenset[str], b: Voice, theirs: frozenset[str], heard: Voices) -> bool:
    """Whether each of two events has a doer of its own, of whom the other's article knows nothing."""
    return all(
        (event - heard.common(event, held))
        & frozenset(t for c in one.said.clauses for t in c.doer) - heard.terms[other.article]
        for one, event, held, other in ((a, mine, theirs, b), (b, theirs, mine, a))
    )
