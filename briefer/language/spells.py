"""How often and for how long a figure is: "900 euros a month", "up 4 percent in the first nine months"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.quantities import Quantity
from briefer.language.sentence import Sentence
from briefer.language.stems import Word
from briefer.language.word_kinds import VERBS, WordKind

#: How long each stretch is, in months.
MONTHS = {
    "hour": Decimal(12) / 365 / 24,
    "day": Decimal(12) / 365,
    "week": Decimal(12) / 52,
    "month": Decimal(1),
    "quarter": Decimal(3),
    "year": Decimal(12),
    "decade": Decimal(120),
}
_NEAR = 9  # words behind a figure in which "a month" may stand
_WITHIN = 5  # words before a stretch in which "in" may stand
_FRACTIONS = ("quarter",)  # "a quarter" may be one of a thing
_PARTED = frozenset({*VERBS, WordKind.AUXILIARY, WordKind.AND, WordKind.JOINT, WordKind.RELATIVE, WordKind.NUMBER})


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time of a sentence."""

    months: Decimal
    at: int  #: the place of its word
    text: str


def unit(word: Word, language: str | None) -> str:
    """The stretch of time that a word is about; empty if it is about none."""
    return _units(language).get(word.low, "")


@lru_cache(maxsize=16)
def _units(language: str | None) -> dict[str, str]:
    return {low: name for name in MONTHS for low in lexicon.listed(language, "spans", name)}


def rate(one: Sentence, figure: Quantity) -> tuple[str, str]:
    """For which stretch a figure is, "month" for "900 euros a month", and the words; empty where none is told."""
    per, not_per = (lexicon.listed(one.language, "spans", key) for key in ("per", "not_per"))
    behind = [at for at, word in enumerate(one.words) if word.start >= figure.span.end][:_NEAR]
    for at in behind[:-1] if len(behind) == _NEAR else behind:
        if one.kinds[at] in _PARTED or at + 1 == len(one.words):
            break
        after = one.words[at + 1]
        is_past = at + 2 < len(one.words) and one.words[at + 2].low in not_per
        if one.words[at].low in per and unit(after, one.language) and not is_past:
            return unit(after, one.language), one.text[figure.span.start : after.start + len(after.text)]
    return "", ""


@lru_cache(maxsize=4096)
def spells(one: Sentence) -> tuple[Spell, ...]:
    """The stretches in which a sentence says that something is so."""
    return tuple(_spells(one))


def _spells(one: Sentence) -> Iterator[Spell]:
    listed = lexicon.table(one.language, "spans")
    ordinals = lexicon.listed(one.language, "ordinals")
    for at, word in enumerate(one.words):
        is_half = word.low in listed["half"]
        name = "year" if is_half else unit(word, one.language)
        count = next((q for q in one.quantities if q.span.start <= word.start < q.span.end and q.value), None)
        first, is_told = at, False
        while name and first and at - first < _WITHIN and one.words[first].part == word.part:
            before = one.words[first - 1]
            is_counted = count is not None and before.start >= count.span.start
            if before.low in listed["within"]:
                if is_told:
                    months = MONTHS[name] * (count.value if count else 1) / (1 + is_half)
                    yield Spell(months, at, one.text[one.words[first].start : word.start + len(word.text)])
                break
            is_which = before.low in ordinals or before.low in listed["whole"]
            if not (
                is_which or is_counted or before.low in listed["per"] or one.kinds[first - 1] is WordKind.DETERMINER
            ):
                break
            is_told = is_told or is_which or (name not in _FRACTIONS and not is_half and before.low in listed["per"])
            first -= 1
