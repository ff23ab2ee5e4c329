"""A quantity in a sentence, and what the words around it say that it is a quantity of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from briefer.disagreements.figure_slots import FigureSlot, slot
from briefer.disagreements.voices import Voice
from briefer.language import lexicon
from briefer.language.quantities import Quantity, QuantityKind, states
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import stem, stems_of
from briefer.language.verb_forms import is_past

#: Lists of what shows a figure to be of another kind, and where each is looked for.
_MARKS = {
    "aimed": "clause", "part": "clause", "abroad": "clause", "since": "clause", "span": "clause", "degree": "clause",
    "change": "before", "group": "before", "more": "before", "known": "before",
    "rest": "after", "there": "after", "offset": "after",
    "other": "whole", "included": "whole",
}  # fmt: skip
_WORDED = ("since", "span", "degree", "included", "abroad")  # marks that are one only where their words are
KINDS = (
    QuantityKind.ORDINAL,
    QuantityKind.TIME,
    QuantityKind.MONEY,
    QuantityKind.SHARE,
    QuantityKind.COUNT,
    QuantityKind.MEASURE,
    QuantityKind.POINTS,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, and the words around it that say what it is a quantity of."""

    voice: Voice
    quantity: Quantity
    near: Sentence
    owners: tuple[str, ...]  #: names before it in its sentence, the nearest last
    noun: str  #: what is counted; empty where that is "people", or what was done to them: "19 dead"
    of: str  #: the noun that it is of: "a fine of $2 million", "$2 million in fines"
    tail: tuple[str, frozenset[str]] | None  #: "on", "for" or "of" behind it, and the terms that follow
    acts: frozenset[str]  #: what is done to so many, by the keys of the table
    periods: frozenset[str]  #: "in the first year"
    limits: frozenset[str]  #: terms of that to which it is limited: "at its headquarters"
    marks: frozenset[str]  #: which kinds of figure it is, of MARKS
    coming: bool | None  #: told as what is still to be, as what was, or neither
    slot: FigureSlot | None  #: what a thing has one of, where it is the figure of that

    @property
    def counted(self) -> str:
        """What is counted, as a stem; empty for people and money, and for posts, which go where workers do."""
        posts = stems_of(self.voice.language, "slots", "post", "worker")
        noun = stem(self.noun, self.voice.language) if self.noun and not self.quantity.unit else ""
        return "" if noun in posts else noun

    @property
    def attribute(self) -> frozenset[object]:
        """The senses of the noun that it is of."""
        return senses_of(stem(self.of, self.voice.language)) if self.of else frozenset()


def figures(voice: Voice) -> Iterator[Figure]:
    """The figures of a sentence that could be put against others."""
    quantities = voice.said.quantities
    for index, quantity in enumerate(quantities):
        repeated = any(states((other,), quantity) for other in quantities[:index])
        if not repeated and quantity.kind in KINDS and _is_of_something(voice, quantity):
            yield _figure(voice, quantity)


def _is_of_something(voice: Voice, quantity: Quantity) -> bool:
    """Whether it is said what a number counts; ages are left to `ages`."""
    if quantity.kind is QuantityKind.ORDINAL:
        return bool(_pattern(voice, "ranked").fullmatch(quantity.noun))
    if quantity.kind is QuantityKind.COUNT and not quantity.noun and not quantity.unit:
        if _pattern(voice, "outof").match(voice.text[quantity.span.end :]):
            return True
        is_of = _pattern(voice, "of").search(voice.text[: quantity.span.start])
        return bool(is_of) and not _is_age(voice, quantity)
    return not lexicon.pattern(voice.language, "ages", "adjective").match(voice.text, quantity.span.start)


def _is_age(voice: Voice, quantity: Quantity) -> bool:
    told = lexicon.pattern(voice.language, "ages", "told").finditer(voice.text)
    return any(found.start("age") == quantity.span.start for found in told)


def _figure(voice: Voice, quantity: Quantity) -> Figure:
    before, after = _surroundings(voice, quantity)
    near = voice.part(f"{before} {after}")
    ends = _pattern(voice, "break")
    clause = f"{ends.split(before)[-1]} {ends.split(after)[0]}"
    acts = _acts(voice.language)
    done = frozenset().union(*(acts.get(term, frozenset()) for term in voice.part(clause).terms))
    named = stem(quantity.noun.lower(), voice.language)
    part_of = _pattern(voice, "outof").match(voice.text[quantity.span.end :])
    is_name = voice.text[quantity.span.end :].lstrip()[:1].isupper()
    is_nobody = (
        is_name
        or _pattern(voice, "anybody").fullmatch(quantity.noun)
        or named in acts
        or is_past(quantity.noun, voice.language)
    )
    return Figure(
        voice=voice,
        quantity=quantity,
        near=near,
        owners=tuple(t for t in voice.part(voice.text[: quantity.span.start]).terms if t in voice.names),
        noun=part_of["noun"] if part_of else "" if is_nobody else quantity.noun.lower(),
        of=_of(voice, quantity, before, after),
        tail=_tail(voice, quantity, after),
        acts=done | acts.get(named, frozenset()),
        periods=frozenset(asked_after(voice.language, "period")) & near.shares.keys(),
        limits=frozenset().union(*(voice.part(m["noun"]).terms for m in _pattern(voice, "limit").finditer(near.text))),
        marks=frozenset(
            _marks(voice, quantity, {"before": before, "clause": clause, "after": after, "whole": voice.text})
        ),
        coming=_coming(voice, before, clause),
        slot=slot(voice, quantity),
    )


def _of(voice: Voice, quantity: Quantity, before: str, after: str) -> str:
    """The noun of "a fine of $2 million", "$2 million in fines" or "a $2 million fine"."""
    is_money = quantity.kind is QuantityKind.MONEY
    match = _pattern(voice, "of").search(before) or (_pattern(voice, "after").search(after) if is_money else None)
    is_day = any(quantity.span.end <= day.span.start <= quantity.span.end + 1 for day in voice.dates)  # "last year"
    return (match["noun"] if match else quantity.noun if is_money and not is_day else "").lower()


def _tail(voice: Voice, quantity: Quantity, after: str) -> tuple[str, frozenset[str]] | None:
    """What a figure is "of", "on" or "for", as told behind it; not the day."""
    immediate = _pattern(voice, "tail").match(after)
    found = immediate or _pattern(voice, "charge").search(after)
    if found is None:
        return None
    start = quantity.span.end + found.start("noun")
    if any(start <= day.span.start < start + len(found["noun"]) for day in voice.dates):
        return None
    word = immediate["word"].lower() if immediate else ""
    return word, frozenset(voice.part(found["noun"]).terms) - voice.names


def _marks(voice: Voice, quantity: Quantity, texts: Mapping[str, str]) -> Iterator[str]:
    """Which kinds of figure it is; figures of different kinds may both be right."""
    for key, where in _MARKS.items():
        if key == "rest" and quantity.kind is QuantityKind.SHARE:
            continue  # a share is of something
        if found := _pattern(voice, key).search(texts[where]):
            yield f"{key} {found[0].lower()}" if key in _WORDED else key


def _coming(voice: Voice, before: str, clause: str) -> bool | None:
    """Whether a figure is told as what is to be, or as what was; None where its verb tells neither."""
    if _pattern(voice, "coming").search(clause):
        return True
    words = voice.part(_pattern(voice, "break").split(before)[-1]).words
    to = lexicon.listed(voice.language, "grammar", "to")
    last = next((n for n in range(len(words) - 1, -1, -1) if is_past(words[n].low, voice.language)), None)
    is_meant = last is not None and any(word.low in to for word in words[max(0, last - 1) :])
    return None if last is None or is_meant else False


def _pattern(voice: Voice, key: str) -> re.Pattern[str]:
    return lexicon.pattern(voice.language, "figures", key)


def _surroundings(voice: Voice, quantity: Quantity) -> tuple[str, str]:
    """The words before and after a figure, up to the clause of another figure of its kind: "killed 11, injured 36"."""
    rivals = [other for other in voice.said.quantities if other.kind is quantity.kind]
    place = rivals.index(quantity)
    last = place + 1 == len(rivals)
    before = voice.text[rivals[place - 1].span.end if place else 0 : quantity.span.start]
    after = voice.text[quantity.span.end : None if last else rivals[place + 1].span.start]
    ends = _pattern(voice, "break")
    return ends.split(before)[-1] if place else before, after if last else ends.split(after)[0]


@cache
def asked_after(language: str | None, kind: str) -> Mapping[str, str]:
    """The nouns after which figures of a kind may be asked, in order, by their stems."""
    return {stem(noun, language): noun for noun in lexicon.table(language, "asked_after").get(kind, ())}


@cache
def _acts(language: str | None) -> Mapping[str, frozenset[str]]:
    """What is done to those who are counted, by the stems of its words: the first words of the lines."""
    found: dict[str, frozenset[str]] = {}
    unsaid = lexicon.listed(language, "figures", "unsaid")
    for line in lexicon.lines(language, "counted"):
        first, *_ = words = line.split()
        for word in words:
            if word not in unsaid:
                found[stem(word, language)] = found.get(stem(word, language), frozenset()) | {first}
    return found
