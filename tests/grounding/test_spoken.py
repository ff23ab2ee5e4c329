"""Whether it is the one who is named who says what a model's entry gives to him."""

import pytest
from casefile import cases
from newsroom import articles

from briefer.grounding.ground import ground, grounds
from briefer.grounding.spoken import fault
from briefer.records import DraftClaim, DraftEntry, Quote
from briefer.stories import story


@pytest.mark.parametrize("case", cases("grounding/spoken"), ids=str)
def test_an_entry_is_given_to_whoever_says_it(case):
    """Quoted words stand between marks in the source, and only a certain other speaker is held against an entry."""
    text, _, asked = case.given.partition("\n---\n")
    kind, who, words, quoted = asked.split(" | ")
    on = grounds(story(articles(text)))
    entry = DraftEntry(DraftClaim(words, (Quote("A1", quoted),)), who)
    cited = ground(DraftClaim(quoted, entry.claim.quotes), on).claim
    assert cited
    assert (fault(entry, cited.citations, on.library, verbatim=kind == "quotes") or "none") == case.expected
