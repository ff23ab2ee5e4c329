"""Whom a sentence introduces, and whom it takes for known: "Mr. Levin" needs "Arlo Levin" before him.

A full name introduces somebody, and so does an office before the surname: "Governor Lund".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefer.language.lexicon import listed, pattern
from briefer.language.name_words import COUNTRY, FUNCTION, GENERIC, OUTLETS, RELATED, TITLES, is_ordinary, is_word
from briefer.language.names import Name, acts, covers, fold
from briefer.language.sentence import Sentence, sentence
from briefer.language.word_kinds import VERBS, WordKind
from briefer.records import Story

_OPENING = 2  # words: an article and its noun
_LEAST = 2  # letters of a word of a name that is no initial


@dataclass(frozen=True, slots=True)
class Named:
    """The people of a sentence, by their surnames in one spelling."""

    introduced: frozenset[str]
    bare: frozenset[str]  #: those whom it names only by a surname
    strangers: frozenset[str] = frozenset()  #: what opens it, acts, and is named nowhere else: somebody, or a firm


class People:
    """The people of a story."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._read: dict[str, Named] = {}

    def of(self, one: Sentence) -> Named:
        """Whom a sentence of the story introduces, and whom it does not.

        Args:
            one: a sentence; in a language without rules for names it has no people.
        """
        if one.text not in self._read:
            self._read[one.text] = self._named(one) if covers(one.language) else Named(frozenset(), frozenset())
        return self._read[one.text]

    def _named(self, one: Sentence) -> Named:
        introduced, bare, strangers = set(), set(), set()
        for name in one.names:
            words, before = _words(name), _word_before(one.text, name)
            if len(words) > 1:
                introduced.add(words[-1])
            elif words and before in TITLES and before not in _listed(one.language, "civil"):
                introduced.add(words[0])
            elif words and (before in _listed(one.language, "civil") or words[0] in self._surnames):
                bare.add(words[0])
            elif words and self._is_stranger(name, one):
                strangers.add(words[0])
        return Named(frozenset(introduced), frozenset(bare - introduced), frozenset(strangers))

    def _is_stranger(self, name: Name, one: Sentence) -> bool:
        """Whether a name opens a sentence, does something there, and stands nowhere else in the story nor in an opening."""
        word = name.parts[0].text
        is_known = (
            word.isupper() or is_ordinary(word) or any(word.lower() in known for known in (COUNTRY, RELATED, OUTLETS))
        )
        is_first = not any(map(str.isalnum, one.text[: name.span.start]))
        is_lone = fold(word) not in self._opening and self._mentions[fold(word)] == 1
        return is_first and not is_known and is_lone and acts(one.text, name)

    @cached_property
    def _surnames(self) -> frozenset[str]:
        """Surnames of those who have a full name somewhere in the story."""
        full = (words for name in self._names() if len(words := _words(name)) > 1 and not _is_body(name))
        return frozenset(words[-1] for words in full)

    @cached_property
    def _opening(self) -> frozenset[str]:
        """The words of the names with which articles open: nobody was told of these before."""
        return frozenset(fold(part.text) for name in self._names(1) for part in name.parts)

    @cached_property
    def _mentions(self) -> Counter[str]:
        """How often each word of a name stands in the story."""
        return Counter(fold(part.text) for name in self._names() for part in name.parts)

    def _names(self, first: int | None = None) -> Iterator[Name]:
        """The names in the articles, or in the first so many sentences of each."""
        for article in self._story.articles:
            for passage in article.content[:first] if covers(article.language) else ():
                yield from sentence(passage.text, article.language, article.published).names


def leans_on(one: Sentence) -> str:
    """The thing that a sentence opens with as if it had been named before: "bill" of "The bill stalled"; else nothing."""
    found = (pattern(one.language, "pointing_back", key).match(one.text) for key in ("vague", "leaning"))
    thing = next((group for match in found if match for group in match.groups() if group), "")
    if thing or len(one.words) <= _OPENING:
        return thing
    article, noun = one.words[0].low, one.words[1].low
    takes = (
        article in _listed(one.language, "definite") and one.kinds[1] is WordKind.NOUN and one.kinds[_OPENING] in VERBS
    )
    return noun if takes and noun not in _listed(one.language, "unique") else ""


def _listed(language: str | None, key: str) -> frozenset[str]:
    return listed(language, "introductions", key)


def _words(name: Name) -> list[str]:
    return [fold(part.text) for part in name.parts if len(part.text.strip(".")) >= _LEAST]


def _word_before(text: str, name: Name) -> str:
    before = text[: name.span.start].split()
    return before[-1].strip(".,").lower() if before else ""


def _is_body(name: Name) -> bool:
    """Whether a name is one of an institution, a country or an outlet, or begins with a word that only opens its sentence."""
    words = _words(name)
    first = [part for part in name.parts if len(part.text.strip(".")) >= _LEAST][-2]
    opens = (first.doubtful and is_word(first.text)) or is_ordinary(first.text) or first.text.isupper()
    known = (" ".join(words), words[-1], words[-1].removesuffix("s"))
    is_joined = "-" in name.text or any(word in FUNCTION for word in name.text.split())
    return (
        opens
        or is_joined
        or words[-1] in GENERIC
        or any(word in listed for word in known for listed in (COUNTRY, RELATED, OUTLETS))
    )
