"""The days of a story: its first and its newest article, and what was told after a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

from briefer.language.sentence import Sentence, sentence
from briefer.records import Story

_DAY = len("2026-03-04")


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where it is none."""
    with suppress(ValueError):
        return date.fromisoformat((published or "")[:_DAY])
    return None


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
