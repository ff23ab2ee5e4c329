"""Nouns in a language that writes every noun with a capital: what is one is no name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from briefer.language import lexicon

_SHORTEST, _SHORTEST_LONG = 3, 4  #: letters of a noun without its ending
_HEAD, _BEFORE = 4, 3  #: letters of the last noun of a compound, and of what stands before it
_DERIVED = 6  #: letters of a noun that its ending alone shows to be one
_PLAIN = str.maketrans("äöü", "aou")


def has_nouns(language: str | None) -> bool:
    """Whether nouns are known of a language."""
    return lexicon.has(lexicon.code(language), "nouns")


@lru_cache(maxsize=4096)
def is_noun(word: str, language: str) -> bool:
    """Whether a word is a common noun, one of its forms, or ends in one.

    Args:
        word: one word.
        language: ISO 639-1 code of a language that `has_nouns`.

    >>> [is_noun(word, "de") for word in ("Stadtrat", "Brücken", "Bundesrichterin", "Lund", "Marlow")]
    [True, True, True, False, False]
    """
    known, endings = lexicon.words(language, "nouns"), tuple(lexicon.listed(language, "noun_endings", "noun"))
    for form in _forms(word.lower(), language):
        if form in known or (len(form) >= _DERIVED and form.endswith(endings)):
            return True
        if any(form[at:] in known for at in range(_BEFORE, len(form) - _HEAD + 1)):
            return True
    return False


def _forms(word: str, language: str) -> Iterator[str]:
    """A word without each of the endings that it may have, also with a plain vowel, and with an "e" for the last."""
    long = lexicon.listed(language, "noun_endings", "long")
    for ending in ("", *lexicon.listed(language, "noun_endings", "inflected")):
        form = word.removesuffix(ending)
        if not word.endswith(ending) or len(form) < (_SHORTEST_LONG if ending in long else _SHORTEST):
            continue
        yield from (form, form.translate(_PLAIN))
        if ending:
            yield from (f"{form}e", f"{form.translate(_PLAIN)}e")
