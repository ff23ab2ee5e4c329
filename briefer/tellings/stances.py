"""What people and bodies hold, with their position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefer.language import lexicon
from briefer.language.speech import framed, quoted_words
from briefer.records import Article, DraftClaim, DraftEntry, Span, Story
from briefer.stories.called import GENDERS
from briefer.stories.heard import Heard
from briefer.tellings.weighing import (
    Telling,
    Weights,
    are_alike,
    chosen,
    evidence,
    passages_at,
    quote_at,
    shown,
    speeches_of,
    still_holds,
    weights,
)
from briefer.writers.extractive.course import Course
from briefer.writers.standalone import obstacle

_MOST, _OF_ONE = 8, 2
_FEWEST, _LONGEST = 5, 42  # words
_QUOTED = 0.5  # of what is said; where more is quoted, it is a quotation


def stances(story: Story, quotes: Sequence[DraftEntry] = ()) -> tuple[DraftEntry, ...]:
    """What people and bodies hold, with their position.

    Args:
        story: whose articles are read.
        quotes: the quotations that are shown, whose words are not told again.
    """
    by, course = weights(story), Course(story)
    lines = [line for article, one in speeches_of(story) if by.is_known(one) for line in _lines(by, article, one)]
    lines = [
        line
        for line in lines
        if still_holds(line, course) and not any(are_alike(line.text, quote.claim.text) for quote in quotes)
    ]
    return tuple(_entry(story, by, line) for line in chosen(lines, _MOST, _OF_ONE))


def _lines(by: Weights, article: Article, one: Heard) -> Iterator[Telling]:
    """What a speech tells without quotation marks, where it is understood beside the speaker's name."""
    if one.said is None or not lexicon.has(article.language, "pronouns", "pointing_back"):
        return
    at = _without_front(article, one.said)
    words = at.of(article.text)
    if not _FEWEST <= len(words.split()) <= _LONGEST or "\n" in words or _is_quotation(words):
        return
    if not _stands(words, one, article.language):
        return
    yield Telling(words, one, article, at, by.standing(article, one, at))


def _without_front(article: Article, said: Span) -> Span:
    """What is said without a "But" that ties it to the sentence before."""
    front = lexicon.pattern(article.language, "reported", "front").match(article.text, said.start, said.end)
    return Span(front.end(), said.end) if front else said


def _is_quotation(words: str) -> bool:
    quoted = sum(len(span.of(words).split()) for span in quoted_words(words))
    return quoted > _QUOTED * len(words.split())


def _stands(words: str, one: Heard, language: str | None) -> bool:
    """Whether what is said is understood beside the speaker's name, for whom its pronouns stand."""
    frame = framed(words, quoted_words(words))
    personal = lexicon.pattern(language, "pronouns", "person")
    trailing = lexicon.pattern(language, "reported", "trailing")
    if trailing.search(words):
        return False
    lows = {word.lower() for word in frame.split()}
    if all(not lows.isdisjoint(lexicon.listed(language, "positions", gender)) for gender in GENDERS):
        return False  # two are told of, and one of them is not the speaker
    read, at = "", 0
    for found in lexicon.pattern(language, "pronouns", "third").finditer(frame):
        is_person = bool(personal.fullmatch(found[0]))
        if is_person and one.is_person and not _is_speaker(found[0], one, language):
            return False  # another one may be meant
        if is_person is one.is_person and not one.is_behind and not _is_vague(frame[found.start() :], language):
            read, at = read + words[at : found.start()] + one.who, found.end()
    read = re.sub(r"^\W+", "", read + words[at:])
    return obstacle(f"{read[:1].upper()}{read[1:]}.", language) is None


def _is_speaker(word: str, one: Heard, language: str | None) -> bool:
    """Whether "he" in what somebody says may only be that one."""
    of = {g for g in GENDERS if word.lower() in lexicon.listed(language, "positions", g)}
    return not one.others and (not one.genders or not of.isdisjoint(one.genders))


def _is_vague(frame: str, language: str | None) -> bool:
    """Whether a pronoun for a thing need not stand for the speaker: "it was a mistake", but "it was closing"."""
    return bool(lexicon.pattern(language, "reported", "vague").match(frame))


def _entry(story: Story, by: Weights, line: Telling) -> DraftEntry:
    speaker = shown(story, by, line)
    unit = [quote_at(line.article, p.span) for p in passages_at(line.article, line.at)]
    more = [quote for quote in evidence(line, speaker)[1:] if quote not in unit]
    return DraftEntry(DraftClaim(line.text, (*unit, *more)), speaker.who, speaker.position)
