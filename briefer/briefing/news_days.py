"""Of which days the news are: those of the articles, else the last day that what is published names in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from briefer.language.quantities import QuantityKind
from briefer.language.sentence import sentence
from briefer.records import Claim, NewsDays, Story

_DAY = len("2026-03-04")
_OPENING = 8  # sentences of an article


def news_days(story: Story, claims: Iterable[Claim], today: str) -> NewsDays | None:
    """The first and the last day of the news; None where nothing says so.

    Args:
        story: whose articles may be dated.
        claims: what is published of it.
        today: ISO 8601; a later day is none of which there are news.
    """
    days = sorted(a.published[:_DAY] for a in story.articles if a.published and _is_day(a.published[:_DAY]))
    if days:
        return NewsDays(days[0], days[-1])
    languages = {a.id: a.language for a in story.articles}
    cited = ((c.text, languages.get(c.article)) for claim in claims for c in claim.citations)
    opening = ((p.text, a.language) for a in story.articles for p in a.content[:_OPENING])
    for texts in (cited, opening):
        if named := [day for day in _named(texts) if day <= today[:_DAY]]:
            return NewsDays(max(named), max(named))
    return None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _named(texts: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """The days that some texts, each with its language, name in full."""
    for text, language in texts:
        for found in sentence(text, language).quantities:
            yield from (when.iso for when in found.when if found.kind is QuantityKind.DATE and when.iso)
