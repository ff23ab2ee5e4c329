"""When and how often: a month told as a year, "until" as "since", and what an account counts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.belongings import CLAUSE, MOST, are_same, distance, labels
from briefer.language.quantities import Quantity, QuantityKind, states
from briefer.language.sentence import Sentence
from briefer.language.spells import MONTHS, Spell, rate, spells, unit
from briefer.language.stems import Word, stem, stems_of
from briefer.records import Finding, Severity

NAME, NEEDS = "periods", ("spans", "counted")
_TURNED = {"since": "until", "until": "since", "before": "after", "after": "before"}


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag another stretch of time, side of a day or kind of account than the evidence has for the same figure."""
    if not cited.has_rules(*NEEDS):
        return
    theirs = [one for found in cited.sentences for one in found]
    found = chain(
        _each(claim, cited),
        _rated(claim, theirs),
        _stretch(claim, theirs),
        _spelt(claim, theirs),
        _turned(claim, theirs),
        _counted(claim, theirs),
        _dated(claim, theirs),
    )
    yield from (Finding(NAME, Severity.FLAG, message) for message in found)


def _each(claim: Sentence, cited: Cited) -> Iterator[str]:
    """An "annual" where the evidence has nothing of a year, but a "quarterly"."""
    known = [word for found in cited.around for one in found for word in one.words]
    units = {unit(word, claim.language) for word in known}
    each = lexicon.listed(claim.language, "spans", "each")
    other = next((word for word in known if word.low in each), None)
    for word in claim.words:
        if other and word.low in each and unit(word, claim.language) not in units:
            yield f'the source says "{other.text}"; the claim "{word.text}"'


def _rated(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """A figure that is for another stretch: "1,340 crowns a year" for "1,340 crowns a month"."""
    for figure in claim.quantities[:MOST]:
        mine, text = rate(claim, figure)
        same = [
            rate(one, other) for one in theirs for other in one.quantities[:MOST] if mine and are_same(other, figure)
        ]
        if same and all(told not in ("", mine) for told, _ in same):
            yield f'the source says "{same[0][1]}"; the claim "{text}"'


def _spelt(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """A figure of another stretch: "in the full year" for "in the third quarter"."""
    for figure in claim.quantities[:MOST]:
        mine = _spell(claim, figure)
        same = [(one, other) for one in theirs for other in one.quantities[:MOST] if mine and are_same(other, figure)]
        told = [spell for one, other in same if (spell := _spell(one, other))]
        if mine and told and len(told) == len(same) and all(abs(spell.months - mine.months) > 1 for spell in told):
            yield f'the source has "{figure.text}" for "{told[0].text}"; the claim for "{mine.text}"'
            return


def _spell(one: Sentence, figure: Quantity) -> Spell | None:
    """The stretch that a figure is of: the nearest one, by a clause."""
    if figure.kind is QuantityKind.DATE:
        return None
    near = sorted((distance(one, spell.at, figure), spell.at, spell) for spell in spells(one))
    return near[0][2] if near and (len(near) == 1 or near[1][0] - near[0][0] >= CLAUSE) else None


def _stretch(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """Another length before the same end: "the year to June" for "the three months to June"."""
    others = [stretch for one in theirs for stretch in _stretches(one)]
    for months, end, text in _stretches(claim):
        same = [(other, told) for other, at, told in others if states((at,), end)]
        if same and all(abs(other - months) > 1 for other, _ in same):
            yield f'the source says "{same[0][1]}"; the claim "{text}"'


def _stretches(one: Sentence) -> Iterator[tuple[Decimal, Quantity, str]]:
    """The stretches with a day on which they end: how many months, the day and the words."""
    ends = lexicon.listed(one.language, "spans", "ends")
    for at, word in enumerate(one.words[:-2]):
        name = unit(word, one.language)
        if not name or one.words[at + 1].low not in ends:
            continue
        day = next((q for q in _dates(one) if q.span.start == one.words[at + 2].start), None)
        count = next((q for q in one.quantities if q.span.start <= word.start < q.span.end), None)
        if day:
            is_half = at and one.words[at - 1].low in lexicon.listed(one.language, "fractions", "whole")
            first = count.span.start if count else one.words[at - 1 if is_half else at].start
            yield (
                (count.value if count else Decimal(1) / (1 + is_half)) * MONTHS[name],
                day,
                one.text[first : day.span.end],
            )


def _turned(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """A day that something lasts until, and in the claim since; before which it was, and in the claim after."""
    for day in _dates(claim):
        mine = _side(claim, day)
        sides = [(_side(one, other), one, other) for one in theirs for other in _dates(one) if states((other,), day)]
        if mine and sides and all(side == _TURNED[mine] for side, _, _ in sides):
            side, _, other = sides[0]
            yield f'the source says "{side} {other.text}"; the claim "{mine} {day.text}"'


def _side(one: Sentence, day: Quantity) -> str:
    """Whether a day is one since, until, before or after which something is so."""
    last = [word.low for word in one.words if word.start < day.span.start][-1:]
    return next((key for key in _TURNED if set(last) & lexicon.listed(one.language, "spans", key)), "")


def _dates(one: Sentence) -> list[Quantity]:
    return [q for q in one.quantities if q.kind is QuantityKind.DATE][:MOST]


def _counted(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """A figure of profit that is one of sales, of the dead that is one of the hurt."""
    accounts = stems_of(claim.language, "accounts")
    for figure in (q for q in claim.quantities[:MOST] if q.kind is not QuantityKind.DATE):
        mine = _nearest(claim, figure)
        same = [(one, other) for one in theirs for other in one.quantities[:MOST] if are_same(other, figure)]
        told = [(one, counted) for one, other in same if (counted := _nearest(one, other))]
        is_named = any(figure.noun and other.noun and figure.noun != other.noun for _, other in same)  # `numbers` tells
        if not mine or is_named or len(told) < len(same) or any(mine.line == counted.line for _, counted in told):
            continue
        for one, counted in told[:1]:
            if mine.word.stem in one.stems or {mine.word.stem, counted.word.stem} <= accounts:
                yield f'the source has "{figure.text}" for "{counted.word.text}"; the claim for "{mine.word.text}"'


class _Counted(NamedTuple):
    """What a figure counts."""

    word: Word
    line: int  #: of the list: words of one line say the same


def _nearest(one: Sentence, figure: Quantity) -> _Counted | None:
    """What a figure belongs to; nothing where two are about as near."""
    lines = _lines(one.language)
    found = sorted(
        (distance(one, at, figure), number, at)
        for term, at in labels(one).items()
        for number, line in enumerate(lines)
        if term in line
    )
    if not found or found[0][0] > CLAUSE:
        return _doer(one, figure)
    others = [far for far, number, _ in found if number != found[0][1]]
    is_clear = not others or others[0] - found[0][0] >= CLAUSE
    return _Counted(one.words[found[0][2]], found[0][1]) if is_clear else None


def _doer(one: Sentence, figure: Quantity) -> _Counted | None:
    """What does what is told with a figure, however far it stands: "sales at the brewer in Orm rose 4 percent"."""
    clause = next((each for each in one.clauses if each.span.start <= figure.span.start < each.span.end), None)
    inside = [word for word in one.words if clause and clause.span.start <= word.start < clause.span.end]
    found = [
        _Counted(word, number)
        for word in inside
        for number, line in enumerate(_lines(one.language))
        if word.stem in line
    ]
    is_one = clause is not None and len({counted.line for counted in found}) == 1
    return next((counted for counted in found if is_one and clause and counted.word.stem in clause.doer), None)


@lru_cache(maxsize=16)
def _lines(language: str | None) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stem(word, language) for word in line) for line in lexicon.groups(language, "counted"))


def _dated(claim: Sentence, theirs: list[Sentence]) -> Iterator[str]:
    """A figure of one stretch of time told of another: "4 tonnes last year" for "4 tonnes since March"."""
    figures = [q for q in claim.quantities[:MOST] if q.kind not in (QuantityKind.DATE, QuantityKind.ORDINAL)]
    for figure in figures if len(figures) == 1 else ():
        mine = _day_of(claim, figure, within=True)
        if mine is None:
            continue
        for one in theirs:
            for other in one.quantities[:MOST]:
                day = _day_of(one, other) if are_same(other, figure) else None
                if day and not states((day,), mine) and not states((mine,), day) and states(_dates(one), mine):
                    yield f'the source has "{other.text}" for "{day.text}"; the claim for "{mine.text}"'


def _day_of(one: Sentence, figure: Quantity, *, within: bool = False) -> Quantity | None:
    """The day or stretch of time that a figure is of: the nearest one, by a clause; if wanted, only in its clause."""
    starts = {word.start: at for at, word in enumerate(one.words)}
    days = {day.span.start: day for day in _dates(one)}
    near = sorted((distance(one, starts.get(start, 0), figure), start) for start in days)
    if not near or (len(near) > 1 and near[1][0] - near[0][0] < CLAUSE):
        return None
    words = [
        word
        for word in one.words
        if min(near[0][1], figure.span.start) <= word.start < max(near[0][1], figure.span.end)
    ]
    return days[near[0][1]] if not within or near[0][0] <= len(words) else None
