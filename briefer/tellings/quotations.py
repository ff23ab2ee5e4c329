"""Somebody's very words, with who said them and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefer.language import lexicon
from briefer.language.capitals import capitalised_runs, in_title_case
from briefer.language.sentences import split
from briefer.language.words import folded
from briefer.records import Article, DraftClaim, DraftEntry, Quote, Span, Story
from briefer.stories.heard import Heard
from briefer.tellings.weighing import (
    Telling,
    Weights,
    chosen,
    evidence,
    quote_at,
    shown,
    speaker_key,
    speeches_of,
    still_holds,
    weights,
)
from briefer.writers.extractive.course import Course

_MOST, _OF_ONE = 6, 2
_FEWEST, _SHORTEST, _LONGEST = (
    4,
    6,
    45,
)  # words: of a whole short sentence, of any other quotation, and of one in one breath
_SHORT = 8  # words; a shorter one must be telling
_ENDS = (".", "!", "?", "…")


def quotations(story: Story) -> tuple[DraftEntry, ...]:
    """Somebody's very words, with who said them and where.

    Args:
        story: whose articles are read.
    """
    by, course = weights(story), Course(story)
    spoken = [line for article, one in speeches_of(story) if by.is_known(one) for line in _lines(by, article, one)]
    lines = _certain([line for line in spoken if still_holds(line, course)])
    return tuple(_entry(story, by, line, lines) for line in chosen(lines, _MOST, _OF_ONE))


def _lines(by: Weights, article: Article, one: Heard) -> Iterator[Telling]:
    """The quotations of a speech that tell something by themselves."""
    for number, quoted in enumerate(one.quoted):
        after = one.quoted[number + 1 : number + 2]
        goes_on = after and after[0].of(article.text)[:1].islower()
        at = _shown(article, quoted, one.speaker)
        if at is None or goes_on or not _is_telling(at.of(article.text), article.language):
            continue
        words = at.of(article.text)
        faint = lexicon.pattern(article.language, "reported", "faint").match(words)
        count = len(words.split())
        weight = by.standing(article, one, at) + 0.3 * bool(one.occasion) - 0.8 * bool(faint) - 0.5 * (count < _SHORT)
        yield Telling(words, one, article, at, weight)


def _shown(article: Article, quoted: Span, speaker: Span) -> Span | None:
    """What of a quotation is shown: all of it, or its first sentences where it is long; None where it breaks off."""
    text = quoted.of(article.text)
    after = article.text[quoted.end + 1 : quoted.end + 2]
    is_followed = after in _ENDS or (after == "," and quoted.end < speaker.start)  # “…”, said Orr
    if not text.rstrip().endswith((*_ENDS, ",")) and not is_followed:
        return None
    start, end = quoted.start, quoted.start
    for sentence in split(text, language=article.language):
        if len(text[: sentence.end].split()) > _LONGEST and end > start:
            break
        end = quoted.start + sentence.end
    start += len(text) - len(text.lstrip())
    end = start + len(article.text[start:end].rstrip(" ,"))
    return Span(start, end) if start < end else None


def _is_telling(words: str, language: str | None) -> bool:
    """Whether quoted words are a sentence that says something by itself, and no title."""
    count = len(words.split())
    is_whole = words.endswith(_ENDS)
    if (
        count < (_FEWEST if is_whole else _SHORTEST)
        or count > _LONGEST + 15
        or not (words[0].isupper() or words[0].isdigit())
    ):
        return False
    faint = lexicon.pattern(language, "reported", "faint")
    if count < _SHORT and (faint.match(words) or words.endswith("?")):
        return False
    first = split(words, language=language)[0].of(words).rstrip(".!?, ")
    if lexicon.pattern(language, "reported", "trailing").search(first):
        return False
    person = lexicon.pattern(language, "pronouns", "person").pattern
    if (he := re.search(rf"\b(?:{person})\b", words)) and not capitalised_runs(words[: he.start()].partition(" ")[2]):
        return False  # somebody whom the words do not name
    if words.rfind("‘") > words.rfind("’"):  # what is quoted within does not end
        return False
    if in_title_case(words) or "\n" in words or lexicon.pattern(language, "reported", "fragment").match(words):
        return False
    finite = lexicon.pattern(language, "finite_verbs", case=True)
    return not lexicon.has(language, "finite_verbs") or bool(finite.search(words))


def _certain(lines: Sequence[Telling]) -> list[Telling]:
    """The lines without those whose words another article has somebody else say."""
    speakers: dict[str, set[tuple[str, ...]]] = {}
    for line in lines:
        speakers.setdefault(folded(line.text), set()).add(speaker_key(line.heard))
    return [line for line in lines if len(speakers[folded(line.text)]) == 1]


def _entry(story: Story, by: Weights, line: Telling, lines: Sequence[Telling]) -> DraftEntry:
    """A line as a writer gives it, with every article that has the same words."""
    speaker = shown(story, by, line)
    about = line.heard.occasion or speaker.position
    quotes = [*evidence(line, speaker)]
    seen = {line.article.id}
    for other in lines:
        if other.article.id not in seen and folded(other.text) == folded(line.text):
            quotes.append(Quote(quote_at(other.article, other.at).passage, other.text))
            seen.add(other.article.id)
    return DraftEntry(DraftClaim(line.text, tuple(quotes)), speaker.who, about)
