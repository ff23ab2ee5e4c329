"""Who says what in an article: every speech with its speaker's full name, as far as the article makes sure of it.

A surname stands for the one full name of the article that ends with it, "he" for the one person whom its paragraph has
named so far, and words that stand alone in quotation marks belong to whoever spoke just before. Where two could be
meant, nobody is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.speakers import Speaker
from briefer.language.speech import Speech, speeches
from briefer.records import Article, Span
from briefer.stories.called import Paragraph, Pronouns
from briefer.stories.units import Unit, paragraphs
from briefer.stories.who_is_who import Introductions, Position


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
    genders: frozenset[str]  #: what is known of whether the speaker is called "he" or "she", as in `called`

    @property
    def is_behind(self) -> bool:
        """Whether the speaker is named behind what is said, so that its pronouns stand for what was told before."""
        return self.said is not None and self.said.start < self.speaker.start


@lru_cache(maxsize=256)
def people(article: Article) -> Mapping[str, Mapping[str, Span]]:
    """Where each full name of a person first stands in an article, by folded last name and by the name as written."""
    known = _hearing(article).known
    return {last: {name: known.introduced[name] for name in firsts.values()} for last, firsts in known.people.items()}


@lru_cache(maxsize=256)
def heard(article: Article) -> tuple[Heard, ...]:
    """Every speech of which it is sure who speaks, in order.

    Args:
        article: any article; only what may be cited of it is read.
    """
    if not lexicon.has(article.language, "saying"):
        return ()
    return tuple(_hearing(article).heard())


@lru_cache(maxsize=64)
def _hearing(article: Article) -> _Hearing:
    return _Hearing(article)


class _Hearing:
    def __init__(self, article: Article) -> None:
        self.language = article.language
        self.paragraphs = paragraphs(article)
        self.known = Introductions((unit for units in self.paragraphs for unit in units), article.language)
        self.pronouns = Pronouns(self.paragraphs, self.known, article.language)
        self.last: Heard | None = None  # the speech of the sentence before, where there was one alone

    def heard(self) -> Iterator[Heard]:
        """Every speech, in order."""
        for units in self.paragraphs:
            told, self.last = Paragraph(), None
            for place, unit in enumerate(units):
                yield from self._in_unit(unit, told, units[place + 1 :])
                told.goes_on(unit, self.known.named(unit, len(unit.text)))

    def _in_unit(self, unit: Unit, told: Paragraph, rest: Sequence[Unit]) -> Iterator[Heard]:
        if not unit.frame.one.words and unit.quotes and self.last:  # only quoted words
            if any(after.begins_quoted and after.frame.one.words for after in rest):
                return  # whose they are may be told behind them
            quoted = tuple(unit.moved(quote) for quote in unit.quotes)
            yield replace(self.last, unit=unit.span, quoted=quoted, said=None, occasion="")
            return
        found = [heard for speech in speeches(unit.text, self.language) if (heard := self._speech(unit, speech, told))]
        self.last = found[0] if len(found) == 1 else None
        yield from found

    def _speech(self, unit: Unit, speech: Speech, told: Paragraph) -> Heard | None:
        who = self._who(unit, speech.speaker, told)
        if who is None:
            return None
        name, is_person = who
        about, position = speech.speaker.about, self.known.positions.get(name)
        if about and position is None and is_person:
            position = Position(self.known.bare(about.of(unit.text)), unit.moved(about))
        said = speech.said
        named = self.known.named(unit, said.start if said else len(unit.text))
        return Heard(
            name,
            unit.span,
            tuple(unit.moved(quote) for quote in speech.quoted),
            said and unit.moved(said),
            speech.occasion.of(unit.text) if speech.occasion else "",
            position,
            is_person,
            frozenset({*told.people, *named}) - {name},
            unit.moved(speech.speaker.name),
            self.known.introduced.get(name),
            self.pronouns.of(name),
        )

    def _who(self, unit: Unit, speaker: Speaker, told: Paragraph) -> tuple[str, bool] | None:
        """The full name of a speaker, and whether a person is meant; None where that is not sure."""
        if speaker.is_pronoun:
            name = self.pronouns.meant(unit, speaker.name.start, told)
            return (name, True) if name else None
        text = speaker.name.of(unit.text)
        places = unit.frame.places(speaker.name)
        text = self.known.text(unit, places.start, places.stop)
        found = self.known.full(text)
        if found is None or found[1] or not speaker.is_person:
            return found
        return text, True
