"""A digest as its master document: what its readers see, letter by letter, and that it can be read back."""

import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefer.channels import html, markdown
from briefer.channels import json as as_json
from briefer.channels.delivery import Outgoing
from briefer.channels.document import chapters, parse
from briefer.channels.email import html_part as mail
from briefer.digest import writing
from briefer.digest.delta import Change, Earlier
from briefer.digest.telling import CHECK
from briefer.digest.values import Digest, EditedArticle, Known, News, Outage
from briefer.reading import article
from briefer.records import (
    Brief,
    Citation,
    Claim,
    Coverage,
    Failure,
    Finding,
    Match,
    Provenance,
    RawArticle,
    Section,
    Severity,
    Span,
)
from briefer.verifying import verify, written
from briefer.verifying.documents import from_markdown

GOLDEN = Path(__file__).parents[1] / "golden" / "digest" / "tuesday.md"
PROVENANCE = Provenance("extractive", "2026-11-24T07:05:00Z", "0.1.0")

MONDAY = article(
    RawArticle(
        "courier.txt",
        "A crane collapsed at the quay on Sunday and killed three workers. Loading has stopped.",
        title="Crane shuts quay", url="https://courier.example/crane", publisher="The Courier", published="2026-11-23",
    ),
    "A1",
)  # fmt: skip
TUESDAY = article(
    RawArticle(
        "herald.txt",
        "Five workers died when the crane fell on Sunday. The mayor wants an inquiry. Loading has stopped.",
        title="Toll rises to five", url="https://herald.example/toll", publisher="The Herald", published="2026-11-24",
    ),
    "A1",
)  # fmt: skip


def claim(number, text, of, section=Section.KEY_FACTS):
    """A claim that cites the sentence it consists of."""
    start = of.text.index(text)
    span = Span(start, start + len(text))
    citation = Citation("A1", *span, text, Match.EXACT, (span,))
    return Claim(f"C{number}", text, section, (citation,), (), ("O1",))


def brief(of, *claims, headline):
    """A brief of one article."""
    return Brief(headline, claims, (of,), (Coverage("A1", "O1", "cited"),), PROVENANCE)


THREE = claim(1, "A crane collapsed at the quay on Sunday and killed three workers.", MONDAY)
FIVE = claim(1, "Five workers died when the crane fell on Sunday.", TUESDAY, Section.BOTTOM_LINE)
MAYOR = claim(2, "The mayor wants an inquiry.", TUESDAY)
EARLIER = Earlier(THREE, "2026-11-23T07:00:00Z", {"A1": MONDAY}, (frozenset({"courier"}),))

RUNNING = News(
    brief(TUESDAY, FIVE, MAYOR, headline="Toll rises to five"),
    changes=(
        Change("changed", FIVE, EARLIER, ("three", "five workers")),
        Change("new", MAYOR),
        Change("known", claim(3, "Loading has stopped.", TUESDAY), EARLIER),
    ),
    since="2026-11-23T07:00:00Z",
)
PANELS = article(
    RawArticle(
        "solar.txt", "The solar farm delivered its first power.", title="Solar *farm* <opens>", publisher="Bulletin"
    ),
    "A1",
)
DIGEST = Digest(
    title="Ports & power",
    slot="2026-11-24T07:00",
    at="2026-11-24T07:00:00Z",
    day="Tuesday 24 November 2026",
    since="2026-11-23T07:00:00Z",
    news=(
        RUNNING,
        News(brief(PANELS, claim(1, PANELS.text, PANELS), headline="Solar farm opens")),
    ),
    articles=4,
    quiet=("Tug strike goes on",),
    further=(replace(PANELS, title="Museum buys telescope", url="https://museum.example/a_(b)"),),
    edits=(
        EditedArticle(
            Known(7, "x", 1, "2026-11-23T07:00:00Z", MONDAY), MONDAY, ("Loading goes on.",), ("Loading has stopped.",)
        ),
    ),
    reprints=2,
    faults=(Outage(Failure("https://gone.example/feed", "there is no host"), 3, "2026-11-22T07:00:00Z"),),
    notes=("The story “Strike” could not be briefed: the model is down",),
)


def test_what_readers_see():
    """The digest, letter by letter (write it anew: BRIEFER_GOLDEN=1)."""
    written = writing.markdown(DIGEST)
    if os.environ.get("BRIEFER_GOLDEN"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8")


def test_only_claims_are_read_back_as_claims():
    """Reading the document back gives the claims with their citations, the earlier value among them, and no more."""
    first, second = from_markdown(writing.markdown(DIGEST))
    assert [c.text for c in first.claims] == [FIVE.text, THREE.text, MAYOR.text]
    assert [c.citations[0].span for c in first.claims] == [c.citations[0].segments[0] for c in (FIVE, THREE, MAYOR)]
    assert [a.sha256 for a in first.articles] == [TUESDAY.sha256[:12], MONDAY.sha256[:12]]
    assert [c.text for c in second.claims] == [PANELS.text]


def test_what_was_told_before_comes_behind_what_is_new():
    """A fact that only a further source confirms is context; where it is shown, a note at the end says so."""
    told = Finding(CHECK, Severity.FLAG, "told on 23 November 2026 from The Courier; now from a further source too")
    confirmed = replace(claim(1, "Loading has stopped.", TUESDAY), findings=(told,))
    news = News(brief(TUESDAY, confirmed, MAYOR, headline="Toll rises to five"))
    written = writing.markdown(replace(DIGEST, news=(news,)))
    assert written.index(MAYOR.text) < written.index(confirmed.text) < written.index("### Sources")
    assert written.count(f"*On “{confirmed.text}”: {told.message}.*") == 1


def test_what_changed_is_no_disagreement_in_json_either():
    """As JSON a change is a value of its own, which comes back whole, keeps to the schema and is verified."""
    told = writing.shown(RUNNING)
    text = as_json.render(told)
    jsonschema.validate(json.loads(text), json.loads(as_json.schema()))
    (again,) = written.load(text)
    assert (again.revisions, again.disagreements) == (told.revisions, ())
    (back,) = written.from_json(text)
    assert [c.text for c in back.claims] == [MAYOR.text, FIVE.text, THREE.text]
    assert verify(back, {}).problems == ()


def test_what_changed_stands_on_the_evidence_page_and_in_one_brief():
    """Every form of a brief tells what changed under its own heading, and counts the new articles alone."""
    told = writing.shown(RUNNING)
    for made in (html.render(told), markdown.render(told)):
        assert "Changed since 23 November 2026" in made
        assert "three → five workers" in made
    assert "Where sources differ" not in markdown.render(told)
    assert "*1 article*" in markdown.render(told)


def test_links_lead_to_sources_alone():
    """Whatever a digest says, its links lead to the addresses of articles."""
    html = MarkdownIt().render(writing.markdown(DIGEST))
    links = {part.split('"')[0].split("#")[0] for part in html.split('href="')[1:]}
    assert links == {
        "https://courier.example/crane",
        "https://herald.example/toll",
        "https://museum.example/a_%28b%29",
    }


def test_articles_without_a_claim_may_be_linked_too():
    """A channel links the articles that are named only, and no other address."""
    shown = tuple(writing.shown(news) for news in DIGEST.news)
    outgoing = Outgoing(writing.markdown(DIGEST), "key", DIGEST.at, shown, named=writing.named(DIGEST))
    assert links_of(outgoing) == {*links_of(replace(outgoing, named=())), "https://museum.example/a_%28b%29"}


def links_of(outgoing):
    """The addresses that a page made of a document links."""
    page = mail.page("", parse(outgoing.markdown, links=outgoing.links).blocks)
    return {part.split('"')[0].split("#")[0] for part in page.split('href="')[1:]}


def test_who_wrote_it_is_said_once():
    """However many stories, one line says who wrote them, behind the last one's sources."""
    told = chapters(parse(writing.markdown(DIGEST)))
    assert [[b.text[:7] for b in one.details if b.text.startswith("Made by")] for one in told if one.details] == [
        [],
        ["Made by"],
    ]


def test_a_subject_says_the_news():
    """The job, its first story's headline and how many come with it; nothing where there is no news."""
    assert writing.subject(DIGEST) == "Ports & power: Toll rises to five, and 1 more"
    assert writing.subject(replace(DIGEST, news=DIGEST.news[:1])) == "Ports & power: Toll rises to five"
    assert writing.subject(replace(DIGEST, news=())) == ""


def test_nothing_new_in_words():
    """A digest without news says so."""
    empty = replace(DIGEST, news=(), further=(), edits=(), quiet=(), faults=(), notes=(), reprints=0)
    assert (
        writing.markdown(empty) == "# Ports & power: Tuesday 24 November 2026\n\nNothing new since 23 November 2026.\n"
    )


@given(st.text(max_size=80))
def test_foreign_text_stays_text(words):
    """No title, reason or note can become markup of the digest."""
    hostile = replace(
        DIGEST,
        title=words,
        quiet=(words,),
        notes=(words,),
        faults=(Outage(Failure(words, words)),),
        further=(replace(PANELS, title=words, publisher=words),),
        edits=(EditedArticle(Known(7, "x", 1, "", MONDAY), replace(MONDAY, title=words), (words,), (words,)),),
    )
    tokens = MarkdownIt("commonmark").parse(writing.markdown(hostile))
    assert not any(token.type in {"html_block", "image"} for token in tokens)
    inner = [child.type for token in tokens for child in token.children or ()]
    assert not {"html_inline", "image"} & set(inner)
    assert sum(token.type == "heading_open" and token.tag in {"h1", "h2"} for token in tokens) == 6
