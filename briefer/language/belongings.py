"""Which words of a sentence a figure belongs to: those nearest to it, counted in words and in clauses between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefer.language.clauses import Clause
from briefer.language.quantities import Quantity, QuantityKind, states
from briefer.language.sentence import Sentence
from briefer.language.stems import Word, small_words
from briefer.language.word_kinds import WordKind

CLAUSE = 6  # words that a comma, an "and" or a "which" between two words counts
MOST = 12  # figures of one sentence that are compared in pairs
#: Figures of these kinds may be told for one another.
_ALIKE = (
    frozenset({QuantityKind.SHARE, QuantityKind.POINTS, QuantityKind.COUNT}),
    frozenset({QuantityKind.MONEY, QuantityKind.COUNT}),
    frozenset({QuantityKind.MEASURE, QuantityKind.COUNT}),
)
_PARTING = (WordKind.AND, WordKind.JOINT, WordKind.RELATIVE)
_TYING = (WordKind.PREPOSITION, WordKind.TO, WordKind.DETERMINER)
_NAMED = (WordKind.NAME, WordKind.NOUN)


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A figure that a sentence gives to a word to which another sentence gives another figure."""

    figure: Quantity
    label: str  #: the word, as the sentence has it
    stem: str
    theirs: Quantity  #: the figure that the word has there
    is_both: bool = False  #: whether the two figures changed places


def misplaced(one: Sentence, other: Sentence) -> Iterator[Misplaced]:
    """The figures that a sentence gives to other words than another one does."""
    mine, theirs = one.quantities[:MOST], other.quantities[:MOST]
    once = [a for a in mine if _only(mine, a)]
    for a in once:
        x = _only(theirs, a)
        if x is None:
            continue
        for y in (y for y in theirs if y is not x and are_alike(x, y) and not are_same(y, a)):
            both = [b for b in once if b is not a and _only(theirs, b) is y]
            for b in both:
                yield from _crossed(one, other, ((a, b), (x, y)))
            if not both:
                yield from _given(one, other, a, (x, y))


def _only(figures: Sequence[Quantity], wanted: Quantity) -> Quantity | None:
    """The one figure that has the same value as another."""
    same = [figure for figure in figures if are_same(figure, wanted)]
    return same[0] if len(same) == 1 else None


def are_alike(a: Quantity, b: Quantity) -> bool:
    """Whether one of two figures might be told for the other."""
    if a.kind is b.kind:
        return a.unit == b.unit or a.kind is QuantityKind.MONEY
    is_bare = any(q.kind is QuantityKind.COUNT and not q.noun for q in (a, b))
    return is_bare and any({a.kind, b.kind} <= kinds for kinds in _ALIKE)


def are_same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures have one value, be the unit of one left out."""
    if states((a,), b):
        return True
    return are_alike(a, b) and a.kind is not QuantityKind.DATE and a.value == b.value


def _crossed(one: Sentence, other: Sentence, pairs: tuple[tuple[Quantity, Quantity], ...]) -> Iterator[Misplaced]:
    """Two figures that changed places: every word that stands nearer to one here stands nearer to the other there."""
    (a, b), (x, y) = pairs
    ties = (_before(one, a), _before(other, x)), (_before(one, b), _before(other, y))
    if ties[0][0] != ties[1][0] and any(here and here == there for here, there in ties):
        return  # "to 9 from 4" and "from 4 to 9"
    mine, theirs = labels(one), labels(other)
    crossing: dict[bool, list[int]] = {True: [], False: []}
    straight: set[str] = set()
    for term in mine.keys() & theirs.keys():
        here, there = side(one, mine[term], a, b), side(other, theirs[term], x, y)
        if here is not None and here == there:
            straight.add(term)
        elif here is not None and there is not None:
            crossing[here].append(mine[term])
    if crossing[True] and crossing[False] and not straight:
        nearest = min(crossing[True], key=lambda at: (one.kinds[at] not in _NAMED, distance(one, at, a)))
        yield Misplaced(a, one.words[nearest].text, one.words[nearest].stem, y, is_both=True)
    elif straight <= _doing_both(one, a, b) & _doing_both(other, x, y):
        yield from _parted(one, other, pairs)


def _parted(one: Sentence, other: Sentence, pairs: tuple[tuple[Quantity, Quantity], ...]) -> Iterator[Misplaced]:
    """Two figures that stand beside other figures here than there: "2m crowns in May, 3m in July"."""
    (a, b), (x, y) = pairs
    told: dict[bool, list[Quantity]] = {True: [], False: []}
    for figure, same in _counted_beside(one, other, pairs):
        here, there = side(one, _place(one, figure), a, b), side(other, _place(other, same), x, y)
        if here is not None and here == there:
            return
        if here is not None and there is not None:
            told[here].append(figure)
    if told[True] and told[False]:
        label = told[True][0]
        yield Misplaced(a, label.text, one.words[_place(one, label)].stem, y, is_both=True)


def _doing_both(one: Sentence, a: Quantity, b: Quantity) -> frozenset[str]:
    """Who does what two figures of one clause are told of, and the verb, which belong to both."""
    first, second = _clauses(one, a, b)
    return first.who | {first.did} if first is not None and first is second else frozenset()


def _counted_beside(
    one: Sentence, other: Sentence, pairs: tuple[tuple[Quantity, Quantity], ...]
) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures of other kinds that both have, which say what two figures are: "2m crowns in May"."""
    (a, b), (x, y) = pairs
    for figure in one.quantities[:MOST]:
        same = _only(other.quantities[:MOST], figure)
        if same is None or figure in (a, b) or same in (x, y) or _only(one.quantities[:MOST], figure) is not figure:
            continue
        if not (are_alike(figure, a) or are_alike(same, x)):
            yield figure, same


def _place(one: Sentence, figure: Quantity) -> int:
    return next((at for at, word in enumerate(one.words) if word.start >= figure.span.start), len(one.words) - 1)


def _given(one: Sentence, other: Sentence, a: Quantity, pair: tuple[Quantity, Quantity]) -> Iterator[Misplaced]:
    """A figure given to what has another one in the other sentence, where the figure is something else's."""
    if _are_rivals(*pair):
        label = _name_given(one, other, a, pair) or _doer_given(one, other, a, pair)
        if label:
            yield Misplaced(a, label.text, label.stem, pair[1])


def _are_rivals(x: Quantity, y: Quantity) -> bool:
    """Whether two figures say the same kind of thing, each of its own: two ages, two years, two counts of seats."""
    if (
        x.kind is QuantityKind.ORDINAL
        or x.kind is not y.kind
        or x.unit != y.unit
        or (y.is_small_count and y.noun != x.noun)
    ):
        return False
    if x.kind is QuantityKind.DATE:
        return [when.stated().keys() for when in x.when] == [when.stated().keys() for when in y.when]
    return not (x.noun and y.noun) or x.noun == y.noun


def _name_given(one: Sentence, other: Sentence, a: Quantity, pair: tuple[Quantity, Quantity]) -> Word | None:
    """A name of a sentence beside which another sentence has the second figure, and another name the first."""
    x, y = pair
    mine, theirs = labels(one), labels(other)
    named = {term: at for term, at in theirs.items() if other.kinds[at] is WordKind.NAME}
    to_x = {term: distance(other, at, x) for term, at in named.items()}
    rival = min(to_x, key=lambda term: to_x[term], default="")
    if rival in one.stems:
        return None
    for term in (term for term in named if term in mine):
        nearest = max(to_x[rival], distance(other, named[term], y))
        if nearest + CLAUSE <= to_x[term] and _is_own(one, mine[term], a):
            return one.words[mine[term]]
    return None


def _is_own(one: Sentence, at: int, figure: Quantity) -> bool:
    """Whether no other figure of its kind is nearer to a word."""
    return not any(side(one, at, other, figure) for other in one.quantities if are_alike(other, figure))


def _doer_given(one: Sentence, other: Sentence, a: Quantity, pair: tuple[Quantity, Quantity]) -> Word | None:
    """Who does something with a figure here, and with the second one of a pair there: "exports" of "exports rose 4"."""
    (mine,), (theirs, rival) = _clauses(one, a), _clauses(other, *pair)
    if not (mine and theirs and rival) or mine.did != rival.did or not theirs.doer:
        return None
    is_other = mine.who.isdisjoint(theirs.doer) and not mine.doer.isdisjoint(rival.doer)
    return next((word for word in one.words if word.stem in mine.doer), None) if is_other else None


def _clauses(one: Sentence, *figures: Quantity) -> list[Clause | None]:
    """The clause in which each figure stands."""
    return [next((c for c in one.clauses if c.span.start <= q.span.start < c.span.end), None) for q in figures]


def _before(one: Sentence, figure: Quantity) -> str:
    """The preposition before a figure."""
    last = [at for at, word in enumerate(one.words) if word.start < figure.span.start][-1:]
    return one.words[last[0]].low if last and one.kinds[last[0]] in (WordKind.PREPOSITION, WordKind.TO) else ""


def side(one: Sentence, at: int, a: Quantity, b: Quantity) -> bool | None:
    """Whether a word belongs to the first of two figures rather than the second; None where that cannot be told."""
    to_a, to_b = distance(one, at, a), distance(one, at, b)
    return None if to_a == to_b else to_a < to_b


@lru_cache(maxsize=4096)
def labels(one: Sentence) -> dict[str, int]:
    """The words of a sentence that say what its figures are, by their stems: those that stand there once."""
    small = small_words(one.language)
    inside = {place for q in one.quantities for place in range(q.span.start, q.span.end)}
    found: dict[str, list[int]] = {}
    for at, word in enumerate(one.words):
        if word.low not in small and word.start not in inside and not word.low[0].isdigit():
            found.setdefault(word.stem, []).append(at)
    return {stem: places[0] for stem, places in found.items() if len(places) == 1}


def distance(one: Sentence, at: int, figure: Quantity) -> int:
    """How far a word is from a figure."""
    places = [n for n, word in enumerate(one.words) if figure.span.start <= word.start < figure.span.end]
    if not places:
        return len(one.words) * CLAUSE
    if at < places[0] and all(one.kinds[n] in _TYING for n in range(at + 1, places[0])):  # "sales of 90 million"
        return 0
    return apart(one, at, places[0] if at < places[0] else places[-1])


def apart(one: Sentence, at: int, place: int) -> int:
    """How far two words are from each other, the clauses between them counted."""
    first, last = sorted((at, place))
    return sum(
        1 + CLAUSE * ((one.kinds[n] in _PARTING) + (one.words[n].part != one.words[n - 1].part))
        for n in range(first + 1, last + 1)
    )
