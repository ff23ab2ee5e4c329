"""Which sentences make the brief, and in which order: chosen again until each is understood by those before it.

sentences | the lead | the most telling ones | sections | whoever is named comes introduced, and what is meant named
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefer.language.compare import holds
from briefer.language.lexicon import pattern
from briefer.language.sentence import sentence
from briefer.records import Section, Story, Wishes
from briefer.writers.extractive.course import Course
from briefer.writers.extractive.introductions import People, leans_on
from briefer.writers.extractive.leads import is_speech, lead, ranks
from briefer.writers.extractive.repeats import SAME, alike
from briefer.writers.extractive.salience import Candidate, aim, likeness, select, values
from briefer.writers.extractive.timeliness import is_fresh, is_state, lies_ahead, lies_back, names_day_after

_ORDER = tuple(Section)
_POOR = 0.25  # of a sentence's worth: what one that introduces its people must at least be worth
_BACKED, _CAP = 0.2, 3  # what is won as the second sentence by each origin that states it, up to so many
_AGAIN = 0.4  # how much of the lead a second sentence may say again
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
    left, value = list(candidates), values(candidates, weigh)
    titles = frozenset(term for a in story.articles for term in sentence(a.title, a.language).unnamed)
    desk = _Desk(Course(story), People(story), value, ranks(candidates, value, story), aim(wishes), titles)
    while True:
        first = lead(left, desk.rank, story, desk.people)
        chosen = desk.looking_ahead(select(left, weigh, story, wishes, first), left)
        chosen.sort(key=lambda c: (c is not first, -desk.rank[c.ref], c.text))
        placed = desk.with_introductions(desk.in_order(desk.placed(chosen)), left)
        unmet = [one.candidate for n, one in enumerate(placed) if desk.missing(one, placed[:n])]
        lost = [c for c in unmet if c is not first]  # the lead stays: better it than an empty brief
        if not lost:
            return placed
        left = [c for c in left if c not in lost]


def section(candidate: Candidate, course: Course) -> Section:
    """Where a sentence belongs that is not the bottom line.

    Args:
        candidate: a sentence of the story.
        course: the story's days, which tell what lies ahead and what is long past.
    """
    one = candidate.said
    if lies_ahead(one, course.newest):
        return Section.OUTLOOK
    if lies_back(one, course.oldest):
        return Section.CONTEXT
    is_background = pattern(one.language, "background").search(one.main.text) or (candidate.repeats and is_state(one))
    return Section.CONTEXT if is_background and not is_fresh(one, course.oldest) else Section.KEY_FACTS


@dataclass(frozen=True, eq=False)
class _Desk:
    """What is known of a story while its brief is put together."""

    course: Course
    people: People
    value: Mapping[str, float]  #: what each sentence is worth by itself, by its ref
    rank: Mapping[str, float]  #: how much each is the news
    target: int  #: claims
    titles: frozenset[str]  #: what all titles tell, names aside

    def looking_ahead(self, chosen: Sequence[Candidate], left: Sequence[Candidate]) -> list[Candidate]:
        """The chosen sentences, and where none tells on which day something is still to come, one that does.

        Where there are as many as there shall be, it takes the place of the least.
        """
        dated = [
            c for c in left if names_day_after(c.said, self.course.newest) and lies_ahead(c.said, self.course.newest)
        ]
        known = [Placed(c, section(c, self.course)) for c in chosen]
        fit = [c for c in dated if not self.missing(Placed(c, Section.OUTLOOK), known) and likeness(c, chosen) <= SAME]
        best = max(fit, key=lambda c: (self.value[c.ref], c.text), default=None)
        if best is None or len(chosen) < _TWO_FIRST or any(c in dated for c in chosen):
            return list(chosen)
        least = min(chosen[1:], key=lambda c: (self.value[c.ref], c.text))
        return [*(c for c in chosen if c is not least or len(chosen) < self.target), best]

    def placed(self, chosen: Sequence[Candidate]) -> list[Placed]:
        """The chosen sentences, of which the first leads, with their sections, in the order of the sections."""
        found = [Placed(c, section(c, self.course)) for c in chosen]
        found[:1] = [Placed(c, Section.BOTTOM_LINE) for c in chosen[:1]]
        fit = [one for one in found[1:] if self._may_follow(one, found[0])] if len(found) >= _TWO_FIRST else []
        newest = [one for one in fit if self.course.tells_last(one.candidate.told)]
        if second := max(newest or fit, key=lambda one: self._news_beside(one.candidate, chosen[0]), default=None):
            found[found.index(second)] = Placed(second.candidate, Section.BOTTOM_LINE)
        return sorted(found, key=lambda one: (_place(one), self._is_undated(one)))

    def _is_undated(self, one: Placed) -> bool:
        """Whether a look ahead names no day, so that one that does stands before it."""
        return one.section is Section.OUTLOOK and not names_day_after(one.candidate.said, self.course.newest)

    def _may_follow(self, one: Placed, first: Placed) -> bool:
        """Whether a sentence may be the second one of the bottom line."""
        is_news = one.section is Section.KEY_FACTS and not is_speech(one.candidate)
        main = one.candidate.said.main
        is_new = alike(main, first.candidate.said.main) < _AGAIN
        is_told = len(one.candidate.told) > 1 or not self.titles.isdisjoint(main.unnamed)  # not only a scene
        return is_news and is_new and is_told and not self.missing(one, [first])

    def _news_beside(self, candidate: Candidate, first: Candidate) -> float:
        """How well a sentence follows the lead: it is news, and more than the lead in other words."""
        backed = 1 + _BACKED * min(len(candidate.told) - 1, _CAP)
        return self.rank[candidate.ref] * (1 - alike(candidate.said, first.said)) * backed

    def in_order(self, placed: Sequence[Placed]) -> list[Placed]:
        """The same sentences, those that introduce somebody before those that name him by his surname alone."""
        found: list[Placed] = []
        waiting = list(placed)
        while waiting:
            missing = self.missing(waiting[0], found)
            helpers = (x for x in waiting[1:] if missing and self._helps(x, missing, found))
            if helper := next(helpers, None):
                waiting.remove(helper)
                found.append(Placed(helper.candidate, waiting[0].section))
            else:
                found.append(waiting.pop(0))
        return found

    def _helps(self, one: Placed, missing: frozenset[str], before: Sequence[Placed]) -> bool:
        """Whether a sentence introduces some of those who are missing, is itself understood, and is no look ahead."""
        gives = self.people.of(one.candidate.said).introduced & missing
        return one.section is not Section.OUTLOOK and bool(gives) and not self.missing(one, before)

    def missing(self, one: Placed, before: Sequence[Placed]) -> frozenset[str]:
        """What a sentence takes for known that none before it tells: people, and the thing that it opens with."""
        said = one.candidate.said
        known = frozenset[str]().union(*(self.people.of(x.candidate.said).introduced for x in before))
        named = self.people.of(said)
        missing = (named.bare | named.strangers if one.candidate.goes_on else named.bare) - known
        thing = leans_on(said)
        terms = sentence(thing, said.language).shares
        is_told = any(holds(x.candidate.said, term) for x in before for term in terms)
        return missing | {thing} if thing and not is_told else missing

    def with_introductions(self, placed: list[Placed], left: Sequence[Candidate]) -> list[Placed]:
        """The sentences, with others that introduce whoever is not, where there are some: one more, or for the least."""
        for one in placed[1:]:
            if one not in placed:
                continue
            missing = self.missing(one, before := placed[: placed.index(one)])
            helper = self._introducing(one, missing, before, placed, left) if missing else None
            spare = [x for x in placed[1:] if x is not one and x.section is not Section.BOTTOM_LINE]
            if helper and (spare or len(placed) < self.target):
                if len(placed) >= self.target:
                    placed.remove(min(spare, key=lambda x: (self.value[x.candidate.ref], x.candidate.text)))
                placed = self.in_order(sorted([*placed, helper], key=_place))
        return placed

    def _introducing(
        self,
        one: Placed,
        missing: frozenset[str],
        before: Sequence[Placed],
        placed: Sequence[Placed],
        left: Sequence[Candidate],
    ) -> Placed | None:
        """The best sentence not yet chosen that introduces all who are missing and tells something new."""
        used, least = [x.candidate for x in placed], _POOR * self.value[one.candidate.ref]
        able = (c for c in left if missing <= self.people.of(c.said).introduced and self.value[c.ref] >= least)
        offers = (Placed(c, section(c, self.course)) for c in able if c not in used)
        fit = [x for x in offers if self._helps(x, missing, before) and likeness(x.candidate, used) <= SAME]
        return max(fit, key=lambda x: (self.value[x.candidate.ref], x.candidate.text), default=None)


def _place(one: Placed) -> int:
    return _ORDER.index(one.section)
