"""Who says what in a story: its sentences, made ready to be held against each other, and the conflicts among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from briefer.language import lexicon
from briefer.language.compare import at_odds, holds, support
from briefer.language.quantities import Quantity, QuantityKind, states
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence, sentence
from briefer.language.speech import speeches
from briefer.language.stems import Word
from briefer.language.weights import Idf, fit
from briefer.language.word_kinds import VERBS
from briefer.language.written_days import day_of
from briefer.records import Article, Story
from briefer.stories.overlaps import LONGEST, compared

_CONTEXT = 2  # sentences before


@dataclass(frozen=True, eq=False)
class Voice:
    """A content passage of an article, and what it says."""

    ref: str
    origin: str
    said: Sentence
    names: frozenset[str]  #: those of its terms that are names
    context: frozenset[str]  #: terms of the sentences before it and the title, where it refers to them
    before: Voice | None  #: the sentence before it
    leans: bool  #: on the sentence before: it opens with "It", or names nothing

    @property
    def topic(self) -> frozenset[str]:
        """Its terms, with those of the sentence that explains it."""
        found: set[str] = set()
        one: Voice | None = self
        for _ in range(_CONTEXT + 1):
            found.update(one.said.shares if one else ())
            one = one.before if one and one.leans else None
        return frozenset(found)

    @property
    def topic_names(self) -> frozenset[str]:
        """The names among its topic's terms."""
        return self.names | self.before.names if self.before and self.leans else self.names

    @property
    def dangles(self) -> bool:
        """Whether it opens with "It" or "His", which only the sentences before explain."""
        return bool(lexicon.pattern(self.language, "pronouns", "third").match(self.text.lstrip("“\"'‘")))

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.ref.partition(".")[0]

    @property
    def text(self) -> str:
        """Its words."""
        return self.said.text

    @property
    def language(self) -> str | None:
        """ISO 639-1 code."""
        return self.said.language

    @property
    def day(self) -> date | None:
        """When its article was published."""
        return day_of(self.said.published)

    @property
    def dates(self) -> list[Quantity]:
        """The days that it names."""
        return self.quantities(QuantityKind.DATE)

    @property
    def past_years(self) -> frozenset[int]:
        """The years before that of its article which it names; all of them where that has no date."""
        years = {when.year for quantity in self.dates for when in quantity.when[:1]}
        return frozenset(year for year in years if year is not None and not (self.day and year >= self.day.year))

    @property
    def speakers(self) -> list[str]:
        """Who says what it says, as far as that is told; it is not about them."""
        found = [speech.speaker for speech in speeches(self.text, self.language)]
        named = [(speaker.whole or speaker.name).of(self.text) for speaker in found]
        return named + [match[0] for match in lexicon.pattern(self.language, "told_by").finditer(self.text)]

    def deed(self, at: int) -> str:
        """The stem of the verb nearest before a code point, else of the first one after; empty where there is none."""
        before = [verb.stem for verb in self.verbs if verb.start < at]
        return next(iter([*before[::-1], *(verb.stem for verb in self.verbs)]), "")

    @property
    def verbs(self) -> list[Word]:
        """Its words that tell of a deed."""
        return [word for word, kind in zip(self.said.words, self.said.kinds, strict=True) if kind in VERBS]

    @property
    def told(self) -> Sentence:
        """It, after the sentence on which it leans: "A crane fell on a bakery. No one was injured"."""
        return self.part(f"{self.before.text} {self.text}") if self.before and self.leans else self.said

    def quantities(self, *kinds: QuantityKind) -> list[Quantity]:
        """Its quantities of some kinds."""
        return [quantity for quantity in self.said.quantities if quantity.kind in kinds]

    def matches(self, name: str, key: str = "") -> bool:
        """Whether it holds what a list of patterns has, under one key of it."""
        return bool(lexicon.pattern(self.language, name, key).search(self.text))

    def part(self, text: str) -> Sentence:
        """A part of it, read as a sentence."""
        return sentence(text, self.language)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question that two or more sentences of different origins answer differently."""

    question: str
    sides: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """All voices of a story."""

    all: tuple[Voice, ...]
    named: frozenset[str]  #: the terms that are names anywhere in the story
    idf: Idf
    close: tuple[
        tuple[Voice, Voice, float], ...
    ]  #: voices of different origins that say much of each other, and how much
    words: Mapping[str, frozenset[str]]  #: of each article, as written
    terms: Mapping[str, frozenset[str]]  #: of each article

    @property
    def languages(self) -> list[str | None]:
        """The languages that are spoken."""
        return list(dict.fromkeys(voice.language for voice in self.all))

    def of(self, voice: Voice) -> Iterator[Voice]:
        """Every voice of the same article."""
        return (other for other in self.all if other.article == voice.article)

    def tells(self, voice: Voice, quantity: Quantity) -> bool:
        """Whether the article of a voice states a quantity anywhere."""
        return any(states(other.said.quantities, quantity) for other in self.of(voice))

    def alike(self, a: Voice, b: Voice) -> float:
        """How much two sentences say of each other, the better direction, numbers aside: 0 to 1."""
        return self.agree(a.said, b.said)

    def alike_told(self, a: Voice, b: Voice) -> float:
        """The same, with the sentences on which they lean."""
        return max(self.alike(a, b), self.agree(a.told, b.told) if a.leans or b.leans else 0.0)

    def agree(self, a: Sentence, b: Sentence) -> float:
        """The same of parts of them."""
        return max(support(a, b, self.idf), support(b, a, self.idf))

    def shared(self, a: Sentence, b: Sentence) -> float:
        """The share of the weight of one sentence's terms that another holds, the better direction: 0 to 1."""
        return max(_share(a, b, self.idf), _share(b, a, self.idf))

    def common(self, a: Iterable[str], b: Iterable[str]) -> frozenset[str]:
        """Those of the first terms that the second hold in the same sense."""
        held = list(b)
        known = frozenset(held).union(*(senses_of(term) for term in held))
        return frozenset(t for t in a if t in known or not known.isdisjoint(senses_of(t)))

    def strangers(self, a: Voice, b: Voice, *values: Iterable[str]) -> bool:
        """Whether each of two sentences has a name of which the other's article knows nothing, some words aside.

        Then they tell of two houses, two courts, two coaches.
        """
        aside = {term for value in values for word in value for term in a.part(word).terms}
        return all(one.said.named - aside - self.terms[other.article] for one, other in ((a, b), (b, a)))

    def knows(self, voice: Voice, words: Iterable[str]) -> bool:
        """Whether the article of a voice has one of some words, small or with a capital."""
        written = self.words[voice.article]
        return any(form in written for word in words for form in (word, word.lower(), word.capitalize()))


def voices(story: Story) -> Voices:
    """The voices of a story: every content passage, the first article of each group of copies only.

    Args:
        story: articles about one event, with their origins.
    """
    first = {group[0] for group in story.copies} or {a.id for a in story.articles}
    articles = [article for article in story.articles if article.id in first]
    read = {
        a.id: {p.ref: sentence(p.text, a.language, a.published) for p in a.content if len(p.text) <= LONGEST}
        for a in articles
    }
    named = frozenset(term for said in read.values() for one in said.values() for term in one.named)
    found = tuple(voice for a in articles for voice in _of(a, read[a.id], story.origin_of(a.id), named))
    by_ref = {voice.ref: voice for voice in found}
    said, directed = compared(story.articles, story.origins, None)
    close: dict[tuple[str, str], float] = {}
    for (i, j), value in directed.items():
        a, b = said[min(i, j)].ref, said[max(i, j)].ref
        if a in by_ref and b in by_ref:
            close[a, b] = max(value, close.get((a, b), 0.0))
    return Voices(
        all=found,
        named=named,
        idf=fit(voice.said.terms for voice in found),
        close=tuple((by_ref[a], by_ref[b], value) for (a, b), value in sorted(close.items())),
        words={
            article: frozenset(word for one in said.values() for word in re.findall(r"\w+", one.text))
            for article, said in read.items()
        },
        terms={a: frozenset(t for one in said.values() for t in one.shares) for a, said in read.items()},
    )


def _of(article: Article, read: Mapping[str, Sentence], origin: str, named: frozenset[str]) -> Iterator[Voice]:
    title = sentence(article.title, article.language)
    before: list[Sentence] = []
    last: Voice | None = None
    for ref, said in read.items():
        context = frozenset(t for s in (title, *before[-_CONTEXT:]) for t in s.terms)
        refers = lexicon.pattern(said.language, "pointing_back", "event").search(said.text)
        voice = Voice(ref, origin, said, frozenset(said.shares) & named, context if refers else frozenset(), last, True)
        if said.named and not voice.dangles:
            voice = replace(voice, leans=False)
        yield voice
        before.append(said)
        last = voice


def _share(part: Sentence, whole: Sentence, idf: Idf) -> float:
    weight = sum(share * idf(term) for term, share in part.shares.items())
    held = sum(share * idf(term) for term, share in part.shares.items() if holds(whole, term))
    return held / weight if weight else 0.0


def different_time(a: Voice, b: Voice) -> bool:
    """Whether two sentences date what they say differently, so that both may be right."""
    pairs = [(x, y) for x in a.dates for y in b.dates]
    if any(states((y,), x) for x, y in pairs):
        return False
    return any(at_odds(_fullest(x), _fullest(y)) for x, y in pairs)


def _fullest(day: Quantity) -> Quantity:
    """A day by its readings with a year, where it has any: "Saturday" of this week is no day of 2019."""
    return replace(day, when=tuple(when for when in day.when if when.year is not None) or day.when)


def subject(a: Voice, b: Voice, default: str) -> str:
    """The first name that both sentences hold, as the first writes it, or some other word for it."""
    theirs = set(re.findall(r"\w+", b.text))
    common = lexicon.words(a.language, "common")
    for name in a.said.names:
        words = [part.text for part in name.parts]
        if words[0] in theirs and words[0].lower() not in common:
            return " ".join(words)
    return default
