"""The words of a sentence around what it quotes: what parts them, which of them are a name, and which an office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefer.language import lexicon
from briefer.language.capitals import capitalised_runs
from briefer.language.name_words import GENERIC, TITLES, is_ordinary, is_word
from briefer.language.names import Name, covers
from briefer.language.quantities import QuantityKind
from briefer.language.sentence import Sentence
from briefer.language.stems import small_words, stem, stems_of
from briefer.language.word_kinds import WordKind
from briefer.records import Span

#: Stands for every character of quoted words, which are read apart.
QUOTED = "\ufffc"
_BREAKS = frozenset(",;:()[]—–!?…" + QUOTED)
_ABOUT = 14  # words of a position; more are a story
VERBAL = frozenset({WordKind.PAST, WordKind.VERB, WordKind.AUXILIARY, WordKind.BARE})
PARTING = frozenset({WordKind.JOINT, WordKind.RELATIVE, WordKind.AND})


@dataclass(frozen=True)
class Phrases:
    """The words of a sentence with what parts them, so that a noun can be told with what stands beside it."""

    one: Sentence

    @cached_property
    def language(self) -> str | None:
        """Its ISO 639-1 code."""
        return self.one.language

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each word ends."""
        return tuple(word.start + len(word.text) for word in self.one.words)

    @cached_property
    def breaks(self) -> tuple[bool, ...]:
        """Whether a comma, a dash, a bracket or quoted words stand before each word, and behind the last."""
        text, starts = self.one.text, [word.start for word in self.one.words]
        gaps = [text[a:b] for a, b in zip((0, *self.ends), (*starts, len(text)), strict=True)]
        return tuple(not _BREAKS.isdisjoint(gap) or "--" in gap or " - " in gap or "\n" in gap for gap in gaps)

    @cached_property
    def named(self) -> tuple[tuple[int, int], ...]:
        """The words of each name: places of the first one and behind the last, titles within a name left out."""
        if not covers(self.language):
            return tuple(self._runs())
        return tuple(part for name in self.one.names if not self._is_word(name) for part in self._untitled(name.span))

    def _is_word(self, name: Name) -> bool:
        """Whether a capital makes no name: "the Democrat", or "Supporters" at the front of a sentence."""
        places = self.places(name.span)
        if len(places) != 1:
            return not places
        word = self.one.words[places.start].text
        return self.names_office(places.start) or (name.doubtful and (is_ordinary(word) or is_word(word)))

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Where capitals say nothing, two or more of them together, or one by itself behind which nothing small is."""
        at = 0
        for run in capitalised_runs(self.one.text):
            at = self.one.text.index(run, at)
            inside = self.places(Span(at, at + len(run)))
            before = lexicon.listed(self.language, "positions") | small_words(self.language)
            while inside and self.low(inside.start) in before:
                inside = inside[1:]
            if inside:
                yield inside.start, inside.stop
            at += len(run)

    def _untitled(self, span: Span) -> Iterator[tuple[int, int]]:
        """The name between titles: of "Harbour Board President Ann Orr" both names."""
        inside = self.places(span)
        first = inside.start
        for at in (*inside, inside.stop):
            behind = inside.stop - at - 1
            is_title = behind > 0 and self.low(at) in TITLES
            is_office = behind > 1 and at > first and self.names_office(at)
            if at == inside.stop or is_title or is_office:
                if first < at:
                    yield first, at
                first = at + 1

    def places(self, span: Span) -> range:
        """The places of the words that begin within a stretch."""
        found = [n for n, word in enumerate(self.one.words) if span.start <= word.start < span.end]
        return range(found[0], found[-1] + 1) if found else range(0)

    @cached_property
    def dated(self) -> frozenset[int]:
        """The places of the words that tell a day or an hour."""
        spans = (q.span for q in self.one.quantities if q.kind in (QuantityKind.DATE, QuantityKind.TIME))
        return frozenset(n for span in spans for n in self.places(span))

    @cached_property
    def day_openers(self) -> frozenset[int]:
        """The places of what stands before a day: "on Friday"."""
        return frozenset(n - 1 for n in self.dated)

    def gap(self, at: int) -> str:
        """The characters between a word and the one before."""
        start = self.ends[at - 1] if at else 0
        end = self.one.words[at].start if at < len(self.one.words) else len(self.one.text)
        return self.one.text[start:end]

    def is_preposition(self, at: int) -> bool:
        """Whether a word is a preposition."""
        return self.one.kinds[at] is WordKind.PREPOSITION

    def place_behind(self, point: int) -> int:
        """The place of the first word from a character on."""
        return next((n for n, word in enumerate(self.one.words) if word.start >= point), len(self.one.words))

    def span(self, first: int, end: int) -> Span:
        """The characters from a word to before another one."""
        return Span(self.one.words[first].start, self.ends[end - 1])

    def stretch(self, at: int) -> range:
        """The words around a place that nothing parts from one another; none behind the last."""
        if at >= len(self.one.words):
            return range(at, at)
        first, end = at, at + 1
        while first > 0 and not self.breaks[first]:
            first -= 1
        while end < len(self.one.words) and not self.breaks[end]:
            end += 1
        return range(first, end)

    def low(self, at: int) -> str:
        """A word in small letters; nothing outside of the sentence."""
        return self.one.words[at].low if 0 <= at < len(self.one.words) else ""

    def is_position(self, places: Sequence[int]) -> bool:
        """Whether some words tell what somebody is: a noun for it, before which and behind which no verb stands."""
        places = list(places)
        if self._is_held(places):
            return True
        kinds = [self.one.kinds[at] for at in places]
        if places and self.low(places[0]) in lexicon.listed(self.language, "positions", "past"):
            return False
        if not 0 < len(places) <= _ABOUT or not VERBAL.isdisjoint(self._unheld(places)) or kinds[0] in PARTING:
            return False
        if kinds[0] in (WordKind.PREPOSITION, WordKind.PRONOUN, WordKind.NUMBER):
            return False
        prepositions = [n for n, kind in enumerate(kinds) if kind in (WordKind.PREPOSITION, WordKind.TO)]
        head = places[: prepositions[0]] if prepositions else places
        head = head[: next((n for n, at in enumerate(head) if self.one.kinds[at] in PARTING), len(head))]
        return bool(head) and self.names_office(head[-1])

    def _is_held(self, places: Sequence[int]) -> bool:
        """Whether some words tell what somebody does for a living: "who leads the union"."""
        if not 3 <= len(places) <= _ABOUT:  # noqa: PLR2004 - "who", the verb, and what follows it
            return False
        opens = (self.low(places[0]), self.low(places[1]))
        is_opened = all(
            low in lexicon.listed(self.language, "positions", key)
            for low, key in zip(opens, ("holder", "holds"), strict=True)
        )
        kinds = {self.one.kinds[at] for at in places[2:]}
        return is_opened and kinds.isdisjoint(VERBAL | PARTING | {WordKind.GERUND, WordKind.NOT})

    def _unheld(self, places: Sequence[int]) -> frozenset[WordKind]:
        """The kinds of some words, a form that only describes a noun aside: "a retired teacher"."""
        kinds = self.one.kinds
        return frozenset(kinds[at] for at in places if not (kinds[at] is WordKind.PAST and self._describes(at)))

    def _describes(self, at: int) -> bool:
        before = self.one.kinds[at - 1] if at else None
        return before in (WordKind.DETERMINER, WordKind.OWNER) or at == 0 or self.breaks[at]

    def names_office(self, at: int) -> bool:
        """Whether a word is one for what somebody is."""
        low = self.low(at)
        if low in TITLES and low.removesuffix("s") in TITLES - {low}:  # "Sens." are several
            return False
        offices = lexicon.listed(self.language, "positions", "position") | lexicon.listed(
            self.language, "posts", "sole", "several"
        )
        offices |= TITLES - GENERIC - lexicon.listed(self.language, "positions", "address")
        return low in offices or stem(low, self.language) in stems_of(self.language, "associates", "near")
