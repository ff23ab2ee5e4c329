"""The evidence page: its text, and what a browser makes of it."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from briefs import large, sample
from browser import MISSING, Browser, browser  # noqa: F401 - browser is a fixture

import briefer
from briefer.channels import html
from briefer.channels.captions import Numbering
from briefer.channels.html.evidence import pieces
from briefer.records import Kind, Passage, Span

SEEDS = Path(__file__).parents[2] / "seeds"
HIGHLIGHTED = "return [...document.querySelectorAll('mark.on')].map(mark => mark.textContent)"


class Outline(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, page):
        """Read the page."""
        super().__init__()
        self.tags = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The sample brief's page, as a file's address."""
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(html.render(sample()), encoding="utf-8")
    return path.as_uri()


def test_the_pieces_of_a_text_are_the_text(brief):
    """Cutting a text for its marks loses and moves nothing."""
    numbering = Numbering(brief)
    for article, evidence in numbering.by_article():
        assert "".join(piece.text for piece in pieces(article, evidence)) == article.text


def test_overlapping_citations_share_their_common_stretch(brief):
    """Where two citations overlap, both cover the piece between their borders."""
    article = brief.articles[0]
    first, second = Numbering(brief).of(brief.claims[0])[0], Numbering(brief).of(brief.claims[1])[0]
    moved = dataclasses.replace(
        second, citation=dataclasses.replace(second.citation, start=first.citation.end - 6, end=first.citation.end + 3)
    )
    shared = [piece.text for piece in pieces(article, [first, moved]) if len(piece.evidence) == 2]
    assert shared == ["s hurt"]


def test_what_is_no_content_is_dimmed_with_its_reason(brief):
    """Page litter stays on the page, greyed, and says why it was not used."""
    article = brief.articles[3]
    passage = Passage("A4.1", Span(0, 16), article.text[:16], Kind.BOILERPLATE, "heading of the blog")
    dim = dataclasses.replace(article, passages=(passage,))
    shown = html.render(dataclasses.replace(brief, articles=(*brief.articles[:3], dim)))
    assert '<span class="aside" title="heading of the blog"># My week at sea</span>' in shown


def test_the_page_needs_no_network_and_allows_only_its_own_script(brief):
    """Nothing is loaded from anywhere, no element carries script or style, and the policy forbids all but our own."""
    outline = Outline(html.render(brief))
    loading = {"src", "srcset", "action", "data", "style", "poster", "background"}
    assert not [
        (tag, attrs) for tag, attrs in outline.tags if loading & attrs.keys() or any(a.startswith("on") for a in attrs)
    ]
    assert not {"link", "iframe", "img", "object", "embed", "form", "base"} & {tag for tag, _ in outline.tags}
    policy = next(attrs["content"] for _, attrs in outline.tags if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_without_embedded_sources_the_quotations_stand_alone(brief):
    """A brief without its sources still shows every quoted word, marked."""
    bare = dataclasses.replace(brief, articles=tuple(dataclasses.replace(a, text="") for a in brief.articles))
    shown = html.render(bare)
    assert "<blockquote>“<span id=" in shown
    assert "We will not open one berth" not in shown


def test_two_briefs_share_a_page_without_sharing_an_id(brief):
    """Several stories on one page keep their citations and claims apart."""
    ids = [attrs["id"] for _, attrs in Outline(html.render_all([brief, brief], title="Two")).tags if "id" in attrs]
    assert len(ids) == len(set(ids)) == 2 * len([a for _, a in Outline(html.render(brief)).tags if "id" in a])


# --- in a browser -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["sample", "seeds"])
def shown(request, tmp_path_factory):
    """A brief and its page: the sample, and the one that is made of the sample articles."""
    made = sample() if request.param == "sample" else briefer.brief([str(SEEDS)])
    path = tmp_path_factory.mktemp(request.param) / "brief.html"
    path.write_text(html.render(made), encoding="utf-8")
    return made, path.as_uri()


def test_choosing_a_citation_marks_exactly_its_words(browser, shown):  # noqa: F811
    """Click every citation: what lights up is the cited text, behind an emoji and around an omission too."""
    brief, page = shown
    browser.open(page)
    numbers = browser.run("return [...document.querySelectorAll('.brief .cite')].map(a => a.dataset.e)")
    evidence = {str(e.number): e for e in Numbering(brief).all}
    assert set(numbers) == set(evidence)
    for index, number in enumerate(numbers):
        browser.click(".brief .cite", index)
        assert "".join(browser.run(HIGHLIGHTED)) == evidence[number].citation.text
        at = browser.run(
            "const r = document.querySelector('mark.on').getBoundingClientRect(); return [r.top, r.bottom]"
        )
        assert at[0] >= 0
        assert at[1] <= browser.run("return innerHeight")
    assert browser.log() == []


def test_a_large_page_marks_every_citation(browser, tmp_path):  # noqa: F811
    """Sixty claims from forty sources: all 124 citations light up their words."""
    brief = large()
    path = tmp_path / "large.html"
    path.write_text(html.render(brief), encoding="utf-8")
    browser.open(path.as_uri())
    lit = browser.run(
        "return [...document.querySelectorAll('.brief .cite')].map(a => { a.click();"
        "return [a.dataset.e, [...document.querySelectorAll('mark.on')].map(m => m.textContent).join('')]; })"
    )
    evidence = {str(e.number): e.citation.text for e in Numbering(brief).all}
    assert len(lit) >= 124
    assert [text for number, text in lit] == [evidence[number] for number, _ in lit]


def test_the_omission_is_lit_less_than_the_quoted_words(browser, page, brief):  # noqa: F811
    """Of an elided quotation, the quoted stretches can be told from what lies between them."""
    browser.open(page)
    browser.click(".brief .cite")
    strong = browser.run("return [...document.querySelectorAll('mark.on:not(.gap)')].map(m => m.textContent)")
    citation = Numbering(brief).all[0].citation
    assert strong == [citation.text[s.start - citation.start : s.end - citation.start] for s in citation.segments]


def test_the_page_works_from_the_keyboard(browser, page):  # noqa: F811
    """Enter opens a citation, n and p walk through them, Escape returns to where the reader was."""
    browser.open(page)
    browser.run("document.querySelector('.brief .cite').focus()")
    browser.press("\ue007")
    assert browser.run("return document.activeElement.tagName") == "MARK"
    browser.press("n")
    assert browser.run("return document.querySelector('.brief .cite[aria-current]').dataset.e") == "2"
    browser.press("p")
    browser.press("\ue00c")
    assert browser.run("return [document.activeElement.dataset.e, document.querySelectorAll('mark.on').length]") == [
        "1",
        0,
    ]


def test_a_link_to_a_citation_opens_it(browser, page):  # noqa: F811
    """A page that is opened at a citation's address shows that citation."""
    browser.open("about:blank")
    browser.open(page + "#e3")
    assert browser.run(HIGHLIGHTED) == ["The port will stay shut until Friday"]
    assert browser.run(
        "const below = document.querySelector('.chosen').getBoundingClientRect().bottom;"
        "return document.querySelector('mark.on').getBoundingClientRect().top > below"
    )
    assert browser.run("return document.querySelector('.cite[aria-current]').getBoundingClientRect().top") > 0


@pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
def test_a_phone_never_scrolls_sideways(page):
    """At 360 pixels the page is one column and nothing sticks out."""
    window = Browser(width=500)
    try:
        metrics = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
        window.devtools("Emulation.setDeviceMetricsOverride", **metrics)
        window.open(page)
        assert window.run("return [innerWidth, document.documentElement.scrollWidth]") == [360, 360]
        window.click(".brief .cite", 2)
        assert "".join(window.run(HIGHLIGHTED)) == "The port will stay shut until Friday"
    finally:
        window.close()


@pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
def test_without_scripts_the_citations_are_links_to_the_marked_words(page):
    """With scripts off the page is a document: a citation leads to its words, and those lead back."""
    window = Browser(scripts=False)
    try:
        window.open(page)
        window.click(".brief .cite", 2)
        target = window.run("return document.querySelector(':target').textContent")
        assert target == "The port will stay shut until Friday"
        assert not window.run("return document.documentElement.classList.contains('js')")
        assert re.fullmatch("b1-C2", window.run("return document.querySelector(':target ~ a.back').hash.slice(1)"))
    finally:
        window.close()
