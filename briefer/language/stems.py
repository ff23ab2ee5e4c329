"""Words as the unit of comparison: tokens of any script, stems, and which of them carry meaning."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from briefer.language import lexicon
from briefer.language.tokens import tokenise

# Scripts that write no spaces between words: each character is a token, so that five of them make a shingle
# and two of them a term. A dictionary-based segmenter for each would cost more than it gives here.
_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
# Lower case, and a space for all that stands in no word.
_ASCII_WORDS = bytes(c if chr(c).isalnum() or chr(c) == "_" else ord(" ") for c in range(128)).lower() + bytes(128)
# What newsrooms type beside ASCII; none of it stands in a word.
_TYPOGRAPHY = "‘’“”–—…•\u00a0"
_HAS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_WORD = re.compile(rf"[{_UNSPACED}]+|\d+(?:[.,]\d+)*|[^\W\d_{_UNSPACED}]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_STEMMERS = {
    "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hi": "hindi", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


def normalise(text: str) -> str:
    """The text with compatibility forms, case and white space evened out, for comparing whole texts."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()


def tokens(text: str) -> list[str]:
    """The tokens of a text: words, or single characters where a script writes no spaces."""
    plain = text
    if not text.isascii():
        for mark in _TYPOGRAPHY:
            plain = plain.replace(mark, " ")
    if plain.isascii():  # the same tokens, in a third of the time
        return plain.encode().translate(_ASCII_WORDS).decode().split()
    return _TOKEN.findall(normalise(text))


class Word(NamedTuple):
    """A word of a sentence."""

    text: str
    low: str  #: lower-case
    stem: str
    part: int  #: number of the stretch between commas and other marks that it stands in
    start: int  #: code points from the sentence's beginning


def words(text: str, language: str | None = None) -> tuple[Word, ...]:
    """The words and numbers of a text in order, "can't" as one word.

    Args:
        text: any text.
        language: ISO 639-1 code that chooses the stemmer; English where unknown.
    """
    found, part = [], 0
    for token in tokenise(text):
        if token.kind in ("word", "number"):
            bare = stem(token.low.removesuffix("'s"), language)
            found.append(Word(token.text, token.low, bare, part, token.start))
        elif token.text in ",;:.?!()":
            part += 1
    return tuple(found)


def terms(text: str, language: str | None = None) -> list[str]:
    """The stemmed content words of a text, in order; pairs of characters where a script writes no spaces.

    Args:
        text: any text.
        language: ISO 639-1 code that chooses the stemmer; English where unknown.
    """
    found: list[str] = []
    small = small_words(language)
    for word in _WORD.findall(normalise(text)):
        if not word.isascii() and _HAS_UNSPACED.match(word):
            found += [word[i : i + 2] for i in range(len(word) - 1)] or [word]
            continue
        bare = _POSSESSIVE.sub("", word)
        if bare not in small:
            found.append(stem(bare, language))
    return found


@lru_cache(maxsize=64)
def small_words(language: str | None) -> frozenset[str]:
    """The words of a language that carry no content of their own; those of English where none are known."""
    return lexicon.words(language, "small") or lexicon.words(None, "small")


def surfaces(text: str, language: str | None = None) -> dict[str, Counter[str]]:
    """How each term of a text is written there, and how often."""
    found: dict[str, Counter[str]] = {}
    for word in _WORD.findall(unicodedata.normalize("NFKC", text)):
        for term in terms(word, language):
            found.setdefault(term, Counter())[_POSSESSIVE.sub("", word)] += 1
    return found


@lru_cache(maxsize=50_000)
def stem(word: str, language: str | None = None) -> str:
    """The stem of a lower-case word: that of the verb it is an irregular form of, by the language's Snowball algorithm.

    >>> stem("bought"), stem("policy"), stem("police")
    ('buy', 'polici', 'polic')

    Args:
        word: one word in lower case.
        language: ISO 639-1 code; English where unknown or without an algorithm.
    """
    return str(_stemmer(_STEMMERS.get(language or "en", "english")).stemWord(_bases(language).get(word, word)))


@lru_cache(maxsize=64)
def stems_of(language: str | None, name: str, *keys: str) -> frozenset[str]:
    """The stems of the words of a list, or of those that stand under some of its keys."""
    listed = lexicon.listed(language, name, *keys) if keys else lexicon.words(language, name)
    return frozenset(stem(word, language) for word in listed)


@lru_cache(maxsize=64)
def _bases(language: str | None) -> Mapping[str, str]:
    """Irregular forms of a language, each with the word that it is a form of."""
    rows = (line.split() for line in lexicon.lines(language, "irregular"))
    return {form: base for base, *forms in rows for form in forms}


@lru_cache
def _stemmer(algorithm: str) -> Any:
    import Stemmer  # noqa: PLC0415 - a native module that `briefer --help` need not load

    return Stemmer.Stemmer(algorithm)
