"""Who says what in an article: every speech with its speaker's full name, as far as the article makes sure of it.

A surname stands for the one full name of the article that ends with it, "he" for the one person whom its paragraph has
named so far, and words that stand alone in quotation marks belong to whoever spoke just before. Where two could be
meant, nobody is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

from briefer.language import lexicon
from briefer.language.name_words import GENERIC, TITLES
from briefer.language.names import fold
from briefer.language.sentence import sentence
from briefer.language.speakers import Phrases, Speaker
from briefer.language.speech import Speech, framed, quoted_words, speeches
from briefer.language.word_kinds import WordKind
from briefer.records import Article, Kind, Passage, Span

_MOST_PARTS = 5  # words of a person's name
_QUOTE_SIGNS = '"“”„»«'


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody is, as one place of the article has it."""

    text: str
    span: Span  #: name and position together, code points in the article


@dataclass(frozen=True, slots=True)
class Heard:
    """One speech in an article; spans are code points in the article, end-exclusive."""

    who: str  #: the full name, as the article introduces it
    unit: Span  #: the sentence, with all that is quoted in it
    quoted: tuple[Span, ...]  #: inside the quotation marks
    said: Span | None
    occasion: str
    position: Position | None
    is_person: bool
    others: frozenset[str]  #: people whom the paragraph names before the words, the speaker aside
    speaker: Span  #: where the speaker is named or called "he"
    introduced: Span | None  #: where the full name stands

    @property
    def is_behind(self) -> bool:
        """Whether the speaker is named behind what is said, so that its pronouns stand for what was told before."""
        return self.said is not None and self.said.start < self.speaker.start


@lru_cache(maxsize=256)
def people(article: Article) -> Mapping[str, Mapping[str, Span]]:
    """Where each full name of a person first stands in an article, by folded last name and by the name as written."""
    reading = _reading(article)
    return {
        last: {name: reading.introduced[name] for name in firsts.values()} for last, firsts in reading.people.items()
    }


@lru_cache(maxsize=256)
def heard(article: Article) -> tuple[Heard, ...]:
    """Every speech of which it is sure who speaks, in order.

    Args:
        article: any article; only what may be cited of it is read.
    """
    if not lexicon.has(article.language, "saying"):
        return ()
    return tuple(_reading(article).heard())


@lru_cache(maxsize=64)
def _reading(article: Article) -> _Reading:
    return _Reading(article)


@dataclass(frozen=True)
class _Unit:
    """A sentence of an article with all that is quoted in it."""

    span: Span
    text: str
    quotes: tuple[Span, ...]
    frame: Phrases


@dataclass
class _Paragraph:
    """What a paragraph has told so far."""

    people: list[str] = field(default_factory=list)  #: named so far, each once
    frames: list[str] = field(default_factory=list)
    last: Heard | None = None  #: the speech of the unit before, where there was one alone


class _Reading:
    def __init__(self, article: Article) -> None:
        self.article, self.language = article, article.language
        parts = groupby((p for p in article.passages if p.kind is Kind.CONTENT), key=lambda p: p.paragraph)
        self.paragraphs = [list(self._units(list(passages))) for _, passages in parts]
        self.forms: dict[str, set[str]] = {}  #: forms of address by surname
        self.people: dict[str, dict[str, str]] = {}  #: by folded last name, by folded first name: as introduced
        self.titled: dict[str, str] = {}  #: "President Orr" by folded name, where no first name stands
        self.introduced: dict[str, Span] = {}
        self.positions: dict[str, Position] = {}
        for unit in (unit for units in self.paragraphs for unit in units):
            self._introduce(unit)
        for unit in (unit for units in self.paragraphs for unit in units):
            self._place(unit)

    def _units(self, passages: Sequence[Passage]) -> Iterator[_Unit]:
        """The sentences of a paragraph, joined where a quotation goes on; none where its marks do not pair."""
        whole = Span(passages[0].span.start, passages[-1].span.end)
        text = whole.of(self.article.text)
        quotes = [Span(q.start + whole.start, q.end + whole.start) for q in quoted_words(text)]
        if not quotes and any(sign in text for sign in _QUOTE_SIGNS):
            return
        start = passages[0].span.start
        for passage, after in zip(passages, [*passages[1:], None], strict=True):
            end = passage.span.end
            if after and any(q.start - 1 < end <= q.end and after.span.start <= q.end for q in quotes):
                continue
            inside = tuple(Span(q.start - start, q.end - start) for q in quotes if start <= q.start and q.end <= end)
            words = self.article.text[start:end]
            yield _Unit(Span(start, end), words, inside, Phrases(sentence(framed(words, inside), self.language)))
            start = after.span.start if after else end

    # --- who is who ---------------------------------------------------------------------------------------

    def _introduce(self, unit: _Unit) -> None:
        """Take note of the full names of a unit, and of how people are addressed."""
        words = unit.frame.one.words
        for first, end in unit.frame.named:
            text = self._text(unit, first, end)
            if first and words[first - 1].low in lexicon.listed(self.language, "positions", "address"):
                self.forms.setdefault(fold(words[end - 1].text), set()).add(words[first - 1].low)
            if end - first == 1 and (titled := self._titled(unit, first)):
                self.titled.setdefault(fold(words[first].text), titled)
                self.introduced.setdefault(titled, _moved(unit.frame.span(first - 1, end), unit))
            if self._is_person(unit, first, end):
                kept = [w for w in words[first:end] if w.low not in TITLES]
                self.people.setdefault(fold(kept[-1].text), {}).setdefault(fold(kept[0].text), text)
                self.introduced.setdefault(text, _moved(unit.frame.span(first, end), unit))

    def _titled(self, unit: _Unit, at: int) -> str:
        """A lone name with the office before it: "President Orr"; empty where none stands there."""
        frame, before = unit.frame, at - 1
        if before < 0 or frame.breaks[at] or frame.low(at).endswith("'s"):
            return ""
        word = frame.one.words[before]
        is_office = frame.names_office(before) and word.low in TITLES and word.text[0].isupper()
        if before and frame.one.kinds[before - 1] is WordKind.PREPOSITION:  # "Secretary of State Orr"
            return ""
        return frame.span(before, at + 1).of(unit.text) if is_office else ""

    def _is_person(self, unit: _Unit, first: int, end: int) -> bool:
        """Whether some words may be the full name of a person."""
        words = [w for w in unit.frame.one.words[first:end] if w.low not in TITLES]
        return 1 < len(words) <= _MOST_PARTS and all(
            w.low not in GENERIC and not w.text.isdigit() and (w.text[0].isupper() or "'" in w.text) for w in words
        )

    def _text(self, unit: _Unit, first: int, end: int) -> str:
        """A name as it is written, with the full stop that belongs to it and without a possessive."""
        span = unit.frame.span(first, end)
        last = unit.frame.one.words[end - 1]
        is_short = last.low in GENERIC | TITLES and unit.text[span.end : span.end + 2] in (". ", ".,")
        text = unit.text[span.start : span.end + is_short]
        return text[:-2] if last.low.endswith("'s") else text

    def _full(self, text: str) -> tuple[str, bool] | None:
        """The full name behind a name, and whether it is a person's; None where two may be meant."""
        words = [word.strip(".,") for word in text.split()]
        words = [word for word in words if word.lower() not in TITLES] or words
        known = self.people.get(fold(words[-1]), {})
        if len(words) > 1:
            return (known[fold(words[0])], True) if fold(words[0]) in known else (text, False)
        given = {first: name for firsts in self.people.values() for first, name in firsts.items()}
        if known:
            return (next(iter(known.values())), True) if len(known) == 1 else None
        called = [name for firsts in self.people.values() for first, name in firsts.items() if first == fold(words[0])]
        if fold(words[0]) in given:
            return (called[0], True) if len(called) == 1 else None
        if fold(words[0]) in self.titled:
            return self.titled[fold(words[0])], True
        return None if fold(words[0]) in self.forms else (text, False)

    def _place(self, unit: _Unit) -> None:
        """Take note of what stands beside a full name as its bearer's position."""
        frame = unit.frame
        for first, end in frame.named:
            if not self._is_person(unit, first, end):
                continue
            full = self._full(self._text(unit, first, end))
            found = self._position_at(frame, first, end)
            if full and found and full[0] not in self.positions:
                text = self._bare(unit.frame.span(found.start, found.stop).of(unit.text))
                whole = frame.span(min(first, found.start), max(end, found.stop))
                at = Span(whole.start + unit.span.start, whole.end + unit.span.start)
                self.positions[full[0]] = Position(text, at)

    def _position_at(self, frame: Phrases, first: int, end: int) -> range | None:
        """The position behind a name and a comma, or right before it."""
        words = frame.one.words
        if end < len(words) and frame.breaks[end] and "," in frame.one.text[frame.ends[end - 1] : words[end].start]:
            after = range(end, frame.stretch(end).stop)
            is_listed = any(begin == after.stop for begin, _ in frame.named)
            if frame.is_position(after) and not is_listed and frame.one.kinds[end] is not WordKind.NAME:
                return after
        start = first
        while start > 0 and not frame.breaks[start] and frame.one.kinds[start - 1] in _BESIDE:
            start -= 1
        return range(start, first) if start < first and frame.is_position(range(start, first)) else None

    def _bare(self, text: str) -> str:
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
        return head if head and head.rpartition(" ")[2].lower() in TITLES else f"{text}."

    # --- who says what ------------------------------------------------------------------------------------

    def heard(self) -> Iterator[Heard]:
        """Every speech, in order."""
        for units in self.paragraphs:
            told = _Paragraph()
            for unit in units:
                yield from self._in_unit(unit, told)
                told.frames.append(unit.frame.one.text)
                told.people += [name for name in self._named(unit, len(unit.text)) if name not in told.people]

    def _in_unit(self, unit: _Unit, told: _Paragraph) -> Iterator[Heard]:
        found = [heard for speech in speeches(unit.text, self.language) if (heard := self._speech(unit, speech, told))]
        if not unit.frame.one.words and unit.quotes and told.last:  # only quoted words
            quoted = tuple(_moved(quote, unit) for quote in unit.quotes)
            yield replace(told.last, unit=unit.span, quoted=quoted, said=None, occasion="")
            return
        told.last = found[0] if len(found) == 1 else None
        yield from found

    def _speech(self, unit: _Unit, speech: Speech, told: _Paragraph) -> Heard | None:
        who = self._who(unit, speech.speaker, told)
        if who is None:
            return None
        name, is_person = who
        about, position = speech.speaker.about, self.positions.get(name)
        if about and position is None and is_person:
            position = Position(self._bare(about.of(unit.text)), _moved(about, unit))
        said = speech.said
        named = self._named(unit, said.start if said else len(unit.text))
        return Heard(
            name,
            unit.span,
            tuple(_moved(quote, unit) for quote in speech.quoted),
            said and _moved(said, unit),
            speech.occasion.of(unit.text) if speech.occasion else "",
            position,
            is_person,
            frozenset({*told.people, *named}) - {name},
            _moved(speech.speaker.name, unit),
            self.introduced.get(name),
        )

    def _who(self, unit: _Unit, speaker: Speaker, told: _Paragraph) -> tuple[str, bool] | None:
        """The full name of a speaker, and whether a person is meant; None where that is not sure."""
        if speaker.is_pronoun:
            return self._meant(unit, speaker, told)
        text = speaker.name.of(unit.text)
        places = unit.frame.places(speaker.name)
        text = self._text(unit, places.start, places.stop)
        found = self._full(text)
        if found is None or found[1] or not speaker.is_person:
            return found
        return text, True

    def _meant(self, unit: _Unit, speaker: Speaker, told: _Paragraph) -> tuple[str, bool] | None:
        """Who is called "he": the only person whom the paragraph has named, unless somebody unnamed is told of."""
        pronoun = speaker.name.of(unit.text).lower()
        people = {*told.people, *self._named(unit, speaker.name.start)}
        if len(people) != 1:
            return None
        name = next(iter(people))
        forms = self.forms.get(fold(name.split()[-1]), set())
        known = {key: lexicon.listed(self.language, "positions", key) for key in ("he", "she")}
        if pronoun in known and any(not forms.isdisjoint(words) for key, words in known.items() if key != pronoun):
            return None
        position = self.positions.get(name)
        nearby = " ".join([*told.frames, unit.frame.one.text[: speaker.name.start]]).lower().split()
        anybody = lexicon.listed(self.language, "positions", "anybody") - {*(position.text if position else "").split()}
        return None if any(word.strip(".,;:?!") in anybody for word in nearby) else (name, True)

    def _named(self, unit: _Unit, end: int) -> list[str]:
        """The people whom a unit names before a place outside quotation marks."""
        found = []
        for first, last in unit.frame.named:
            if unit.frame.ends[last - 1] > end:
                continue
            full = self._full(self._text(unit, first, last))
            if full and full[1]:
                found.append(full[0])
        return found


def _moved(span: Span, unit: _Unit) -> Span:
    """A stretch of a unit as a stretch of the article."""
    return Span(span.start + unit.span.start, span.end + unit.span.start)


_BESIDE = frozenset({WordKind.NAME, WordKind.NOUN, WordKind.OWNER, WordKind.DETERMINER, WordKind.ADVERB})
