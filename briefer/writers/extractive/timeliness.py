"""Where a sentence stands in time: overtaken by a later article, lapsed, long past, or still ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from briefer.language.clauses import Clause
from briefer.language.compare import held, holds
from briefer.language.deed_pairs import meet, one_deed
from briefer.language.lexicon import listed, pattern
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.sentence import Sentence, sentence
from briefer.language.stems import Word, stems_of
from briefer.language.tokens import blanked, quotations
from briefer.language.verb_forms import is_past
from briefer.language.verb_groups import Mood
from briefer.language.word_kinds import NOUNS, WordKind
from briefer.language.written_days import day_of
from briefer.writers.extractive.course import days_of
from briefer.writers.extractive.repeats import alike, parties_meet

_MOST = 0.6  # of what a forecast foretells must a later sentence hold where it tells it by another verb …
_SOME = 0.4  # … and by the same one
_LEAST = 2  # terms
_ONE_THING = 0.45  # of the words of two sentences that are of one thing
_ONE_PLAN = 0.3  # of the words of two sentences that foretell one thing
_LONG_AGO = timedelta(days=14)
_MONTHS = timedelta(days=180)  # within which the present tells what is planned
_SOON = timedelta(days=3)  # in which "soon" and "this week" have passed
_THESE_DAYS = timedelta(days=7)
_NEAR = 2  # words before a noun among which its article or owner stands
_DETERMINING = (WordKind.DETERMINER, WordKind.OWNER)


def forecast(one: Sentence) -> Clause | None:
    """What a sentence foretells, where that is what it is about: "Lund will back the plan, aides said"."""
    saying = stems_of(one.language, "saying", "say", "announce")
    awaits, passed = listed(one.language, "outlook", "awaits"), ""
    for clause, after in zip(one.clauses, (*one.clauses[1:], None), strict=False):
        if clause.verb is None or (clause.did in saying and clause.finite and clause.mood is Mood.DONE):
            continue
        if is_beside(clause, one) or (passed and clause.unsure == passed and not clause.finite):
            passed = clause.verb.low  # and what hangs on it: "those who seek to represent the town"
            continue
        if not clause.finite and clause.mood is Mood.DONE:  # "an inquiry led by Lund is to report"
            continue
        if clause.mood < Mood.DONE:
            is_due = not clause.unsure or (clause.unsure in awaits and not _is_noun(clause.unsure, one))
            return clause if is_due else None
        governs = after is not None and after.mood < Mood.DONE and not after.finite
        if not (governs and (clause.verb.low in awaits or clause.did in stems_of(one.language, "auxiliaries"))):
            return clause if clause.finite and _is_awaited(clause.verb, one) else None
    return None


def _is_awaited(verb: Word, one: Sentence) -> bool:
    """Whether a verb by itself tells what is still to come: "the hearing is set for 4 May", "a verdict is due"."""
    ahead = pattern(one.language, "outlook", "ahead").finditer(one.text)
    return any(match.start() <= verb.start < match.end() for match in ahead)


def _is_noun(low: str, one: Sentence) -> bool:
    """Whether a word is a noun in a sentence: something owns or determines it, or a verb has it as its object.

    "His plan to build", "the council announced plans to build".
    """
    for at in (at for at, word in enumerate(one.words) if word.low == low):
        if at and one.kinds[at - 1] is WordKind.PAST:
            return True
        near = range(max(0, at - (_NEAR if one.kinds[at] in NOUNS else 1)), at)
        if any(one.kinds[n] in _DETERMINING or one.words[n].low.endswith(("'s", "’s")) for n in near):
            return True
    return False


def is_beside(clause: Clause, one: Sentence) -> bool:
    """Whether a clause only describes, tells a circumstance, or stands within quotation marks."""
    if clause.verb is None or clause.joint in listed(one.language, "outlook", "beside"):
        return True
    asides = (match.span() for match in pattern(one.language, "asides", case=True).finditer(one.text))
    return any(start <= clause.verb.start < end for start, end in (*asides, *quotations(one.text), *one.sides))


def overtaken(one: Sentence, later: Sequence[Sentence]) -> bool:
    """Whether a sentence foretells what a later one tells as done, or done otherwise.

    Args:
        one: a sentence with the day of its article.
        later: sentences of later days.
    """
    foretold, mine = forecast(one), day_of(one.published)
    if foretold is None or mine is None:
        return False
    told = what_is_told(foretold, one)
    due = max(days_of(told.quantities, mine), default=mine)
    dated = [sentence(q.text, one.language) for q in told.quantities if q.kind is QuantityKind.DATE]
    told_of = told.shares.keys() | foretold.object  # of a passive verb the object stands before it
    terms = frozenset(term for term in told_of if not any(holds(day, term) for day in dated))
    fulfilled = (x for x in later if (day_of(x.published) or due) >= due)
    return bool(terms) and (
        any(_fulfils(x, foretold, terms, told.unnamed) for x in fulfilled)
        or any(_moves(x, foretold, one) for x in later)
    )


def _moves(later: Sentence, foretold: Clause, one: Sentence) -> bool:
    """Whether a sentence foretells the same deed for another day."""
    again, mine, theirs = forecast(later), day_of(one.published), day_of(later.published)
    if again is None or mine is None or theirs is None or not one_deed(foretold, again):
        return False
    before, now = (
        set(days_of(what_is_told(clause, x).quantities, day))
        for clause, x, day in ((foretold, one, mine), (again, later, theirs))
    )
    return bool(before and now) and before.isdisjoint(now) and alike(one.main, later.main) >= _ONE_PLAN


def _fulfils(later: Sentence, foretold: Clause, terms: frozenset[str], unnamed: frozenset[str]) -> bool:
    """Whether a sentence tells as done what is foretold: the same deed, or another one about as much of it."""
    found = held(later, terms)
    if len(found) < _SOME * len(terms):
        return False
    is_object = bool(foretold.object) and all(term in found for term in foretold.object & terms)
    if not is_object and 2 * len(unnamed & frozenset(found)) < len(unnamed & terms):
        return False
    if forecast(later) is not None:
        return False
    saying = stems_of(later.language, "saying", "say")
    parties = foretold.who or foretold.object
    is_much = len(found) >= max(_LEAST, _MOST * len(terms))
    done = (
        c for c in later.clauses if c.mood is Mood.DONE and c.finite and c.verb and is_past(c.verb.low, later.language)
    )
    return any(
        one_deed(foretold, c) or (is_much and c.did not in saying and meet(parties, c.who | c.object)) for c in done
    )


def what_is_told(foretold: Clause, one: Sentence) -> Sentence:
    """What is foretold, without its verb and without who says so."""
    start = foretold.verb.start + len(foretold.verb.text) if foretold.verb else foretold.span.start
    saying = stems_of(one.language, "saying", "say", "announce", "claim")
    ends = [c.span.start for c in one.clauses if c.span.start > start and c.did in saying]
    return sentence(one.text[start : min(ends, default=len(one.text))], one.language, one.published)


def outdated(one: Sentence, later: Sequence[Sentence]) -> bool:
    """Whether a sentence tells what holds only until more is known, and a later one tells of the same.

    Args:
        one: a sentence with the day of its article.
        later: sentences of later days.
    """
    if not pattern(one.language, "outlook", "passing").search(one.text):
        return False
    return any(alike(one.main, x.main) >= _ONE_THING and parties_meet(one, x) for x in later)


def lapsed(one: Sentence, newest: date | None) -> bool:
    """Whether the day that a sentence foretells something for has come by the newest article's.

    Args:
        one: a sentence with the day of its article.
        newest: the day of the newest article of the story.
    """
    mine = day_of(one.published)
    if mine is None or newest is None or mine == newest:
        return False
    is_ahead = pattern(one.language, "outlook", "ahead").search(one.text)
    if is_ahead and newest - mine >= _SOON and pattern(one.language, "outlook", "soon").search(one.text):
        return True
    foretold = forecast(one)
    days = [day for day in days_of(what_is_told(foretold, one).quantities, mine) if day >= mine] if foretold else []
    return bool(days) and max(days) <= newest


def lies_ahead(one: Sentence, newest: date | None) -> bool:
    """Whether a sentence is about what is still to come on the day of the newest article.

    Args:
        one: a sentence with the day of its article.
        newest: the day of the newest article of the story.
    """
    foretold = forecast(one)
    if any(clause.condition for clause in one.clauses):
        return False
    if names_day_after(one, newest):
        return True
    if foretold is None:
        return False
    frame = blanked(one.text, quotations(one.text))
    if not pattern(one.language, "outlook", "ahead").search(frame):
        return False
    mine = day_of(one.published)
    days = list(days_of(what_is_told(foretold, one).quantities, mine or date.min))
    since = newest or mine
    return not (since and any(day < since for day in days)) and not lapsed(one, newest)


def names_day_after(one: Sentence, newest: date | None) -> bool:
    """Whether a sentence gives what is to come a day after that of the newest article: "will begin on 4 May", "by 4 May".

    Args:
        one: a sentence with the day of its article.
        newest: the day of the newest article of the story.
    """
    mine = day_of(one.published)
    if mine is None or newest is None:
        return False
    if foretold := forecast(one):
        ahead = [*what_is_told(foretold, one).quantities, *foretold.when]
    else:
        until, awaits = listed(one.language, "outlook", "until"), listed(one.language, "outlook", "awaits")
        finite = (c for c in one.main.clauses if c.finite and not is_beside(c, one.main))
        told = ((clause.verb, day) for clause in finite for day in clause.when)
        ahead = [
            day
            for verb, day in told
            if (verb and (verb.low in awaits or _is_planned(verb, day, one, newest))) or _before(day, one) in until
        ]
    dated = (q for q in ahead if any(when.month or (when.year or 0) > newest.year for when in q.when))
    return any(day > newest for day in days_of(tuple(dated), mine))


def _is_planned(verb: Word, day: Quantity, one: Sentence, newest: date) -> bool:
    """Whether a verb in the present tells of a day within the next months: "the council meets again on 7 May"."""
    mine = day_of(one.published) or newest
    is_said = (
        verb.stem in stems_of(one.language, "saying", "say") or day.span.start < verb.start
    )  # "the law of 7 May says"
    soon = not is_said and any(newest < end < newest + _MONTHS for end in days_of((day,), mine))
    return soon and not is_past(verb.low, one.language) and verb.stem not in stems_of(one.language, "auxiliaries")


def _before(quantity: Quantity, one: Sentence) -> str:
    """The word before a date."""
    return next((word.low for word in reversed(one.main.words) if word.start < quantity.span.start), "")


def lies_back(one: Sentence, oldest: date | None) -> bool:
    """Whether what a sentence tells first happened well before the story's first article.

    Args:
        one: a sentence with the day of its article.
        oldest: the day of the oldest article of the story.
    """
    mine = day_of(one.published)
    if oldest is None or mine is None:
        return False
    saying = stems_of(one.language, "saying", "say")
    first = next((c for c in one.clauses if c.verb and c.finite and not (c.did in saying and not c.when)), None)
    days = (
        list(days_of(first.when, mine, back=True))
        if first and first.mood is Mood.DONE and forecast(one) is not first
        else []
    )
    return bool(days) and max(days) < oldest - _LONG_AGO


def is_fresh(one: Sentence, oldest: date | None) -> bool:
    """Whether a sentence gives a deed a day within a week of the story's first article, or a later one.

    Args:
        one: a sentence with the day of its article.
        oldest: the day of the oldest article of the story.
    """
    mine = day_of(one.published)
    if oldest is None or mine is None:
        return False
    told = (clause.when for clause in one.main.clauses if clause.finite)
    return any(day >= oldest - _THESE_DAYS for when in told for day in days_of(when, mine, back=True))


def is_state(one: Sentence) -> bool:
    """Whether a sentence tells first how somebody or something is, and no deed."""
    first = next((clause for clause in one.main.clauses if clause.finite and clause.did), None)
    return first is not None and first.did in stems_of(one.language, "outlook", "states")
