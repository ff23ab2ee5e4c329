"""How a sentence ranks something: "the second-largest bank", "one of the youngest", "the deadliest since 1987".

A rank has a word, a place ("second"), company ("one of", "among"), a time for which it holds and a field ("in the
north"). Two ranks of one word differ where one of these does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.informative import informative_terms
from briefer.language.stems import Word, stems_of
from briefer.language.word_kinds import NOUNS, Worded, WordKind

_BEFORE = 5  # words before a superlative in which "one of" may stand, and before "decade" in which "in" may
_NOUN = 3  # words after a superlative in which the thing ranked is looked for


@dataclass(frozen=True, slots=True)
class Rank:
    """One superlative with what is said of it."""

    word: Word
    text: str  #: as a reader is shown it: "second-largest", "one of the youngest"
    nouns: frozenset[str]  #: stems of the words right behind it: "bank"
    place: int = 1  #: 2 for "second-largest"
    shared: bool = False  #: "one of", "among"
    time: str = ""  #: how long it holds: "since 1987", "this year"
    always: str = ""  #: "ever", "history": it holds for all time
    where: str = ""  #: "in the north of the country"
    field: frozenset[str] = frozenset()  #: the terms of that
    bar: str = ""  #: who ranks higher or is left out: "after Sunde", "apart from"


@lru_cache(maxsize=4096)
def ranks(one: Worded) -> tuple[Rank, ...]:
    """The superlatives of a sentence, in order, with what limits them."""
    return tuple(_rank(one, at, is_most) for at, is_most in _found(one))


def is_superlative(low: str, language: str | None) -> bool:
    """Whether a lower-case word says that something stands alone or at an end."""
    if low in lexicon.words(language, "superlatives"):
        return low not in lexicon.words(language, "weak_superlatives")
    endings = tuple(lexicon.listed(language, "grammar", "superlative"))
    is_long = len(low) > len("least") and low.endswith(endings)
    return is_long and low not in lexicon.words(language, "not_superlatives")


def are_alike(a: Rank, b: Rank, language: str | None) -> bool:
    """Whether two ranks say the same word, or words that say the same, of the same thing."""
    if a.word.stem == b.word.stem:
        return True
    return any(a.word.low in group and b.word.low in group for group in lexicon.groups(language, "superlatives"))


def _found(one: Worded) -> Iterator[tuple[int, bool]]:
    """The places of superlatives; of "the most distant" that of "distant"."""
    most = _listed(one, "most")
    for at, word in enumerate(one.words):
        if is_superlative(word.low, one.language):
            yield at, False
        elif at > 1 and one.words[at - 1].low in most and one.kinds[at] is WordKind.NOUN:
            opens = one.kinds[at - 2] in (WordKind.DETERMINER, WordKind.OWNER)
            is_counted = one.words[at - 2].low in lexicon.listed(one.language, "ordinals")
            if (opens or is_counted) and at + 1 < len(one.words) and one.kinds[at + 1] in NOUNS:
                yield at, True


def _rank(one: Worded, at: int, is_most: bool) -> Rank:
    words, first = one.words, at - is_most
    ordinals = {word: int(n) for n, listed in lexicon.table(one.language, "ordinals").items() for word in listed}
    place = ordinals.get(words[first - 1].low, 1) if first else 1
    first -= place > 1
    company = _company(one, first)
    shown = first if company is None else company
    end = _end(one, at)
    after = words[at + 1 : end]
    where = _where(one, at + 1, end)
    always = next((word.low for word in after if word.low in _listed(one, "always")), "")
    return Rank(
        words[at],
        _slice(one, words[shown], words[at]),
        frozenset(word.stem for word in words[at + 1 : min(end, at + 1 + _NOUN)]),
        place,
        company is not None,
        _time(one, after),
        always,
        where,
        informative_terms(where, one.language) - stems_of(one.language, "ranking", "always"),
        _bar(one, at),
    )


def _bar(one: Worded, at: int) -> str:
    """What ranks higher or is left out of the comparison."""
    for word, after, kind in zip(one.words[at + 1 :], one.words[at + 2 :], one.kinds[at + 2 :], strict=False):
        if after.part != one.words[at].part:
            break
        if word.low in _listed(one, "beyond") or (word.low in _listed(one, "behind") and kind is WordKind.NAME):
            return _slice(one, word, after)
    return ""


def _end(one: Worded, at: int) -> int:
    """Where what is said of a superlative ends: with its stretch between commas, or its clause."""
    stops = (WordKind.AND, WordKind.JOINT)
    for place in range(at + 1, len(one.words)):
        since = one.words[place].low in _listed(one, "since")
        if one.words[place].part != one.words[at].part or (one.kinds[place] in stops and not since):
            return place
    return len(one.words)


def _company(one: Worded, first: int) -> int | None:
    """The place of "one of" or "among" before a superlative."""
    parts = lexicon.listed(one.language, "word_kinds", "partitive")
    for at in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        low = one.words[at].low
        if low in _listed(one, "among"):
            return at
        if low in lexicon.listed(one.language, "grammar", "of"):
            return at - 1 if at and one.words[at - 1].low in parts else None
        if one.kinds[at] not in (WordKind.DETERMINER, WordKind.OWNER, WordKind.NUMBER, WordKind.NAME, WordKind.NOUN):
            return None
    return None


def _time(one: Worded, after: Sequence[Word]) -> str:
    """What limits in time: "since 1987", "this year", "in more than a decade"."""
    times, opens = stems_of(one.language, "ranking", "spans"), _listed(one, "for")
    for at, word in enumerate(after):
        if word.low in _listed(one, "since"):
            return _slice(one, word, after[min(at + 1, len(after) - 1)])
        first = next((other for other in after[max(0, at - _BEFORE) : at] if other.low in opens), None)
        if word.stem in times and first:
            return _slice(one, first, word)
    return ""


def _slice(one: Worded, first: Word, last: Word) -> str:
    return one.text[first.start : last.start + len(last.text)]


def _where(one: Worded, first: int, end: int) -> str:
    """What stands from "in" on, up to whatever limits in time."""
    inside = _listed(one, "inside")
    for at in range(first, end):
        if one.words[at].low in inside:
            stop = next((n for n in range(at + 1, end) if one.words[n].low in _listed(one, "since")), end)
            return _slice(one, one.words[at], one.words[stop - 1])
    return ""


def _listed(one: Worded, key: str) -> frozenset[str]:
    return lexicon.listed(one.language, "ranking", key)
