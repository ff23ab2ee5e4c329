"""Where the words that a writer quotes stand in a source: a ladder of exact comparisons, never a similarity.

    exact -> typographic form -> loose form -> elided (fragments in order, at most 600 characters apart)

Every similarity threshold that accepts a curly quotation mark also accepts a changed digit: one character is one
character. So both sides are brought to the same normal form, compared exactly, and mapped back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice

from briefer.grounding.rungs import FORMS, RUNGS, finds, needle, normal, shared
from briefer.language import fold, words
from briefer.records import Located, Span

MIN_WORDS, MIN_CHARACTERS, MIN_UNSPACED = 4, 12, 8

_MAX_OCCURRENCES = 1_000  # beyond them the first ones will do: the text repeats itself
_HINT_SHARE, _HINT_LENGTH, _HINT_SEEDS = 0.35, 1_000, 60
_PIECE = re.compile(r"\S+")
_SEED = re.compile(r"\w{3,6}")


def locate(text: str, quote: str, *, near: Span | None = None, prefix: str = "", suffix: str = "") -> Located | None:
    """Find the words of a quote in a text, whatever its typography, and nothing that merely resembles them.

    >>> text = "The chip maker said it lost “$14.3 billion” — half of it in May — but would not cut jobs."
    >>> found = locate(text, 'it lost "$14.3 billion" - half of it in May')
    >>> found.match.value, text[found.start : found.end]
    ('typographic', 'it lost “$14.3 billion” — half of it in May')
    >>> locate(text, "The chip maker […] would not cut jobs").segments
    (Span(start=0, end=14), Span(start=70, end=88))
    >>> locate(text, 'it lost "$14.8 billion" - half of it in May') is None
    True
    >>> locate(text, "4.3 billion” — half of it in May") is None
    True

    Args:
        text: the source, never changed; offsets are code points into it, end-exclusive.
        quote: what a writer says stands there. Fewer than 4 words or 12 characters (8 characters in a script
            without spaces) are no quote and are not found.
        near: the stretch of *text* that the writer named. An occurrence inside it wins over one elsewhere, even when
            that one is a closer match in form; failing that, the nearest one wins.
        prefix: what stands before the quote, to choose between several occurrences.
        suffix: what stands after it.

    Returns:
        The first occurrence at the first rung of the ladder that has one, or None.
    """
    if quote_problem(quote) is not None:
        return None
    place = _Place(text, near, prefix, suffix)
    best: Located | None = None
    for rung in RUNGS:
        found = place.best(rung(text, quote))
        if found is not None and place.overhang(found) == 0:
            return found
        best = best or found
    return best


def quote_problem(quote: str) -> str | None:
    """Why a quote is too short to point at anything, in plain words, or None.

    >>> quote_problem("the company said")
    'the quote has 3 words; it needs at least 4'
    """
    text = normal(quote)
    if not (total := words.count(text)):
        return "the quote is empty"
    length = len(text)
    if 2 * words.unspaced(text) >= length:
        return _too_few(length, MIN_UNSPACED, "character")
    return _too_few(total, MIN_WORDS, "word") or _too_few(length, MIN_CHARACTERS, "character")


def _too_few(number: int, least: int, noun: str) -> str | None:
    return None if number >= least else f"the quote has {number} {noun}{'s' * (number > 1)}; it needs at least {least}"


class _Place:
    """What the caller knows about where a quote stands."""

    def __init__(self, text: str, near: Span | None, prefix: str, suffix: str) -> None:
        self._text, self._near = text, near
        self._prefix = prefix and fold.fold_typographic(prefix).text
        self._suffix = suffix and fold.fold_typographic(suffix).text

    def best(self, occurrences: Iterator[Located]) -> Located | None:
        """The best of several at the same rung: only the first is looked for when nothing is known of the place."""
        if self._near is None and not self._prefix and not self._suffix:
            return next(occurrences, None)
        return min(islice(occurrences, _MAX_OCCURRENCES), key=self._rank, default=None)

    def _rank(self, found: Located) -> tuple[bool, int, int]:
        overhang = self.overhang(found)
        return overhang > 0, -self._context(found), overhang

    def overhang(self, found: Located) -> int:
        """How many characters of an occurrence may stand outside the named stretch; 0 where none is named."""
        if self._near is None:
            return 0
        return max(self._near.start - found.start, found.end - self._near.end, 0)

    def _context(self, found: Located) -> int:
        """How many characters before and after agree with the prefix and suffix."""
        score = 0
        if self._prefix:
            before = self._text[max(0, found.start - 2 * len(self._prefix)) : found.start]
            score += shared(self._prefix.rstrip()[::-1], fold.fold_typographic(before).text.rstrip()[::-1])
        if self._suffix:
            after = self._text[found.end : found.end + 2 * len(self._suffix)]
            score += shared(self._suffix.lstrip(), fold.fold_typographic(after).text.lstrip())
        return score


def nearest(text: str, quote: str) -> str | None:
    """The words of the text that most resemble a quote: a hint for who has to repair it, never a citation.

    >>> nearest("The chip maker said it lost $14.3 billion in May.", "the maker said it lost $17.3 billion in June")
    'The chip maker said it lost $14.3 billion in May'

    Args:
        text: the source.
        quote: words that `locate` does not find in it; only the first 1,000 characters are compared.

    Returns:
        Whole words of *text*, or None when nothing in it comes near.
    """
    source = fold.loose(text)
    bare = needle(quote, FORMS[1]).text[:_HINT_LENGTH]
    if not (window := _window(source.text, bare)):
        return None
    found = _alike(bare, source.text, window)
    if found is None:
        return None
    start = source.text.rfind(" ", 0, found.start + 1) + 1
    end = source.text.find(" ", found.end - 1)
    return source.span(start, len(source.text) if end < 0 else end).of(text).strip()


def _window(text: str, bare: str) -> Span | None:
    """Where most pieces of the quote's words stand together, so that a long source costs no more than a short one."""
    size = max(len(bare), 50)
    votes: Counter[int] = Counter()
    for seed in islice(_SEED.finditer(bare), _HINT_SEEDS):
        for at in islice(finds(text, seed[0]), _HINT_SEEDS):
            votes[max(0, at - seed.start()) // size] += 1
    if not votes:
        return None
    best = max(votes, key=lambda place: (votes[place] + votes[place + 1], -place))
    return Span(max(0, (best - 1) * size), min(len(text), (best + 3) * size))


def _alike(bare: str, text: str, window: Span) -> Span | None:
    """The stretch of a window that lines up with the quote, or None where too little of it does.

    Words are compared, not letters: that is quick enough for the standard library's difflib, and a hint shows whole
    words in any case.
    """
    mine, theirs = list(_PIECE.finditer(bare)), list(_PIECE.finditer(text, window.start, window.end))
    matcher = SequenceMatcher(None, [m[0] for m in mine], [m[0] for m in theirs], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < _HINT_SHARE * len(mine):
        return None
    first, last = blocks[0], blocks[-1]
    start = max(0, first.b - first.a)
    end = min(len(theirs), last.b + len(mine) - last.a)
    return Span(theirs[start].start(), theirs[end - 1].end())
