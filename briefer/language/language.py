"""Which language a text is in, from its script and its commonest small words.

A statistical identifier (py3langid, lingua) knows a hundred languages but takes longer to load than a whole brief
takes to make. Checks need only this much: is it one of the languages that they have rules for, or another one?
"""

from __future__ import annotations

import re
from collections import Counter

_SMALL_WORDS = {
    "en": "the of and to in that is was for on with as it at by from his said has an be are were they this which",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er",
    "fr": "le la les des et en un une du dans est que pour qui par sur au plus ne se pas avec ce sont aux",
    "es": "el la los las de que y en un una del se por con para es su al lo como más pero fue este",
    "it": "il la di che e un una del per con non sono della dei le si da nel al gli alla è ha delle",
    "pt": "o a os as de que e em um uma do da para com não se por mais dos das no na ao foi",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er door bij ook als maar die naar uit",
    "sv": "och att det som en på är av för med till den har inte om ett men var sig från",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_SAMPLE = 20_000
_SCRIPT_SHARE = 0.15  # a Japanese page is full of Latin names; an English page rarely holds one letter in seven of kana
_LEAST_WORDS = 2  # "Nine men died." has one small word, and it is Swedish
_WORD_SHARE = 0.12  # running text of these languages has 25 to 45 % small words, lists and tables far fewer


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text.

    Args:
        text: any text; the first 20,000 code points are looked at.

    Returns:
        A code, or None where the text is too short or of a language that is not told apart here.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample)) or 1
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) / letters > _SCRIPT_SHARE:
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    total = sum(words.values())
    scores = {lang: sum(words[w] for w in small) for lang, small in _WORDS.items()}
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] >= _LEAST_WORDS and scores[best] / total >= _WORD_SHARE else None
