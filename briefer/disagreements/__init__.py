"""Where the sources differ, found by code: both sides in their own words, cited.

Every finder looks for one kind of conflict between sentences of different origins. Nothing is guessed: where two
sentences may be about different things, they are left alone, since a false conflict costs more trust than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from briefer.disagreements.accounts import credits_differ, orders_differ, reasons_differ
from briefer.disagreements.ages import ages_differ
from briefer.disagreements.days import dates_differ, ends_differ
from briefer.disagreements.deed_days import deed_days_differ
from briefer.disagreements.denials import denials_differ, turns_differ
from briefer.disagreements.figures import figures_differ, valuations_differ
from briefer.disagreements.holders import holders_differ
from briefer.disagreements.makers import makers_differ
from briefer.disagreements.milestones import milestones_differ
from briefer.disagreements.opposites import opposites
from briefer.disagreements.people import people_differ
from briefer.disagreements.places import places_differ
from briefer.disagreements.reasons_denied import reasons_denied
from briefer.disagreements.reordered import reordered_differ
from briefer.disagreements.scores import scores_differ
from briefer.disagreements.settled import settled_differ
from briefer.disagreements.voices import Conflict, Voice, Voices, voices
from briefer.language import lexicon
from briefer.language.paring import pared
from briefer.records import DraftClaim, DraftDisagreement, Quote, Story

Finder = Callable[[Voices], Iterable[Conflict]]
#: What is looked for, the hardest facts first.
FINDERS: tuple[Finder, ...] = (
    scores_differ,
    ages_differ,
    settled_differ,
    figures_differ,
    valuations_differ,
    milestones_differ,
    dates_differ,
    deed_days_differ,
    ends_differ,
    holders_differ,
    people_differ,
    makers_differ,
    places_differ,
    opposites,
    denials_differ,
    turns_differ,
    orders_differ,
    reordered_differ,
    reasons_denied,
    reasons_differ,
    credits_differ,
)
#: A brief that lists more than this hides the ones that matter.
MOST = 8
_BEFORE = 2  # sentences that may be shown before one that does not stand alone


def find(story: Story) -> tuple[DraftDisagreement, ...]:
    """The questions that a story's origins answer differently.

    Args:
        story: articles about one event, with their origins.

    Returns:
        At most MOST disagreements. Each position is a sentence of a source, quoted whole; the question is a plain one
        whose names and numbers stand in the positions. `latest` names the article of the most recent position, where
        the dates are known and differ.
    """
    heard = voices(story)
    if len(story.origins) < 2:  # noqa: PLR2004 - one voice cannot differ from itself
        return ()
    found: list[tuple[Finder, Conflict]] = []
    drafts: list[DraftDisagreement] = []
    for finder in FINDERS:
        for conflict in finder(heard):
            is_told_alike = len({tuple(word.low for word in voice.said.words) for voice in conflict.sides}) == 1
            if is_told_alike or any(_same(finder, conflict, *other) for other in found):
                continue
            found.append((finder, conflict))
            drafts += _drafted(conflict)
            if len(drafts) == MOST:
                return tuple(drafts)
    return tuple(drafts)


def _same(finder: Finder, conflict: Conflict, other_finder: Finder, other: Conflict) -> bool:
    """Whether two conflicts put the same sentences against each other, or ask one of them twice for one thing."""
    left, right = {voice.ref for voice in conflict.sides}, {voice.ref for voice in other.sides}
    is_kind = finder is other_finder or conflict.question == other.question
    return left == right or (is_kind and bool(left & right))


def _drafted(conflict: Conflict) -> Iterator[DraftDisagreement]:
    """A conflict as a draft; none where a side does not stand alone."""
    positions = [position for voice in conflict.sides if (position := _position(voice, conflict.question))]
    if len(positions) == len(conflict.sides):
        yield DraftDisagreement(_named(conflict), tuple(positions), latest(conflict.sides))


def _named(conflict: Conflict) -> str:
    """The question, after a name that all sides have where it does not say what it is about: "Velm: how many?"."""
    first, *others = conflict.sides
    if not lexicon.pattern(first.language, "bare_questions", "bare").search(conflict.question):
        return conflict.question
    told = {term for who in first.speakers for term in first.part(who).terms}
    for name in first.said.names:
        terms = set(first.part(name.text).terms)
        words = " ".join(part.text for part in name.parts)
        if terms and not name.doubtful and terms.isdisjoint(told) and all(words in other.text for other in others):
            return _about(words, conflict.question)
    if lexicon.pattern(first.language, "bare_questions", "thing").search(conflict.question):
        things = lexicon.pattern(first.language, "bare_questions", "noun").finditer(first.text)
        shared = (match for match in things if all(re.search(rf"\b{match['noun']}\b", other.text) for other in others))
        if thing := next((match[0] for match in shared if first.part(match["noun"]).terms), ""):
            return _about(thing, conflict.question)
    return conflict.question


def _about(what: str, question: str) -> str:
    return f"{what[:1].upper()}{what[1:]}: {question[:1].lower()}{question[1:]}"


def _position(voice: Voice, question: str) -> DraftClaim | None:
    """A sentence as it stands; after the one before where it opens with "It"; nothing where that one does so too."""
    told = [voice]
    while told[0].dangles and told[0].before:  # an article's first sentence has nothing to point back to
        if len(told) > _BEFORE:
            return None
        told.insert(0, told[0].before)
    front = lexicon.pattern(voice.language, "connectives", "front", case=True).match(told[0].text)
    opening = told[0].text[front.end() :] if front else told[0].text  # not "But", where nothing stands before
    said = " ".join(pared(text, voice.language, keep=question) for text in (opening, *(one.text for one in told[1:])))
    said = said[:1].upper() + said[1:]
    return DraftClaim(said, tuple(Quote(one.ref, one.text) for one in told))


def latest(sides: Sequence[Voice]) -> str | None:
    """The article of the most recent of some positions; None where a date is unknown or the last two share one."""
    dated = sorted((side.said.published[:10], side.article) for side in sides if side.said.published)
    if len(dated) < len(sides) or dated[-1][0] == dated[-2][0]:
        return None
    return dated[-1][1]
