"""On which day the main clause of a sentence happened: only where it is done, and the day is its own and no other's."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.language import lexicon
from briefer.language.clauses import Clause
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.sentence import Sentence
from briefer.language.verb_forms import is_past
from briefer.language.verb_groups import Mood
from briefer.language.word_kinds import NOUNS, VERBS, WordKind

_OPENED = VERBS | {WordKind.AUXILIARY, WordKind.JOINT, WordKind.RELATIVE}
_OPENERS = frozenset({WordKind.PREPOSITION, WordKind.DETERMINER, WordKind.JOINT, WordKind.OWNER})


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a sentence, as it is written and as it is meant."""

    iso: str
    quantity: Quantity


def dated(one: Sentence, newest: str) -> Day | None:
    """The day on which the main clause of a sentence happened; None where it did not or where that is not sure.

    Args:
        one: a sentence, read as of the day of its article.
        newest: ISO 8601 day of the newest article; nothing is told of later days. Empty where none is known.
    """
    main = main_deed(one)
    if main is None:
        return None
    days = [q for q in one.quantities if q.kind is QuantityKind.DATE and _is_of(one, main, q)]
    isos = {iso for q in days for iso in [_iso(q, newest, one.published)] if iso}
    return Day(isos.pop(), days[0]) if len(days) == 1 and len(isos) == 1 else None


def main_deed(one: Sentence) -> Clause | None:
    """The clause that a sentence tells first, where it tells what was done."""
    main = next((c for c in one.clauses if c.finite and c.verb and not c.joint), None)
    if main is None or main.verb is None or main.condition or main.mood is not Mood.DONE or main.unsure:
        return None
    if main.said_by or any(
        c.verb and c.verb.start < main.verb.start and c.finite for c in one.clauses if c is not main
    ):
        return None
    if main.denied and main.denied != main.verb.low:  # "rejected" denies and is a deed
        return None
    place = next(n for n, word in enumerate(one.words) if word.start == main.verb.start)
    if _only_describes(one, place):
        return None
    before = [word.low for n, word in enumerate(one.words) if n < place and one.kinds[n] is WordKind.AUXILIARY]
    modal = lexicon.listed(one.language, "auxiliaries", "modal")
    is_short = place > 0 and one.words[place - 1].low in _listed(one, "short")
    is_awaited = bool(before) and main.verb.low in _listed(one, "ahead")  # "was expected"
    is_done = is_past(main.verb.low, one.language) and modal.isdisjoint(before)
    return main if is_done and not is_short and not is_awaited else None


def _only_describes(one: Sentence, place: int) -> bool:
    """Whether a verb behind a comma only tells which one is meant: "the plan, submitted in May, would cost"."""
    words, kinds = one.words, one.kinds
    verbs = (WordKind.PAST, WordKind.VERB, WordKind.AUXILIARY)
    opening = [n for n in range(max(1, place), len(words)) if words[n].part != words[n - 1].part]
    return place in opening and any(kinds[n] in verbs for n in opening if n > place)


def _is_of(one: Sentence, main: Clause, day: Quantity) -> bool:
    """Whether a day tells when a main clause happened: at the front of it, or behind its verb and no other one."""
    inside = [n for n, word in enumerate(one.words) if day.span.start <= word.start < day.span.end]
    if not inside or main.verb is None or not _stands_alone(one, inside[-1]) or not _is_opened(one, inside[0], day):
        return False
    if day.span.start < main.verb.start:
        is_parted = _behind(one, inside[-1]) is None
        return is_parted and (inside[0] <= 1 or _is_front(one, inside[0]))
    between = [
        kind for word, kind in zip(one.words, one.kinds, strict=True) if main.verb.start < word.start < day.span.start
    ]
    now = lexicon.listed(one.language, "event_dates", "now")
    if any(word.low in now and word.start < main.verb.start for word in one.words):
        return False  # "have praised a vote in March"
    is_ahead = main.verb.low in _listed(one, "ahead") and not NOUNS.isdisjoint(between)
    is_inside = main.span.start <= day.span.start < main.span.end
    return is_inside and not is_ahead and _OPENED.isdisjoint(between)


def _listed(one: Sentence, key: str) -> frozenset[str]:
    return lexicon.listed(one.language, "event_dates", key)


def _behind(one: Sentence, last: int) -> int | None:
    """The place of the word behind a day and its hour, where no comma parts it from them."""
    behind = last + 1
    while behind < len(one.words) and one.words[behind].low in _listed(one, "hours"):
        behind += 1
    is_parted = behind >= len(one.words) or one.words[behind].part != one.words[last].part
    return None if is_parted else behind


def _stands_alone(one: Sentence, last: int) -> bool:
    """Whether a day is no part of a noun: not "the Friday vote", "Tuesday's", "Monday of last week"."""
    if one.words[last].low.endswith(("'s", "s'")):
        return False
    behind = _behind(one, last)
    if behind is None:
        return True
    is_of = one.words[behind].low in lexicon.listed(one.language, "grammar", "of")
    nouns = (WordKind.NOUN, WordKind.NAME, WordKind.OWNER, WordKind.NUMBER)
    return not is_of and one.kinds[behind] not in nouns


def _is_opened(one: Sentence, first: int, day: Quantity) -> bool:
    """Whether "on" or "in" stands before a day, or nothing that ties it to something else: not "the 2010 law"."""
    if first and one.kinds[first - 1] in _OPENERS:
        return one.words[first - 1].low in _listed(one, "before")
    return not any(map(str.isdigit, day.text))


def _is_front(one: Sentence, at: int) -> bool:
    """Whether a word stands in what opens a sentence, before any comma and verb: "In a statement on Monday, …"."""
    inside = [kind for word, kind in zip(one.words[: at + 1], one.kinds, strict=False) if word.part == 0]
    return len(inside) == at + 1 and one.kinds[0] is WordKind.PREPOSITION and _OPENED.isdisjoint(inside)


def _iso(day: Quantity, newest: str, published: str | None) -> str:
    """The day, month or year that is meant, as far as it is over; empty where that is not sure."""
    limit = (published or newest)[: len("2026-03-04")]
    full = {when.iso for when in day.when if when.iso}
    past = [iso for iso in full if not limit or iso <= limit]
    if full:
        return max(past, default="") if limit or len(full) == 1 else ""
    months = {form for forms in lexicon.listed(None, "calendar", "months") for form in forms.split("/")}
    is_named = any(map(str.isdigit, day.text)) or not months.isdisjoint(day.text.lower().replace(".", "").split())
    for when in day.when if is_named else ():  # not "last year"
        stated = when.stated()
        if stated.keys() == {"year", "month"} or stated.keys() == {"year"}:
            iso = f"{when.year:04}" + (f"-{when.month:02}" if when.month else "")
            return iso if not limit or iso <= limit[: len(iso)] else ""
    return ""
