"""Which sentences make the brief, and in which order: chosen again until each is understood by those before it.

sentences | none that a later article overtook | the lead | the most telling ones | who is named comes introduced
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from briefer.language.compare import holds
from briefer.language.lexicon import pattern
from briefer.language.sentence import sentence
from briefer.records import Section, Story, Wishes
from briefer.writers.extractive.introductions import People, leans_on
from briefer.writers.extractive.leads import is_speech, lead, ranks
from briefer.writers.extractive.repeats import SAME, alike
from briefer.writers.extractive.salience import Candidate, aim, likeness, select, values
from briefer.writers.extractive.timeliness import day_of, is_fresh, is_state, lies_ahead, lies_back

_ORDER = tuple(Section)
_LEAST = 2  # sentences of a brief; below that one that leans on nothing told is better than none
_POOR = 0.25  # of a sentence's worth: what one that introduces its people must at least be worth
_TWO_FIRST = 5  # claims, from which on a bottom line has two sentences


class Placed(NamedTuple):
    """A sentence of a brief, and where it stands."""

    candidate: Candidate
    section: Section


def choose(candidates: Sequence[Candidate], weigh: Mapping[str, float], story: Story, wishes: Wishes) -> list[Placed]:
    """The sentences of the brief in reading order.

    Args:
        candidates: sentences that stand alone and that nothing later overtook.
        weigh: what each concept weighs.
        story: what they are of.
        wishes: length, focus and the largest number of claims.
    """
    people, left, value = People(story), list(candidates), values(candidates, weigh)
    rank = ranks(candidates, value, story)
    while True:
        first = lead(left, rank, story, people)
        chosen = select(left, weigh, story, wishes, first)
        chosen.sort(key=lambda c: (c is not first, -rank[c.ref], c.text))
        placed = _in_order(_placed(chosen, rank, story, people), people)
        placed = _introduced(placed, left, value, aim(wishes), story, people)
        lost = [one.candidate for n, one in enumerate(placed) if _missing(one, placed[:n], people)]
        lost = [c for c in lost if c is not first]
        if not lost or len(placed) - len(lost) < _LEAST > len(left) - len(lost):
            return placed
        left = [c for c in left if c not in lost]


def _placed(chosen: Sequence[Candidate], rank: Mapping[str, float], story: Story, people: People) -> list[Placed]:
    """The chosen sentences, of which the first leads, with their sections, the most important first within each."""
    found = [Placed(c, section(c, story)) for c in chosen]
    found[:1] = [Placed(c, Section.BOTTOM_LINE) for c in chosen[:1]]
    if len(found) >= _TWO_FIRST:  # the second tells more than the first in other words
        newest = max(day_of(c.said.published) or date.min for c in chosen)
        new = {c.ref: rank[c.ref] * (1 - alike(c.said, chosen[0].said)) ** 2 for c in chosen}
        fit = [one for one in found[1:] if _may_follow(one, found[:1], people)]
        if second := max(fit, key=lambda one: (_is_of(one, newest), new[one.candidate.ref]), default=None):
            found[found.index(second)] = Placed(second.candidate, Section.BOTTOM_LINE)
    return sorted(found, key=lambda one: _ORDER.index(one.section))


def _may_follow(one: Placed, before: Sequence[Placed], people: People) -> bool:
    """Whether a sentence may be the second one of the bottom line."""
    is_news = one.section is Section.KEY_FACTS and not is_speech(one.candidate)
    return is_news and not _missing(one, before, people)


def _is_of(one: Placed, day: date) -> bool:
    return (day_of(one.candidate.said.published) or date.min) == day


def section(candidate: Candidate, story: Story) -> Section:
    """Where a sentence belongs that is not the bottom line.

    Args:
        candidate: a sentence of the story.
        story: whose days tell what lies ahead and what is long past.
    """
    one = candidate.said
    days = sorted(day for a in story.articles if (day := day_of(a.published)))
    if lies_ahead(one, days[-1] if days else None):
        return Section.OUTLOOK
    if days and lies_back(one, days[0]):
        return Section.CONTEXT
    is_told = bool(days) and is_fresh(one, days[0])
    is_background = pattern(one.language, "background").search(one.main.text) or (candidate.repeats and is_state(one))
    return Section.CONTEXT if is_background and not is_told else Section.KEY_FACTS


def _in_order(placed: Sequence[Placed], people: People) -> list[Placed]:
    """The same sentences, those that introduce somebody before those that name him by his surname alone."""
    found: list[Placed] = []
    waiting = list(placed)
    while waiting:
        one = waiting[0]
        missing = _missing(one, found, people)
        helpers = (x for x in waiting[1:] if missing and _helps(x, missing, found, people))
        if helper := next(helpers, None):
            waiting.remove(helper)
            found.append(Placed(helper.candidate, one.section))
        else:
            found.append(waiting.pop(0))
    return found


def _helps(one: Placed, missing: frozenset[str], before: Sequence[Placed], people: People) -> bool:
    """Whether a sentence gives something of what is missing, is itself understood, and is no look ahead."""
    gives = people.of(one.candidate.said).introduced
    return one.section is not Section.OUTLOOK and bool(gives & missing) and not _missing(one, before, people)


def _missing(one: Placed, before: Sequence[Placed], people: People) -> frozenset[str]:
    """What a sentence takes for known that no sentence before it tells: people, and the thing that it opens with."""
    said = one.candidate.said
    known = frozenset[str]().union(*(people.of(x.candidate.said).introduced for x in before))
    missing = people.of(said).bare - known
    if thing := leans_on(said):
        terms = sentence(thing, said.language).shares
        missing |= {thing} if not any(holds(x.candidate.said, term) for x in before for term in terms) else frozenset()
    return missing


def _introduced(
    placed: list[Placed],
    left: Sequence[Candidate],
    value: Mapping[str, float],
    target: int,
    story: Story,
    people: People,
) -> list[Placed]:
    """The sentences with one more, or in place of the least, for whoever is named without having been introduced."""
    for one in list(placed):
        at = placed.index(one) if one in placed else 0
        missing = _missing(one, placed[:at], people)
        if not at or not missing:
            continue
        used = [x.candidate for x in placed]
        offers = (
            Placed(c, section(c, story))
            for c in left
            if c not in used and value[c.ref] >= _POOR * value[one.candidate.ref]
        )
        fit = [
            x
            for x in offers
            if missing <= people.of(x.candidate.said).introduced and _helps(x, missing, placed[:at], people)
        ]
        fit = [x for x in fit if likeness(x.candidate, used) <= SAME]
        if not fit:
            continue
        spare = [x for x in placed[1:] if x is not one and x.section is not Section.BOTTOM_LINE]
        if len(placed) >= target and not spare:
            continue
        if len(placed) >= target:
            placed.remove(min(spare, key=lambda x: (value[x.candidate.ref], x.candidate.text)))
        placed.insert(placed.index(one), max(fit, key=lambda x: (value[x.candidate.ref], x.candidate.text)))
        placed = _in_order(sorted(placed, key=lambda x: _ORDER.index(x.section)), people)
    return placed
