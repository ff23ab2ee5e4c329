"""Verifying: what still holds of a finished brief, and what is wrong with one that does not."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import tolvane
from hypothesis import given
from hypothesis import strategies as st

import briefer
from briefer import briefing, channels, verifying
from briefer.app import verify_file
from briefer.briefing.claims import PLAIN_QUESTION
from briefer.channels import json as as_json
from briefer.channels import markdown
from briefer.errors import UsageError
from briefer.records import BriefForm, Disagreement, Span, Wishes
from briefer.verifying.written import WrittenArticle, WrittenBrief, WrittenCitation, WrittenClaim
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
    claim = next(c for c in BRIEF.claims if "300 workers" in c.text)
    lie = replace(claim, text=claim.text.replace("300 workers", "500 workers"))
    report = briefer.verify(replace(BRIEF, claims=(lie,)), {})
    assert '"500" is not in the evidence' in report.verdicts[0].problems[0]


def written(**changed):
    """What the file of the brief says, with some of it changed."""
    return json.dumps(json.loads(as_json.render(BRIEF)) | changed)


def disputed(question, **changed):
    """The file's text when two claims are the positions in a disagreement."""
    made = json.loads(as_json.render(BRIEF))
    dispute = {"question": question, "latest": None, "positions": made["claims"][:2]}
    return written(disagreements=[dispute], **changed)


@pytest.mark.parametrize("as_it_is_written", [as_json.render, markdown.render])
@pytest.mark.parametrize("lie", ["Bramwick paid 900 million crowns for Oriel", "Zorvane ends its contract"])
def test_a_headline_that_no_claim_backs_is_a_problem(as_it_is_written, lie):
    """The headline is held to the claims and their evidence, in every form that is read."""
    assert briefer.verify(as_it_is_written(BRIEF), TEXTS).holds
    report = briefer.verify(as_it_is_written(replace(BRIEF, headline=lie)), TEXTS)
    assert not report.holds
    assert report.problems[0].startswith("the headline: ")


@pytest.mark.parametrize("form", ["html", "email", "text", "atom"])
def test_a_form_that_cannot_be_verified_is_said_to_be_none(form):
    """A document whose claims cite nothing that can be read back is no failed brief: the error names the forms."""
    with pytest.raises(UsageError) as caught:
        briefer.verify(channels.channel(form).render(BRIEF), TEXTS)
    assert "json" in caught.value.hint


@pytest.mark.parametrize("render", [markdown.render, markdown.render_github])
def test_markdown_is_verified_by_its_line_of_spans(render):
    """Every sentence of the Markdown is found by the spans of a line that no viewer shows; moved spans fail."""
    text = render(BRIEF)
    report = briefer.verify(text, TEXTS)
    assert report.holds
    assert all(verdict.citations for verdict in report.verdicts)
    moved = re.sub(r"=A1:\d+-\d+", "=A1:0-36", text)
    assert moved != text
    assert not briefer.verify(moved, TEXTS).holds


def test_a_sentence_that_was_edited_is_checked_against_what_it_cited():
    """A person's change keeps the evidence of the sentence that stood there: a wrong figure fails, other words hold."""
    text = markdown.render(BRIEF)
    first = BRIEF.claims[0].text
    assert not briefer.verify(text.replace(first, "Tolvane ended 40 contracts with Oriel."), TEXTS).holds
    assert briefer.verify(text.replace(first, "Tolvane ended its contract with Oriel."), TEXTS).holds


def test_a_sentence_that_a_person_added_cites_nothing():
    """Who adds a bullet of their own is told that nothing backs it."""
    text = markdown.render(BRIEF).replace("## Sources", "- Bramwick went bankrupt.\n\n## Sources")
    report = briefer.verify(text, TEXTS)
    assert [v.problems for v in report.verdicts if not v.holds] == [("it cites nothing",)]


def test_a_shortened_headline_holds():
    """The first claim cut short, or the last word of any headline cut off, is no problem; a strange word there is."""
    first = BRIEF.claims[0].text
    assert briefer.verify(replace(BRIEF, headline=first[: first.index(" ", 20)] + "…"), {}).holds
    assert briefer.verify(replace(BRIEF, headline="Oriel: Bramwick paid 40…"), {}).holds
    assert not briefer.verify(replace(BRIEF, headline="Oriel: Bramwick paid 70…"), {}).holds


@pytest.mark.parametrize(
    ("question", "holds"),
    [("What is said of Oriel?", True), (PLAIN_QUESTION, True), ("Did Zorvane pay 900 million crowns?", False)],
)
def test_a_question_is_held_to_its_positions(question, holds):
    """A disagreement's question may name only what its positions or their evidence name; the plain one is fine."""
    assert briefer.verify(disputed(question), {}).holds is holds
    positions = tuple(BRIEF.claims[:2])
    with_it = replace(BRIEF, disagreements=(Disagreement(question, positions),), form=BriefForm("long"))
    assert briefer.verify(markdown.render(with_it), TEXTS).holds is holds


def test_disagreements_without_claims_do_not_hold():
    """A brief whose claims were taken out is no whole brief."""
    report = briefer.verify(disputed(PLAIN_QUESTION, claims=[]), {})
    assert report.problems == ("the file holds disagreements and no claim",)


def test_corroboration_is_counted_again():
    """A claim may not boast of more origins than back it alone, whatever the origins are called."""
    made = json.loads(as_json.render(BRIEF))
    claim = made["claims"][0]
    boast = written(claims=[claim | {"corroboration": claim["corroboration"] + 1}])
    assert "corroboration" in briefer.verify(boast, {}).verdicts[0].problems[0]
    quotes = [("A1", "for a third of Oriel in May"), ("A2", "Bramwick now owns a third of Oriel")]
    spans = [(a, TEXTS[a].index(quote), quote) for a, quote in quotes]
    cited = [
        {"article": a, "start": at, "end": at + len(q), "text": q, "match": "exact", "segments": [[at, at + len(q)]]}
        for a, at, q in spans
    ]
    backed = [claim | {"text": "Bramwick has a third of Oriel.", "citations": cited, "corroboration": 2}]
    assert briefer.verify(written(claims=backed, headline=""), {}).holds
    unnamed = [{key: value for key, value in article.items() if key != "origin"} for article in made["articles"]]
    assert not briefer.verify(written(claims=backed, headline="", articles=unnamed), {}).holds


def test_a_match_taken_away_is_a_note_and_hides_nothing():
    """Without its kind of match a citation is still held to its offsets."""
    made = json.loads(as_json.render(BRIEF))
    citation = made["claims"][0]["citations"][0]
    del citation["match"]
    verdict = briefer.verify(json.dumps(made), {}).verdicts[0]
    assert verdict.holds
    assert any(note.startswith("match: ") for note in verdict.notes)
    citation["start"] += 1
    assert not briefer.verify(json.dumps(made), {}).holds


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


@pytest.mark.parametrize(
    "name", ["A2", "in/b.txt", "b.txt", "./in/b.txt", "{here}/in/b.txt", "A tram maker looks for glass"]
)
def test_another_tool_may_call_a_source_by_any_of_its_names(name, tmp_path, monkeypatch):
    """A path, a file name, a title or the place among the sources given names the source, if it is one's alone."""
    monkeypatch.chdir(tmp_path)
    for folder, text in {
        "in": "A tram maker looks for glass\n\nBramwick owns a third of Oriel.\n",
        "out": "Nobody knows why.\n",
    }.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "b.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Harle lies by the sea and has a port.\n", encoding="utf-8")
    citation = {"source": name.format(here=tmp_path), "quote": "Bramwick owns a third of Oriel"}
    claim = {"text": "Bramwick owns a third of Oriel.", "citations": [citation]}
    (tmp_path / "brief.json").write_text(json.dumps({"claims": [claim]}), encoding="utf-8")
    report = verify_file("brief.json", ["a.txt", "in/b.txt"])
    assert report.holds, report
    if name == "b.txt":
        (problem,) = verify_file("brief.json", ["a.txt", "in/b.txt", "out/b.txt"]).verdicts[0].problems
        assert "any of A2, A3" in problem


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


SPOKEN = (
    "Karl Dorn, the mayor, opened the assembly. “The dam will stand,” Karl Dorn said in a speech. "
    "Ada Lund, the engineer, said that the wall leaks. The farmers went home."
)


@pytest.mark.parametrize(
    ("line", "who", "quoted", "holds"),
    [
        (
            "“The dam will stand” — Karl Dorn, in a speech",
            None,
            "“The dam will stand,” Karl Dorn said in a speech",
            True,
        ),
        ("“The dam will stand” — Ada Lund", None, "“The dam will stand,” Karl Dorn said in a speech", False),
        ("“The wall leaks” — Ada Lund", None, "Ada Lund, the engineer, said that the wall leaks", False),
        ("Ada Lund, engineer: the wall leaks", "Ada Lund", "Ada Lund, the engineer, said that the wall leaks", True),
        ("Karl Dorn, mayor: the wall leaks", "Karl Dorn", "Ada Lund, the engineer, said that the wall leaks", False),
    ],
)
def test_a_line_is_held_to_whoever_speaks(line, who, quoted, holds):
    """Very words and positions hold only of whoever says them."""
    said = WrittenClaim("C1", line, (WrittenCitation("A1", quoted),), who=who)
    assert (verifying.verify(WrittenBrief("", (said,)), {"A1": SPOKEN}).verdicts[0].problems == ()) is holds


@pytest.fixture(scope="module")
def shown():
    """A long brief with what is said in it, as Markdown, and its texts."""
    made = briefer.brief(sorted((Path(__file__).parents[1] / "seeds").iterdir()), length="long")
    return markdown.render(made), {a.id: a.text for a in made.articles}


@pytest.mark.parametrize(
    ("old", "new", "holds"),
    [
        ("", "", True),
        ("\n", "\r\n", True),
        ("— Mayor Lorcan P. Bastow", "— Ilsabet Korhane", False),
        ("## Sources", "The wall fell.\n\n## Sources", False),
        ("## Sources", "> The wall fell.\n\n## Sources", False),
        ("## Sources", "*With thanks to all.*\n\n## Sources", True),
    ],
)
def test_an_edited_document_holds_only_with_what_its_sources_say(shown, old, new, holds):
    """Another speaker or a sentence with nobody behind it is a problem; line ends and remarks in italics are none."""
    document, texts = shown
    assert old in document
    report = briefer.verify(document.replace(old, new) if old else document, texts)
    assert report.holds is holds
