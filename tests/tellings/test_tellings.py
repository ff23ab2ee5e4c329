"""Who says what, quotations and a timeline, as they are found by code and as they are read."""

import re

import pytest
from casefile import cases

from briefer.briefing.entries import line
from briefer.grounding.ground import ground, grounds
from briefer.grounding.spoken import fault
from briefer.reading import read
from briefer.records import DraftClaim, RawArticle
from briefer.stories import story
from briefer.tellings import find

PARTED = "\n---\n"
PUBLISHED = re.compile(r"(\d{4}-\d{2}-\d{2})\n")


def told(given):
    """A story of a case's articles."""
    raws = []
    for number, text in enumerate(given.split(PARTED)):
        day = PUBLISHED.match(text)
        raws.append(RawArticle(f"{number}.txt", text[day.end() :] if day else text, published=day and day[1]))
    found, failures = read(raws)
    assert not failures
    return story(found)


def lines(kind, given):
    """The lines of a kind that a case's articles give, or "nothing"."""
    made = told(given)
    entries = getattr(find(made), kind)
    return "\n".join(line(kind, entry, made.articles[0].language) for entry in entries) or "nothing"


def standing(kind, given):
    """The same without those that do not hold: each is grounded, and its speaker must be the one."""
    on = grounds(told(given))
    for entry in getattr(find(on.story), kind):
        text = line(kind, entry)
        claim = ground(DraftClaim(text, entry.claim.quotes), on).claim
        assert claim, f"not grounded: {text}"
        if kind != "timeline":
            assert fault(entry, claim.citations, on.library, verbatim=kind == "quotes") is None


@pytest.mark.parametrize("case", cases("tellings/quotations"), ids=str)
def test_a_quotation_is_somebodys_very_words(case):
    """A quotation stands between marks in the source, says something, and is surely its speaker's."""
    assert lines("quotes", case.given) == case.expected
    standing("quotes", case.given)


@pytest.mark.parametrize("case", cases("tellings/voices"), ids=str)
def test_a_speaker_is_given_what_he_says_and_no_more(case):
    """A line of who says what is a stretch of a sentence that is surely the speaker's, and is understood alone."""
    assert lines("voices", case.given) == case.expected
    standing("voices", case.given)


@pytest.mark.parametrize("case", cases("tellings/timeline"), ids=str)
def test_an_event_stands_under_the_day_on_which_it_happened(case):
    """A timeline has what was done on a day that its own main clause tells, and at least two days."""
    assert lines("timeline", case.given) == case.expected
    standing("timeline", case.given)
