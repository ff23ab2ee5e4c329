"""Names of people, places and organisations in a text, found by their capitals.

There is no model and no gazetteer of people: in the languages for which it has rules, a capital inside a sentence is a
name, and a capital that the position explains (the first word, a headline) is a doubtful one. German capitalises every
noun, and many scripts have no capitals at all: there the rules say nothing, and `covers` says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.name_words import FUNCTION, GENERIC, TITLES, is_word, opens
from briefer.language.quantities import Quantity, QuantityKind, extract
from briefer.language.quantities.conventions import conventions
from briefer.language.quantities.identifiers import is_identifier
from briefer.language.tokens import Token, Tokens, tokenise
from briefer.records import Span

#: Languages in which a capital inside a sentence marks a name, and names are not inflected.
_COVERED = lexicon.words(lexicon.ANY, "capitals")
_CONNECTORS = lexicon.words(lexicon.ANY, "connectors")
_SENTENCE_ENDS = frozenset(".?!:;|•*")
#: What stands before an item of a list, at the beginning of its line.
_BULLETS = frozenset("-+#>·◦▪‣–—)")
_SMALL_IN_TITLES = _CONNECTORS | lexicon.words(None, "small_in_titles")
_LONG = 4


@dataclass(frozen=True, slots=True)
class NamePart:
    """One word of a name."""

    text: str  #: without a possessive: "Meta" in "Meta's"
    doubtful: bool  #: the capital may come from the word's position alone


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the text has it."""

    span: Span  #: code points in the text
    text: str  #: the characters of the span
    parts: tuple[NamePart, ...]  #: its words without connectors and titles; never empty

    @property
    def doubtful(self) -> bool:
        """Whether no part of it is surely a name."""
        return all(part.doubtful for part in self.parts)


def covers(language: str | None) -> bool:
    """Whether there are rules for names in a language; an unknown one is read as English."""
    return language is None or language.lower()[:2] in _COVERED


@lru_cache(maxsize=512)
def names(text: str) -> tuple[Name, ...]:
    """The names in a text, in order, without titles, weekdays and months.

    Args:
        text: any text.

    Returns:
        Names whose spans index into *text*; remembered for the texts seen last.

    >>> [name.text for name in names("On Monday Mr. Sadiq Khan's office praised GPT-4 and France 24.")]
    ["Sadiq Khan's", 'GPT-4', 'France 24']
    """
    return names_beside(text, extract(text))


def names_beside(text: str, quantities: tuple[Quantity, ...]) -> tuple[Name, ...]:
    """The same of a text whose quantities have been read already: "June" is no name, "Theresa May" is one."""
    tokens = tokenise(text)
    style = _style(text, tokens)
    dated = (quantity.span for quantity in quantities if quantity.kind in (QuantityKind.DATE, QuantityKind.TIME))
    dates = frozenset(place for span in dated for place in range(span.start, span.end))
    found = []
    index = 0
    while index < len(tokens):
        if not is_capital(tokens.at(index)) or tokens.at(index).start in dates:
            index += 1
            continue
        end = index + 1
        while not tokens.at(end - 1).low.endswith("'s") and (step := _joined(text, tokens, end)):
            end += step
        end = next((i for i in range(index, end) if tokens.at(i).start in dates), end)
        name = _name(text, tokens, range(index, end), style=style)
        if name is not None:
            found.append(name)
        index = end
    return tuple(found)


def is_capital(token: Token) -> bool:
    """Whether a token is written like a name: "Meta", "xAI", "U.S."."""
    return token.kind == "word" and not token.text.islower() and any(map(str.isupper, token.text[:_LONG]))


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """A word without case, accents, dots and possessive, so that "Beirut's" and "BEIRUT" are one.

    >>> fold("Beirut's"), fold("U.S."), fold("Zoë")
    ('beirut', 'us', 'zoe')
    """
    low = word.casefold().removesuffix("'s").removesuffix("’s").replace(".", "").strip("'’-")
    return unaccented(low)


def unaccented(text: str) -> str:
    """A text without the accents of its letters: "cafe" for "café"."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not "\u0300" <= char <= "\u036f")


def starts_sentence(text: str, tokens: Tokens, index: int) -> bool:
    """Whether a token is the first of a sentence, line or quotation, so that its capital says nothing."""
    token, before = tokens.at(index), tokens.at(index - 1)
    if before.kind == "nothing" or "\n" in text[before.end : token.start]:
        return True
    if before.text[0] in _SENTENCE_ENDS and not token.glued:
        return not _is_initial(tokens, index - 1)
    if before.text[0] in _BULLETS and _opens_line(text, tokens, index - 1):
        return True
    if before.text in ('"', "'", "(", "["):
        earlier = tokens.at(index - 2)
        return token.glued and (earlier.kind in ("nothing", "sign") or not before.glued)
    return False


def _opens_line(text: str, tokens: Tokens, index: int) -> bool:
    """Whether a mark is the first on its line, but for the number or letter of an item: "- Provides", "2) Provides"."""
    item = index
    if tokens.at(index).text == ")":
        item -= 2 if tokens.at(index - 2).text == "(" else 1
        if not tokens.at(index).glued:
            return False
    before = tokens.at(item - 1)
    return before.kind == "nothing" or "\n" in text[before.end : tokens.at(item).start]


def _is_initial(tokens: Tokens, dot: int) -> bool:
    """Whether a full stop ends an initial or a title: "J. Smith", "Mr. Smith"."""
    before = tokens.at(dot - 1)
    single = len(before.text) == 1 and before.text.isupper()
    return (
        tokens.at(dot).text == "." and tokens.at(dot).glued and (single or before.low in TITLES or before.low == "st")
    )


def _joined(text: str, tokens: Tokens, index: int) -> int:
    """How many tokens from here belong to the name before them."""
    token, after = tokens.at(index), tokens.at(index + 1)
    gap = text[tokens.at(index - 1).end : max(token.start, 0)]
    if "\n" in gap or (gap and gap.strip(" \u00a0\t")):
        return 0
    if is_capital(token):
        return 1
    if token.kind == "number":
        return int(is_identifier(tokens, index))
    if token.text == "." and token.glued and _is_initial(tokens, index) and is_capital(after):
        return 2
    if token.text in ("-", "'") and token.glued and after.glued:
        named = is_capital(after) or (after.kind == "number" and is_identifier(tokens, index + 1))
        return 2 if named else 0
    if token.text == "&" and is_capital(after):
        return 2
    if token.low in _CONNECTORS and (token.low != "of" or tokens.at(index - 1).low in GENERIC):
        second = tokens.at(index + 2)
        if is_capital(after) and "\n" not in text[token.end : after.start]:
            return 2
        if after.low in _CONNECTORS | {"the", "-"} and is_capital(second):
            return 3
    return 0


def _name(text: str, tokens: Tokens, indexes: range, *, style: _Style) -> Name | None:
    """The name between two tokens, without the openers and titles that the capitals swept in."""
    kept = list(indexes)
    while kept and _is_dropped(text, tokens, kept[0], alone=len(kept) == 1):
        kept.pop(0)
    # "Longtime Brackwing chief": of a word that is written small, its place explains the capital
    is_whole = style is not _Style.TEXT or all(tokens.at(index).low in GENERIC for index in kept[1:])  # "Compass Group"
    if not is_whole and is_word(tokens.at(kept[0]).low) and starts_sentence(text, tokens, kept[0]):
        kept.pop(0)
    while kept and not _is_part(tokens.at(kept[-1])):
        kept.pop()
    parts = tuple(_parts(text, tokens, kept, style=style))
    if not parts:
        return None
    span = Span(tokens.at(kept[0]).start, tokens.at(kept[-1]).end)
    return Name(span, span.of(text), parts)


def _is_dropped(text: str, tokens: Tokens, index: int, *, alone: bool) -> bool:
    token = tokens.at(index)
    if not _is_part(token) or token.low in TITLES:
        return True
    if opens(token.low) and not (token.text.isupper() and len(token.text) > 1):
        return alone or opens(token.low, FUNCTION) or (starts_sentence(text, tokens, index) and token.low != "new")
    return False


def _is_part(token: Token) -> bool:
    return token.kind == "number" or (is_capital(token) and token.low not in _CONNECTORS)


def _parts(text: str, tokens: Tokens, kept: list[int], *, style: _Style) -> Iterator[NamePart]:
    place = 0
    while place < len(kept):
        index = kept[place]
        token = tokens.at(index)
        place += 1
        if not _is_part(token) or token.low in TITLES:
            continue
        word, sure = token.text, style is not _Style.CAPITALS and any(map(str.isupper, token.text[1:]))
        # A number that belongs to the word before: "GPT-4", "France 24".
        after = [tokens.at(index) for index in kept[place : place + 2]]
        step = 1 + (bool(after) and after[0].text == "-")
        if len(after) >= step and after[step - 1].kind == "number":
            word, sure, place = text[token.start : after[step - 1].end], True, place + step
        bare = re.sub(r"['’]s$", "", word)
        yield NamePart(bare, doubtful=not sure and (style is not _Style.TEXT or starts_sentence(text, tokens, index)))


def acts(text: str, name: Name) -> bool:
    """Whether a name is followed by what follows subjects: a possessive, a comma or a verb.

    Args:
        text: the text that the name is from.
        name: a name at the start of a sentence, where the capital alone proves nothing.

    >>> [acts(text, names(text)[0]) for text in ("Veltrano invested more.", "Heavy rain fell.")]
    [True, False]
    """
    if name.text.endswith(("'s", "’s")) or text[name.span.end : name.span.end + 1] in (",", "'", "’"):
        return True
    after = re.match(r"\s+(\w+)(?:\s+(\w+))?", text[name.span.end : name.span.end + 40])
    word, following = (after[1].lower(), (after[2] or "").lower()) if after else ("", "")
    if word in lexicon.listed(None, "number_style", "range") and not _may_be_verb(following):
        return False  # "Contrary to the trend", "Close to two"; but "Target to open in May"
    return word in lexicon.words(None, "verbs") or (len(word) > _LONG and word.endswith("ed"))


def _may_be_verb(word: str) -> bool:
    """Whether a word behind "to" may be what somebody is to do."""
    numbers = conventions(None)
    return not (
        word[:1].isdigit()
        or word in lexicon.listed(None, "determiners")
        or any(word in words for words in (numbers.small, numbers.tens, numbers.scales))
    )


class _Style(Enum):
    """How a text uses capitals."""

    TEXT = auto()
    HEADLINE = auto()  #: every word has one but the small ones that titles leave
    CAPITALS = auto()  #: there are no small letters


def _style(text: str, tokens: Tokens) -> _Style:
    words = [token for token in tokens if token.kind == "word"]
    if len(words) >= _LONG and text.isupper():
        return _Style.CAPITALS
    is_title = all(is_capital(token) or token.low in _SMALL_IN_TITLES for token in words)
    return _Style.HEADLINE if is_title and sum(map(is_capital, words)) >= _LONG else _Style.TEXT
