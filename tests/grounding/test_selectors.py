"""Selectors that find their place again, and links that mark it on the live page."""

import json
import os
import re
from urllib.parse import unquote

import pytest
from casefile import cases
from escapes import meant
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.grounding.selectors import select, selectors, text_fragment
from briefer.records import Match, Span

fuzz = settings(max_examples=int(os.environ.get("BRIEFER_FUZZ", "150")), deadline=None)

TEXT = "🚢 It rained in Harle. The yard will close in May. “It will not,” said Moll. It rained in Harle again."


def span_of(part, text=TEXT, nth=0):
    """Where the n-th occurrence of a part of a text stands."""
    start = [m.start() for m in re.finditer(re.escape(part), text)][nth]
    return Span(start, start + len(part))


# --- W3C selectors ----------------------------------------------------------------------------------------


def test_the_selectors_are_those_of_the_recommendation():
    """A span is written as position and quote, in code points, with what stands before and after."""
    position, quote = selectors(TEXT, span_of("The yard will close in May"))
    assert position == {"type": "TextPositionSelector", "start": 22, "end": 48}
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "The yard will close in May",
        "prefix": "🚢 It rained in Harle. ",
        "suffix": ". “It will not,” said Moll. It r",
    }


def test_prefix_and_suffix_are_widened_until_they_name_one_place():
    """Where 32 characters either side do not name one place, more are taken."""
    text = f"First. {'The rain fell. ' * 9}Moll left. {'The rain fell. ' * 9}Second. {'The rain fell. ' * 9}Moll left. "
    text += "The rain fell. " * 9
    quote = selectors(text, span_of("Moll left", text, 1))[1]
    assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    assert 32 < len(quote["prefix"]) < 300


def test_the_place_is_found_again():
    """What `selectors` wrote, `select` finds, also through JSON."""
    for nth in (0, 1):
        span = span_of("It rained in Harle", nth=nth)
        found = select(TEXT, json.loads(json.dumps(selectors(TEXT, span))))
        assert (found.start, found.end, found.match) == (*span, Match.EXACT)


def test_the_place_is_found_after_the_text_has_moved():
    """When the text has grown in front, the quote selector finds the place."""
    made = selectors(TEXT, span_of("It rained in Harle", nth=1))
    moved = "A new first line.\n" + TEXT
    assert select(moved, made).start == span_of("It rained in Harle", moved, 1).start


def test_the_place_is_found_after_the_typography_has_changed():
    """When quotation marks and spaces have changed, the ladder finds the place, and prefix and suffix choose it."""
    made = selectors(TEXT, span_of("“It will not,” said Moll"))
    changed = TEXT.replace("“", '"').replace("”", '"').replace("May. ", "May.\n\n")
    found = select(changed, made)
    assert changed[found.start : found.end] == '"It will not," said Moll'
    assert found.match is Match.TYPOGRAPHIC


def test_a_place_that_is_gone_is_not_found():
    """When the words have changed, nothing is found, whatever stands at the position."""
    made = selectors(TEXT, span_of("The yard will close in May"))
    assert select(TEXT.replace("May", "July"), made) is None


@pytest.mark.parametrize(
    "malformed",
    [
        [],
        [{}],
        [None, 3, "x"],
        [{"type": "TextPositionSelector", "start": 0, "end": 5}],
        [{"type": "TextQuoteSelector"}],
        [{"type": "TextQuoteSelector", "exact": 7}],
        [{"type": "TextQuoteSelector", "exact": "", "prefix": None, "suffix": 3}],
        [{"type": "CssSelector", "value": "p"}],
    ],
    ids=str,
)
def test_selectors_that_say_nothing_find_nothing(malformed):
    """Malformed selectors and those of other kinds are passed over."""
    assert select(TEXT, malformed) is None


@pytest.mark.parametrize("position", [{"start": -4, "end": 3}, {"start": "0", "end": 9}, {"start": 9, "end": 9**9}, {}])
def test_a_position_out_of_range_is_passed_over(position):
    """A position that cannot be is passed over; the quote still counts."""
    quote = {"type": "TextQuoteSelector", "exact": "The yard will close in May"}
    found = select(TEXT, [{"type": "TextPositionSelector", **position}, quote])
    assert (found.start, found.end) == span_of("The yard will close in May")


@fuzz
@given(st.text(min_size=1), st.data())
def test_every_span_is_found_again(text, data):
    """Whatever the text, the place that selectors were made for is found."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = select(text, selectors(text, span))
    assert (found.start, found.end) == span


# --- text fragments ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("selectors"), ids=str)
def test_the_link_to_the_live_page(case):
    """A link marks the cited words and no others, or there is none."""
    url, _, marked = meant(case.given).partition("\n")
    text = marked.replace("<<", "").replace(">>", "")
    span = Span(marked.index("<<"), marked.index(">>") - 2)
    assert (text_fragment(url, text, span) or "none") == case.expected


def test_a_long_stretch_is_named_by_its_ends():
    """A span of more than 300 characters is linked by its first and last words."""
    text = "Before. " + " ".join(f"word{i}" for i in range(100)) + " after."
    span = span_of(" ".join(f"word{i}" for i in range(100)), text)
    assert text_fragment("https://example.org/", text, span) == (
        "https://example.org/#:~:text=word0%20word1%20word2,word97%20word98%20word99"
    )


def test_a_lone_surrogate_is_not_linked():
    """What cannot stand in a web page is not linked."""
    text = "The yard \ud800 will close in May."
    assert text_fragment("https://example.org/", text, Span(0, len(text) - 1)) is None


def browser_finds(text, link):
    """The stretch that a browser marks: a plain reading of the rules, for text in which every line is a block."""
    terms = link.partition(":~:text=")[2].split(",")
    prefix = unquote(terms.pop(0)[:-1]) if terms[0].endswith("-") else ""
    suffix = unquote(terms.pop()[1:]) if terms[-1].startswith("-") else ""
    start, *end = map(unquote, terms)
    page = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    between = re.escape(start) + (rf".*?{re.escape(end[0])}" if end else "")
    pattern = (
        (rf"{re.escape(prefix)}\s*" if prefix else "")
        + rf"({between})"
        + (rf"\s*{re.escape(suffix)}" if suffix else "")
    )
    found = re.search(pattern, page, re.IGNORECASE | re.DOTALL)
    return found and found[1]


@fuzz
@given(
    st.lists(st.sampled_from(["the", "yard", "The", "well-known", "may,", "Moll", "&", "5%", "\n", "é"]), max_size=80),
    st.data(),
)
def test_a_browser_marks_what_was_cited(tokens, data):
    """Wherever there is a link, what it leads to reads as what was cited."""
    text = " ".join(tokens)
    words = [m.span() for m in re.finditer(r"\S+", text)]
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    span = Span(words[first][0], words[data.draw(st.integers(first, len(words) - 1))][1])
    link = text_fragment("https://example.org/", text, span)
    if link is not None:
        assert browser_finds(text, link).split() == span.of(text).split()
