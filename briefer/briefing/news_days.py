"""Of which days the news are: those of the articles, else the last day that what is published names in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from briefer.language.quantities import QuantityKind
from briefer.language.sentence import sentence
from briefer.records import Claim, NewsDays, Story

_DAY = len("2026-03-04")


def news_days(story: Story, claims: Iterable[Claim]) -> NewsDays | None:
    """The first and the last day of the news; None where nothing says so.

    Args:
        story: whose articles may be dated.
        claims: what is published of it.
    """
    days = sorted(a.published[:_DAY] for a in story.articles if a.published and _is_day(a.published[:_DAY]))
    days = days or sorted(_named(story, claims))[-1:]
    return NewsDays(days[0], days[-1]) if days else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _named(story: Story, claims: Iterable[Claim]) -> Iterator[str]:
    languages = {a.id: a.language for a in story.articles}
    for citation in (c for claim in claims for c in claim.citations):
        for found in sentence(citation.text, languages.get(citation.article)).quantities:
            yield from (w.iso for w in found.when if found.kind is QuantityKind.DATE and w.iso)
