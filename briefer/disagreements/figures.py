"""Amounts, shares, counts, measures and dates that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from briefer.disagreements.conflict import Conflict
from briefer.disagreements.voices import CALENDAR, Voice, Voices, different_time
from briefer.stories.statements import Statement, at_odds, senses_of, statement, support
from briefer.text.quantities import Bound, Kind, Quantity, states

_KINDS = (Kind.MONEY, Kind.SHARE, Kind.COUNT, Kind.MEASURE, Kind.POINTS)
_ALIKE = 0.26  # what the words around two figures must say of each other
_SAME_ACT, _OTHER_ACT = 0.2, 0.1  # the words beside two figures: "killed 11" and "11 died"
_DISPUTED = 0.4
_DATED = 0.36  # what two sentences must say of each other for their dates to be of one event
_ONE_EVENT = 0.45
_ROOM = Decimal("1.5")  # "over $7 billion" may be up to this many times as much
_ABOUT = Decimal("0.1")
_ROUNDED = Decimal("0.05")
_BREAK = re.compile(r"[;,—–()]|\band\b|\bwhile\b|\bbut\b|\bof whom\b")
_AIM = re.compile(
    r"\b(?:aims?|targets?|goal|forecasts?|expect\w*|predict\w*|hopes?|wants?|would|could|may|might)\b", re.IGNORECASE
)
_SAID = re.compile(r"\b(?:said|says|according to|told|claim(?:s|ed)?|estimate[sd]?)\b", re.IGNORECASE)
_WORTH = re.compile(r"\b(?:valued at|valuation of|worth)\b", re.IGNORECASE)
_STAKE = re.compile(r"\b(?:stake|holding|of (?:the|its) shares)\b", re.IGNORECASE)
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, and the words around it that say what it is a quantity of."""

    voice: Voice
    quantity: Quantity
    near: Statement
    owners: tuple[str, ...]  #: names before it in its sentence, the nearest last
    beside: frozenset[object]  #: senses of the words next to it, its noun left out: what was done to so many
    aimed: bool  #: wished or expected, not reached


def figures_differ(heard: Voices) -> Iterator[Conflict]:
    """The same quantity with different values."""
    found = [figure for voice in heard.all for figure in figures(voice)]
    scored = [
        (-alike, a.voice.ref, b.voice.ref, a, b)
        for a, b in combinations(found, 2)
        if a.voice.origin != b.voice.origin and not a.near.senses.isdisjoint(b.near.senses) and _may_conflict(a, b)
        if (alike := _alike(a, b, heard)) >= _ALIKE and not _known_to_other(a, b, heard)
    ]
    for *_, a, b in sorted(scored, key=lambda entry: entry[:3]):
        yield Conflict(question(a, b), (a.voice, b.voice))


def figures(voice: Voice) -> Iterator[Figure]:
    """The figures of a sentence that could be put against others."""
    quantities = voice.statement.quantities
    for index, quantity in enumerate(quantities):
        repeated = any(states((other,), quantity) for other in quantities[:index])
        bare = quantity.kind is Kind.COUNT and not quantity.noun and not quantity.unit
        if repeated or bare or quantity.kind not in _KINDS:
            continue
        # Words beyond another figure of the kind belong to that one: "killed 11 people and injured 36".
        rivals = [other for other in quantities if other.kind is quantity.kind]
        place = rivals.index(quantity)
        before = voice.text[rivals[place - 1].span.end if place else 0 : quantity.span.start]
        after = voice.text[quantity.span.end : rivals[place + 1].span.start if place + 1 < len(rivals) else None]
        before = _BREAK.split(before)[-1] if place else before
        after = _BREAK.split(after)[0] if place + 1 < len(rivals) else after
        near = f"{before} {after}"
        yield Figure(
            voice=voice,
            quantity=quantity,
            near=statement(near),
            owners=tuple(t for t in statement(voice.text[: quantity.span.start]).terms if t in voice.names),
            beside=_beside(voice, quantity.noun, before, after),
            aimed=bool(_AIM.search(near)),
        )


def _beside(voice: Voice, noun: str, before: str, after: str) -> frozenset[object]:
    """The senses of the words next to a figure, its noun, names and days left out."""
    words = [*statement(before).terms[-1:], *statement(after).terms[:2]]
    left_out = {*voice.names, *CALENDAR, _stem(noun)}
    kept = [word for word in words if word not in left_out]
    return frozenset().union(*(senses_of(word) for word in kept))


def _after_break(text: str) -> str:
    return _BREAK.split(text)[-1]


def _may_conflict(a: Figure, b: Figure) -> bool:
    x, y = a.quantity, b.quantity
    if not at_odds(x, y) if x.kind is not Kind.COUNT else x.kind is not y.kind:
        return False
    if x.unit != y.unit or a.aimed != b.aimed or compatible(x, y) or different_time(a.voice, b.voice):
        return False
    if x.noun and y.noun and senses_of(_stem(x.noun)).isdisjoint(senses_of(_stem(y.noun))):
        return False
    return _one_owner(a, b)


def _one_owner(a: Figure, b: Figure) -> bool:
    """Whether the figures may be of one company, person or place."""
    if a.owners and b.owners:
        return a.owners[-1] in b.owners or b.owners[-1] in a.owners
    return bool(a.voice.names & b.voice.names) or not (a.voice.names and b.voice.names)


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether two figures may both be right: equal, rounded, one inside the other's range or bound."""
    if states((a,), b) or states((b,), a) or _round(a, b) or _round(b, a):
        return True
    for x, y in ((a, b), (b, a)):
        if x.upper is not None and x.value <= y.value <= x.upper:
            return True
        if x.bound is Bound.OVER and x.value <= y.value <= x.value * _ROOM:
            return True
        if x.bound is Bound.UNDER and x.value / _ROOM <= y.value <= x.value:
            return True
        if x.bound is Bound.ABOUT and abs(x.value - y.value) <= _ABOUT * abs(x.value):
            return True
    return False


def _round(coarse: Quantity, fine: Quantity) -> bool:
    """Whether a figure with one digit and zeros may stand for a finer one: $700 billion for $716 billion."""
    one_digit = len(coarse.value.normalize().as_tuple().digits) == 1
    return one_digit and abs(coarse.value - fine.value) <= _ROUNDED * abs(fine.value)


def _alike(a: Figure, b: Figure, heard: Voices) -> float:
    near = max(support(a.near, b.near, heard.idf), support(b.near, a.near, heard.idf))
    if not a.beside or not b.beside:
        return near
    if a.beside & b.beside:
        return near + _SAME_ACT
    # "killed 11 people" and "injured 36 people" differ in nothing else.
    return 0.0 if a.quantity.kind is Kind.COUNT else near - _OTHER_ACT


def _known_to_other(a: Figure, b: Figure, heard: Voices) -> bool:
    """Whether an article gives the other's value too, so that the two are of two things, or both report the dispute."""
    known = [(x, y) for x, y in ((a, b), (b, a)) if _told(x.quantity, y.voice, heard)]
    return len(known) > 1 or any(not _disputed(x, y, heard) for x, y in known)


def _disputed(mine: Figure, theirs: Figure, heard: Voices) -> bool:
    """Whether the other's article itself holds my figure against its own, each said by somebody."""
    if not _SAID.search(theirs.voice.text):
        return False
    return any(
        states((figure.quantity,), mine.quantity) and _alike(figure, theirs, heard) >= _DISPUTED
        for voice in heard.of(theirs.voice)
        if voice is not theirs.voice and _SAID.search(voice.text)
        for figure in figures(voice)
    )


def question(a: Figure, b: Figure) -> str:
    """A plain question that both figures answer."""
    nouns = [figure.quantity.noun for figure in (a, b)]
    noun = nouns[0] if nouns[0] and nouns[0] == nouns[1] else ""
    kind = a.quantity.kind
    if kind is Kind.COUNT:
        return f"How many {noun}?" if noun else "How many?"
    if kind is Kind.MONEY:
        return f"How much is the {noun}?" if noun else "How much money?"
    if kind in (Kind.SHARE, Kind.POINTS):
        return f"How large is the {noun}?" if noun else "How many percent?"
    return f"How many {a.quantity.unit}s?" if a.quantity.unit else "How much?"


def valuations_differ(heard: Voices) -> Iterator[Conflict]:
    """A stated value of a firm against the one that a price for a part of it implies."""
    stated = [f for v in heard.all if _WORTH.search(v.text) for f in figures(v) if f.quantity.kind is Kind.MONEY]
    implied = [(v, value) for v in heard.all if _STAKE.search(v.text) and (value := _implied(v))]
    for figure in stated:
        for voice, value in implied:
            if voice.origin != figure.voice.origin and voice.names & figure.voice.names:
                worth = figure.quantity.value
                if max(worth, value) > _ROOM * min(worth, value):
                    yield Conflict("What is the company worth?", (figure.voice, voice))


def _implied(voice: Voice) -> Decimal | None:
    money = [q for q in voice.statement.quantities if q.kind is Kind.MONEY]
    shares = [q for q in voice.statement.quantities if q.kind is Kind.SHARE and q.value]
    if len(money) == 1 and len(shares) == 1:
        return money[0].value * _HUNDRED / shares[0].value
    return None


def dates_differ(heard: Voices) -> Iterator[Conflict]:
    """The same event on different days."""
    for a, b, alike in heard.close:
        # Where another figure differs too, each may be right for its day.
        if alike < _DATED or any(at_odds(x, y) for x, y in product(_numbers(a), _numbers(b))):
            continue
        if any(_one_event(a, x, b, y, heard) for x, y in product(_dates(a), _dates(b)) if at_odds(x, y)):
            yield Conflict("When did it happen?", (a, b))


def _one_event(a: Voice, x: Quantity, b: Voice, y: Quantity, heard: Voices) -> bool:
    """Whether two days are given to one event, and neither article knows the other's day."""
    if _told(x, b, heard) or _told(y, a, heard):
        return False
    words = [statement(voice.text[: date.span.start]).terms[-1:] for voice, date in ((a, x), (b, y))]
    # "born in", "founded in", or sentences that say almost the same
    return bool(heard.common(words[0], words[1])) or heard.alike(a, b) >= _ONE_EVENT


def _dates(voice: Voice) -> list[Quantity]:
    return [q for q in voice.statement.quantities if q.kind is Kind.DATE]


def _numbers(voice: Voice) -> list[Quantity]:
    return [q for q in voice.statement.quantities if q.kind in _KINDS]


def _told(quantity: Quantity, voice: Voice, heard: Voices) -> bool:
    """Whether the article of a voice states a quantity anywhere."""
    return any(states(other.statement.quantities, quantity) for other in heard.of(voice))


def _stem(word: str) -> str:
    return next(iter(statement(word).terms), word)
