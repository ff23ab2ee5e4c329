"""Which language a text is in, from its script and its commonest small words.

A statistical identifier (py3langid, lingua) knows a hundred languages but takes longer to load than a whole brief
takes to make. Checks need only this much: is it one of the languages that they have rules for, or another one?
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.large_nouns import has_nouns, is_noun
from briefer.language.quantities.conventions import conventions

#: Scripts that tell a language by themselves.
_SCRIPTS = {
    "ja": ("\u3040", "\u30ff"),
    "ko": ("\uac00", "\ud7af"),
    "zh": ("\u4e00", "\u9fff"),
    "ru": ("\u0400", "\u04ff"),
    "el": ("\u0370", "\u03ff"),
    "ar": ("\u0600", "\u06ff"),
    "he": ("\u0590", "\u05ff"),
    "th": ("\u0e00", "\u0e7f"),
    "hi": ("\u0900", "\u097f"),
}
_SAMPLE = 20_000
_SCRIPT_SHARE = 0.15  # a Japanese page is full of Latin names; an English page rarely holds one letter in seven of kana
_LEAST_WORDS = 2  # "Nine men died." has one small word, and it is Swedish
_WORD_SHARE = 0.12  # running text of these languages has 25 to 45 % small words, lists and tables far fewer


def small_words(words: Collection[str], language: str) -> frozenset[str]:
    """Those of some lower-case words that a language has for what most sentences need."""
    return lexicon.words(language, "frequent", "small").union(_others(language)).intersection(words)


@lru_cache(maxsize=64)
def _others(language: str) -> frozenset[str]:
    listed = [word for name in ("auxiliaries", "determiners", "saying") for word in lexicon.listed(language, name)]
    calendar = (form for name in lexicon.listed(language, "calendar") for form in name.split("/"))
    return frozenset((*listed, *calendar, *conventions(language).small, *conventions(language).scales))


def by_small_words(
    words: Collection[str], known: Collection[str | None], likely: str | None = None
) -> tuple[str | None, int]:
    """The language that has most of some lower-case words as small ones, and how many; None and 0 where none is ahead.

    Args:
        words: of a sentence that is too short for `detect`.
        known: languages that are not in question.
        likely: which of two that are even is taken; else the one that has a noun among the words.
    """
    codes = [code for code in lexicon.languages() if code not in known]
    votes = {code: len(small_words(words, code)) for code in codes}
    most = max(votes.values(), default=0)
    even = [code for code in codes if votes[code] == most]
    told = [code for code in even if code == likely] or [c for c in even if has_nouns(c) and _has_noun(words, c)]
    best = told if len(even) > 1 else even
    return (best[0], most) if len(best) == 1 and most else (None, 0)


def by_nouns(words: Collection[str]) -> str | None:
    """The language that writes nouns with a capital and has one among some lower-case words; None where none has."""
    return next((code for code in lexicon.languages() if has_nouns(code) and _has_noun(words, code)), None)


def _has_noun(words: Collection[str], language: str) -> bool:
    return any(is_noun(word, language) for word in words)


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text.

    Args:
        text: any text; the first 20,000 code points are looked at.

    Returns:
        A code, or None where the text is too short or of a language that is not told apart here.
    """
    sample = text[:_SAMPLE]
    characters = Counter(sample)
    letters = sum(number for character, number in characters.items() if character.isalpha()) or 1
    for language, (first, last) in _SCRIPTS.items():
        if sum(n for character, n in characters.items() if first <= character <= last) / letters > _SCRIPT_SHARE:
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    total = sum(words.values())
    scores, lesser = (
        {code: sum(words[w] for w in lexicon.words(code, name)) for code in lexicon.languages()}
        for name in ("frequent", "small")
    )
    best = max(scores, key=lambda language: (scores[language], language == lexicon.DEFAULT, lesser[language]))
    return best if scores[best] >= _LEAST_WORDS and scores[best] / total >= _WORD_SHARE else None
