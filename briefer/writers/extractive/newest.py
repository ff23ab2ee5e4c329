"""What of an older article no longer holds when the newest one is written.

A forecast is news until what it foretells has come, a state until a later article may tell another one, a figure until it
has grown. So the newest article's day decides, and what later articles tell; an article without a date overtakes nothing
and is overtaken by nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefer.language.clauses import Clause
from briefer.language.compare import held
from briefer.language.deed_pairs import one_deed
from briefer.language.lexicon import listed, pattern
from briefer.language.sentence import Sentence, sentence
from briefer.language.statements import STATED, told
from briefer.language.tokens import blanked, quotations
from briefer.language.verb_groups import Mood
from briefer.language.word_kinds import WordKind
from briefer.language.written_days import day_of
from briefer.writers.extractive.course import Course, days_of
from briefer.writers.extractive.repeats import alike
from briefer.writers.extractive.timeliness import (
    forecast,
    is_beside,
    lapsed,
    lies_back,
    names_day_after,
    outdated,
    overtaken,
    what_is_told,
)
from briefer.writers.extractive.tolls import outgrown

_RESTATED = 0.45  # of the words of two sentences of which one says again what the other says
_ONE_PLAN = 0.2  # of the words of a plan and of what tells that nothing comes of it
_HALF = 0.5  # of what does not come must stand in the plan


def is_past_news(one: Sentence, course: Course) -> bool:
    """Whether a sentence tells what no longer holds by the newest article.

    Args:
        one: a sentence with the day of its article.
        course: the days of its story.
    """
    mine = day_of(one.published)
    if mine is None or mine == course.newest:
        return False
    later = course.after(mine)
    parts = (one, *(sentence(span.of(one.text), one.language, one.published) for span in one.sides))
    if lapsed(one, course.newest) or any(overtaken(part, later) for part in parts) or called_off(one, later):
        return True
    is_history = lies_back(one, course.oldest)
    return not is_history and (outdated(one, later) or _is_outgrown(one, later, course) or _has_passed(one, course))


def _is_outgrown(one: Sentence, later: Sequence[Sentence], course: Course) -> bool:
    """Whether a later sentence that is no history itself gives another figure of the same things."""
    return outgrown(one, [x for x in later if not lies_back(x, course.oldest)])


def _has_passed(one: Sentence, course: Course) -> bool:
    """Whether a sentence tells what was still open, with no day ahead, and nothing of the newest day tells it again."""
    foretold = forecast(one)
    if is_lasting(one, foretold) if foretold else not is_unsettled(one):
        return False
    if foretold and names_day_after(one, course.newest):
        return False
    newest = (x for x in course.after(day_of(one.published) or date.max) if day_of(x.published) == course.newest)
    return not any(_tells_again(x, one, foretold) for x in newest)


def is_lasting(one: Sentence, foretold: Clause) -> bool:
    """Whether what a sentence foretells is months away, a vow, an aim, or what somebody stands for.

    "A law to cut the tax", "the law would cut the tax" hold on whatever day.
    A "would" that is settled is a "will" that somebody told; a "should" before an active verb says what is likely.
    """
    before = [word.low for word in one.words if foretold.verb and word.start < foretold.verb.start][-1:]
    is_passive = bool(before) and before[0] in listed(one.language, "auxiliaries", "be")
    is_likely = foretold.unsure in listed(one.language, "outlook", "likely") and not is_passive
    is_aim = not (foretold.finite or foretold.unsure or pattern(one.language, "outlook", "ahead").search(one.text))
    is_wish = foretold.unsure in listed(one.language, "outlook", "stands_for") and not is_likely
    if foretold.mood < Mood.DUE and (is_aim or is_wish):
        return True
    return any(pattern(one.language, *where).search(one.text) for where in (("outlook", "far"), ("pronouns", "first")))


def _tells_again(later: Sentence, one: Sentence, foretold: Clause | None) -> bool:
    """Whether a sentence tells as well what another one foretells, or as open, too, what is open there."""
    if foretold and any(one_deed(foretold, clause) for clause in later.clauses):
        return True
    is_open = forecast(later) is not None or is_unsettled(later)
    if told(one, later) >= STATED and (is_open or foretold is not None):
        return True
    return is_open and alike(one.main, later.main) >= _RESTATED


def is_unsettled(one: Sentence) -> bool:
    """Whether a sentence tells first a state that lasts only for a while: "so far", "is not yet known", "are fading"."""
    main = one.main
    frame = blanked(main.text, quotations(main.text))
    return bool(pattern(one.language, "outlook", "unsettled").search(frame)) or _is_going_on(main)


def _is_going_on(one: Sentence) -> bool:
    """Whether the first deed of a sentence is told as still going on: "rescuers are searching"."""
    first = next((c for c in one.clauses if c.finite and c.verb and not is_beside(c, one)), None)
    if first is None or first.verb is None:
        return False
    at = next(n for n, word in enumerate(one.words) if word.start == first.verb.start)
    return one.kinds[at] is WordKind.GERUND and any(
        word.low in listed(one.language, "outlook", "present") for word in one.words[max(0, at - 2) : at]
    )


def called_off(one: Sentence, later: Sequence[Sentence]) -> bool:
    """Whether a later sentence tells that what a sentence foretells does not come, or not then.

    Args:
        one: a sentence with the day of its article.
        later: sentences of later days.
    """
    foretold, mine = forecast(one), day_of(one.published)
    if foretold is None or mine is None:
        return False
    days = set(days_of((*what_is_told(foretold, one).quantities, *foretold.when), mine))
    return any(
        _is_of(clause, one) or _is_for(clause, x, days)
        for x in later
        if alike(one.main, x.main) >= _ONE_PLAN
        for clause in _called_off(x)
    )


def _called_off(one: Sentence) -> list[Clause]:
    """The clauses of a sentence that tell that something does not come."""
    marks = [match.span() for match in pattern(one.language, "outlook", "called_off").finditer(one.text)]
    return [
        c
        for c in one.clauses
        if c.verb and c.mood is Mood.DONE and any(start <= c.verb.start < end for start, end in marks)
    ]


def _is_of(clause: Clause, one: Sentence) -> bool:
    """Whether what does not come by a clause is what a sentence is about."""
    what = clause.object or clause.whom
    return bool(what) and len(held(one, what)) > _HALF * len(what)


def _is_for(clause: Clause, later: Sentence, days: set[date]) -> bool:
    """Whether what does not come by a clause was to come on one of some days."""
    told_on = day_of(later.published)
    before = [q for q in later.quantities if clause.verb and q.span.start < clause.verb.start]
    return told_on is not None and not days.isdisjoint(days_of(before, told_on))
