"""Which words of a sentence carry what it says, each in the form by which it is known elsewhere, and how much of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.capitals import runs
from briefer.language.name_words import COUNTRY, RELATED
from briefer.language.senses import senses
from briefer.language.stems import small_words, stem, terms

_NAME_MORE = 0.25  # what each further word of a name adds to its first
_ASIDE_SHARE = 0.5
_FAMILY = {**RELATED, **COUNTRY}
_LONG_NAMES = lexicon.any_of(form.title() for form in COUNTRY if " " in form)
_WORD = re.compile(rf"\b{_LONG_NAMES}\b|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[.'’-][^\W\d_]+)*")


def informative(text: str, language: str | None = None) -> tuple[tuple[str, float], ...]:
    """The stems of content words without accents, nations, regions and parties by one name, each with its share.

    "Senate Majority Leader Mitch McConnell" are five words and one thing said; ", who was president," only describes.

    Args:
        text: a sentence, or a part of one.
        language: ISO 639-1 code; English where unknown.
    """
    return _informative(text, lexicon.code(language))


@lru_cache(maxsize=8192)
def _informative(text: str, code: str) -> tuple[tuple[str, float], ...]:
    if code != lexicon.DEFAULT:
        return tuple((term, 1.0) for term in terms(text, code))
    return tuple(_weighed(unicodedata.normalize("NFKC", text)))


def informative_terms(text: str, language: str | None = None) -> frozenset[str]:
    """The words that `informative` finds, without their shares."""
    return frozenset(term for term, _ in informative(text, language))


def _weighed(text: str) -> Iterator[tuple[str, float]]:
    small = small_words(None)
    spans = runs(text)
    asides = [match.span() for match in lexicon.pattern(None, "asides", case=True).finditer(text)]
    for word, at, part in _pieces(text):
        bare = word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")
        low = bare.casefold()
        if low in small and not (bare.isupper() and len(bare) > 1):
            continue
        share = part * (_ASIDE_SHARE if any(start < at < end for start, end in asides) else 1.0)
        lengths = [len(text[start:end].split()) for start, end in spans if start <= at < end]
        share *= min(((1 + _NAME_MORE * (n - 1)) / n for n in lengths), default=1.0)
        family = (_FAMILY.get(low) or _FAMILY.get(f"{low}.")) if bare[0].isupper() else None
        yield family or stem(_plain(low), None), share


def _pieces(text: str) -> Iterator[tuple[str, int, float]]:
    """The words of a text, where they begin, and their shares; compounds in parts unless the whole has a sense."""
    known: Mapping[str, object] = senses()
    for match in _WORD.finditer(text):
        word, at = match.group(), match.start()
        if "-" not in word or stem(word.casefold()) in known:
            yield word, at, 1.0
            continue
        parts = word.split("-")
        for part in parts:
            yield part, at, 1 / len(parts)
            at += len(part) + 1


def _plain(word: str) -> str:
    """A word without accents and dots."""
    if word.isascii():
        return word.replace(".", "") if not word[0].isdigit() else word.replace(",", "")
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
