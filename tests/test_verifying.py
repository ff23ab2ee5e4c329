"""Verifying: what still holds of a finished brief, and what is wrong with one that does not."""

import doctest
from dataclasses import replace
from importlib import import_module

import pytest
import tolvane
from hypothesis import given
from hypothesis import strategies as st

import briefer
from briefer import briefing, verifying
from briefer.channels import json as as_json
from briefer.channels.readback import WrittenArticle, WrittenBrief, WrittenCitation, WrittenClaim
from briefer.records import Span, Wishes
from briefer.writers import ExtractiveWriter

STORY = tolvane.story()
BRIEF = briefing.brief(STORY, ExtractiveWriter(), Wishes(), briefing.Making("2026-11-22T07:00:00Z", "0.1.0"))
TEXTS = {a.id: a.text for a in STORY.articles}


def foreign(text, *citations):
    """A brief of another tool, with one claim."""
    return WrittenBrief("x", (WrittenClaim("C1", text, tuple(WrittenCitation(*c) for c in citations)),))


def problems(written, texts=TEXTS):
    """What is wrong with a brief's first claim."""
    return verifying.verify(written, texts).verdicts[0].problems


def test_a_fresh_brief_holds():
    """Whatever briefer publishes, it can ground again: as a value, with the texts given or embedded."""
    assert briefer.verify(BRIEF, TEXTS).holds
    assert briefer.verify(BRIEF, {}).holds
    assert briefer.verify(as_json.render(BRIEF), {}).holds


def test_a_text_that_changed_is_named_by_its_hash():
    """A source that is not the one the brief was made from is said to be another."""
    changed = {**TEXTS, "A1": TEXTS["A1"].replace("Monday", "Friday")}
    report = briefer.verify(BRIEF, changed)
    assert not report.holds
    assert any("A1" in p and "sha256" in p for p in report.problems)


def test_without_a_text_the_citations_cannot_be_checked():
    """A missing text is a problem, not a pass."""
    report = briefer.verify(as_json.render(BRIEF, embed_sources=False), {})
    assert not report.holds
    assert any("A1" in p for p in report.problems)


def test_offsets_that_point_elsewhere_are_found():
    """The characters at the offsets must be the ones that are quoted."""
    claim = BRIEF.claims[0]
    moved = replace(claim.citations[0], start=claim.citations[0].start + 1, end=claim.citations[0].end + 1)
    report = briefer.verify(replace(BRIEF, claims=(replace(claim, citations=(moved,)),)), {})
    assert "does not say" in report.verdicts[0].problems[0]


def test_a_changed_figure_in_a_claim_is_found():
    """The reject checks run again."""
    claim = next(c for c in BRIEF.claims if "40 million" in c.text)
    lie = replace(claim, text=claim.text.replace("40 million", "50 million"))
    report = briefer.verify(replace(BRIEF, claims=(lie,)), {})
    assert "50 million" in report.verdicts[0].problems[0]


def test_a_foreign_brief_is_grounded_from_scratch():
    """Another tool's claim needs only the article's name and the quote."""
    quote = "Bramwick now owns a third of Oriel"
    assert problems(foreign("Bramwick owns a third of Oriel.", ("A2", quote))) == ()
    assert problems(foreign("Bramwick owns a third of Oriel.", (None, quote))) == ()
    assert "is not in A1" in problems(foreign("Bramwick owns a third of Oriel.", ("A1", quote)))[0]


def test_foreign_offsets_are_not_trusted():
    """Another tool may count bytes: its offsets are passed over and its quote is looked for."""
    quote = WrittenCitation("A2", "Bramwick now owns a third of Oriel", Span(3, 9))
    written = WrittenBrief("x", (WrittenClaim("C1", "Bramwick owns a third of Oriel.", (quote,)),))
    assert problems(written) == ()


def test_articles_are_found_under_any_of_their_names():
    """A text may be given under the article's id, source or URL."""
    article = WrittenArticle("A7", source="other.txt", url="https://example.org/other")
    claim = WrittenClaim("C1", "Bramwick owns a third of Oriel.", (WrittenCitation("A7", "now owns a third of Oriel"),))
    for name in ("A7", "other.txt", "https://example.org/other"):
        assert problems(WrittenBrief("x", (claim,), (article,)), {name: TEXTS["A2"]}) == ()


def test_an_uncited_claim_and_an_empty_brief_do_not_hold():
    """Nothing to check is nothing that holds."""
    assert problems(foreign("Bramwick owns a third of Oriel.")) == ("it cites nothing",)
    assert not verifying.verify(WrittenBrief("x", ()), TEXTS).holds


@pytest.mark.parametrize("span", [Span(-5, 3), Span(4, 4), Span(9, 3), Span(0, 10**9)])
def test_impossible_offsets_are_a_problem_in_words(span):
    """Offsets outside the text never raise."""
    citation = WrittenCitation("A2", "Bramwick", span, (span,), "exact")
    written = WrittenBrief("x", (WrittenClaim("C1", "Bramwick.", (citation,)),))
    assert problems(written)


@given(st.text(max_size=60), st.text(max_size=60), st.one_of(st.none(), st.text(max_size=4)))
def test_nothing_raises_on_arbitrary_briefs(text, quote, article):
    """Whatever a file says, the answer is a verdict."""
    assert verifying.verify(foreign(text, (article, quote)), TEXTS).verdicts


@pytest.mark.parametrize("name", ["briefer", "briefer.app.checking", "briefer.checks"])
def test_the_examples_of_the_public_calls_hold(name):
    """What the documentation of `briefer.verify`, `briefer.check` and `briefer.locate` shows is what happens."""
    failed, tried = doctest.testmod(import_module(name))
    assert tried
    assert not failed
