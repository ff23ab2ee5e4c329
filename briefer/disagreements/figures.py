"""Amounts, shares, counts and measures that differ."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, product

from briefer.disagreements.figure import KINDS, Figure, figures
from briefer.disagreements.figure_questions import figure_question
from briefer.disagreements.figure_slots import two_holders
from briefer.disagreements.voices import Conflict, Voice, Voices, different_time, subject
from briefer.language import lexicon
from briefer.language.compare import at_odds
from briefer.language.quantities import Bound, Quantity, QuantityKind, states
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import stem

_ALIKE = 0.26  # what the words around two figures must say of each other
_UNTOLD = 0.28  # … where neither says what is done to so many
#: … where each sentence may well tell of another moment or another turn
_LEAST = {QuantityKind.TIME: 0.5, QuantityKind.ORDINAL: 0.4}
_SAME_THING = 0.2  # added where both say what is done, or name what the figure is of: "killed 11", "11 died"
_SAME_OWNER = 0.1  # … and where the same name stands before both
_DISPUTED = 0.4
_NEAREST = 2  # names before a figure that may own it
_ROOM = Decimal("1.5")  # "over $7 billion" may be up to this many times as much
_ABOUT = Decimal("0.1")
_ROUNDED = Decimal("0.05")
_HUNDRED = 100
_MINUTES = 15  # that two times of day may be apart and still be one
_FAR = 10  # times as many, from which two counts are of two things
_OLD = 2  # days after which a smaller toll is only the older one
_PART = 2  # times as much, from which a figure may be the whole of another


def figures_differ(heard: Voices) -> Iterator[Conflict]:
    """The same quantity with different values."""
    found = [figure for voice in heard.all for figure in figures(voice)]
    scored = [
        (-alike, a.voice.ref, b.voice.ref, a, b)
        for a, b in combinations(found, 2)
        if a.voice.origin != b.voice.origin and _may_conflict(a, b)
        if (alike := _alike(a, b, heard))
        >= _LEAST.get(a.quantity.kind, _ALIKE if a.acts & b.acts or a.tail else _UNTOLD)
        and not _known_to_other(a, b, heard)
        if not heard.strangers(a.voice, b.voice) and (a.acts & b.acts or not _other_span(a, b))
    ]
    for *_, a, b in sorted(scored, key=lambda entry: entry[:3]):
        yield Conflict(figure_question(a, b), (a.voice, b.voice))


def _other_span(a: Figure, b: Figure) -> bool:
    """Whether another figure of the two sentences differs as well: "13 goals in 54 games", "33 goals in 157 games"."""
    rest = [[q for q in f.voice.quantities(*KINDS) if q is not f.quantity] for f in (a, b)]
    return any(at_odds(x, y) and (x.noun or x.unit) and not compatible(x, y) for x, y in product(*rest))


def _may_conflict(a: Figure, b: Figure) -> bool:
    """Whether two figures may be of one thing and cannot both be right."""
    x, y = a.quantity, b.quantity
    if x.kind is not y.kind or x.unit != y.unit or (a.near.senses.isdisjoint(b.near.senses) and not a.acts & b.acts):
        return False
    if a.marks != b.marks or {a.coming, b.coming} == {True, False} or not _one_thing(a, b) or not _one_owner(a, b):
        return False
    if (
        _is_apart(a, b)
        or _other_tail(a, b)
        or not _names_more(a, b)
        or compatible(x, y)
        or different_time(a.voice, b.voice)
    ):
        return False
    return not (_part_of(a, b) or _part_of(b, a) or _grown(a, b) or _grown(b, a))


def _is_apart(a: Figure, b: Figure) -> bool:
    """Whether two figures are too far from one another, or two times of day too near, to be put against each other."""
    x, y = sorted((a.quantity.value, b.quantity.value))
    if a.quantity.kind is QuantityKind.TIME:
        return y - x <= _MINUTES
    return a.quantity.kind is QuantityKind.COUNT and x * _FAR < y


def _other_tail(a: Figure, b: Figure) -> bool:
    """Whether two figures are of two things by what stands behind them: "3 percent on milk", "8 percent on cheese"."""
    if a.of and not a.noun and a.quantity.kind is QuantityKind.COUNT:  # "an aftershock had a magnitude of 5.1"
        mine, theirs = (set(_before(f).terms) for f in (a, b))
        return bool(mine - theirs - a.voice.names and theirs - mine - b.voice.names)
    if a.tail is None or b.tail is None or a.tail[0] != b.tail[0]:
        return False
    if (
        a.tail[0] in lexicon.table(a.voice.language, "figures").get("paid", ())
        and a.quantity.kind is not QuantityKind.MONEY
    ):
        return False  # bodies "from the wreck" and "from the ferry"
    return bool(a.tail[1] - b.tail[1] and b.tail[1] - a.tail[1])


def _names_more(a: Figure, b: Figure) -> bool:
    """Whether the words around two figures share more than names: an act, what is counted, or any other word."""
    names = {
        term for figure in (a, b) for name in figure.voice.said.names for term in figure.voice.part(name.text).terms
    }
    is_same = a.acts & b.acts or a.attribute & b.attribute or (a.noun and a.noun == b.noun)
    return bool(is_same) or bool((a.near.senses & b.near.senses) - frozenset().union(*map(senses_of, names)))


def _part_of(a: Figure, b: Figure) -> bool:
    """Whether a figure may be a part of another: much smaller, and limited as that one is not."""
    if a.quantity.value * _PART > b.quantity.value:
        return False
    if a.noun and not b.noun and a.quantity.kind is QuantityKind.COUNT:
        return True  # "two officers were arrested", "86 people were arrested"
    mine, theirs = ((f.limits | set(_before(f).terms)) - o.voice.topic for f, o in ((a, b), (b, a)))
    return bool(mine) and not theirs


def _before(figure: Figure) -> Sentence:
    return figure.voice.part(figure.voice.text[: figure.quantity.span.start])


def _grown(a: Figure, b: Figure) -> bool:
    """Whether the second is only what the first has become: a toll rises from day to day."""
    before, after = a.voice.day, b.voice.day
    if not (before and after and before < after and a.quantity.value < b.quantity.value):
        return False
    so_far = a.voice.matches("figures", "sofar") or b.voice.matches("figures", "risen")
    is_counted = a.acts & b.acts or (so_far and a.noun and a.noun == b.noun)
    return bool(is_counted) and (so_far or (after - before).days >= _OLD)


def _one_thing(a: Figure, b: Figure) -> bool:
    """Whether nothing says that the figures are of two things: another noun, another act, another period."""
    nouns = [senses_of(stem(f.noun)) if f.noun else frozenset() for f in (a, b)]
    said = (nouns, (a.attribute, b.attribute), (a.periods, b.periods))
    if any(one and other and one.isdisjoint(other) for one, other in said):
        return False
    if _two_slots(a, b):
        return False
    # "46 brought out of the flooded pit" and "5 missing in the flooded pit"
    return not (a.acts - b.acts and b.acts - a.acts)


def _two_slots(a: Figure, b: Figure) -> bool:
    """Whether two figures are of two things: those aboard and those who may be, all aboard and the passengers."""
    if a.slot is None or b.slot is None:
        return False
    is_other = a.slot.key != b.slot.key or a.counted != b.counted
    return is_other or two_holders(a.slot, b.slot, a.voice.language)


def _one_owner(a: Figure, b: Figure) -> bool:
    """Whether the figures may be of one company, person or place."""
    if a.owners and b.owners:
        return a.owners[-1] in b.owners[-_NEAREST:] or b.owners[-1] in a.owners[-_NEAREST:]
    return bool(a.voice.names & b.voice.names) or not (a.voice.names and b.voice.names)


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether two figures may both be right: equal, rounded, one inside the other's range or bound."""
    if _two_bounds(a, b):
        return False
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


def _two_bounds(a: Quantity, b: Quantity) -> bool:
    """Whether two outlets give two bounds of one kind: who says "over 2,000" does not mean 2,500."""
    is_bound = a.bound is b.bound and a.bound in (Bound.OVER, Bound.UNDER)
    return is_bound and abs(a.value - b.value) > _ABOUT * max(a.value, b.value)


def _round(coarse: Quantity, fine: Quantity) -> bool:
    """Whether a figure with one digit and zeros may stand for a finer one: $700 billion for $716 billion."""
    one_digit = len(coarse.value.normalize().as_tuple().digits) == 1
    return one_digit and abs(coarse.value - fine.value) <= _ROUNDED * abs(fine.value)


def _alike(a: Figure, b: Figure, heard: Voices) -> float:
    """How much the words around two figures say of each other, with what they lean on where both tell one act."""
    is_same = bool(a.acts & b.acts or a.attribute & b.attribute or (a.tail and a.tail == b.tail and a.tail[1]))
    alike = heard.agree(a.near, b.near)
    if is_same and (a.voice.leans or b.voice.leans):
        alike = max(alike, heard.agree(_with_before(a), _with_before(b)))
    is_owned = is_same and not set(a.owners[-_NEAREST:]).isdisjoint(b.owners[-_NEAREST:])
    return alike + _SAME_THING * is_same + _SAME_OWNER * is_owned


def _with_before(figure: Figure) -> Sentence:
    before = figure.voice.before if figure.voice.leans else None
    return figure.voice.part(f"{before.text} {figure.near.text}") if before else figure.near


def _known_to_other(a: Figure, b: Figure, heard: Voices) -> bool:
    """Whether an article gives the other's value too, so that the two are of two things, or both report the dispute."""
    known = [(x, y) for x, y in ((a, b), (b, a)) if _tells(y.voice, x.quantity, heard)]
    return len(known) > 1 or any(not _disputed(x, y, heard) for x, y in known)


def _tells(voice: Voice, quantity: Quantity, heard: Voices) -> bool:
    quantities = (other for one in heard.of(voice) for other in one.said.quantities)
    return any(states((other,), quantity) and not _two_bounds(other, quantity) for other in quantities)


def _disputed(mine: Figure, theirs: Figure, heard: Voices) -> bool:
    """Whether the other's article itself holds my figure against its own, each said by somebody."""
    if not theirs.voice.matches("figures", "claimed"):
        return False
    return any(
        states((figure.quantity,), mine.quantity) and _alike(figure, theirs, heard) >= _DISPUTED
        for voice in heard.of(theirs.voice)
        if voice is not theirs.voice and voice.matches("figures", "claimed")
        for figure in figures(voice)
    )


def valuations_differ(heard: Voices) -> Iterator[Conflict]:
    """A stated value of a firm against the one that a price for a part of it implies."""
    valued = [figure for v in heard.all if v.matches("figures", "value") for figure in figures(v)]
    stated = [(figure.voice, figure.quantity.value) for figure in valued if figure.quantity.kind is QuantityKind.MONEY]
    implied = [(v, value) for v in heard.all if v.matches("figures", "stake") and (value := _implied(v))]
    for (one, worth), (other, value) in product(stated, implied):
        is_apart = max(worth, value) > _ROOM * min(worth, value)
        if is_apart and one.origin != other.origin and one.names & other.names:
            yield Conflict(f"What is {subject(one, other, 'the company')} worth?", (one, other))


def _implied(voice: Voice) -> Decimal | None:
    money = voice.quantities(QuantityKind.MONEY)
    shares = [share for share in voice.quantities(QuantityKind.SHARE) if share.value]
    if len(money) == 1 and len(shares) == 1:
        return money[0].value * _HUNDRED / shares[0].value
    return None
