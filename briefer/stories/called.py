"""Whom "he" and "she" mean: the only person whom a paragraph has named, where nothing speaks for another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefer.language import lexicon
from briefer.language.names import fold
from briefer.stories.units import Unit
from briefer.stories.who_is_who import Introductions

#: What forms of address tell, and the words that stand for somebody of whom they do.
GENDERS = {"masculine": "he", "feminine": "she"}


@dataclass
class Paragraph:
    """What a paragraph has told so far."""

    people: list[str] = field(default_factory=list)  #: named so far, each once
    frames: list[str] = field(default_factory=list)  #: the words around its quotations

    def goes_on(self, unit: Unit, named: Iterable[str]) -> None:
        """Take note of one more sentence and of those whom it names."""
        self.frames.append(unit.frame.one.text)
        self.people += [name for name in named if name not in self.people]


class Pronouns:
    """What an article tells of whom it calls "he" and whom "she"."""

    def __init__(self, paragraphs: Sequence[Sequence[Unit]], known: Introductions, language: str | None) -> None:
        self.known, self.language = known, language
        self.seen: dict[str, set[str]] = {}
        for units in paragraphs:
            told = Paragraph()
            for unit in units:
                self._opened(unit, told)
                told.goes_on(unit, known.named(unit, len(unit.text)))

    def _opened(self, unit: Unit, told: Paragraph) -> None:
        """Take note of a sentence that begins with "He" after one person alone was named."""
        gender = self.gender(unit.frame.low(0))
        if gender and len(told.people) == 1:
            self.seen.setdefault(told.people[0], set()).add(gender)

    def gender(self, low: str) -> str:
        """Of whom a word may be said, as `GENDERS` calls it; empty for any other word."""
        return next((key for key in GENDERS if low in lexicon.listed(self.language, "positions", key)), "")

    def of(self, name: str) -> frozenset[str]:
        """What is known of somebody; nothing where nothing is."""
        forms = self.known.forms.get(fold(name.rsplit(maxsplit=1)[-1]), set())
        told = {
            g for g, key in GENDERS.items() if not forms.isdisjoint(lexicon.listed(self.language, "positions", key))
        }
        return frozenset(told or self.seen.get(name, set()))

    def meant(self, unit: Unit, at: int, told: Paragraph) -> str | None:
        """Who is called "he" at a place of a sentence; None where that is not sure."""
        people = {*told.people, *self.known.named(unit, at)}
        name = next(iter(people), "")
        if len(people) != 1 or not self._is_evident(name):
            return None
        places = unit.frame.place_behind(at)
        genders = self.of(name)
        if genders and self.gender(unit.frame.low(places)) not in genders:
            return None
        if self._is_late(name, unit, at, told):
            return None
        position = self.known.positions.get(name)
        own = {*(position.text.lower().split() if position else ())}
        nearby = {word.strip(".,;:?!") for frame in (*told.frames, unit.frame.one.text[:at]) for word in frame.split()}
        keys = lexicon.listed(self.language, "positions", "anybody", "position")
        anybody = keys | lexicon.listed(self.language, "posts", "sole", "several")
        return None if not nearby.isdisjoint(anybody - own) else name

    def _is_late(self, name: str, unit: Unit, at: int, told: Paragraph) -> bool:
        """Whether somebody is called "he" before the name: another one, of whom the paragraph before told."""
        before = " ".join((*told.frames, unit.frame.one.text[:at]))
        last = before.find(name.rsplit(maxsplit=1)[-1])
        return any(self.gender(word.strip(".,;:?!").lower()) for word in before[: max(last, 0)].split())

    def _is_evident(self, name: str) -> bool:
        """Whether somebody is surely a person: by a position, a form of address or a first name that is known."""
        words = [fold(word) for word in name.split()]
        is_known = words[0] in lexicon.words(self.language, "first_names") or words[-1] in self.known.titled
        return is_known or name in self.known.positions or words[-1] in self.known.forms
