"""Tables of words, written the way a person reads them: words with spaces between."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a string, as a set.

    >>> sorted(word_set("may might could"))
    ['could', 'may', 'might']
    """
    return frozenset(words.split())
