"""Figures that stay what they are: who was aboard, what was taken, how many jobs go, what is owed.

That two sentences tell the same of so many makes them comparable where the words around them have little in common:
"with 341 passengers on board" and "the ferry had carried 352 passengers". So the sentences need not be alike here;
instead nothing may show that they are of two things, and each article may have only one such figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import combinations

from briefer.disagreements.answers import IT
from briefer.disagreements.figure import Figure, figures
from briefer.disagreements.figure_questions import counted
from briefer.disagreements.figure_slots import two_holders
from briefer.disagreements.figures import compatible
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language import lexicon
from briefer.language.quantities import Quantity

_NEWS = 7  # days that may lie between an event and what is said of it
_FAR = 2  # times as much, from which two figures are of two things, or one is a part of the other
#: Marks of a figure that say nothing against another one of its slot: who counts those without tickets, counts more.
_ASIDE = frozenset({"included", "known", "change", "aimed", "there"})


def settled_differ(heard: Voices) -> Iterator[Conflict]:
    """Two figures for what a thing has one of, each the only one in its article."""
    filled: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in (figure for voice in heard.all for figure in figures(voice)):
        if figure.slot and _question(figure):
            kept = filled.setdefault((figure.slot.key, figure.quantity.unit, figure.counted), [])
            kept.append(figure)
    for same in filled.values():
        for a, b in combinations(same, 2):
            if a.voice.origin != b.voice.origin and _alone(a, same) and _alone(b, same) and _one_thing(a, b, heard):
                yield Conflict(_question(a).format(_asked_after(a, b)), (a.voice, b.voice))


def _asked_after(a: Figure, b: Figure) -> str:
    """What stands in the question: what is counted, or what has the figure by a noun of its own; else "it"."""
    if not a.quantity.unit:
        return counted(a, b)
    generic = lexicon.listed(a.voice.language, "slots", "generic")
    mine, theirs = (f.slot.of.split() if f.slot and f.slot.of != IT else [] for f in (a, b))
    shared = [word for word in mine if word.islower() and word in theirs and a.voice.part(word).terms]
    told = next((words[-1] for words in (mine, theirs) if words and words[-1] in generic), "")
    noun = told or next(iter(shared[::-1]), "")
    return f"the {noun}" if noun else IT


def _question(figure: Figure) -> str:
    """What is asked after a slot; empty where it has no question."""
    key = figure.slot.key if figure.slot else ""
    return " ".join(lexicon.table(figure.voice.language, "slots").get(f"asked {key}", ()))


def _alone(figure: Figure, same: list[Figure]) -> bool:
    """Whether its article gives no other figure for the slot."""
    return all(
        compatible(figure.quantity, other.quantity) for other in same if other.voice.article == figure.voice.article
    )


def _one_thing(a: Figure, b: Figure, heard: Voices) -> bool:
    """Whether two figures exclude each other, and nothing shows that they are of two things or two times."""
    less, more = sorted((a.quantity.value, b.quantity.value))
    if compatible(a.quantity, b.quantity) or less * _FAR < more or heard.tells(a.voice, b.quantity):
        return False
    if heard.tells(b.voice, a.quantity) or _marks(a) != _marks(b) or {a.coming, b.coming} == {True, False}:
        return False
    if (a.periods and b.periods and a.periods.isdisjoint(b.periods)) or (_place(a, b) and _place(b, a)):
        return False
    if _apart(a.voice, b.voice) or a.voice.past_years != b.voice.past_years:
        return False
    return not heard.strangers(a.voice, b.voice, a.voice.speakers, b.voice.speakers) and _one_owner(a, b, heard)


def _place(figure: Figure, other: Figure) -> frozenset[str]:
    """The names to which a figure is limited and of which the other's sentence says nothing: "300 jobs in Hald"."""
    return (figure.limits & figure.voice.names) - other.voice.topic


def _marks(figure: Figure) -> frozenset[str]:
    return frozenset(mark for mark in figure.marks if mark.split()[0] not in _ASIDE)


def _apart(a: Voice, b: Voice) -> bool:
    """Whether the days that two sentences name are too far from one another to be of one event and its report."""
    mine, theirs = ([day for named in voice.dates for day in _known_days(named)] for voice in (a, b))
    return bool(mine and theirs) and min(abs(x - y).days for x in mine for y in theirs) > _NEWS


def _known_days(named: Quantity) -> Iterator[date]:
    """The days of the calendar that a named day may be; none for "30 February"."""
    for iso in (when.iso for when in named.when if when.iso):
        with suppress(ValueError):
            yield date.fromisoformat(iso)


def _one_owner(a: Figure, b: Figure, heard: Voices) -> bool:
    """Whether what has the figures may be one: named alike, or named by only one of the two."""
    if a.slot is None or b.slot is None or two_holders(a.slot, b.slot, a.voice.language):
        return False
    if IT in (a.slot.of, b.slot.of) or a.slot.key in lexicon.listed(a.voice.language, "slots", "free"):
        return True
    mine, theirs = (frozenset(f.part(of).terms) for f, of in ((a.voice, a.slot.of), (b.voice, b.slot.of)))
    if not mine or not theirs or heard.common(mine, theirs):
        return True
    return not (mine - heard.terms[b.voice.article] and theirs - heard.terms[a.voice.article]) and not (
        mine & a.voice.names and theirs & b.voice.names
    )
