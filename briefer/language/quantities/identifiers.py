"""Numbers that are part of a name: GPT-4, A320, France 24, 5G. They state no quantity and prove none."""

from __future__ import annotations

from briefer.language import lexicon
from briefer.language.quantities.conventions import INTERNATIONAL
from briefer.language.quantities.numerals import VULGAR
from briefer.language.quantities.units import CURRENCIES, MEASURES, PERCENT, POINTS
from briefer.language.tokens import Tokens
from briefer.language.word_sets import word_set

#: Names that are always followed by a number of their own, also in a title-case headline.
#: Words that open sentences and no name.
_FUNCTION = lexicon.listed(None, "openers", "function")
_NUMBERED = word_set("""
article section chapter title proposition prop amendment highway interstate route motorway flight war boeing airbus
iphone ipad galaxy pixel windows android ios macos playstation xbox gpt gemini claude llama python covid apollo
artemis falcon starship voyager channel radio studio area district terminal gate pier room formula fortune ftse nikkei
dax cac nasdaq russell stoxx euronext kospi csi asx tsx model type category tier phase stage resolution psalm verse
figure table appendix annex league division catch no nos number
""")
#: Whole names: the number says nothing even in "France 24 journalists".
_BROADCASTERS = frozenset({("france", "24"), ("i", "24"), ("sky", "24"), ("euro", "24"), ("russia", "24"),
                           ("rossiya", "24"), ("rossiya", "1"), ("channel", "4"), ("channel", "5")})  # fmt: skip
#: Lower-case words that a hyphen ties to an ordinary number: "mid-2024", "under-21".
_PREFIXES = word_set(
    "mid early late pre post sub non under over top ex circa plus about around nearly almost some up per by to"
)
_FOLLOWS_A_NAME = word_set(
    "reported reports said says told has is was will would and or but to in on at of for with from by as "
    "that which who than after before since until when while"
)
#: "Lakers 102, Celtics 99": what is longer is a score or a count unless the list above knows the name.
_LONGEST_IN_NAME = 2
_GLUED_SUFFIXES = word_set("k m b t mm cr st nd rd th s er e re nde ste am pm a.m. p.m. h º ª pc p x")


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
        return before.low not in CURRENCIES and before.low not in ("c", "ca", "v")
    if before.text == "-" and before.glued:
        return _hyphen_names(tokens, index - 2)
    return before.text in ("#", "/", "_", "@", "\\", "&", ".")


def _hyphen_names(tokens: Tokens, index: int) -> bool:
    """Whether what stands before a hyphen makes a name of the number after it."""
    word = tokens.at(index)
    if word.kind != "word" or (word.low in _PREFIXES and (word.text.islower() or index == 0)):
        return False
    if word.low in CURRENCIES or word.low in ("covid", "sars", "cov"):
        return word.low not in CURRENCIES
    return any(map(str.isupper, word.text)) and not _is_calendar(word.low)


def _is_calendar(word: str) -> bool:
    return word in _CALENDAR


_CALENDAR = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday"
)


def _tied_after(tokens: Tokens, index: int) -> bool:
    after = tokens.at(index + 1)
    if not after.glued:
        return False
    if after.text in ("/", "_", "\\") and tokens.at(index + 2).kind in ("number", "word"):
        return tokens.at(index + 2).glued and tokens.at(index + 2).kind == "number"
    if after.kind != "word":
        return False
    if after.text in VULGAR:
        return False
    known = after.low in _GLUED_SUFFIXES or after.low in INTERNATIONAL
    known = known or after.low in MEASURES or after.low in CURRENCIES or after.low in PERCENT or after.low in POINTS
    return not known or (len(after.text) == 1 and after.text.isupper() and after.text not in "KMBTSC")


def _follows_a_name(tokens: Tokens, index: int) -> bool:
    """Whether the number is the second half of a name: "France 24", "Windows 11", "Section 230"."""
    token, name, after = tokens.at(index), tokens.at(index - 1), tokens.at(index + 1)
    if token.glued or name.kind != "word" or not token.text.replace(".", "").isdigit():
        return False
    if tokens.at(index - 2).text == "&":  # the S&P 500
        return True
    if (name.low, token.text) in _BROADCASTERS and name.text[0].isupper():
        return True
    is_named = any(map(str.isupper, name.text)) and name.low not in _FUNCTION and name.low not in CURRENCIES
    if not is_named or _is_calendar(name.low) or (after.text == "-" and after.glued):  # "the Celtics 102-99"
        return False
    if after.text in ("%", "°", "$", "€", "£") or (after.kind == "word" and after.low not in _FOLLOWS_A_NAME):
        return name.low in _NUMBERED and len(token.text) < 4 and not after.low.endswith("s")  # noqa: PLR2004
    if name.low in _NUMBERED:
        return True
    is_short = len(token.text) <= _LONGEST_IN_NAME
    return is_short and not _in_title_case(tokens, index) and not _starts_sentence(tokens, index - 1)


def _starts_sentence(tokens: Tokens, index: int) -> bool:
    return tokens.at(index - 1).kind in ("nothing", "sign") and tokens.at(index - 1).text not in ("&", "-", "'")


def _in_title_case(tokens: Tokens, index: int) -> bool:
    """Whether the words around are capitalised as in a headline, so that a capital makes no name."""
    near = [tokens.at(i) for i in range(index - 7, index + 7) if i != index - 1]
    words = [token for token in near if token.kind == "word" and len(token.text) > 3]  # noqa: PLR2004
    capitals = sum(token.text[0].isupper() for token in words)
    return bool(words) and capitals > len(words) * 0.5
