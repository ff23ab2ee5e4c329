"""What each character stands for: the tables behind the normal forms and behind published text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable


def characters(ranges: str) -> frozenset[str]:
    """The characters of some ranges, with spaces between: "a-f x"."""
    ends = (part.partition("-")[::2] for part in ranges.split(" "))
    return frozenset(chr(code) for first, last in ends for code in range(ord(first), ord(last or first) + 1))


_QUOTES = frozenset("'\"`´‘’‚‛“”„‟«»‹›′″‵‶ʹʺʻʼʽ׳״「」『』〝〞〟❛❜❝❞＂＇")
_HYPHENS = frozenset("-\u2010\u2011\ufe63\uff0d")
_EN_DASHES = frozenset("\u2012\u2013\u2212\ufe58")
_EM_DASHES = frozenset("\u2014\u2015\u2e3a\u2e3b\ufe31")
_SELECTORS = characters("\u034f \u115f-\u1160 \u3164 \uffa0 \ufe00-\ufe0f \U000e0100-\U000e01ef")
_JAMO = characters("\u1161-\u11ff \ud7b0-\ud7ff")  # vowels and finals: they join the consonant before
_RAISED = ("<super", "<sub", "<fraction", "<circle")
_LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
# Stand-ins inside one folding. They are ASCII so that ordinary news text, whose only other characters are curly
# quotes and dashes, stays on the fast path; a control character of the source itself becomes HIDDEN first.
EN_DASH, EM_DASH, ELLIPSIS, HIDDEN = "\x02", "\x03", "\x04", "\u200b"


class Table(dict[int, str]):
    """A table for `str.translate` that asks a function about each character once."""

    def __init__(self, of: Callable[[str], str]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, code: int) -> str:
        self[code] = value = self._of(chr(code))
        return value


def _canonical(char: str) -> str:
    """The one character that stands for *char* and its typographic twins; *char* itself where it takes several."""
    for family, stand_in in (
        (_QUOTES, "'"),
        (_HYPHENS, "-"),
        (_EN_DASHES, EN_DASH),
        (_EM_DASHES, EM_DASH),
        ("…⋯", ELLIPSIS),
    ):
        if char in family:
            return stand_in
    if char in _LINE_BREAKS:
        return "\n"
    if char.isspace():
        return " "
    if _kind(char) == "Z" or unicodedata.category(char) == "Cc":
        return HIDDEN
    folded = unicodedata.normalize("NFKC", char)
    if folded == char or len(folded) != 1 or _kind(char) == "S":
        return char
    return _canonical(folded)


def _kind(char: str) -> str:
    """Z hidden, M continues the character before, S raised or otherwise unsafe after a digit, X becomes several."""
    category = unicodedata.category(char)
    if (category == "Cf" and char not in _VISIBLE_FORMATS) or char in _SELECTORS:
        return "Z"
    if category[0] == "M" or char in _JAMO:
        return "M"
    folded = unicodedata.normalize("NFKC", char)
    if folded == char or folded.isspace() or (folded[0] == " " and unicodedata.combining(folded[1])):
        return "."
    if unicodedata.decomposition(char).startswith(_RAISED):
        return "S"
    if len(folded) > 1:
        return "S" if folded[0].isdigit() else "X"
    return "."


CANONICAL = Table(_canonical)
KINDS = Table(_kind)
PUNCTUATION = Table(lambda char: "," if unicodedata.category(char)[0] == "P" and not char.isascii() else char)


# Bidi controls and isolates, zero-width characters without a use in a sentence (ZWJ and ZWNJ stay: emoji and Persian
# need them), the byte order mark, interlinear and tag characters.
_UNPUBLISHED = characters(
    "\u00ad \u061c \u180e \u200b \u200e-\u200f \u202a-\u202e \u2060-\u206f \ufeff \ufff9-\ufffb \ufffe-\uffff "
    "\U000e0000-\U000e007f"
)


def _published(char: str) -> str:
    if char in "\n\t":
        return char
    if char in _LINE_BREAKS or "\x1c" <= char <= "\x1f":  # the last four part records, as line breaks do
        return "\n"
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    return "" if category == "Cc" or char in _UNPUBLISHED else char


_CLEAN = Table(_published)


def clean(text: str) -> str:
    r"""The text as it may be published: no control, bidirectional or invisible tag characters, no lone surrogates.

    >>> clean("safe\u202e\x00 text")
    'safe text'
    """
    return text.replace("\r\n", "\n").translate(_CLEAN)


def excerpt(words: str, longest: int = 120) -> str:
    """One cleaned line of at most *longest* code points, an ellipsis where it is cut: for a message to a person."""
    line = clean(" ".join(words.split()))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
