"""What happened on which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer.language import lexicon
from briefer.language.clauses import Clause
from briefer.language.name_words import TITLES
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.sentence import Sentence
from briefer.language.statements import STATED, told
from briefer.language.stems import stems_of
from briefer.language.tokens import quotations
from briefer.language.verb_forms import is_past
from briefer.language.verb_groups import Mood
from briefer.language.word_kinds import VERBS, WordKind
from briefer.records import Article, DraftClaim, DraftEntry, Kind, Passage, Quote, Story
from briefer.stories.sayings import read
from briefer.tellings.weighing import origins_of
from briefer.writers.standalone import obstacle

_MOST, _FEWEST = 8, 2
_LEAST_WORDS = 6
_TOLD_BY = 2  # origins, from which on it is an event that somebody said something
_NEEDS = ("word_kinds", "calendar", "event_dates", "pronouns", "pointing_back")
_OPENS = frozenset({WordKind.JOINT, WordKind.RELATIVE})


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that happened, with what speaks for telling it."""

    day: str  #: ISO 8601 day, month or year
    text: str
    passage: Passage
    sentence: Sentence
    origins: int
    weight: float


def events(story: Story) -> tuple[DraftEntry, ...]:
    """What happened on which day, the earliest first; nothing where all happened on one day.

    Args:
        story: whose articles are read.
    """
    newest = max((a.published[: len("2026-03-04")] for a in story.articles if a.published), default="")
    found = [event for article in story.articles for event in _events(story, article, newest)]
    kept = _distinct(found)
    kept = sorted(sorted(kept, key=lambda event: -event.weight)[:_MOST], key=lambda event: event.day)
    if len({event.day for event in kept}) < _FEWEST:
        return ()
    return tuple(DraftEntry(DraftClaim(e.text, (Quote(e.passage.ref, e.passage.text),)), day=e.day) for e in kept)


def _events(story: Story, article: Article, newest: str) -> Iterator[_Event]:
    """The sentences of an article whose main clause happened on a day that they tell."""
    if not lexicon.has(article.language, *_NEEDS):
        return
    for passage, after in zip(article.passages, [*article.passages[1:], None], strict=True):
        if passage.kind is not Kind.CONTENT or quotations(passage.text) or _goes_on(passage, after):
            continue
        one = read(article, passage)
        day = _dated(one, newest)
        text = day and _shown(passage.text, day, one)
        if not day or not text or len(text.split()) < _LEAST_WORDS or obstacle(text, article.language):
            continue
        origins = origins_of(story).get(passage.ref, 1)
        if origins < _TOLD_BY and _only_says(one):
            continue
        early = 1 - passage.span.start / max(1, len(article.text))
        weight = early + 0.8 * (origins - 1) + 0.3 * day.iso.count("-") - 0.4 * _only_says(one)
        yield _Event(day.iso, text, passage, one, origins, weight)


def _goes_on(passage: Passage, after: Passage | None) -> bool:
    """Whether a sentence was cut at a short form: "with Wash. Gov. Orr"."""
    first = after.text.split()[0] if after and after.paragraph == passage.paragraph and after.text.strip() else ""
    return first[:1].islower() or (first.endswith(".") and first[:-1].lower() in TITLES)


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of a sentence, as it is written and as it is meant."""

    iso: str
    quantity: Quantity


def _dated(one: Sentence, newest: str) -> _Day | None:
    """The day on which the main clause of a sentence happened; None where it did not or where that is not sure."""
    main = _main(one)
    if main is None:
        return None
    days = [q for q in one.quantities if q.kind is QuantityKind.DATE and _is_of(one, main, q)]
    isos = {iso for q in days for iso in [_iso(q, newest, one.published)] if iso}
    return _Day(isos.pop(), days[0]) if len(days) == 1 and len(isos) == 1 else None


def _main(one: Sentence) -> Clause | None:
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
    present = lexicon.listed(one.language, "auxiliaries", "modal")
    is_done = is_past(main.verb.low, one.language)
    return main if is_done and present.isdisjoint(before) else None


def _only_describes(one: Sentence, place: int) -> bool:
    """Whether a verb behind a comma only tells which one is meant: "the plan, submitted in May, would cost"."""
    words, kinds = one.words, one.kinds
    verbs = (WordKind.PAST, WordKind.VERB, WordKind.AUXILIARY)
    opening = [n for n in range(max(1, place), len(words)) if words[n].part != words[n - 1].part]
    return place in opening and any(kinds[n] in verbs for n in opening if n > place)


def _is_of(one: Sentence, main: Clause, day: Quantity) -> bool:
    """Whether a day tells when a main clause happened: at the front of it, or behind its verb and no other one."""
    words, kinds = one.words, one.kinds
    inside = [n for n, word in enumerate(words) if day.span.start <= word.start < day.span.end]
    if not inside or main.verb is None:
        return False
    first, last = inside[0], inside[-1]
    hours = lexicon.listed(one.language, "event_dates", "hours")
    behind = last + 1
    while behind < len(words) and words[behind].low in hours:
        behind += 1
    is_parted = behind >= len(words) or words[behind].part != words[last].part
    if not is_parted and kinds[behind] in (WordKind.NOUN, WordKind.NAME, WordKind.OWNER, WordKind.NUMBER):
        return False  # "the Friday vote", "Tuesday's"
    if words[last].low.endswith(("'s", "s'")):
        return False
    before = words[first - 1] if first else None
    is_bare = before is None or kinds[first - 1] not in (
        WordKind.PREPOSITION,
        WordKind.DETERMINER,
        WordKind.JOINT,
        WordKind.OWNER,
    )
    if not is_bare and before is not None and before.low not in lexicon.listed(one.language, "event_dates", "before"):
        return False
    if is_bare and any(char.isdigit() for char in day.text):
        return False  # "the 2010 law", "Orr, 1950"
    if day.span.start < main.verb.start:
        return is_parted and (first <= 1 or _is_front(one, first))
    between = [n for n, word in enumerate(words) if main.verb.start < word.start < day.span.start]
    opened = any(
        kinds[n] in (_OPENS | {WordKind.GERUND, WordKind.BARE, WordKind.PAST, WordKind.AUXILIARY}) for n in between
    )
    return not opened and main.span.start <= day.span.start < main.span.end


def _is_front(one: Sentence, at: int) -> bool:
    """Whether a word stands in what opens a sentence, before any comma and verb: "In a statement on Monday, …"."""
    inside = [kind for word, kind in zip(one.words[: at + 1], one.kinds, strict=False) if word.part == 0]
    verbs = VERBS | {WordKind.AUXILIARY, WordKind.JOINT, WordKind.RELATIVE}
    return len(inside) == at + 1 and one.kinds[0] is WordKind.PREPOSITION and verbs.isdisjoint(inside)


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


def _shown(text: str, day: _Day, one: Sentence) -> str:
    """A sentence without the day at its front, which stands before the line."""
    rest = text.lstrip()
    end = day.quantity.span.end
    comma = rest.find(", ", end) if day.quantity.span.start < len("Early in the ") else -1
    hours = lexicon.listed(one.language, "event_dates", "hours")
    if comma >= 0 and all(word in hours for word in rest[end:comma].split()):
        rest = rest[comma + 2 :]
    return rest[:1].upper() + rest[1:]


def _only_says(one: Sentence) -> bool:
    """Whether a sentence tells only that somebody said something."""
    main = _main(one)
    return bool(main) and main is not None and main.did in stems_of(one.language, "saying", "say")


def _distinct(found: Sequence[_Event]) -> list[_Event]:
    """Every event once, as the weightiest line tells it; none of which two lines tell two days."""
    kept: list[_Event] = []
    contested: list[_Event] = []
    for event in sorted(found, key=lambda event: -event.weight):
        same = [other for other in kept if _is_same(event, other)]
        contested += [other for other in same if not _is_within(event.day, other.day)]
        if not same:
            kept.append(event)
    return [event for event in kept if event not in contested]


def _is_same(one: _Event, other: _Event) -> bool:
    return max(told(one.sentence, other.sentence), told(other.sentence, one.sentence)) >= STATED


def _is_within(one: str, other: str) -> bool:
    """Whether two days may be one: "2026-03" and "2026-03-04"."""
    return one.startswith(other) or other.startswith(one)
