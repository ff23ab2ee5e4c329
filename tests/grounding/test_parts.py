"""Which part of a claim only one of several origins tells."""

import re

import pytest
from casefile import cases

from briefer import stories
from briefer.grounding.ground import ground, grounds
from briefer.grounding.parts import told_by_one
from briefer.reading import read
from briefer.records import DraftClaim, Quote, RawArticle, Severity

SAID = re.compile(r"only one of these sources says “(.*)”")


def notes(one, other, claim):
    """What is noted about a claim that cites both of two articles."""
    raws = [
        RawArticle(f"{n}.txt", text, title="", publisher=name)
        for n, (text, name) in enumerate([(one, "The Courier"), (other, "The Herald")])
    ]
    on = grounds(stories.story(read(raws)[0]))
    quotes = (Quote("A1.1", on.story.articles[0].content[0].text), Quote("A2.1", on.story.articles[1].content[0].text))
    made = ground(DraftClaim(claim, quotes), on).claim
    assert made.corroboration == 2
    return told_by_one(made, on)


@pytest.mark.parametrize("case", cases("grounding/parts"), ids=str)
def test_a_part_that_one_source_alone_tells_is_named(case):
    """A reason, a circumstance or a further deed that only one origin has is noted; what both have is not."""
    findings = notes(*case.given.splitlines())
    assert [SAID.fullmatch(f.message)[1] for f in findings] == case.expected.splitlines()
    assert all(f.severity is Severity.FLAG for f in findings)


def test_a_claim_of_one_origin_has_no_such_note():
    """Where nothing is counted, nothing has to be put right."""
    text = "The harbour closed its northern quay on Monday, since two cranes had lost their licence."
    on = grounds(stories.story(read([RawArticle("a.txt", text, title="")])[0]))
    assert told_by_one(ground(DraftClaim(text, (Quote("A1.1", text),)), on).claim, on) == ()
