"""How old a sentence says somebody is: "Ida Fossum, 71, and her neighbour Roy Ingleby, 58"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefer.language.informative import informative_terms
from briefer.language.sentence import Sentence
from briefer.language.word_kinds import WordKind

_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Age:
    """A name and the age behind it."""

    name: str
    terms: frozenset[str]
    years: str


def ages(one: Sentence) -> tuple[Age, ...]:
    """The ages that stand between commas, or in brackets, behind a name."""
    return tuple(_ages(one))


def _ages(one: Sentence) -> Iterator[Age]:
    for at, (word, after) in enumerate(pairwise(one.words)):
        is_age = after.low.isdecimal() and 0 < int(after.low) < _OLDEST and after.part == word.part + 1
        is_alone = at + 2 == len(one.words) or one.words[at + 2].part != after.part
        name = next((each for each in one.names if each.span.start <= word.start < each.span.end), None)
        if is_age and is_alone and name and one.kinds[at] is WordKind.NAME:
            yield Age(name.text, informative_terms(name.text, one.language), after.low)


def exchanged(claim: Sentence, cited: Iterable[Sentence]) -> Iterator[tuple[Age, Age]]:
    """The ages that a claim gives to one name and some sentences to another, with the one they give to that name."""
    told = [age for one in cited for age in ages(one)]
    for mine in ages(claim):
        same = [age for age in told if mine.terms <= age.terms or age.terms <= mine.terms]
        is_taken = any(age.years == mine.years for age in told if age not in same)
        if same and is_taken and all(age.years != mine.years for age in same):
            yield mine, same[0]
