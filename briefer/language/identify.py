"""Which language a text is in, from its script and its commonest small words.

A statistical identifier (py3langid, lingua) knows a hundred languages but takes longer to load than a whole brief
takes to make. Checks need only this much: is it one of the languages that they have rules for, or another one?
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from briefer.language import lexicon

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


def by_small_words(found: Collection[str]) -> str | None:
    """The language to which most of some lower-case words belong as small words; None where fewer than two do.

    Args:
        found: words that are of one language and not of another one that is in question.
    """
    scores = Counter(
        {code: sum(w in lexicon.words(code, "frequent", "small") for w in found) for code in lexicon.languages()}
    )
    (best, score), (_second, next_score) = scores.most_common(2)
    return best if score >= _LEAST_WORDS and score > next_score else None


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
