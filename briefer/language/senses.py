"""Which words may stand for one another: those of one root, and those that news writers use for one sense."""

from __future__ import annotations

from functools import cache, lru_cache

from briefer.language import lexicon
from briefer.language.stems import stem


@cache
def senses() -> dict[str, frozenset[int]]:
    """The senses of each stem that has one, as numbers of lines."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lexicon.lines(None, "senses")):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=50_000)
def senses_of(term: str) -> frozenset[object]:
    """The root of a word, and the lines of synonyms that it stands in; numbers have neither.

    Args:
        term: a stem.
    """
    if term[0].isdigit():
        return frozenset((term,))
    ending = lexicon.pattern(None, "derivations", case=True)
    root = term
    while (shorter := ending.sub("", root)) != root:
        root = shorter
    return senses().get(term, frozenset()) | {root}
