"""Lines with a speaker, an occasion or a day: put together, grounded and checked as one claim."""

import pytest

from briefer import briefing, reading, stories, tellings
from briefer.briefing.entries import line
from briefer.records import Draft, DraftAnswer, DraftClaim, DraftEntry, Quote, RawArticle, Wishes

TEXT = (
    "The old dam of Tolven is to stay, the council decided on Wednesday. “The dam will stand for another hundred"
    " years,” said Ada Lund, the mayor of Tolven, at a meeting in the town hall. Karl Dorn, who leads the farmers, said"
    " that the council had never asked the farmers of the valley."
)
RAW = RawArticle("courier.txt", TEXT, title="Dam of Tolven to stay", published="2026-03-06", publisher="Courier")
STORY = stories.story(reading.read([RAW])[0])
MAKING = briefing.Making("2026-03-07T07:00:00Z", "0.1.0")
FACT = DraftClaim(
    "The council decided that the old dam is to stay.", (Quote("A1.1", "The old dam of Tolven is to stay"),)
)
STANDS = Quote("A1.2", "The dam will stand for another hundred years")
ASKED = Quote("A1.3", "the council had never asked the farmers of the valley")
DECIDED = Quote("A1.1", "the council decided on Wednesday")


class Says:
    """A writer that gives one draft."""

    name = "extractive"

    def __init__(self, **more):
        self.draft = Draft("Dam of Tolven to stay", (FACT,), **more)

    def write(self, _story, _wishes):
        """The draft."""
        return self.draft


def made(tell=None, **more):
    """The brief of a draft with such entries."""
    return briefing.brief(STORY, Says(**more), Wishes(), MAKING, tell=tell)


def entry(text, quote, who="", about="", day=None):
    """An entry with one quotation."""
    return DraftEntry(DraftClaim(text, (quote,)), who, about, day)


def test_a_quotation_is_published_with_its_speaker_and_occasion():
    """The whole line is the claim, and its citation is the very words."""
    (found,) = made(quotes=(entry(STANDS.text, STANDS, "Ada Lund", "at a meeting in the town hall"),)).quotes
    assert found.claim.text == f"“{STANDS.text}” — Ada Lund, at a meeting in the town hall"
    citation = found.claim.citations[0]
    assert STORY.articles[0].text[citation.start : citation.end] == citation.text == STANDS.text


@pytest.mark.parametrize(
    ("kind", "wrong", "said"),
    [
        ("quotes", entry(STANDS.text, STANDS, "Karl Dorn"), "Ada Lund who says this"),
        ("quotes", entry("the council had never asked the farmers", ASKED, "Karl Dorn"), "no quotation marks"),
        ("quotes", entry("The dam will stand for fifty years", STANDS, "Ada Lund"), "fifty"),
        ("voices", entry("the council had never asked the farmers", ASKED, "Mico Stoll"), "Mico Stoll"),
        ("timeline", entry("The council decided that the dam is to stay.", DECIDED, day="2026-03-05"), "5 March 2026"),
    ],
)
def test_what_the_source_does_not_say_is_withheld(kind, wrong, said):
    """Another speaker, a paraphrase in quotation marks, other words and another day are told as withheld."""
    brief = made(**{kind: (wrong,)})
    assert getattr(brief, kind) == ()
    (rejected,) = brief.rejected
    assert any(said in finding.message for finding in rejected.findings)


def test_a_day_of_the_week_becomes_a_day():
    """An event on "Wednesday" stands under the day that the article's date makes of it."""
    (event,) = made(
        timeline=(entry("The council decided that the dam is to stay.", DECIDED, day="2026-03-04"),)
    ).timeline
    assert event.claim.text.startswith("4 March 2026: ")


def test_nobody_says_again_what_a_fact_tells():
    """A position that a claim states already is left out; another one stands."""
    again = entry("the old dam of Tolven is to stay", DECIDED, "The council")
    other = entry("the council had never asked the farmers of the valley", ASKED, "Karl Dorn", "who leads the farmers")
    assert [one.who for one in made(voices=(again, other)).voices] == ["Karl Dorn"]


def test_a_label_is_no_part_of_what_is_compared():
    """Who says something is not taken for the one who did it, so that a true line carries no note."""
    (found,) = made(voices=(entry("The dam will stand for another hundred years", STANDS, "Ada Lund"),)).voices
    assert found.claim.findings == ()


def test_an_answer_without_a_claim_is_no_answer():
    """A reader's question is published with the answers that stand, and not at all where none does."""
    good = DraftAnswer("Who had not been asked?", (DraftClaim("The council had never asked the farmers.", (ASKED,)),))
    bad = DraftAnswer("What does it cost?", (DraftClaim("It costs 40 million crowns.", (ASKED,)),))
    assert [one.question for one in made(questions=(good, bad)).questions] == ["Who had not been asked?"]


def test_code_finds_what_the_writer_does_not_give():
    """Where a writer gives no quotations, those that code finds are taken; what code gets wrong is no report."""
    brief = made(tell=tellings.find)
    assert [one.who for one in brief.quotes] == ["Ada Lund"]
    assert brief.rejected == ()


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        ("2026-03-04", "en", "4 March 2026: It rained."),
        ("2026-03-04", "de", "4. März 2026: It rained."),
        ("2026-03", "en", "March 2026: It rained."),
        ("2026", None, "2026: It rained."),
        ("soon", None, "soon: It rained."),
    ],
)
def test_a_day_is_written_as_readers_write_it(day, language, said):
    """A day, a month or a year in the language of the brief; what is none stays as it is."""
    assert line("timeline", DraftEntry(DraftClaim("It rained.", ()), day=day), language) == said
