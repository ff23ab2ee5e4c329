"""A quantity in a sentence, and what the words around it say that it is a quantity of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from briefer.disagreements.voices import Voice
from briefer.language import lexicon
from briefer.language.quantities import Quantity, QuantityKind, states
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import stem

KINDS = (QuantityKind.MONEY, QuantityKind.SHARE, QuantityKind.COUNT, QuantityKind.MEASURE, QuantityKind.POINTS)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, and the words around it that say what it is a quantity of."""

    voice: Voice
    quantity: Quantity
    near: Sentence
    owners: tuple[str, ...]  #: names before it in its sentence, the nearest last
    attribute: frozenset[object]  #: senses of the noun that it is of: "a fine of $2 million", "a $2 million fine"
    acts: frozenset[int]  #: what is done to so many: lines of the table
    periods: frozenset[str]  #: "in the first year"
    change: bool  #: by how much it rose or fell, not how much it is
    part: bool  #: of a group or on average, not of all
    aimed: bool  #: wished or expected, not reached


def figures(voice: Voice) -> Iterator[Figure]:
    """The figures of a sentence that could be put against others."""
    quantities = voice.said.quantities
    for index, quantity in enumerate(quantities):
        repeated = any(states((other,), quantity) for other in quantities[:index])
        bare = quantity.kind is QuantityKind.COUNT and not quantity.noun and not quantity.unit
        if not repeated and not bare and quantity.kind in KINDS:
            yield _figure(voice, quantity)


def _figure(voice: Voice, quantity: Quantity) -> Figure:
    before, after = _surroundings(voice, quantity)
    match = _pattern(voice, "of").search(before)
    noun = match["noun"] if match else quantity.noun if quantity.kind is QuantityKind.MONEY else ""
    near = voice.part(f"{before} {after}")
    aimed, part = (bool(_pattern(voice, key).search(near.text)) for key in ("aimed", "part"))
    periods, acts = asked_after(voice.language, "period"), _acts(voice.language)
    return Figure(
        voice=voice,
        quantity=quantity,
        near=near,
        owners=tuple(t for t in voice.part(voice.text[: quantity.span.start]).terms if t in voice.names),
        attribute=senses_of(stem(noun.lower(), voice.language)) if noun else frozenset(),
        acts=frozenset().union(*(acts.get(term, frozenset()) for term in near.terms)),
        periods=frozenset(periods) & near.shares.keys(),
        change=bool(_pattern(voice, "change").search(before)),
        part=part,
        aimed=aimed,
    )


def _pattern(voice: Voice, key: str) -> re.Pattern[str]:
    return lexicon.pattern(voice.language, "figures", key)


def _surroundings(voice: Voice, quantity: Quantity) -> tuple[str, str]:
    """The words before and after a figure, up to the clause of another figure of its kind: "killed 11, injured 36"."""
    rivals = [other for other in voice.said.quantities if other.kind is quantity.kind]
    place = rivals.index(quantity)
    last = place + 1 == len(rivals)
    before = voice.text[rivals[place - 1].span.end if place else 0 : quantity.span.start]
    after = voice.text[quantity.span.end : None if last else rivals[place + 1].span.start]
    ends = _pattern(voice, "break")
    return ends.split(before)[-1] if place else before, after if last else ends.split(after)[0]


@cache
def asked_after(language: str | None, kind: str) -> Mapping[str, str]:
    """The nouns after which figures of a kind may be asked, in order, by their stems."""
    return {stem(noun, language): noun for noun in lexicon.table(language, "asked_after").get(kind, ())}


@cache
def _acts(language: str | None) -> Mapping[str, frozenset[int]]:
    """What is done to those who are counted, by the stems of its words: the numbers of lines."""
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(lexicon.groups(language, "counted")):
        for word in line:
            found[stem(word, language)] = found.get(stem(word, language), frozenset()) | {number}
    return found
