"""Of which days the news are: those of the articles, else the last day that the lead or their openings name in full.

"The May 3, 2012, attack" tells of which attack the news are, and not of which day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefer.language.quantities import QuantityKind
from briefer.language.sentence import sentence
from briefer.language.word_kinds import WordKind
from briefer.language.written_days import day_of
from briefer.records import Claim, NewsDays, Section, Story

_DAY = len("2026-03-04")
_OPENING = 2  # sentences of an article: further down stands what happened before


def news_days(story: Story, claims: Iterable[Claim], today: str) -> NewsDays | None:
    """The first and the last day of the news; None where nothing says so.

    Args:
        story: whose articles may be dated.
        claims: what is published of it.
        today: ISO 8601; a later day is none of which there are news.
    """
    days = sorted(a.published[:_DAY] for a in story.articles if a.published and day_of(a.published))
    if days:
        return NewsDays(days[0], days[-1])
    languages = {a.id: a.language for a in story.articles}
    lead = (claim for claim in claims if claim.section is Section.BOTTOM_LINE)
    cited = ((c.text, languages.get(c.article)) for claim in lead for c in claim.citations)
    opening = ((p.text, a.language) for a in story.articles for p in a.content[:_OPENING])
    for texts in (cited, opening):
        if named := [day for day in _named(texts) if day <= today[:_DAY]]:
            return NewsDays(max(named), max(named))
    return None


def _named(texts: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """The days that some texts, each with its language, name in full as that of what they tell."""
    for text, language in texts:
        said = sentence(text, language)
        for found in said.quantities:
            before = max((n for n, word in enumerate(said.words) if word.start < found.span.start), default=None)
            if found.kind is QuantityKind.DATE and (before is None or said.kinds[before] is not WordKind.DETERMINER):
                yield from (when.iso for when in found.when if when.iso)
