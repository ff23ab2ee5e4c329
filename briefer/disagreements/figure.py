"""A quantity in a sentence, and what the words around it say that it is a quantity of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefer.disagreements.voices import Voice
from briefer.language.quantities import Kind, Quantity, states
from briefer.language.statements import Statement, senses_of, statement
from briefer.language.stems import stem

KINDS = (Kind.MONEY, Kind.SHARE, Kind.COUNT, Kind.MEASURE, Kind.POINTS)
_BREAK = re.compile(r"[;,—–()]|\band\b|\bwhile\b|\bbut\b|\bof whom\b")
_AIM = re.compile(
    r"\b(?:aims?|targets?|goal|forecasts?|expect\w*|predict\w*|hopes?|wants?|would|could|may|might)\b", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"([^\W\d_][\w-]+)\s+of\s+(?:(?:about|around|nearly|almost|over|some|at least|more than)\s+)?$")
_CHANGE = re.compile(
    r"\b(?:rose|risen|rising|fell|fallen|falling|grew|grown|shrank|climbed|jumped|dropped|gained|lost|up|down|"
    r"(?:increas|decreas|declin|slid)\w*)(?: by)?(?: about| almost| nearly| more than)?\s*$",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\b(?:among|of those|per|each|average|median)\b", re.IGNORECASE)
_PERIODS = frozenset("day week month quarter year hour night minut season decad".split())  # noqa: SIM905 - to read
#: What happens to people and things that are counted; a line is one thing, and two lines are two.
_ACTS = """
kill die dead death slay murder fatal toll perish life
injure wound hurt injury
arrest detain custody
rescue save free pull bring
miss missing
aboard board passenger crew
evacuate displace flee shelter homeless
infect sick ill
employ staff
cut dismiss lay axe
hire
damage destroy flood burn collapse
survive survivor
salary wage
bonus
profit earn earnings
revenue turnover
ask demand want
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, and the words around it that say what it is a quantity of."""

    voice: Voice
    quantity: Quantity
    near: Statement
    owners: tuple[str, ...]  #: names before it in its sentence, the nearest last
    attribute: frozenset[object]  #: senses of the noun that it is of: "a fine of $2 million", "a $2 million fine"
    acts: frozenset[int]  #: what is done to so many: lines of the table
    periods: frozenset[str]  #: "in the first year"
    change: bool  #: by how much it rose or fell, not how much it is
    part: bool  #: of a group or on average, not of all
    aimed: bool  #: wished or expected, not reached


def figures(voice: Voice) -> Iterator[Figure]:
    """The figures of a sentence that could be put against others."""
    quantities = voice.statement.quantities
    for index, quantity in enumerate(quantities):
        repeated = any(states((other,), quantity) for other in quantities[:index])
        bare = quantity.kind is Kind.COUNT and not quantity.noun and not quantity.unit
        if not repeated and not bare and quantity.kind in KINDS:
            yield _figure(voice, quantity)


def _figure(voice: Voice, quantity: Quantity) -> Figure:
    before, after = _surroundings(voice, quantity)
    words = f"{before} {after}"
    near = statement(words)
    return Figure(
        voice=voice,
        quantity=quantity,
        near=near,
        owners=tuple(t for t in statement(voice.text[: quantity.span.start]).terms if t in voice.names),
        attribute=_attribute(before, quantity),
        acts=frozenset().union(*(_acts().get(term, frozenset()) for term in near.terms)),
        periods=_PERIODS & near.shares.keys(),
        change=bool(_CHANGE.search(before)),
        part=bool(_AMONG.search(words)),
        aimed=bool(_AIM.search(words)),
    )


def _surroundings(voice: Voice, quantity: Quantity) -> tuple[str, str]:
    """The words before and after a figure, up to the clause of another figure of its kind: "killed 11, injured 36"."""
    rivals = [other for other in voice.statement.quantities if other.kind is quantity.kind]
    place = rivals.index(quantity)
    last = place + 1 == len(rivals)
    before = voice.text[rivals[place - 1].span.end if place else 0 : quantity.span.start]
    after = voice.text[quantity.span.end : None if last else rivals[place + 1].span.start]
    return _BREAK.split(before)[-1] if place else before, after if last else _BREAK.split(after)[0]


def _attribute(before: str, quantity: Quantity) -> frozenset[object]:
    match = _ATTRIBUTE.search(before)
    noun = match.group(1) if match else quantity.noun if quantity.kind is Kind.MONEY else ""
    return senses_of(stem(noun.lower())) if noun else frozenset()


@cache
def _acts() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_ACTS.strip().splitlines()):
        for word in line.split():
            found[stem(word)] = found.get(stem(word), frozenset()) | {number}
    return found
