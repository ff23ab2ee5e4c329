"""What comes first in a digest."""

from dataclasses import replace

import pytest
import tolvane

from briefer import briefing
from briefer.digest import grouping
from briefer.digest.delta import Change
from briefer.digest.values import News
from briefer.records import Wishes
from briefer.writers import ExtractiveWriter

BRIEF = briefing.brief(tolvane.story(), ExtractiveWriter(), Wishes(), briefing.Making("2026-11-22T07:00:00Z", "0.1.0"))


def news(headline, *, origins=2, backed=0, day="20", kinds=()):
    """News with certain properties."""
    claims = tuple(replace(c, origins=("O1", "O2")[: 1 + (n < backed)]) for n, c in enumerate(BRIEF.claims))
    articles = tuple(replace(a, published=f"2026-11-{day}T07:00:00+00:00") for a in BRIEF.articles)
    brief = replace(BRIEF, headline=headline, claims=claims, articles=articles)
    changes = tuple(Change(kind, claim) for kind, claim in zip(kinds, claims, strict=False))
    return News(brief, changes, new_origins=origins)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (news("more new origins", origins=3), news("newer, better backed", origins=2, backed=2, day="21")),
        (news("more corroborated claims", backed=2), news("newer", backed=1, day="21")),
        (news("newer", day="21"), news("older", day="20")),
        (news("something new", origins=1, kinds=["new"]), news("only confirmed", origins=3, kinds=["confirmed"])),
    ],
)
def test_new_origins_then_corroboration_then_recency(first, second):
    """News are told in the order of new origins, corroborated claims, and how recent they are."""
    assert grouping.by_weight([second, first]) == [first, second]
