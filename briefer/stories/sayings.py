"""The sentences of some articles, ready to be asked what they state, and which of them are worth asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from briefer.language.sentence import Sentence, sentence
from briefer.language.stems import tokens
from briefer.language.tokens import quotations
from briefer.language.topics import Topic, topic
from briefer.records import Article, Kind, Origin, Passage

LONGEST = 2_000  #: code points; a longer passage is no sentence
_LEAST_TERMS = 4
_LEAST_SHARED = 3  # senses that two sentences must share to be compared at all
_COMMON = 150  # passages; a sense that stands in more is no reason to compare two of them
_COPIED = 8  # words outside quotation marks; two outlets seldom write so many alike by chance
_NEAR = frozenset({Kind.CONTENT, Kind.HEADING, Kind.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class Said:
    """A passage of an origin, made ready for comparison."""

    ref: str
    origin: str
    sentence: Sentence
    beside: tuple[Sentence, ...]  #: the sentences before and after it
    topic: Topic  #: of its article


def sayings(articles: Sequence[Article], origins: Sequence[Origin]) -> Iterator[Said]:
    """Every content passage that says enough to be compared; what an origin repeats, once.

    Args:
        articles: the articles of one story.
        origins: their origins.
    """
    origin_of = {article_id: origin.id for origin in origins for article_id in origin.articles}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for article in articles:
        origin, about = origin_of[article.id], topic_of(article)
        for place, passage in enumerate(article.passages):
            if passage.kind is not Kind.CONTENT or len(passage.text) > LONGEST:
                continue
            made = read(article, passage)
            if len(made.shares) >= _LEAST_TERMS and (origin, made.terms) not in seen:
                seen.add((origin, made.terms))
                yield said_at(article, place, origin, about)


def said_at(article: Article, place: int, origin: str, about: Topic | None = None) -> Said:
    """The passage of that index of an article, made ready.

    Args:
        article: any article.
        place: the index of one of its passages.
        origin: the id of its origin.
        about: the article's topic, where it is known.
    """
    passage = article.passages[place]
    return Said(passage.ref, origin, read(article, passage), _beside(article, place), about or topic_of(article))


def read(article: Article, passage: Passage) -> Sentence:
    """A passage of an article as a sentence."""
    return sentence(passage.text[:LONGEST], article.language, article.published)


def _beside(article: Article, place: int) -> tuple[Sentence, ...]:
    """The sentences before and after the passage of that index, whatever a story makes of them later."""
    near = [article.passages[n] for n in (place - 1, place + 1) if 0 <= n < len(article.passages)]
    return tuple(read(article, passage) for passage in near if passage.kind in _NEAR)


def topic_of(article: Article) -> Topic:
    """What an article is about, whatever a story makes of its passages later."""
    return topic(tuple(p.text[:LONGEST] for p in article.passages if p.kind in _NEAR), article.language)


def voices(found: Sequence[Sentence]) -> list[int]:
    """Which of some sentences of several outlets are voices of their own: those that repeat no earlier one's words.

    Agencies write background that many outlets print word for word. What is quoted is another's words in any outlet.
    """
    heard: set[tuple[str, ...]] = set()
    kept = []
    for place, one in enumerate(found):
        words = tuple(tokens(one.text)) if _own_words(one) >= _COPIED else ()
        if words not in heard:
            kept.append(place)
        heard.update([words] if words else [])
    return kept


def _own_words(one: Sentence) -> int:
    quoted = quotations(one.text)
    return sum(not any(span.start <= word.start < span.end for span in quoted) for word in one.words)


class SayingIndex:
    """Which of some sayings share enough with a sentence to be compared with it."""

    def __init__(self, said: Sequence[Said]) -> None:
        self.said = said
        holders: dict[object, list[int]] = {}
        for place, one in enumerate(said):
            for sense in one.sentence.senses:
                holders.setdefault(sense, []).append(place)
        self._holders: Mapping[object, list[int]] = {s: held for s, held in holders.items() if len(held) <= _COMMON}

    def pairs(self) -> list[tuple[int, int]]:
        """Pairs of sayings of different origins."""
        shared: Counter[tuple[int, int]] = Counter()
        for held in self._holders.values():
            shared.update(p for p in combinations(held, 2) if self.said[p[0]].origin != self.said[p[1]].origin)
        return sorted(pair for pair, count in shared.items() if count >= _LEAST_SHARED)

    def near(self, one: Sentence) -> list[int]:
        """The places of the sayings that are near a sentence; of none where it says too little to be compared."""
        if len(one.shares) < _LEAST_TERMS:
            return []
        shared = Counter(place for sense in one.senses for place in self._holders.get(sense, ()))
        return sorted(place for place, count in shared.items() if count >= _LEAST_SHARED)
