"""What a language calls the countries, cities and bodies of other lands: "Vereinigte Staaten", "Londres", "OTAN"."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.mentions import Mentioned, Mentions, mentioned
from briefer.language.name_words import COUNTRY
from briefer.language.names import NamePart, fold, is_capital
from briefer.language.tokens import Token, tokenise
from briefer.records import Span

_ELIDED = 5  #: letters before an apostrophe that a language may run together with a name: "dell'Europa"


class Exonym(NamedTuple):
    """A place, people or body that a text names as its own language does."""

    span: Span  #: code points in the text
    english: str  #: what English calls it, as `exonyms.txt` has it


def knows(languages: Collection[str]) -> bool:
    """Whether it is known of each of some languages, by ISO 639-1 codes, how they call what they share with others."""
    return all(code == lexicon.DEFAULT or lexicon.has(code, "exonyms") for code in languages)


def exonyms(text: str, language: str, others: Collection[str]) -> tuple[Exonym, ...]:
    """The places, peoples and bodies that a text names, in order.

    Args:
        text: any text.
        language: its ISO 639-1 code.
        others: those of the texts that it is held against.
    """
    tokens = tokenise(text)
    known = _phrases(language, tuple(sorted({*others, language})))
    found: list[Exonym] = []
    index = 0
    while index < len(tokens):
        token = tokens.at(index)
        first = _forms(bare(token.low), language) if is_capital(token) or "'" in token.low else ()
        fits = ((form, p) for form in first for p in known.get(form, ()))
        phrases = [p for form, p in fits if all(tokens.at(index + i).low == w for i, w in enumerate(p.words) if i)]
        best = max(phrases, key=lambda phrase: len(phrase.words), default=None)
        if best is not None:
            end = tokens.at(index + len(best.words) - 1).end
            found.append(Exonym(Span(token.end - len(bare(token.low)), end), best.english))
        index += len(best.words) if best else 1
    return tuple(found)


def is_named(english: str, text: Mentions, language: str) -> bool:
    """Whether a text names a place, people or body in its own language.

    Args:
        english: what English calls it.
        text: the index of the text.
        language: its ISO 639-1 code.
    """
    if language == lexicon.DEFAULT:
        plain = english.replace("_", " ")
        if COUNTRY.get(plain, "") in text.countries or f" {fold(plain)} " in text.words:
            return True
        return " " not in plain and mentioned(NamePart(plain, doubtful=False), text) is Mentioned.NAMED
    forms = (form.replace("_", " ").replace("-", " ") for form in lexicon.table(language, "exonyms").get(english, ()))
    endings = ("", *lexicon.listed(language, "noun_endings", "name"))
    return any(f" {fold(form)}{ending} " in text.words for form in forms for ending in endings)


def bare(word: str) -> str:
    """A word without what stands before an apostrophe: "Orland" of "d'Orland".

    >>> bare("d'Orland"), bare("O'Neill"), bare("Lund")
    ('Orland', 'Neill', 'Lund')
    """
    before, mark, after = word.rpartition("'")
    return after if mark and len(after) > 1 and len(before) <= _ELIDED else word


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    english: str


@lru_cache(maxsize=32)
def _phrases(language: str, languages: tuple[str, ...]) -> Mapping[str, tuple[_Phrase, ...]]:
    """What a language calls things, by first words; of English, what the tables of the other languages translate."""
    found: dict[str, tuple[_Phrase, ...]] = {}
    if language == lexicon.DEFAULT:
        keys = {key for code in languages for key in lexicon.table(code, "exonyms")}
        named = [(form, key) for key in sorted(keys) for form in (key, *_peoples(key))]
    else:
        named = [(form, key) for key, forms in lexicon.table(language, "exonyms").items() for form in forms]
    for form, key in named:
        words = tuple(token.low for token in tokenise(form.replace("_", " ")) if _is_word(token))
        found[words[0]] = (*found.get(words[0], ()), _Phrase(words, key))
    return found


def _peoples(key: str) -> list[str]:
    return [form for form, country in COUNTRY.items() if country == key.replace("_", " ")]


def _is_word(token: Token) -> bool:
    return token.kind == "word" or token.text == "-"


def _forms(word: str, language: str) -> tuple[str, ...]:
    """A word, and what it may be a form of: "Norwegens"."""
    endings = lexicon.listed(language, "noun_endings", "name")
    return (word, *(word.removesuffix(ending) for ending in endings if word.endswith(ending)))
