"""Where a word or a number may be cut, and how many words a stretch of text has."""

from __future__ import annotations

import re
import unicodedata

from briefer.language.fold import CURRENCY, UNSPACED

_HAN_NUMERALS = "〇零一二三四五六七八九十百千万萬億亿兆两"
_UNSPACED = re.compile(f"[{UNSPACED}]")
# Tried at a place in a text; a match says that the place is inside one word or one number.
_JOINED = re.compile(
    rf"""
      (?<=[^\W_]['-])(?=[^\W_])                     # can|'t   non-|lethal   GPT-|4   10-|14
    | (?<=[^\W_])(?=['-][^\W_])
    | (?<=\d[.,:/])(?=\d) | (?<=\d)(?=[.,:/]\d)     # 14.|3   14,|300   10:|30
    | (?<![^\W_]\.)(?<=\.)(?=\d)                    # .|5
    | (?<=[^\W\d_]\.)(?=[a-z]) | (?<=[^\W\d_])(?=\.[a-z])                       # example.|com
    | (?<=(?<![^\W\d_])[^\W\d_]\.)(?=[^\W_]) | (?<=(?<![^\W\d_])[^\W\d_])(?=\.[^\W_])  # U.|S.
    | (?<=[{CURRENCY}\#+±<>≤≥×])(?=\.?\d) | (?<=[{CURRENCY}]\ )(?=\d)           # $|14
    | (?<![^\W_]-)(?<=-)(?=[{CURRENCY}]?\.?\d)      # -|5   -|$5
    | (?<=\d)(?=\ ?[%‰°]) | (?<=\d)(?=\ ?[{CURRENCY}](?!\ ?\d))                 # 14|%   14| €
    | (?<=[\d{_HAN_NUMERALS}])(?=[{_HAN_NUMERALS}]) | (?<=[{_HAN_NUMERALS}])(?=\d)
    """,
    re.VERBOSE,
)
_THOUSANDS_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})* \Z")
_REACH = 24


def cuts(text: str, at: int) -> bool:
    """Whether the place before `text[at]` is inside a word or a number.

    >>> cuts("lost $14.3 billion", 9), cuts("GPT-4 billion", 4), cuts("on May 5", 3)
    (True, True, False)

    Args:
        text: a typographic form (one kind of quotation mark, hyphen and space).
        at: a place in it, 0 to its length.
    """
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    # A mark or a skin tone is nothing by itself.
    continues = after > "\u02ff" and (unicodedata.category(after)[0] == "M" or "\U0001f3fb" <= after <= "\U0001f3ff")
    if continues or (_in_word(before) and _in_word(after)):
        return True
    if _JOINED.match(text, at):
        return True
    group = at if before == " " else at + 1  # where the next three digits of "14 300" would begin
    if " " not in (before, after) or not text[group : group + 3].isdecimal() or text[group + 3 : group + 4].isdecimal():
        return False
    return bool(_THOUSANDS_BEFORE.search(text[max(0, at - _REACH) : group]))


def _in_word(char: str) -> bool:
    if char < "\u0300":
        return char.isalnum()
    return (char.isalnum() or unicodedata.category(char)[0] == "M") and not _UNSPACED.match(char)


def count(text: str) -> int:
    """How many words a text has: stretches between white space with at least one letter or digit.

    >>> count("He said: “no” — twice")
    4
    """
    return sum(any(map(str.isalnum, stretch)) for stretch in text.split())


def unspaced(text: str) -> int:
    """How many characters of a text belong to scripts that write no spaces between words."""
    return 0 if text.isascii() else len(_UNSPACED.findall(text))


def folded(text: str) -> str:
    """A text by which equal sentences are known: case and white space evened out."""
    return " ".join(text.casefold().split())


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number and its noun: "1 article", "3,000 articles", "2 stories"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
