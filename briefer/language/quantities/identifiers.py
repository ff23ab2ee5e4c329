"""Numbers that are part of a name: GPT-4, A320, France 24, 5G. They state no quantity and prove none."""

from __future__ import annotations

from briefer.language import lexicon
from briefer.language.quantities.conventions import (
    CURRENCIES,
    INTERNATIONAL,
    MEASURES,
    PERCENT,
    POINTS,
    conventions,
)
from briefer.language.quantities.numerals import VULGAR
from briefer.language.tokens import Tokens

#: Words that open sentences and no name.
_FUNCTION = lexicon.listed(None, "openers", "function")
#: Names that are always followed by a number of their own, also in a title-case headline.
_NUMBERED = lexicon.listed(None, "identifiers", "numbered")
#: Whole names: the number says nothing even in "France 24 journalists".
_BROADCASTERS = lexicon.listed(None, "identifiers", "broadcaster")
#: Lower-case words that a hyphen ties to an ordinary number: "mid-2024", "under-21".
_ABBREVIATIONS, _WRITTEN_SMALL = (lexicon.listed(None, "identifiers", key) for key in ("abbreviation", "written_small"))
_PREFIXES = lexicon.listed(None, "identifiers", "prefix")
_FOLLOWS_A_NAME = lexicon.listed(None, "identifiers", "after")
_GLUED_SUFFIXES = lexicon.listed(None, "identifiers", "glued")
_BEHIND_DIGITS = (_GLUED_SUFFIXES, INTERNATIONAL, MEASURES, CURRENCIES, PERCENT, POINTS)
_CALENDAR = frozenset(conventions(None).months) | {day for day in conventions(None).weekdays if day.endswith("day")}
_JOINS = lexicon.listed(None, "number_style", "and", "range")
_NEAR = 3  #: tokens between a number and the name behind it
#: "Lakers 102, Celtics 99": what is longer is a score or a count unless the list above knows the name.
_LONGEST_IN_NAME = 2


def is_identifier(tokens: Tokens, index: int) -> bool:
    """Whether the number at a token belongs to a name or a code.

    Args:
        tokens: the tokens of a text.
        index: the place of a number token.
    """
    return _tied_before(tokens, index) or _tied_after(tokens, index) or _follows_a_name(tokens, index)


def _tied_before(tokens: Tokens, index: int) -> bool:
    token, before = tokens.at(index), tokens.at(index - 1)
    if not token.glued:
        return False
    if before.kind == "word":
        return before.low not in CURRENCIES and before.low not in _ABBREVIATIONS
    if before.text != "-" or not before.glued:
        return before.text in ("#", "/", "_", "@", "\\", "&", ".")
    word = tokens.at(index - 2)  # before a hyphen it may make a name of the number
    is_prefix = word.low in _PREFIXES and (word.text.islower() or index == 2)  # noqa: PLR2004 - opens the text
    if word.kind != "word" or is_prefix or word.low in CURRENCIES:
        return False
    is_named = any(map(str.isupper, word.text)) and word.low not in _CALENDAR
    return is_named or word.low in _WRITTEN_SMALL


def _tied_after(tokens: Tokens, index: int) -> bool:
    after = tokens.at(index + 1)
    if not after.glued:
        return False
    if after.text in ("/", "_", "\\") and tokens.at(index + 2).kind in ("number", "word"):
        return tokens.at(index + 2).glued and tokens.at(index + 2).kind == "number"
    if after.kind != "word" or after.text in VULGAR:
        return False
    known = any(after.low in words for words in _BEHIND_DIGITS)
    return not known or (len(after.text) == 1 and after.text.isupper() and after.text not in "KMBTSC")


def _follows_a_name(tokens: Tokens, index: int) -> bool:
    """Whether the number is the second half of a name: "France 24", "Windows 11", "Section 230"."""
    token, name, after = tokens.at(index), tokens.at(index - 1), tokens.at(index + 1)
    if token.glued or name.kind != "word" or not token.text.replace(".", "").isdigit():
        return False
    if tokens.at(index - 2).text == "&":  # the S&P 500
        return True
    if f"{name.low}_{token.text}" in _BROADCASTERS and name.text[0].isupper():
        return True
    is_named = any(map(str.isupper, name.text)) and name.low not in _FUNCTION and name.low not in CURRENCIES
    if not is_named or name.low in _CALENDAR or (after.text == "-" and after.glued):  # "the Celtics 102-99"
        return False
    if after.text in ("%", "°", "$", "€", "£") or (after.kind == "word" and after.low not in _FOLLOWS_A_NAME):
        return name.low in _NUMBERED and len(token.text) < 4 and not after.low.endswith("s")  # noqa: PLR2004
    if name.low in _NUMBERED:
        return True
    is_short = len(token.text) <= _LONGEST_IN_NAME
    before = tokens.at(index - 2)
    starts_sentence = before.kind in ("nothing", "sign") and before.text not in ("&", "-", "'")
    if not is_short or starts_sentence or _is_second(tokens, index):
        return False
    # Not where the words around are capitalised as in a headline: there a capital makes no name.
    near = [tokens.at(i) for i in range(index - 7, index + 7) if i != index - 1]
    words = [token for token in near if token.kind == "word" and len(token.text) > 3]  # noqa: PLR2004
    return not words or sum(token.text[0].isupper() for token in words) <= len(words) * 0.5


def _is_second(tokens: Tokens, index: int) -> bool:
    """Whether a number behind a name only leaves out what another one counts: "won 23 seats and Republicans 10"."""
    name = index - 1
    while tokens.at(name - 1).kind == "word" and tokens.at(name - 1).text[0].isupper():
        name -= 1
    if tokens.at(name - 1).text != "," and tokens.at(name - 1).low not in _JOINS:
        return False
    before = range(name - 2, max(name - 2 - _NEAR, -1), -1)
    return any(tokens.at(place).kind == "number" and not is_identifier(tokens, place) for place in before)
