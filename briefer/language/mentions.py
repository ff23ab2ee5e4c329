"""Which names a text mentions, whatever form it gives them: possessive, demonym, acronym, accents, plural."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import pairwise

from briefer.language import lexicon
from briefer.language.capitals import writes_small
from briefer.language.name_words import COUNTRY, GENERIC, OPENERS, RELATED, SHORT_FORMS, is_common
from briefer.language.names import Name, NamePart, fold, is_capital, starts_sentence
from briefer.language.stems import stem
from briefer.language.tokens import Tokens, tokenise

#: What is added to a whole name to make a people, a follower or a manner of it; "-a", "-s" and "-er" make other names.
_DERIVED = tuple(lexicon.listed(None, "name_endings", "derived"))
#: What a name ends in whose plural is no other surname: "Republicans", but not "Adams" of "Adam".
_PLURAL = tuple(lexicon.listed(None, "name_endings", "plural"))
_STEM = 5
_LONG_PLACE = 7
_SPELLINGS = {british: american for british, (american,) in lexicon.table(None, "spellings").items()}
_WINDOW = 3
_SQUASHED = 6

#: What a name is shortened to, by its words.
_SHORT_FOR = {
    phrase: frozenset(short for short, longs in SHORT_FORMS.items() if phrase in longs)
    for phrases in SHORT_FORMS.values()
    for phrase in phrases
}


class Mentioned(IntEnum):
    """How a text mentions a word of a name."""

    NOWHERE = 0
    SMALL = 1  #: only as a common word, without a capital
    NAMED = 2


@dataclass(frozen=True)
class Mentions:
    """An index of the words of one text, made once."""

    text: str
    tokens: Tokens
    capitals: frozenset[str]  #: folded words that stand with a capital their position does not explain away
    small: frozenset[str]  #: folded words that stand without one

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the text names in any form."""
        singles = {
            COUNTRY[form] for word in self.capitals for form in (word, word.removesuffix("s")) if form in COUNTRY
        }
        words = [token.low for token in self.tokens if token.text != "-"]  # "Guinea-Bissau"
        pairs = (f"{a} {b}" for a, b in pairwise(words))
        triples = (f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False))
        return frozenset(singles | {COUNTRY[form] for form in (*pairs, *triples) if form in COUNTRY})

    @cached_property
    def initials(self) -> str:
        """The first letters of every run of capitalised words, without and with small words; spaces between runs."""
        without, every = [], []
        for token in self.tokens:
            is_small = token.low in OPENERS and token.text.islower()
            if is_capital(token):
                without.append(token.low[0])
            elif not is_small and token.text not in ("-", "&"):
                without.append(" ")
            every.append(token.low[0] if is_capital(token) or is_small else " ")
        return "".join([*without, " ", *every])

    @cached_property
    def prolonged(self) -> frozenset[str]:
        """Every acronym with the first letters of the capitalised words behind it: "akp" of "AK Party"."""
        found = set()
        for index, token in enumerate(self.tokens):
            letters = token.low if token.text.isupper() and len(token.text) > 1 else ""
            for after in self.tokens[index + 1 : index + _WINDOW + 1] if letters else ():
                if not is_capital(after):
                    break
                letters += after.low[0]
                found.add(letters)
        return frozenset(found)

    @cached_property
    def initials_small(self) -> str:
        """The first letters of every word that is not a small word; sentences are kept apart by spaces."""
        return "".join(
            token.low[0] if token.kind == "word" else " " if token.text in ".?!" else ""
            for token in self.tokens
            if token.kind != "word" or token.low not in OPENERS
        )

    @cached_property
    def words(self) -> str:
        """All words, lower-case, one space between, for phrases."""
        return " " + " ".join(fold(token.text) for token in self.tokens if token.kind != "sign") + " "

    @cached_property
    def squashed(self) -> str:
        """The text folded, letters and digits only: "HarperCollins" and "Harper Collins" are one."""
        return re.sub(r"[\W_]+", "", fold(self.text))

    @cached_property
    def families(self) -> frozenset[str]:
        """The regions, faiths and parties that the text names in any form."""
        return frozenset(RELATED[word] for word in self.capitals if word in RELATED)

    @cached_property
    def kin(self) -> frozenset[str]:
        """The capitalised words, and what they are derived from or the plural of."""
        return self.capitals.union(*(roots(word) for word in self.capitals))

    @cached_property
    def respelled(self) -> frozenset[str]:
        """The capitalised words in American spelling."""
        return frozenset(map(respell, self.capitals))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The folded words that are written in capitals: "WHO", "MoD"."""
        return frozenset(fold(t.text) for t in self.tokens if t.kind == "word" and t.text[-1:].isupper())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(stem(word) for word in self.small | self.capitals)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each folded word stands, counted in tokens."""
        found: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            if token.kind in ("word", "number"):
                found.setdefault(fold(token.text), []).append(index)
        return found


@lru_cache(maxsize=128)
def mentions(text: str) -> Mentions:
    """The index of a text, remembered for the texts seen last.

    Args:
        text: any text.
    """
    tokens = tokenise(text)
    sure, explained, small = set(), set(), set()
    for index, token in enumerate(tokens):
        if token.kind == "word":
            form = fold(token.text)
            if not is_capital(token):
                small.add(form)
            elif starts_sentence(text, tokens, index) and not any(map(str.isupper, token.text[1:])):
                explained.add(form)
            else:
                sure.add(form)
            dash, after = tokens.at(index + 1), tokens.at(index + 2)
            if dash.text == "-" and dash.glued and after.glued and after.kind in ("word", "number"):
                (sure if is_capital(token) else small).add(fold(f"{token.text}-{after.text}"))
    capitals = small | sure if writes_small(text) else sure | (explained - small)
    return Mentions(text, tokens, frozenset(capitals), frozenset(small | explained))


def roots(word: str) -> set[str]:
    """The names that a folded name may be derived from or the plural of; never another person's name.

    >>> sorted(roots("californian")), roots("roberta"), roots("parker"), roots("adams")
    (['californ', 'california'], set(), set(), set())
    """
    found = set()
    one = word.removesuffix("s")
    if one != word and (one.endswith(_PLURAL) or (len(one) > _STEM and is_common(one))):
        found.add(one)
    for form in (word, one):
        if form.endswith("ian") and len(form) > _LONG_PLACE:
            found.add(form.removesuffix("n"))  # "California", but not "Julia" of "Julian"
        found.update(form.removesuffix(ending) for ending in _DERIVED if form.endswith(ending))
    return {root for root in found if len(root) >= _STEM}


def respell(word: str) -> str:
    """The American spelling of a word of an institution's name."""
    for british, american in _SPELLINGS.items():
        word = word.replace(british, american)
    return word


def mentioned(part: NamePart, text: Mentions) -> Mentioned:
    """How a text mentions one word of a name.

    Args:
        part: the word.
        text: the index of the text.
    """
    form = fold(part.text)
    if any(map(str.isdigit, form)):
        # "GPT-4" and "GPT 4" are one, "GPT-5 … 4" is another
        words = " ".join(re.findall(r"[^\W\d_]+|[\d.]+", form))
        return Mentioned.NAMED if f" {words} " in text.words else Mentioned.NOWHERE
    if form in text.capitals or (COUNTRY.get(part.text.casefold()) or COUNTRY.get(form)) in text.countries:
        return Mentioned.NAMED
    if part.text[-1].isupper() and _stands_for(form, text):
        return Mentioned.NAMED
    if RELATED.get(form) in text.families or respell(form) in text.respelled:
        return Mentioned.NAMED
    if form not in COUNTRY and (form in text.kin or roots(form) & text.kin):
        return Mentioned.NAMED
    if "-" in form and all(piece in text.capitals or piece in text.small for piece in form.split("-")):
        return Mentioned.NAMED
    if len(form) >= _SQUASHED and any(map(str.isupper, part.text[1:])) and form in text.squashed:
        return Mentioned.NAMED
    others = {form + "s", form + "es", form.rstrip("s")} - text.capitals  # "Adams" is no form of the name "Adam"
    return Mentioned.SMALL if form in text.small or others & text.small else Mentioned.NOWHERE


def _stands_for(acronym: str, text: Mentions) -> bool:
    """Whether the text writes out what an acronym stands for."""
    if any(f" {phrase} " in text.words for phrase in SHORT_FORMS.get(acronym, ())):
        return True
    singular = acronym.removesuffix("s") or acronym
    if len(singular) <= 2:  # noqa: PLR2004 - two letters meet by chance: "JA" is not "Jane Adair"
        pairs = (pair for pair in pairwise(text.tokens) if pair[0].low[0] + pair[1].low[0] == singular)
        return any(all(is_capital(word) and _is_institutional(word.low) for word in pair) for pair in pairs)
    return singular in text.initials or singular in text.initials_small or singular in text.prolonged


def abbreviated(name: Name, text: Mentions) -> bool:
    """Whether the text has a name of several words as an acronym: "WHO" for "World Health Organization".

    An acronym stands for words of institutions, for countries, and for what the table or the text has beside it; that
    a person's initials are some acronym of the text says nothing.
    """
    phrase = " ".join(fold(part.text) for part in name.parts)
    if COUNTRY.get(phrase) in text.countries:
        return True
    if not text.capitals.isdisjoint(_SHORT_FOR.get(phrase, ())):
        return True
    squashed = re.sub(r"[\W_]+", "", fold(name.text))
    if "&" in name.text and _pairs(name, text):
        return True
    if len(name.parts) > 1 and len(squashed) >= _SQUASHED and squashed in text.capitals:  # "J.P. Morgan", "JPMorgan"
        return True
    every_word = "".join(word[0] for word in re.findall(r"\w+", fold(name.text)))
    whole = "".join(fold(part.text) if part.text.isupper() else fold(part.text)[:1] for part in name.parts)
    letters = {"".join(fold(part.text)[:1] for part in name.parts), every_word, whole}
    if not any(len(short) > 1 and short in text.acronyms for short in letters):
        return False
    # The words of a name must be common ones or the text's; of longer names some, if the last one is.
    words = [fold(part.text) for part in name.parts]
    known = [_is_institutional(word) or word in text.capitals or word in text.small for word in words]
    if whole in text.acronyms:
        known = [sure or part.text.isupper() for sure, part in zip(known, name.parts, strict=True)]  # "AK Party"
    return all(known) or (known[-1] and len(words) > 2 and 2 * sum(known) >= len(words))  # noqa: PLR2004


def _pairs(name: Name, text: Mentions) -> bool:
    """Whether the text has the other form of a name with "&": "P&G" for "Procter & Gamble", or the reverse."""
    first, _, second = (fold(part).strip() for part in name.text.partition("&"))
    if not first or not second:
        return False
    is_short = len(first) == len(second) == 1
    one, other = (re.escape(word[0]) for word in (first, second))
    pattern = rf"\b{one}\w+ (?:&|and) {other}\w+" if is_short else rf"\b{one} ?& ?{other}\b"
    return re.search(pattern, text.text, re.IGNORECASE) is not None


def _is_institutional(word: str) -> bool:
    """Whether a folded word is one of those that institutions are called by."""
    return word in COUNTRY or word in RELATED or is_common(word) or word.removesuffix("s") in GENERIC


def together(first: NamePart, second: NamePart, text: Mentions) -> bool:
    """Whether two words of a name stand near one another anywhere in the text."""
    ones, others = (text.places.get(fold(part.text), []) for part in (first, second))
    if not ones or not others:
        return True  # found in another form: nothing to compare
    return any(0 < abs(a - b) <= _WINDOW for a in ones[:200] for b in others[:200])
