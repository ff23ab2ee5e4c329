"""One sentence, read once: its words, names, figures and clauses, in the form in which all rooms share it.

Whatever asks what a sentence says asks this value. Nothing is read before it is asked for, and what was read is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from briefer.language import clauses as parsing
from briefer.language import cues, lexicon
from briefer.language.informative import informative
from briefer.language.main_clause import main_clause, sides
from briefer.language.names import Name, names_beside
from briefer.language.quantities import Quantity, extract
from briefer.language.senses import senses_of
from briefer.language.sentences import split
from briefer.language.stems import Word, small_words, words
from briefer.language.word_kinds import word_kinds


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence, or any other text that is read as one."""

    text: str
    language: str | None = None  #: ISO 639-1 code; read as English where unknown
    published: str | None = None  #: ISO 8601 date of its article, for "on Tuesday"

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words and numbers in order, "can't" as one word."""
        return words(self.text, self.language)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(word.stem for word in self.words)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the words that carry content."""
        small = small_words(self.language)
        return frozenset(word.stem for word in self.words if word.low not in small)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Its informative words in the form by which they are known elsewhere, in order."""
        return tuple(term for term, _ in informative(self.text, self.language))

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """How much of its weight each distinct term counts here, 0 to 1."""
        shares: dict[str, float] = {}
        for term, share in sorted(informative(self.text, self.language)):
            shares[term] = max(share, shares.get(term, 0.0))
        return shares

    @cached_property
    def senses(self) -> frozenset[object]:
        """The roots of its terms, and the numbers of the lines of synonyms that they stand in."""
        return frozenset(sense for term in self.shares for sense in senses_of(term))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers, amounts and dates."""
        return extract(self.text, published=self.published, language=self.language)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Its names, by their capitals."""
        return names_beside(self.text, self.quantities)

    @cached_property
    def named(self) -> frozenset[str]:
        """The terms of its names; a capital that its place explains makes none."""
        sure = (part.text for name in self.names for part in name.parts if not part.doubtful)
        return frozenset(term for word in sure for term, _ in informative(word, self.language))

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Those of its terms that are of no name."""
        return frozenset(self.shares) - self.named

    # What its clauses tell, each in the words of the function that finds it.
    denials = cached_property(cues.denials)
    hedges = cached_property(cues.hedges)
    kinds = cached_property(word_kinds)
    clauses = cached_property(parsing.parse)
    predicate = cached_property(cues.predicate)
    intended = cached_property(cues.intended)
    deeds = cached_property(cues.deeds)
    speakers = cached_property(cues.speakers)
    sides = cached_property(sides)

    @cached_property
    def main(self) -> Sentence:
        """Its main clause, read: the sentence without its reasons, circumstances and further deeds."""
        return _sentence(main_clause(self), self.language, self.published)

    @property
    def negated(self) -> bool:
        """Whether it denies something."""
        return bool(self.denials)

    @cached_property
    def supposing(self) -> tuple[Word, ...]:
        """Those of its hedges that say that something may be so, or is planned."""
        listed = lexicon.listed(self.language, "hedges", "possible", "planned")
        return tuple(word for word in self.hedges if word.low in listed)

    @property
    def tentative(self) -> bool:
        """Whether it says that something may be so, or is planned."""
        return bool(self.supposing)


def sentence(text: str, language: str | None = None, published: str | None = None) -> Sentence:
    """A sentence, read once: the same words in the same language of the same day give the same value.

    Args:
        text: the sentence.
        language: ISO 639-1 code; English where unknown.
        published: ISO 8601 date of its article, for "on Tuesday".
    """
    return _sentence(text, language, published)


@lru_cache(maxsize=8192)
def _sentence(text: str, language: str | None, published: str | None) -> Sentence:
    return Sentence(text, language, published)


def sentences(text: str, language: str | None = None, published: str | None = None) -> tuple[Sentence, ...]:
    """The sentences of a text.

    Args:
        text: any text.
        language: ISO 639-1 code; English rules where unknown.
        published: ISO 8601 date of its article.
    """
    return _sentences(text, language, published)


@lru_cache(maxsize=1024)
def _sentences(text: str, language: str | None, published: str | None) -> tuple[Sentence, ...]:
    return tuple(_sentence(span.of(text), language, published) for span in split(text, language=language))
