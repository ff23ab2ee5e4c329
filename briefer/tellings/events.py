"""What happened on which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefer.language import lexicon
from briefer.language.name_words import TITLES
from briefer.language.sentence import Sentence, sentence
from briefer.language.statements import STATED, told
from briefer.language.stems import stems_of
from briefer.language.tokens import quotations
from briefer.language.word_kinds import WordKind
from briefer.records import Article, DraftClaim, DraftEntry, Kind, Passage, Quote, Story
from briefer.stories.sayings import read
from briefer.tellings.event_days import Day, dated, main_deed
from briefer.tellings.weighing import ANOTHER, Weights, weights
from briefer.writers.standalone import obstacle

_MOST, _FEWEST = 8, 2
_LEAST_WORDS = 6
_COMPARED = 60  # events; each is held against every other one
_TOLD_BY = 2  # origins, from which on it is an event that somebody said something
_NEEDS = ("word_kinds", "calendar", "event_dates", "pronouns", "pointing_back")
# What speaks for an event, beside how early it is told: the month and the day of it are known, it is more than words.
_EXACT, _SAID = 0.3, 0.4


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that happened, with what speaks for telling it."""

    day: str  #: ISO 8601 day, month or year
    text: str
    passage: Passage
    sentence: Sentence
    weight: float
    also: tuple[Passage, ...] = ()  #: of other articles, which tell the same of the same day


def events(story: Story) -> tuple[DraftEntry, ...]:
    """What happened on which day, the earliest first; nothing where all happened on one day.

    Args:
        story: whose articles are read.
    """
    newest = max((a.published[: len("2026-03-04")] for a in story.articles if a.published), default="")
    by = weights(story)
    found = [event for article in story.articles for event in _events(by, article, newest)]
    kept = _distinct(found)
    kept = sorted(sorted(kept, key=lambda event: -event.weight)[:_MOST], key=lambda event: event.day)
    if len({event.day for event in kept}) < _FEWEST:
        return ()
    return tuple(_entry(event) for event in kept)


def _entry(event: _Event) -> DraftEntry:
    quotes = tuple(Quote(passage.ref, passage.text) for passage in _told_in(event))
    return DraftEntry(DraftClaim(event.text, quotes), day=event.day)


def _events(by: Weights, article: Article, newest: str) -> Iterator[_Event]:
    """The sentences of an article whose main clause happened on a day that they tell."""
    if not lexicon.has(article.language, *_NEEDS):
        return
    for passage, after in zip(article.passages, [*article.passages[1:], None], strict=True):
        if passage.kind is not Kind.CONTENT or quotations(passage.text) or _goes_on(passage, after):
            continue
        one = read(article, passage)
        day = dated(one, newest)
        text = day and _shown(passage.text, day, one)
        if (
            not day
            or not text
            or _is_nameless(sentence(text, article.language))
            or len(text.split()) < _LEAST_WORDS
            or obstacle(text, article.language)
        ):
            continue
        origins = by.told_by([passage])
        if origins < _TOLD_BY and _only_says(one):
            continue
        early = 1 - passage.span.start / max(1, len(article.text))
        weight = early + ANOTHER * (origins - 1) + _EXACT * day.iso.count("-") - _SAID * _only_says(one)
        yield _Event(day.iso, text, passage, one, weight)


def _goes_on(passage: Passage, after: Passage | None) -> bool:
    """Whether a sentence was cut at a short form: "with Wash. Gov. Orr"."""
    first = after.text.split()[0] if after and after.paragraph == passage.paragraph and after.text.strip() else ""
    return first[:1].islower() or (first.endswith(".") and first[:-1].lower() in TITLES)


def _is_nameless(one: Sentence) -> bool:
    """Whether a sentence opens with an office and does not say whose: "The governor signed"."""
    offices = lexicon.listed(one.language, "posts", "sole", "several")
    offices |= lexicon.listed(one.language, "positions", "position")
    after = one.kinds[2] if len(one.kinds) > 2 else None  # noqa: PLR2004 - an article and the office
    is_office = len(one.words) > 1 and one.words[1].low in offices and one.kinds[0] is WordKind.DETERMINER
    return is_office and after not in (WordKind.NAME, WordKind.PREPOSITION)


def _shown(text: str, day: Day, one: Sentence) -> str:
    """A sentence without the day at its front, which stands before the line."""
    rest = text.lstrip()
    if front := lexicon.pattern(one.language, "connectives", "front", case=True).match(rest):
        return rest[front.end() :][:1].upper() + rest[front.end() + 1 :]
    end = day.quantity.span.end
    comma = rest.find(", ", end) if day.quantity.span.start < len("Early in the ") else -1
    hours = lexicon.listed(one.language, "event_dates", "hours")
    if comma >= 0 and all(word in hours for word in rest[end:comma].split()):
        rest = rest[comma + 2 :]
    return rest[:1].upper() + rest[1:]


def _only_says(one: Sentence) -> bool:
    """Whether a sentence tells only that somebody said something."""
    main = main_deed(one)
    return bool(main) and main is not None and main.did in stems_of(one.language, "saying", "say")


def _distinct(found: Sequence[_Event]) -> list[_Event]:
    """Every event once, as the weightiest line tells it; none of which two lines tell two days."""
    kept: list[_Event] = []
    contested: set[str] = set()
    for event in sorted(found, key=lambda event: -event.weight)[:_COMPARED]:
        same = [n for n, other in enumerate(kept) if _is_same(event, other)]
        if not same:
            kept.append(event)
        for n in same:
            if not _is_within(event.day, kept[n].day):
                contested.add(kept[n].passage.ref)
            elif event.day == kept[n].day and _article(event.passage) not in map(_article, _told_in(kept[n])):
                kept[n] = replace(kept[n], also=(*kept[n].also, event.passage))
    return [event for event in kept if event.passage.ref not in contested]


def _told_in(event: _Event) -> tuple[Passage, ...]:
    return (event.passage, *event.also)


def _article(passage: Passage) -> str:
    return passage.ref.partition(".")[0]


def _is_same(one: _Event, other: _Event) -> bool:
    return max(told(one.sentence, other.sentence), told(other.sentence, one.sentence)) >= STATED


def _is_within(one: str, other: str) -> bool:
    """Whether two days may be one: "2026-03" and "2026-03-04"."""
    return one.startswith(other) or other.startswith(one)
