"""What of all that is found is worth a line: told by several, early, by those of whom the story is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefer.language.name_words import TITLES, opens
from briefer.language.names import fold
from briefer.language.sentence import sentence
from briefer.language.stems import small_words, tokens
from briefer.records import Article, Passage, Quote, Span, Story
from briefer.stories.heard import Heard, heard, people
from briefer.writers.extractive.course import Course
from briefer.writers.extractive.newest import is_past_news

#: What weighs how much: each further origin that states a line, a position that is known, a lone name that is none.
ANOTHER, _KNOWN, _UNKNOWN = 0.8, 0.4, 0.5
_FAMOUS = 20  # times that somebody is named, from which on he is a main figure
_QUOTABLE = 4  # words; fewer may stand anywhere
_ALIKE = 0.5  # of the words of the shorter one of two lines that tell the same


@dataclass(frozen=True, slots=True)
class Telling:
    """A line that could be told, and what speaks for it."""

    text: str
    heard: Heard
    article: Article
    at: Span  #: of the words, code points in the article
    weight: float


def speaker_key(one: Heard) -> tuple[str, ...]:
    """By what a speaker is known in every article: "Ann B. Orr" is "Ann Orr"."""
    words = [fold(word.strip(".,")) for word in one.who.split()]
    words = [word for word in words if word not in TITLES and not opens(word)] or words
    return (words[0], words[-1]) if one.is_person and len(words) > 1 else tuple(words)


def passages_at(article: Article, span: Span) -> tuple[Passage, ...]:
    """The passages that a stretch of an article touches."""
    return tuple(p for p in article.passages if p.span.start < span.end and span.start < p.span.end)


def quote_at(article: Article, span: Span) -> Quote:
    """Words of an article as a writer quotes them."""
    return Quote(passages_at(article, span)[0].ref, span.of(article.text))


def evidence(line: Telling, speaker: Shown) -> tuple[Quote, ...]:
    """What shows who says some words: the words, where the speaker is named, and where his position stands."""
    named = [(line.article, line.heard.speaker), speaker.position_at, speaker.name_at]
    quotes = [quote_at(line.article, line.at)]
    seen = {passage.ref for passage in passages_at(line.article, line.at)}
    for article, span in (place for place in named if place):
        passages = passages_at(article, span)
        if seen.isdisjoint(passage.ref for passage in passages):
            is_short = len(span.of(article.text).split()) < _QUOTABLE
            quotes.append(quote_at(article, passages[0].span if is_short else span))
            seen.update(passage.ref for passage in passages)
    return tuple(quotes)


@dataclass(frozen=True, slots=True)
class Shown:
    """A speaker as a reader of several articles knows him."""

    who: str
    position: str
    name_at: tuple[Article, Span] | None
    position_at: tuple[Article, Span] | None


def shown(story: Story, by: Weights, line: Telling) -> Shown:
    """A speaker by the full name and the position that any article gives, its own before all others."""
    one, article = line.heard, line.article
    who, name_at = one.who, (article, one.introduced) if one.introduced else None
    if full := by.full_name(one):
        who, name_at = full[0], full[1:]
    position, position_at = "", None
    places = [(article, one), *(pair for pair in speeches_of(story) if speaker_key(pair[1]) == speaker_key(one))]
    for other, heard_there in places if one.is_person else ():
        found = heard_there.position
        if found and not who.startswith(found.text) and (not position or (" " in found.text and " " not in position)):
            position, position_at = found.text, (other, found.span)
    who = who[:1].upper() + who[1:]
    together = " ".join(position_at[1].of(position_at[0].text).split()) if position_at else ""
    if position[:1].isupper() and together == f"{position} {who}" and not {"'", "’"} & set(position):
        return Shown(together, "", name_at, position_at)  # "Justice Ada Lund" is how she is called
    return Shown(who, position, name_at, position_at)


def _full_names(story: Story) -> dict[str, tuple[str, Article, Span]]:
    """The full name behind each surname that one person alone bears in all articles."""
    found: dict[str, list[tuple[str, Article, Span]]] = {}
    for article in story.articles:
        for last, names in people(article).items():
            found.setdefault(last, []).extend((name, article, at) for name, at in names.items())
    one = {last: len({fold(name.split()[0]) for name, _, _ in names}) == 1 for last, names in found.items()}
    return {last: names[0] for last, names in found.items() if one[last]}


@dataclass(frozen=True, slots=True)
class Weights:
    """What a story tells of how much its passages and its people weigh."""

    origins: Mapping[str, int]  #: how many state what a passage says, by its ref, where there is more than one
    fame: Mapping[str, int]  #: how often each word stands in the articles
    names: Mapping[str, tuple[str, Article, Span]]  #: the one full name that ends with a surname, and where it stands

    def told_by(self, passages: Iterable[Passage]) -> int:
        """How many origins state what one of some passages says."""
        return max((self.origins.get(passage.ref, 1) for passage in passages), default=1)

    def full_name(self, one: Heard) -> tuple[str, Article, Span] | None:
        """The full name of a person whom an article calls by surname alone, and where it stands."""
        is_short = one.is_person and len(speaker_key(one)) == 1
        return self.names.get(fold(one.who.rsplit(maxsplit=1)[-1])) if is_short else None

    def is_known(self, one: Heard) -> bool:
        """Whether a reader can be told who speaks: not "Mr. Orr", of whom no article tells more."""
        return not one.is_person or " " in one.who or self.full_name(one) is not None

    def standing(self, article: Article, one: Heard, at: Span) -> float:
        """What speaks for a line beside its words: who speaks, how early, and how many origins state it."""
        name = tokens(one.who)[-1:]
        often = min(1.0, self.fame.get(name[0], 0) / _FAMOUS) if name else 0.0
        early = 1 - at.start / max(1, len(article.text))
        known = _KNOWN * (one.position is not None) - _UNKNOWN * (not one.is_person and " " not in one.who)
        return often + early + ANOTHER * (self.told_by(passages_at(article, at)) - 1) + known


def weights(story: Story) -> Weights:
    """The weights of a story."""
    articles = {a: origin.id for origin in story.origins for a in origin.articles}
    origins: dict[str, int] = {}
    for group in story.overlaps:
        count = len({articles[ref.partition(".")[0]] for ref in group})
        origins |= {ref: max(count, origins.get(ref, 1)) for ref in group}
    words = Counter(word for article in story.articles for word in tokens(article.text))
    return Weights(origins, words, _full_names(story))


def speeches_of(story: Story) -> Iterator[tuple[Article, Heard]]:
    """Every speech of a story's articles, in order."""
    return ((article, one) for article in story.articles for one in heard(article))


def still_holds(line: Telling, course: Course) -> bool:
    """Whether what a line tells still holds by the newest articles: it foretells nothing that has come.

    Args:
        line: what could be told; it is read alone, and in its sentence, where "would" may be a "will" of that day.
        course: the days of the story.
    """
    article = line.article
    readings = (line.text, line.heard.unit.of(article.text))
    return not any(is_past_news(sentence(text, article.language, article.published), course) for text in readings)


def are_alike(one: str, other: str) -> bool:
    """Whether two lines say much the same in the same words."""
    mine, theirs = (frozenset(tokens(text)) - small_words(None) for text in (one, other))
    return len(mine & theirs) > _ALIKE * min(len(mine), len(theirs)) if mine and theirs else False


def chosen(lines: Sequence[Telling], most: int, of_one: int) -> list[Telling]:
    """The weightiest lines, different speakers before the same one again, and none that says what another one says.

    Args:
        lines: what could be told.
        most: so many lines at most.
        of_one: so many of one speaker.
    """
    found: list[Telling] = []
    by_speaker: dict[tuple[str, ...], int] = {}
    ordered = sorted(lines, key=lambda line: -line.weight)
    for turn in range(of_one):
        for line in ordered:
            key = speaker_key(line.heard)
            if (
                len(found) < most
                and by_speaker.get(key, 0) == turn
                and not any(are_alike(line.text, other.text) for other in found)
            ):
                found.append(line)
                by_speaker[key] = turn + 1
    return found
