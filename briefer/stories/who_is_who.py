"""Who is who in an article: the full name behind a surname, and what stands beside it as its bearer's position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefer.language import lexicon
from briefer.language.name_words import GENERIC, TITLES
from briefer.language.names import covers, fold
from briefer.language.phrases import Phrases
from briefer.language.speakers import before_name
from briefer.language.word_kinds import WordKind
from briefer.records import Span
from briefer.stories.units import Unit

_MOST_PARTS = 5  # words of a person's name


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody is, as one place of the article has it."""

    text: str
    span: Span  #: name and position together, code points in the article


class Introductions:
    """The people of an article, as it introduces them."""

    def __init__(self, units: Iterable[Unit], language: str | None) -> None:
        self.language = language
        self.forms: dict[str, set[str]] = {}  #: forms of address by surname
        self.people: dict[str, dict[str, str]] = {}  #: by folded last name, by folded first name: as introduced
        self.titled: dict[str, str] = {}  #: "President Orr" by folded name, where no first name stands
        self.introduced: dict[str, Span] = {}  #: where each full name first stands
        self.positions: dict[str, Position] = {}  #: by full name
        units = list(units)
        for unit in units:
            self._introduce(unit)
        for unit in units:
            self._place(unit)

    def _introduce(self, unit: Unit) -> None:
        """Take note of the full names of a unit, and of how people are addressed."""
        words = unit.frame.one.words
        for first, end in unit.frame.named:
            text = self.text(unit, first, end)
            if first and words[first - 1].low in lexicon.listed(self.language, "positions", "address"):
                self.forms.setdefault(fold(words[end - 1].text), set()).add(words[first - 1].low)
            if end - first == 1 and (titled := self._titled(unit, first)):
                self.titled.setdefault(fold(words[first].text), titled)
                self.introduced.setdefault(titled, unit.moved(unit.frame.span(first - 1, end)))
            if self._is_person(unit, first, end):
                kept = [w for w in words[first:end] if w.low not in TITLES]
                self.people.setdefault(fold(kept[-1].text), {}).setdefault(fold(kept[0].text), text)
                self.introduced.setdefault(text, unit.moved(unit.frame.span(first, end)))

    def _titled(self, unit: Unit, at: int) -> str:
        """A lone name with the office before it: "President Orr"; empty where none stands there."""
        frame, before = unit.frame, at - 1
        if before < 0 or frame.breaks[at] or frame.low(at).endswith("'s"):
            return ""
        word = frame.one.words[before]
        is_office = frame.names_office(before) and word.low in TITLES and word.text[0].isupper()
        if before and frame.one.kinds[before - 1] is WordKind.PREPOSITION:  # "Secretary of State Orr"
            return ""
        return frame.span(before, at + 1).of(unit.text) if is_office else ""

    def _is_person(self, unit: Unit, first: int, end: int) -> bool:
        """Whether some words may be the full name of a person."""
        words = [w for w in unit.frame.one.words[first:end] if w.low not in TITLES]
        return 1 < len(words) <= _MOST_PARTS and all(
            w.low not in GENERIC and not w.text.isdigit() and (w.text[0].isupper() or "'" in w.text) for w in words
        )

    def text(self, unit: Unit, first: int, end: int) -> str:
        """A name as it is written, with the full stop that belongs to it and without a possessive."""
        span = unit.frame.span(first, end)
        last = unit.frame.one.words[end - 1]
        is_short = last.low in GENERIC | TITLES and unit.text[span.end : span.end + 2] in (". ", ".,")
        text = unit.text[span.start : span.end + is_short]
        return text[:-2] if last.low.endswith("'s") else text

    def full(self, text: str) -> tuple[str, bool] | None:
        """The full name behind a name, and whether it is a person's; None where two may be meant."""
        words = [word.strip(".,") for word in text.split()]
        words = [word for word in words if word.lower() not in TITLES] or words
        known = self.people.get(fold(words[-1]), {})
        if len(words) > 1:
            return (known[fold(words[0])], True) if fold(words[0]) in known else (text, False)
        given = {first: name for firsts in self.people.values() for first, name in firsts.items()}
        if known:
            shortest = min(known.values(), key=len)  # "Fischer Karl Dorn" is "Karl Dorn"
            return (shortest, True) if all(name.endswith(shortest) for name in known.values()) else None
        called = [name for firsts in self.people.values() for first, name in firsts.items() if first == fold(words[0])]
        if fold(words[0]) in given:
            return (called[0], True) if len(called) == 1 else None
        if not covers(self.language):  # any noun has a capital
            return None
        if fold(words[0]) in self.titled:
            return self.titled[fold(words[0])], True
        return text, fold(words[0]) in self.forms  # "Mr. Orr", of whom another article may tell more

    def _place(self, unit: Unit) -> None:
        """Take note of what stands beside a full name as its bearer's position."""
        frame = unit.frame
        for first, end in frame.named:
            if not self._is_person(unit, first, end):
                continue
            full = self.full(self.text(unit, first, end))
            found = self._position_at(frame, first, end)
            if full and found and full[0] not in self.positions:
                text = self.bare(unit.frame.span(found.start, found.stop).of(unit.text))
                whole = frame.span(min(first, found.start), max(end, found.stop))
                self.positions[full[0]] = Position(text, unit.moved(whole))

    def _position_at(self, frame: Phrases, first: int, end: int) -> range | None:
        """The position behind a name and a comma, or right before it."""
        words = frame.one.words
        if end < len(words) and frame.breaks[end] and "," in frame.one.text[frame.ends[end - 1] : words[end].start]:
            after = range(end, frame.stretch(end).stop)
            is_listed = any(begin == after.stop for begin, _ in frame.named)
            if frame.is_position(after) and not is_listed and frame.one.kinds[end] is not WordKind.NAME:
                return after
        before = before_name(frame, first)
        return before if before and frame.is_position(before) else None

    def named(self, unit: Unit, end: int) -> list[str]:
        """The people whom a unit names before a place outside quotation marks."""
        found = []
        for first, last in unit.frame.named:
            if unit.frame.ends[last - 1] > end:
                continue
            full = self.full(self.text(unit, first, last))
            if full and full[1]:
                found.append(full[0])
        return found

    def bare(self, text: str) -> str:
        """A position without an article, or without whose it is where only "its" tells that."""
        text = self._without_short(text)
        words = text.split()
        small = lexicon.listed(self.language, "determiners")
        pronouns = lexicon.pattern(self.language, "pronouns", "third")
        while len(words) > 1 and (words[0].lower() in small or pronouns.fullmatch(words[0])):
            if words[1].islower() and words[1].endswith(("'s", "’s")):  # "the city's mayor"
                break
            text = text[len(words[0]) :].lstrip()
            words = words[1:]
        return text

    def _without_short(self, text: str) -> str:
        """A position without a second, short one behind it: "committee chairman Sen"; a lone one with its full stop."""
        head, _, last = text.rpartition(" ")
        is_short = last.lower() in TITLES and last.istitle() and len(last) < len("Dean")
        if not is_short:
            return text
        return head if head.rpartition(" ")[2].lower() in TITLES else f"{text}."
