"""What of all that is found is worth a line: told by several, early, by those of whom the story is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefer.language.names import fold
from briefer.language.stems import tokens
from briefer.records import Article, Passage, Quote, Span, Story
from briefer.stories.heard import Heard, heard

_ALIKE = 0.5  # of the words of the shorter one of two lines that tell the same


@dataclass(frozen=True, slots=True)
class Line:
    """A line that could be told, and what speaks for it."""

    text: str
    heard: Heard
    article: Article
    at: Span  #: of the words, code points in the article
    weight: float


def speaker_key(one: Heard) -> tuple[str, ...]:
    """By what a speaker is known in every article: "Ann B. Orr" is "Ann Orr"."""
    words = [word for word in fold(one.who).split() if word != "the"] or [fold(one.who)]
    return (words[0], words[-1]) if one.is_person and len(words) > 1 else tuple(words)


def passages_at(article: Article, span: Span) -> tuple[Passage, ...]:
    """The passages that a stretch of an article touches."""
    return tuple(p for p in article.passages if p.span.start < span.end and span.start < p.span.end)


def quote_at(article: Article, span: Span) -> Quote:
    """Words of an article as a writer quotes them."""
    return Quote(passages_at(article, span)[0].ref, span.of(article.text))


def evidence(one: Heard, article: Article, words: Span) -> tuple[Quote, ...]:
    """What shows who says some words: the words, where the speaker is named, and where his position stands."""
    told = [words, *(p.span for p in passages_at(article, one.speaker))]
    told += [span for span in (one.position.span if one.position else None, one.introduced) if span]
    kept: list[Span] = []
    for span in told:
        seen = {p.ref for other in kept for p in passages_at(article, other)}
        if not seen.issuperset(p.ref for p in passages_at(article, span)):
            kept.append(span)
    return tuple(quote_at(article, span) for span in kept)


@lru_cache(maxsize=8)
def origins_of(story: Story) -> dict[str, int]:
    """How many origins state what a passage says, by its ref, where there is more than one."""
    articles = {a: origin.id for origin in story.origins for a in origin.articles}
    found: dict[str, int] = {}
    for group in story.overlaps:
        count = len({articles[ref.partition(".")[0]] for ref in group})
        for ref in group:
            found[ref] = max(count, found.get(ref, 1))
    return found


@lru_cache(maxsize=8)
def fame(story: Story) -> Counter[str]:
    """How often each word stands in the articles of a story."""
    return Counter(word for article in story.articles for word in tokens(article.text))


def standing(story: Story, article: Article, one: Heard, at: Span) -> float:
    """What speaks for a line beside its words: who speaks, how early, and how many origins state it."""
    name = tokens(one.who)[-1:]
    often = min(1.0, fame(story)[name[0]] / 20) if name else 0.0
    early = 1 - at.start / max(1, len(article.text))
    told = max((origins_of(story).get(p.ref, 1) for p in passages_at(article, at)), default=1)
    return often + early + 0.8 * (told - 1) + 0.4 * (one.position is not None)


def speeches_of(story: Story) -> Iterator[tuple[Article, Heard]]:
    """Every speech of a story's articles, in order."""
    return ((article, one) for article in story.articles for one in heard(article))


def are_alike(one: str, other: str) -> bool:
    """Whether two lines say much the same in the same words."""
    mine, theirs = set(tokens(one)), set(tokens(other))
    return len(mine & theirs) > _ALIKE * min(len(mine), len(theirs)) if mine and theirs else False


def chosen(lines: Sequence[Line], most: int, of_one: int) -> list[Line]:
    """The weightiest lines, different speakers before the same one again, and none that says what another one says.

    Args:
        lines: what could be told.
        most: so many lines at most.
        of_one: so many of one speaker.
    """
    found: list[Line] = []
    by_speaker: dict[tuple[str, ...], int] = {}
    ordered = sorted(lines, key=lambda line: -line.weight)
    for turn in range(of_one):
        for line in ordered:
            key = speaker_key(line.heard)
            if len(found) < most and by_speaker.get(key, 0) == turn and not any(
                are_alike(line.text, other.text) for other in found
            ):
                found.append(line)
                by_speaker[key] = turn + 1
    return found
