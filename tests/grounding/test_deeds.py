"""Another verb in nearly the same sentence."""

import pytest
from casefile import cases

from briefer.checks import CHECKS
from briefer.grounding.ground import ground, grounds
from briefer.language.sentence import sentence
from briefer.language.statements import are_at_odds
from briefer.reading import read
from briefer.records import DraftClaim, Quote, RawArticle
from briefer.stories import story


@pytest.mark.parametrize("case", cases("grounding/deeds"), ids=str)
def test_another_deed_is_told_from_another_word(case):
    """Of two sentences that are nearly the same, another verb makes another deed; a form or a synonym does not."""
    claim, said = case.given.splitlines()
    assert are_at_odds(sentence(claim), sentence(said)) == (case.expected == "another")


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("Police released a 34-year-old man on Saturday.", "Police charged a 34-year-old man on Saturday."),
        ("Anna Kovacs sued Calder over unpaid wages in 2024.", "Calder sued Anna Kovacs over unpaid wages in 2024."),
    ],
)
def test_who_tells_of_another_deed_or_swaps_the_parts_is_not_counted(claim, other):
    """Two outlets that share every name and number of a claim count as one where only one of them tells it."""
    raws = [
        RawArticle("a.txt", claim, title="", publisher="Courier"),
        RawArticle("b.txt", other, title="", publisher="Herald"),
    ]
    on = grounds(story(read(raws)[0]))
    made = ground(DraftClaim(claim, (Quote("A1.1", claim), Quote("A2.1", other))), on).claim
    assert made.corroboration == 1
    assert {c.article for c in made.citations} == {"A1"}
    assert "order" in CHECKS
