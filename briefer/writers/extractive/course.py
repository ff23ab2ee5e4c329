"""The days of a story: its first and its newest article, and what was told after a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.quantities.quantity import When
from briefer.language.sentence import Sentence, sentence
from briefer.language.written_days import day_of
from briefer.records import Story


class Course:
    """What a story's dated articles tell, by day; an article without a date overtakes nothing and is not overtaken.

    Args:
        story: articles about one event.
    """

    def __init__(self, story: Story) -> None:
        self._dated = [(day, a) for a in story.articles if (day := day_of(a.published))]
        self._later: dict[date, list[Sentence]] = {}
        #: The days of the oldest and of the newest article; None where none is dated.
        self.oldest = min((day for day, _ in self._dated), default=None)
        self.newest = max((day for day, _ in self._dated), default=None)

    def tells_last(self, refs: Iterable[str]) -> bool:
        """Whether one of some passages is of an article of the newest day.

        Args:
            refs: of the passages.
        """
        newest = {article.id for day, article in self._dated if day == self.newest}
        return any(ref.partition(".")[0] in newest for ref in refs)

    def after(self, day: date) -> Sequence[Sentence]:
        """The sentences of all articles of later days."""
        if day not in self._later:
            later = (a for other, a in self._dated if other > day)
            told = (sentence(p.text, a.language, a.published) for a in later for p in a.content)
            self._later[day] = list(told)
        return self._later[day]


def days_of(quantities: Sequence[Quantity], published: date, *, back: bool = False) -> Iterator[date]:
    """The last day of each date among some quantities, in the reading next to the day of publication.

    Args:
        quantities: of a sentence.
        published: the day of its article.
        back: whether the days before it are looked at first, and else those after it.
    """
    for quantity in quantities:
        ends = [end for when in quantity.when for end in _ends(when, published)]
        if quantity.kind is QuantityKind.DATE and ends:
            ahead, behind = [e for e in ends if e >= published], [e for e in ends if e < published]
            yield max(behind) if behind and (back or not ahead) else min(ahead)


def _ends(when: When, published: date) -> Iterator[date]:
    """The last day of a date; of one without a year, that of each year around the day of publication."""
    if when.year is None and when.month is None:
        return
    for year in (when.year,) if when.year else (published.year - 1, published.year, published.year + 1):
        month = when.month or (when.quarter or 4) * 3
        with suppress(ValueError):
            yield date(year, month, when.day or calendar.monthrange(year, month)[1])
