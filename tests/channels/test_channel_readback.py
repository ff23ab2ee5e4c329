"""A brief read back from the file it was written to."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from briefs import sample

from briefer.channels import json as as_json
from briefer.channels import markdown
from briefer.errors import UsageError
from briefer.verifying.documents import from_markdown
from briefer.verifying.written import from_json, load

CASES = Path(__file__).parents[1] / "cases" / "channels"


def found(citation):
    """A citation as the line of spans has it: its article, and its stretches."""
    return citation.article, tuple(citation.segments)


def test_markdown_gives_back_every_sentence_with_its_spans(brief):
    """Whatever the Markdown says can be checked again: no sentence, article or stretch is lost on the way."""
    (back,) = from_markdown(markdown.render(brief))
    assert back.headline == brief.headline
    claims = {claim.text: claim for claim in brief.published}
    assert {claim.text for claim in back.claims} == set(claims)
    assert {c.text for c in back.claims if c.question == "What will it cost?"} == {
        position.text for position in brief.disagreements[0].positions
    }
    for claim in back.claims:
        assert [found(c) for c in claim.citations] == [found(c) for c in claims[claim.text].citations]


def test_markdown_gives_back_which_articles_it_is_made_of(brief):
    """An article comes back with its title and the first digits of its digest."""
    (back,) = from_markdown(markdown.render(brief))
    listed = {article.id: (article.title, article.sha256) for article in back.articles}
    assert listed == {a.id: (a.title, a.sha256[:12]) for a in brief.articles}


def test_several_briefs_in_one_markdown_document_come_back_apart(brief):
    """A document of two briefs numbers its citations throughout and still gives each brief its own."""
    other = dataclasses.replace(brief, headline="Another day, another crane")
    back = from_markdown(markdown.render_all([brief, other], title="Harbour news", lead="Two stories."))
    assert [one.headline for one in back] == [brief.headline, other.headline]
    assert back[0].claims == back[1].claims


def test_an_edited_document_is_read_as_it_stands():
    """A changed sentence takes the spans of the one it replaces, a moved one keeps its own, an added one has none."""
    (back,) = from_markdown((CASES / "edited.md").read_text(encoding="utf-8"))
    assert [(c.text, [found(q) for q in c.citations]) for c in back.claims] == [
        ("The quay is shut.", [("A1", ((0, 17),))]),
        ("A crane fell over.", [("A2", ((40, 56),))]),
        ("Added by hand.", []),
        ("Repairs begin soon.", [("A1", ((20, 30), (35, 39)))]),
        ("Prose that a person wrote has nobody behind it.", []),
    ]


def test_json_gives_back_the_very_brief(brief):
    """Nothing that a channel shows is lost in JSON."""
    assert load(as_json.render(brief)) == (brief,)
    assert load(as_json.render_all([brief, brief])) == (brief, brief)


def test_json_keeps_the_sources_out_when_asked(brief):
    """Without embedded sources the file holds quotations and digests, no article."""
    assert all("text" not in a for a in json.loads(as_json.render(brief, embed_sources=False))["articles"])


def test_json_of_another_tool_is_read_too():
    """Claims with quotes are enough; what is not said comes back as None."""
    (back,) = from_json('{"claims": [{"text": "It rained.", "citations": [{"source": "a.txt", "quote": "rain"}]}]}')
    assert (back.claims[0].id, back.claims[0].citations[0].article, back.claims[0].citations[0].quote) == (
        "C1",
        "a.txt",
        "rain",
    )


@pytest.mark.parametrize(
    "text", ["", "{" * 100_000, *(CASES / "not-a-brief.jsonl").read_text(encoding="utf-8").splitlines()]
)
def test_what_is_no_brief_is_refused_in_words(text):
    """A file that is no brief gives a usage error and never a traceback."""
    with pytest.raises(UsageError):
        from_json(text)


def test_json_that_lacks_a_part_is_no_whole_brief():
    """Sending needs a whole brief: what is missing is named."""
    value = as_json.as_dict(sample())
    del value["provenance"]
    with pytest.raises(UsageError, match="provenance"):
        load(json.dumps(value))


def test_markdown_without_a_claim_is_refused_in_words():
    """A document without a list has no claims."""
    with pytest.raises(UsageError):
        from_markdown("# Title\n\nProse.\n")
