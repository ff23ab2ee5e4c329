"""Words that weigh: which senses of a list a sentence tells, and whether others tell them too.

A list has one sense a line: "words | words by which it may be told as well". All forms of a word count, "=word" only as
it is written; "take_court" and "cold-blooded" are two words in that order, close together, and "-dismiss_as" such words
that tell something else; "not" is any word that denies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import Word, stem
from briefer.language.tokens import quotations

_REACH = 3  # words from one word of a phrase to the next: "took the firm to court"

Phrase = tuple[str, ...]  #: stems in order; a word with "=" before it as it is written


class _Weight(NamedTuple):
    """One sense of a list."""

    told: tuple[Phrase, ...]
    other: tuple[Phrase, ...]  #: phrases in which the words tell something else
    too: tuple[Phrase, ...]  #: by which it may be told as well


def untold(
    claim: Sentence, others: Sequence[Sentence], name: str, *, by_names: bool = True
) -> Iterator[tuple[Word, ...]]:
    """The words by which a sentence tells a sense of a list that no other one tells, without names and quotations.

    Args:
        claim: the sentence.
        others: those that may tell the same.
        name: the list.
        by_names: whether a word of a name tells it too: "Crown Court", but not "Mr Bright".
    """
    theirs = [(other, other.words if by_names else _unnamed(other)) for other in others]
    apart = {place for span in quotations(claim.text) for place in range(span.start, span.end)}
    apart |= {place for found in claim.names for place in range(found.span.start, found.span.end)}
    own = tuple(word for word in claim.words if word.start not in apart)
    stems = {word.stem for word in own} | {f"={word.low}" for word in own}
    for sense in _weights(claim.language, name):
        if not any(phrase[0] in stems for phrase in sense.told):
            continue
        left = _without(own, sense.other)
        found = next((place for phrase in sense.told for place in _places(left, phrase)), ())
        if found and not any(_tells(other, words, sense, found) for other, words in theirs):
            yield found


def stretch(one: Sentence, words: Sequence[Word]) -> str:
    """A sentence from the first of some of its words to the last: "in a panic"."""
    return one.text[words[0].start : words[-1].start + len(words[-1].text)]


def weighs(word: Word, language: str | None, name: str) -> bool:
    """Whether a word tells a sense of a list, alone or as a part of a phrase."""
    heavy = _heavy(language, name)
    return word.stem in heavy or f"={word.low}" in heavy


@lru_cache(maxsize=1024)
def _unnamed(one: Sentence) -> tuple[Word, ...]:
    named = {place for found in one.names for place in range(found.span.start, found.span.end) if not found.doubtful}
    return tuple(word for word in one.words if word.start not in named)


def _tells(other: Sentence, words: Sequence[Word], sense: _Weight, found: Sequence[Word]) -> bool:
    """Whether a sentence tells a sense, by some of its words or by one of the same root or sense."""
    if len(found) == 1 and not other.senses.isdisjoint(senses_of(found[0].stem)):
        return True
    if ("not",) in sense.too and other.negated:
        return True
    return any(next(_places(words, phrase), None) for phrase in (*sense.told, *sense.too))


def _without(words: Sequence[Word], phrases: Sequence[Phrase]) -> tuple[Word, ...]:
    """Some words without those of phrases that tell something else."""
    for phrase in phrases:
        gone = {word.start for place in _places(words, phrase) for word in place}
        words = [word for word in words if word.start not in gone]
    return tuple(words)


def _places(words: Sequence[Word], phrase: Phrase) -> Iterator[tuple[Word, ...]]:
    """Wherever the words of a phrase stand in order, close together."""
    for at, word in enumerate(words):
        if _is(word, phrase[0]) and (found := _follow(words, at, phrase[1:])) is not None:
            yield (word, *found)


def _follow(words: Sequence[Word], at: int, phrase: Phrase) -> tuple[Word, ...] | None:
    if not phrase:
        return ()
    for place in range(at + 1, min(len(words), at + 1 + _REACH)):
        if _is(words[place], phrase[0]) and (found := _follow(words, place, phrase[1:])) is not None:
            return (words[place], *found)
    return None


def _is(word: Word, entry: str) -> bool:
    return entry in {word.stem, f"={word.low}"}


@lru_cache(maxsize=16)
def _heavy(language: str | None, name: str) -> frozenset[str]:
    return frozenset(entry for sense in _weights(language, name) for phrase in sense.told for entry in phrase)


@lru_cache(maxsize=16)
def _weights(language: str | None, name: str) -> tuple[_Weight, ...]:
    found = []
    for line in lexicon.lines(language, name):
        words, _, too = line.partition("|")
        told = [entry for entry in words.split() if not entry.startswith("-")]
        other = [entry[1:] for entry in words.split() if entry.startswith("-")]
        found.append(_Weight(*(tuple(_phrase(e, language) for e in each) for each in (told, other, too.split()))))
    return tuple(found)


def _phrase(entry: str, language: str | None) -> Phrase:
    return tuple(word if word.startswith("=") else stem(word, language) for word in entry.replace("-", "_").split("_"))
