"""The evidence page: its text, and what a browser makes of it."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from briefs import full, large
from browser import MISSING, Browser, browser  # noqa: F401 - browser is a fixture

import briefer
from briefer.channels import html, outlet_names
from briefer.channels.html.evidence import pieces
from briefer.channels.html.numbering import Numbering
from briefer.channels.html.page_lines import told
from briefer.channels.literal import clean
from briefer.language.lexicon import languages, lines
from briefer.records import Kind, Passage, Span

SEEDS = Path(__file__).parents[2] / "seeds"
ENTER, SPACE, ESCAPE = "\ue007", " ", "\ue00c"
MARKED = "return [...document.querySelectorAll('mark.on')].map(mark => mark.textContent)"
CHOSEN = "return document.querySelector('.line.on .said')?.textContent ?? null"
BRIGHT = "return [...document.querySelectorAll('.line:not(.dim) .said')].map(said => said.textContent)"
STATUS = "return document.querySelector('.filtered span').textContent"
OPEN = "return [...document.querySelectorAll('.source[open] .outlet')].map(name => name.textContent)"


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
    """The address of the page of a brief with one of everything."""
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(html.render(full()), encoding="utf-8")
    return path.as_uri()


def test_the_sections_stand_in_the_order_of_a_newspaper():
    """What happened, where sources differ, who says what, and what lies behind and ahead; small print last."""
    headings = re.findall(r"<h2[^>]*>([^<]*)</h2>", html.render(full()))
    assert headings == [
        *("Key facts", "Where sources differ", "Who says what", "Quotes", "Timeline", "Background", "Outlook"),
        *("Questions", "Sources", "Notes", "Withheld", "Coverage"),
    ]


def test_a_section_without_content_is_absent(brief):
    """A brief of one sentence has no heading but that of its sources and of what became of them."""
    short = dataclasses.replace(brief, claims=brief.claims[:1], disagreements=(), rejected=())
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", html.render(short)) == ["Sources", "Coverage"]


def test_the_day_of_the_run_stands_in_the_small_print_alone(brief):
    """Above the lead are the days of the news; when the brief was made is told at the end."""
    later = dataclasses.replace(brief.provenance, created="2026-04-01T07:00:00Z")
    shown = html.render(dataclasses.replace(full(), provenance=later))
    assert "10–11 March 2026" in shown.split('<p class="lead">')[0]
    assert "1 April 2026" in shown.split("<footer>")[1]
    assert "1 April 2026" not in shown.split("<footer>")[0]


def test_the_speaker_of_a_position_and_of_a_quotation_stands_out():
    """A name is in bold where the line has it; the line itself stays as it was checked."""
    shown = html.render(full())
    assert "<strong>Ines Quillfeather</strong>, harbour master: the port stays shut until Friday" in shown
    assert (
        "<q>“We will not open one berth before every bolt has been looked at”</q>"
        '<span class="speaker"> — <strong>Ines Quillfeather</strong>, harbour master</span>'
    ) in shown


def test_what_stands_around_a_german_brief_is_german(brief):
    """Headings, marks and buttons are in the language of the brief; what the checks say is not, and is marked so."""
    german = dataclasses.replace(full(), articles=tuple(dataclasses.replace(a, language="de") for a in brief.articles))
    shown = html.render(german)
    headings = re.findall(r"<h2[^>]*>([^<]*)</h2>", shown)
    assert headings[:2] == ["Das Wichtigste", "Wo sich die Quellen unterscheiden"]
    assert "10.–11. März 2026" in shown
    assert "<span>3 Medien</span>" in shown
    assert '<article class="story" id="b1" lang="de">' in shown
    assert '<div class="after" lang="en">' in shown
    above = re.sub(r"<[^>]*>", " ", shown.split("</head>")[1].split('<div class="after"')[0])
    assert not {"Only here", "Show all", "Sources", "Open the original"} & {part.strip() for part in above.split("  ")}


def test_each_language_has_all_words_of_the_page():
    """A language that has captions for the page has the same ones as English."""
    keys = {code: {line.partition(": ")[0] for line in lines(code, "page_captions")} for code in languages()}
    assert {code: keys["en"] ^ found for code, found in keys.items() if found and found != keys["en"]} == {}


def test_hostile_parts_of_an_entry_stay_text():
    """A speaker, an occasion, a day and a question of markup are shown as they are written."""
    evil = '<img src=x onerror="alert(1)">'
    brief = full()
    one = brief.quotes[0]
    entries = [
        dataclasses.replace(one, claim=dataclasses.replace(one.claim, text=text), who=evil, about=evil, day=evil)
        for text in (f"{evil}, {evil}: {evil}", f"“{evil}” — {evil}, {evil}", evil)
    ]
    asked = (dataclasses.replace(brief.questions[0], question=evil),)
    hostile = dataclasses.replace(brief, voices=entries, quotes=entries, timeline=entries, questions=asked)
    outline = Outline(html.render(hostile))
    assert "img" not in {tag for tag, _ in outline.tags}
    assert html.render(hostile).count("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;") > 20


def test_few_outlets_are_named_and_many_are_counted(brief):
    """Behind a sentence stand up to two names, else how many outlets say it."""
    marks = re.findall(r'<a class="by"[^>]*>(.*?)<sup>', html.render(brief))
    assert [re.sub("<[^>]*>", "", mark) for mark in marks[:3]] == [
        "The Tarn Crier, Shipping Ledger",
        "3 outlets",
        "The Tarn Crier",
    ]


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


@pytest.fixture(scope="module", params=["full", "seeds", "large"])
def shown(request, tmp_path_factory):
    """A brief and its page: one with everything, the one of the sample articles, and a large one."""
    made = {"full": full, "large": large, "seeds": lambda: briefer.brief([str(SEEDS)])}[request.param]()
    path = tmp_path_factory.mktemp(request.param) / "brief.html"
    path.write_text(html.render(made), encoding="utf-8")
    return made, path.as_uri()


def test_every_sentence_is_on_the_page_letter_by_letter(browser, shown):  # noqa: F811
    """What is shown of a sentence is its text, whatever its parts look like."""
    brief, page = shown
    browser.open(page)
    texts = browser.run("return [...document.querySelectorAll('.line .said')].map(said => said.textContent)")
    assert texts == [clean(claim.text) for claim in told(brief)]


def test_a_click_marks_all_words_in_all_sources(browser, shown):  # noqa: F811
    """Choose a sentence: what lights up is all it cites, in every article, and nothing else."""
    brief, page = shown
    browser.open(page)
    lit = browser.run(
        "return [...document.querySelectorAll('.line .by')].map(by => { by.click();"
        " const texts = {};"
        " for (const mark of document.querySelectorAll('mark.on'))"
        "   { const id = mark.closest('.source').dataset.o; texts[id] = (texts[id] || '') + mark.textContent; }"
        " return texts; })"
    )
    names = list(dict.fromkeys(outlet_names.names(brief).values()))
    for found, claim in zip(lit, told(brief), strict=True):
        cited = {}
        for article in brief.articles:
            inside = {i for c in claim.citations if c.article == article.id for i in range(c.start, c.end)}
            if inside:
                name = str(names.index(outlet_names.names(brief)[article.id]))
                cited[name] = cited.get(name, "") + "".join(article.text[i] for i in sorted(inside))
        assert found == cited
    assert browser.log() == []


def test_the_first_words_are_in_sight_and_each_can_be_jumped_to(browser, page):  # noqa: F811
    """After a click the first marked words are on the screen below the list of outlets; its links lead to each."""
    browser.open(page)
    browser.click(".by", 1)
    place = (
        "const r = arguments[0].getBoundingClientRect();"
        "const card = document.querySelector('.card').getBoundingClientRect();"
        "return r.top >= card.bottom && r.bottom <= innerHeight"
    )
    assert browser.run(place.replace("arguments[0]", "document.querySelector('mark.on')"))
    names = browser.run("return [...document.querySelectorAll('.note.on .cite b')].map(b => b.textContent)")
    assert names == ["The Tarn Crier", "Northquay Wire", "Shipping Ledger"]
    browser.click(".note.on .cite", 2)
    assert browser.run("return document.activeElement.textContent") == (
        "The east quay at Tarn Mouth is closed until Friday"
    )
    assert browser.run(place.replace("arguments[0]", "document.activeElement"))


def test_the_sources_stand_beside_the_brief_where_there_is_room(browser, page):  # noqa: F811
    """On a desk the brief is at the left and its sources at the right, in sight wherever the reader is."""
    browser.open(page)
    browser.run("scrollTo(0, 700)")
    left, right = browser.run(
        "return ['.brief', '.sources'].map(one => document.querySelector(one).getBoundingClientRect().toJSON())"
    )
    assert left["right"] <= right["left"]
    assert right["top"] == 0


def test_only_sources_that_back_the_sentence_stay_open(browser, page):  # noqa: F811
    """While a sentence is chosen the other articles are folded; letting go brings them back."""
    browser.open(page)
    before = browser.run(OPEN)
    browser.click(".by", 3)
    assert browser.run(OPEN) == ["Shipping Ledger"]
    browser.press(ESCAPE)
    assert browser.run(OPEN) == before == ["The Tarn Crier", "Northquay Wire", "Shipping Ledger"]
    assert browser.run(MARKED) == []


def test_the_omission_is_lit_less_than_the_quoted_words(browser, page, brief):  # noqa: F811
    """Of an elided quotation, the quoted stretches can be told from what lies between them."""
    browser.open(page)
    browser.click(".by")
    strong = browser.run("return [...document.querySelectorAll('mark.on:not(.between)')].map(m => m.textContent)")
    first, second = brief.claims[0].citations
    parts = [first.text[s.start - first.start : s.end - first.start] for s in first.segments]
    assert "".join(strong) == "".join([*parts, second.text])


def test_words_in_a_source_lead_to_each_sentence_that_they_back(browser, page):  # noqa: F811
    """A click on marked words chooses the sentence they back; further clicks go on to the others in turn."""
    browser.open(page)
    shut = "document.querySelector('#e3 mark')"
    found = []
    for _ in range(3):
        browser.run(f"{shut}.click()")
        found.append(browser.run(CHOSEN))
    assert found == [
        "The quay stays shut until Friday.",
        "Ines Quillfeather, harbour master: the port stays shut until Friday",
        "The quay stays shut until Friday.",
    ]


def test_the_page_works_from_the_keyboard(browser, page):  # noqa: F811
    """Enter and Space open a sentence's words, j and k walk through the sentences, Escape returns to where one was."""
    browser.open(page)
    browser.run("document.querySelector('.by').focus()")
    for key in (ENTER, SPACE):
        browser.press(key)
        assert browser.run("return document.activeElement.matches('.note.on .cite')")
        assert browser.run(CHOSEN).startswith("A crane fell")
        browser.press(ESCAPE)
        assert browser.run("return document.activeElement === document.querySelector('.by')")
        assert browser.run(CHOSEN) is None
    browser.press("j")
    browser.press("j")
    assert browser.run(CHOSEN) == "The damage is 3.2 million crowns."
    browser.press("k")
    assert browser.run(CHOSEN) == "The quay stays shut until Friday."
    assert browser.run("return document.activeElement.getAttribute('aria-pressed')") == "true"
    said = browser.run("return document.querySelector('.unseen[role=status]').textContent")
    assert said == "2 independent sources: The Tarn Crier, Northquay Wire, Shipping Ledger"


def test_an_outlet_keeps_its_sentences_bright(browser, page):  # noqa: F811
    """Choosing outlets dims what none of them backs, opens their articles and says so."""
    browser.open(page)
    chip = "document.querySelectorAll('.chip[data-o]')[{}].click()"
    names = browser.run(
        "return [...document.querySelectorAll('.chip[data-o]')].map(c => c.firstChild.textContent.trim())"
    )
    assert names == ["Shipping Ledger", "The Tarn Crier", "Northquay Wire"]
    browser.run(chip.format(2))
    assert browser.run(BRIGHT) == [full().claims[1].text, full().quotes[0].claim.text]
    assert browser.run(OPEN) == ["Northquay Wire"]
    assert browser.run(STATUS) == "2 of 13 sentences: Northquay Wire"
    browser.run(chip.format(0))
    assert browser.run(STATUS) == "11 of 13 sentences: Shipping Ledger, Northquay Wire"
    assert browser.run("return [...document.querySelectorAll('.chip')].map(c => c.getAttribute('aria-pressed'))") == [
        *("false", "true", "false", "true")
    ]
    browser.click(".filtered button")
    assert len(browser.run(BRIGHT)) == 13
    assert browser.run(STATUS) == ""


def test_only_here_keeps_what_one_source_alone_says(browser, page):  # noqa: F811
    """What a text and its reprint say counts as said by one; together with an outlet it is what that one alone has."""
    browser.open(page)
    browser.click(".chip[data-alone]")
    alone = [c.text for c in told(full()) if len({a for x in c.citations for a in (x.article,)} - {"A3"}) == 1]
    assert browser.run(BRIGHT) == alone
    assert browser.run(STATUS) == "9 of 13 sentences: Only here"
    browser.click(".chip[data-o]", 2)
    assert browser.run(BRIGHT) == [full().quotes[0].claim.text]
    browser.press(ESCAPE)
    assert len(browser.run(BRIGHT)) == 13


def test_the_browser_asks_nobody_for_anything(browser, page):  # noqa: F811
    """Opening the page and using it makes no request but that for the page itself."""
    browser.open(page)
    browser.click(".by")
    browser.click(".chip")
    assert browser.run("return performance.getEntriesByType('resource').map(e => e.name)") == []
    assert browser.log() == []


def test_a_link_to_words_or_to_a_sentence_opens_it(browser, page):  # noqa: F811
    """A page that is opened at the address of some words, a sentence or its note shows that sentence's words."""
    for anchor in ("#e3", "#b1-s2", "#b1-n2"):
        browser.open("about:blank")
        browser.open(page + anchor)
        assert browser.run(CHOSEN) == "The quay stays shut until Friday."
        assert browser.run(
            "const below = document.querySelector('.card').getBoundingClientRect().bottom;"
            "return document.querySelector('mark.on').getBoundingClientRect().top >= below"
        )
        assert browser.run("return document.querySelector('.line.on').getBoundingClientRect().top") > 0


def test_two_stories_on_one_page_do_not_touch_one_another(browser, tmp_path):  # noqa: F811
    """Choosing and filtering in one brief leaves the other as it is."""
    path = tmp_path / "two.html"
    path.write_text(html.render_all([full(), full()], title="Two"), encoding="utf-8")
    browser.open(path.as_uri())
    browser.run("document.querySelector('#b2 .by').click()")
    assert browser.run("return document.querySelectorAll('#b1 .on').length") == 0
    assert browser.run("return document.querySelectorAll('#b2 .on').length") > 3
    browser.run("document.querySelector('#b1 .chip[data-o]').click()")
    assert browser.run("return document.querySelectorAll('#b2 .dim').length") == 0
    assert browser.run("return document.querySelectorAll('#b1 .dim').length") > 0


def test_on_paper_every_sentence_has_an_endnote(browser, page):  # noqa: F811
    """Printed, each mark has the number of a note with outlets and words; buttons and whole texts are gone."""
    browser.open(page)
    browser.devtools("Emulation.setEmulatedMedia", media="print")
    try:
        seen = "return [...document.querySelectorAll('{}')].filter(e => e.checkVisibility()).map(e => e.textContent)"
        numbers = browser.run(seen.format(".by sup"))
        assert numbers == [str(number) for number in range(1, 14)]
        assert browser.run("return [...document.querySelectorAll('.note')].map(n => String(n.value))") == numbers
        words = browser.run(seen.format(".note .cite q"))
        assert len(words) == sum(len(claim.citations) for claim in told(full()))
        assert browser.run(seen.format("button, .text, .tools")) == []
        assert browser.run(seen.format(".printed")) == ["https://crier.example/crane", "https://wire.example/q?id=7"]
    finally:
        browser.devtools("Emulation.setEmulatedMedia", media="")


@pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
def test_a_phone_never_scrolls_sideways(shown):
    """At 360 pixels the page is one column, nothing sticks out, and the words lead back to the sentence."""
    brief, page = shown
    window = Browser(width=500)
    try:
        metrics = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
        window.devtools("Emulation.setDeviceMetricsOverride", **metrics)
        window.open(page)
        assert window.run("return [innerWidth, document.documentElement.scrollWidth]") == [360, 360]
        below = "return ['.sources', '.brief'].map(one => document.querySelector(one).getBoundingClientRect())"
        assert window.run(below + ".reduce((sources, brief) => sources.top >= brief.bottom)")
        window.click(".by", 1)
        assert window.run(CHOSEN) == clean(list(told(brief))[1].text)
        assert window.run("return document.documentElement.scrollWidth") == 360
        window.click("[data-do=back]")
        at = window.run(
            "const r = document.querySelectorAll('.by')[1].getBoundingClientRect(); return [r.top, r.bottom]"
        )
        assert 0 <= at[0] <= at[1] <= 740
    finally:
        window.close()


@pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
def test_long_names_and_words_stay_inside_a_phone(tmp_path):
    """Outlets, speakers, questions and headlines without a space in them break rather than stick out."""
    long = "W" * 90
    brief = full()
    articles = tuple(
        dataclasses.replace(a, publisher=a.id + long, url=f"https://w.example/{long}", title=long)
        for a in brief.articles
    )
    voice = dataclasses.replace(
        brief.voices[0], claim=dataclasses.replace(brief.voices[0].claim, text=f"{long}: {long}")
    )
    wide = dataclasses.replace(
        brief,
        headline=long,
        articles=articles,
        voices=(dataclasses.replace(voice, who=long),),
        questions=(dataclasses.replace(brief.questions[0], question=long),),
    )
    path = tmp_path / "wide.html"
    path.write_text(html.render(wide), encoding="utf-8")
    window = Browser(width=500)
    try:
        metrics = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
        window.devtools("Emulation.setDeviceMetricsOverride", **metrics)
        window.open(path.as_uri())
        for step in ("", ".by", ".chip"):
            window.run("if (arguments[0]) document.querySelector(arguments[0]).click()", step)
            assert window.run("return [innerWidth, document.documentElement.scrollWidth]") == [360, 360]
    finally:
        window.close()


@pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
def test_without_scripts_the_marks_are_links_to_the_words(page):
    """With scripts off the page is a document: a mark leads to its list, that to the words, and those lead back."""
    window = Browser(scripts=False)
    try:
        window.open(page)
        assert not window.run("return document.documentElement.classList.contains('js')")
        assert not window.run("return document.querySelector('.chip').checkVisibility()")
        window.click(".by", 1)
        assert window.run("return document.querySelector(':target').checkVisibility()")
        window.click(":target .cite")
        assert window.run("return document.querySelector(':target').textContent") == (
            "The port will stay shut until Friday"
        )
        window.click(":target ~ a.back")
        assert window.run("return document.querySelector(':target .said').textContent") == (
            "The quay stays shut until Friday."
        )
    finally:
        window.close()
