"""The form of a brief: which lines it shows, in which order, under whose names, within how many words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from briefs import article, cite, claim, large, sample

from briefer.channels import arrangement, markdown, outlet_names, render, spans
from briefer.channels.only_here import only_here
from briefer.channels.wording import Wording
from briefer.records import BriefForm, Disagreement, Labelled, NewsDays, Section
from briefer.verifying.documents import from_markdown

SOURCES = "\n## Sources\n"


def before_the_sources(text):
    """What a reader reads first."""
    return text.partition(SOURCES)[0]


def headings(text):
    """The sections in their order."""
    return re.findall(r"^## (.+)$", text, flags=re.MULTILINE)


@pytest.mark.parametrize(("length", "most"), [("short", 150), ("standard", 350), ("long", 800)])
def test_a_length_is_a_number_of_words_before_the_sources(length, most):
    """However much a brief holds, a text of it has so many words at most, and says what the evidence page has more."""
    text = markdown.render(replace(large(), form=BriefForm(length)))
    before = before_the_sources(text)
    assert len(before.split()) <= most
    more = sum(map(int, re.findall(r"(\d+) (?:more fact|difference)", before)))
    assert before.count("Claim ") + more >= len(large().claims)


def test_a_text_is_at_most_a_fifth_of_its_articles():
    """Who reads the brief of long articles is spared four fifths of their words, sources and all."""
    brief = large()
    told = sum(len(one.text.split()) for one in brief.articles)
    assert len(markdown.render(brief).split()) <= 0.2 * told


def test_sections_can_be_chosen_and_ordered():
    """Only the sections that were asked for are there, in that order; the sources always are."""
    brief = replace(sample(), form=BriefForm(sections=("outlook", "lead", "differ")))
    text = markdown.render(brief)
    assert headings(text) == ["Outlook", "Where sources differ", "Sources"]
    assert (
        text.index("replaced next spring") < text.index("fell across the east quay") < text.index("What will it cost?")
    )


def test_a_section_without_content_is_absent():
    """No heading stands over nothing."""
    brief = replace(sample(), disagreements=(), claims=sample().claims[:1])
    assert headings(markdown.render(brief)) == ["Sources"]


def test_a_choice_of_sections_that_makes_no_sense_is_told():
    """A section that there is not, and one named twice, are named in words."""
    assert "foo" in arrangement.fault(["lead", "foo"])
    assert "twice" in arrangement.fault(["lead", "lead"])
    assert arrangement.fault(["facts", "lead"]) is None


def test_no_sentence_stands_twice():
    """What is one side of a disagreement is no fact beside, and what the lead says is told there as above."""
    brief = sample()
    side = brief.disagreements[0].positions[0]
    fact = replace(side, id="C9", section=Section.KEY_FACTS)
    text = markdown.render(replace(brief, claims=(*brief.claims, fact)))
    assert text.count(side.text) == 1
    lead = replace(side, id="C9", section=Section.BOTTOM_LINE)
    text = markdown.render(replace(brief, claims=(lead,)))
    assert text.count(side.text) == 1
    assert "*as above (" in text


def test_a_quotation_and_the_fact_that_holds_it_stand_once():
    """A sentence that is mostly a quotation stands among these; a quotation within a longer one is not shown again."""
    brief = sample()
    ledger = brief.articles[1]
    whole, part = cite(ledger, "The crane, built in 1987"), cite(ledger, "No one was injured")
    quotes = tuple(
        Labelled(claim(n, f"“{words.text}” — Shipping Ledger", words), "Shipping Ledger")
        for n, words in ((7, whole), (8, part))
    )
    text = markdown.render(replace(brief, quotes=quotes))
    assert "“The crane, built in 1987” — Shipping Ledger" in text
    assert "The crane was built in 1987." not in text
    assert "“No one was injured”" not in text


def test_one_event_alone_is_no_timeline():
    """A timeline begins with two events."""
    brief = sample()
    blog = brief.articles[3]
    events = tuple(
        Labelled(claim(n, f"{n} March 2026: {words}", cite(blog, words)), day=f"2026-03-0{n}")
        for n, words in ((8, "Fog, mostly"), (9, "I saw the crane lying there"))
    )
    assert "Timeline" not in headings(markdown.render(replace(brief, timeline=events[:1])))
    text = markdown.render(replace(brief, timeline=events))
    assert "- **8 March 2026**: Fog, mostly *(" in text


def test_two_outlets_are_named_and_more_are_counted():
    """Behind a sentence stand one or two names, else how many outlets, with their numbers in the list of sources."""
    texts = [article(n, f"It rained in town {n}.", publisher=f"Paper {n}") for n in range(1, 5)]
    told = [claim(n, f"It rained {n} times.", *(cite(a, "It rained in town") for a in texts[:n])) for n in (1, 2, 4)]
    brief = replace(sample(), claims=tuple(told), articles=tuple(texts), coverage=(), disagreements=(), rejected=())
    tails = re.findall(r"^- It rained . times\. \*— (.*)\*$", markdown.render(brief), flags=re.MULTILINE)
    assert tails == ["Paper 1", "Paper 1, Paper 2", "4 outlets [1–4]"]


@pytest.mark.parametrize(
    ("publisher", "url", "source", "name"),
    [
        ("The Courier", "https://courier.example/1", "a.html", "The Courier"),
        (None, "https://www.courier.example/2026/crane", "a.html", "courier.example"),
        (None, None, "in/02-harbour_post.txt", "Harbour post"),
        (None, None, "in/002_08f546ea2ca3c36b.txt", "file 002"),
        (None, None, "wire.jsonl:12", "Wire, line 12"),
        (None, None, "C:\\news\\ledger.txt", "Ledger"),
    ],
)
def test_an_outlet_is_named_by_the_article_its_site_or_its_file(publisher, url, source, name):
    """A headline is never an outlet's name, and what machines put into the names of files is left out."""
    one = replace(article(1, "Crane falls\n\nA crane fell.", url=url, publisher=publisher), source=source)
    assert outlet_names.name(one) == name


def test_two_files_of_one_name_are_told_apart():
    """Where two articles would have one name for two files, their ids stand behind it."""
    both = tuple(replace(article(n, "A crane fell."), source=f"{n}/wire.txt") for n in (1, 2))
    assert outlet_names.names(replace(sample(), articles=both)) == {"A1": "Wire (A1)", "A2": "Wire (A2)"}


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-03-10", "2026-03-10", "10 March 2026"),
        ("2026-03-10", "2026-03-11", "10–11 March 2026"),
        ("2026-02-28", "2026-03-01", "28 February – 1 March 2026"),
        ("2025-12-31", "2026-01-01", "31 December 2025 – 1 January 2026"),
    ],
)
def test_the_days_of_the_news_are_said_once(first, last, said):
    """What two days have in common is not repeated."""
    assert Wording().days(NewsDays(first, last)) == said


def test_german_articles_have_german_headings():
    """What stands around the sentences is in the language of most articles, or in the one that was asked for."""
    german = replace(sample(), form=BriefForm(language="de"))
    text = markdown.render(german)
    assert headings(text)[-1] == "Quellen"
    assert "Wo sich die Quellen unterscheiden" in text
    assert len(from_markdown(text)[0].claims) == len(from_markdown(markdown.render(sample()))[0].claims)


def test_the_evidence_is_printed_where_it_is_asked_for():
    """With the evidence every sentence has one number, under which its words stand and how many back them."""
    text = render([sample()], "md", evidence=True)
    assert headings(text)[-1] == "Evidence"
    for number in range(1, 4):
        assert len(re.findall(rf"\[{number}\]\)?\*", text)) == 1
        assert re.search(rf"^{number}\. “.*: .*source", text.partition("## Evidence")[2], flags=re.MULTILINE)
    assert from_markdown(text)[0].claims == from_markdown(render([sample()], "md"))[0].claims


def test_no_note_stands_within_a_sentence():
    """What a check remarks on a sentence that is shown stands at the end in words; the rest is counted there."""
    text = markdown.render(sample())
    assert "may reach" not in before_the_sources(text)
    end = text.partition(SOURCES)[2]
    assert "*On “The damage is 3.2 million crowns”: the source says “may reach”, the claim does not.*" in end
    assert "*1 sentence was withheld: the sources do not back it." in end
    short = markdown.render(replace(sample(), form=BriefForm(sections=("lead",))))
    assert "*1 sentence carries a note. 1 sentence was withheld" in short


def test_an_article_says_what_it_alone_adds():
    """Behind a source stand names and figures that are cited from it and that no other article has."""
    brief = sample()
    assert only_here(brief.articles[1], brief) == ("4.5 million crowns",)
    assert only_here(brief.articles[1], replace(brief, articles=brief.articles[1:2])) == ()


def test_the_line_of_spans_says_what_it_was_written_from():
    """Articles with their digests, each sentence with its stretches, and what has no room: all of it comes back."""
    brief = sample()
    shown, rest = brief.claims[:2], brief.claims[2:]
    (line,) = spans.read("Prose.\n\n" + spans.written(1, brief.articles, shown, rest) + "\n")
    assert line.sha256 == {one.id: one.sha256[:12] for one in brief.articles}
    assert [[(p.article, p.segments) for p in line.places[spans.mark(c.text)]] for c in shown] == [
        [(c.article, c.segments) for c in one.citations] for one in shown
    ]
    assert [(p.article, p.span) for p in line.more] == [
        (c.article, (c.start, c.end)) for one in rest for c in one.citations
    ]


@pytest.mark.parametrize("broken", ["A1", "x=A1:1", "x=A1:9-", "x=:1-2;;=", "x=A1:1-2~", "x=A1:" + "9" * 40 + "-1"])
def test_a_broken_line_of_spans_loses_only_what_is_broken(broken):
    """Whatever stands in such a line, reading it raises nothing and invents no place."""
    (line,) = spans.read(f"[briefer-1]: <#{broken}>")
    assert all(place.segments for places in line.places.values() for place in places)


def test_two_disagreements_with_one_side_tell_it_once():
    """A sentence that is a side of two questions stands under the first, and "as above" under the second."""
    one, other, third = sample().claims[:3]
    asked = (Disagreement("What fell?", (one, other)), Disagreement("What is shut?", (third, one)))
    shown = markdown.render(replace(sample(), disagreements=asked, form=BriefForm("long", ("differ",))))
    assert shown.count(one.text) == 1
    assert "as above" in shown
