"""How much of something a sentence means: "some of the lorries", "all except three", "things such as cheese"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.quantities import QuantityKind
from briefer.language.word_kinds import NOUNS, VERBS, Worded, WordKind

_WITHIN = 8  # words after "some of" in which the thing is named
_HUNDRED = 100  # percent
_NAMED = (WordKind.NOUN, WordKind.NAME)
_PASSED = (WordKind.DETERMINER, WordKind.OWNER, WordKind.NUMBER, WordKind.ADVERB)
_TELLS = (*VERBS, WordKind.AUXILIARY)
_TIED = (WordKind.PREPOSITION, WordKind.TO)


class Extent(StrEnum):
    """How much is meant."""

    WHOLE = "whole"
    PART = "part"
    EXCEPT = "except"  #: all, less what is named
    LIKE = "like"  #: what is named by examples
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Portion:
    """A part or the whole of something."""

    extent: Extent
    text: str  #: as a reader is shown it: "some of the donated medicines"
    nouns: frozenset[str]  #: stems of the thing's words; none where it stands elsewhere: "they all left"
    start: int  #: code points


@lru_cache(maxsize=4096)
def portions(one: Worded) -> tuple[Portion, ...]:
    """What a sentence says how much of, in order."""
    figures = {place for q in one.quantities for place in range(q.span.start, q.span.end)}
    numbers = [
        word.start in figures or kind is WordKind.NUMBER for word, kind in zip(one.words, one.kinds, strict=True)
    ]
    found = (_portion(one, at, numbers) for at in range(len(one.words)))
    return tuple(portion for portion in found if portion is not None)


def _portion(one: Worded, at: int, numbers: Sequence[bool]) -> Portion | None:
    """The part or whole that a word opens."""
    listed = lexicon.table(one.language, "extent")
    low, after = (one.words[place].low if place < len(one.words) else "" for place in (at, at + 1))
    before = one.words[at - 1].low if at else ""
    if low in listed["whole"] and before not in listed["not_whole"]:
        is_except = after in (*listed["bar"], *listed["except"])
        opening = at - (before in listed["nearly"])
        left = at + 1 if is_except else _excepting(one, at)
        is_whole = opening == at and left is None
        found = _thing(one, Extent.WHOLE if is_whole else Extent.EXCEPT, opening, at + 1 + is_except, numbers)
        if left is None or left == at + 1:
            return found
        return replace(found, text=_slice(one, min(opening, left), max(at, left)))
    if low in listed["like"] or (low in listed["such"] and after in listed["as"]):
        return _like(one, at, at + (low in listed["such"]))
    if low in listed["only"]:
        return _thing(one, Extent.ONLY, at, at + 1, numbers)
    is_joined = after in listed["joined"]
    first = _share(one, at) if is_joined else None
    is_listed = low in listed["part"] or (is_joined and low in listed["share"])
    is_part = is_listed and not (_is_vague(one, at) or (at + 1 < len(numbers) and numbers[at + 1]))
    if is_part or first is not None:
        found = _thing(one, Extent.PART, at if first is None else first, at + 1, numbers)
        return found if found.nouns else None
    return None


def _is_vague(one: Worded, at: int) -> bool:
    """Whether a word is no part of anything: "the most", "a third half", "took part"."""
    before = one.kinds[at - 1] if at else None
    return before in (WordKind.DETERMINER, WordKind.OWNER, WordKind.NUMBER)


def _excepting(one: Worded, at: int) -> int | None:
    """The place of the word that leaves something out of a whole: "all the roads except two", "all flights but one"."""
    listed = lexicon.table(one.language, "extent")
    lows = [word.low for word in one.words]
    for place in range(len(lows) - 1):
        if lows[place] in listed["except"] or (lows[place] in listed["apart"] and lows[place + 1] in listed["from"]):
            return place
    for place in range(at + 1, min(len(lows) - 1, at + 1 + _WITHIN)):
        if one.words[place].part != one.words[at].part or one.kinds[place] in _TELLS:
            return None
        if lows[place] in listed["bar"]:
            return place if one.kinds[place + 1] not in (WordKind.PRONOUN, *VERBS) else None
    return None


def _share(one: Worded, at: int) -> int | None:
    """The place where "one", or the count of some or the share under the whole that ends with a word, begins."""
    word = one.words[at]
    if word.low in lexicon.listed(one.language, "fractions", "one"):
        return at
    end = word.start + len(word.text)
    opened = at + 2 < len(one.words) and one.kinds[at + 2] in (WordKind.DETERMINER, WordKind.OWNER)
    shares = (
        q
        for q in one.quantities
        if q.span.end == end
        and (
            (q.kind is QuantityKind.SHARE and q.value < _HUNDRED)
            or (q.kind is QuantityKind.COUNT and not q.noun and opened)  # "two of the nine"
        )
    )
    starts = {q.span.start for q in shares}
    return next((place for place in range(at + 1) if one.words[place].start in starts), None)


def _like(one: Worded, at: int, last: int) -> Portion | None:
    """What is named by the examples behind a word: the nouns before it."""
    first = at
    while (
        first
        and (one.kinds[first - 1] in (*NOUNS, WordKind.PREPOSITION))
        and one.words[first - 1].part == one.words[at].part
    ):
        first -= 1
    nouns = frozenset(one.words[place].stem for place in range(first, at) if one.kinds[place] in _NAMED)
    shown = _slice(one, first, min(last + 1, len(one.words) - 1))
    return Portion(Extent.LIKE, shown, nouns, one.words[at].start) if nouns else None


def _thing(one: Worded, extent: Extent, first: int, at: int, numbers: Sequence[bool]) -> Portion:
    """A part that begins at a place, its thing looked for from another one on."""
    joined, last = lexicon.listed(one.language, "extent", "joined"), -1
    nouns: set[str] = set()
    for place in range(at, min(len(one.words), at + _WITHIN)):
        kind, word = one.kinds[place], one.words[place]
        if nouns and (kind not in (*_NAMED, WordKind.OWNER, WordKind.NUMBER) or word.part != one.words[first].part):
            break
        if kind is WordKind.OWNER:
            nouns.clear()
        if kind in _NAMED and not numbers[place]:
            nouns.add(word.stem)
            last = place
        elif kind is WordKind.GERUND and place + 1 < len(one.words) and one.kinds[place + 1] in _NAMED:
            continue  # "three bottling lines"
        elif not (word.low in joined or numbers[place] or kind in _PASSED or (extent is Extent.ONLY and kind in _TIED)):
            break
    shown = last if nouns else first
    return Portion(extent, _slice(one, first, shown), frozenset(nouns), one.words[first].start)


def _slice(one: Worded, first: int, last: int) -> str:
    return one.text[one.words[first].start : one.words[last].start + len(one.words[last].text)]
