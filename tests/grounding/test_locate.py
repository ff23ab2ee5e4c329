"""Locating quotes: the ladder's cases, the choice between occurrences, and rules that hold for any text."""

import doctest
import os
import re
from importlib import import_module

import pytest
from casefile import CASES, cases
from escapes import meant
from hypothesis import given, settings
from hypothesis import strategies as st
from work import growth, steps

from briefer.grounding.locate import locate, nearest, quote_problem
from briefer.records import Match, Span

FILES = sorted(path.stem for path in (CASES / "locate").glob("*.md"))
EXAMPLES = int(os.environ.get("BRIEFER_FUZZ", "150"))
fuzz = settings(max_examples=EXAMPLES, deadline=None)


def described(text, found):
    """What was found, as the case files write it."""
    return f"{found.match}|{' || '.join(span.of(text) for span in found.segments)}" if found else "nothing"


@pytest.mark.parametrize("case", [case for name in FILES for case in cases(f"locate/{name}")], ids=str)
def test_a_quote_is_found_as_the_case_says(case):
    """A quote is found where its words stand, whatever the typography, and nowhere else."""
    source, _, quote = meant(case.given).partition("\n> ")
    assert described(source, locate(source, quote)) == meant(case.expected)


# --- choosing ---------------------------------------------------------------------------------------------

QUOTE = "The yard will close in May"
TWICE = f"{QUOTE}. Nobody believed it. {QUOTE}, said Moll. “{QUOTE}”"


def test_the_first_occurrence_is_taken():
    """Of several occurrences the first is taken when nothing is known of the place."""
    assert locate(TWICE, QUOTE).start == 0


@pytest.mark.parametrize("start", [m.start() for m in re.finditer(QUOTE, TWICE)])
def test_the_passage_that_was_named_wins(start):
    """Of several occurrences the one inside the passage that the writer named is taken."""
    assert locate(TWICE, QUOTE, near=Span(max(0, start - 1), start + len(QUOTE) + 1)).start == start


def test_failing_that_the_nearest_one_wins():
    """An occurrence next to the named passage wins over one farther away."""
    near = Span(TWICE.index("Nobody") + 10, TWICE.index("The yard", 30) - 1)
    assert locate(TWICE, QUOTE, near=near).start == TWICE.index("The yard", 30)


def test_the_named_passage_wins_over_a_closer_form():
    """The named passage wins even when another place has the quote character for character."""
    text = 'He said "it\'s over" to the yard. She said “it’s over” to the yard.'
    found = locate(text, '"it\'s over" to the yard', near=Span(text.index("She"), len(text)))
    assert (found.match, found.start) == (Match.TYPOGRAPHIC, text.index("“"))


def test_a_quote_outside_the_named_passage_is_still_found():
    """A quote that stands only elsewhere in the article is found there."""
    assert locate(TWICE, "Nobody believed it. The yard", near=Span(0, 27)).start == TWICE.index("Nobody")


@pytest.mark.parametrize(
    ("prefix", "suffix", "which"), [("", ", said Moll", 1), ('said Moll. "', "", 2), ("zzz", "qqq", 0)]
)
def test_prefix_and_suffix_choose(prefix, suffix, which):
    """Prefix and suffix choose between occurrences, in any typography; where they fit none, the first is taken."""
    starts = [m.start() for m in re.finditer(QUOTE, TWICE)]
    assert locate(TWICE, QUOTE, prefix=prefix, suffix=suffix).start == starts[which]


def test_a_gap_is_at_most_600_characters():
    """Fragments may leave out 600 characters, and not one more."""

    def gapped(number):
        return "The yard was built by hand " + "x" * (number - 2) + " and will close in May"

    quote = "The yard was built by hand … and will close in May"
    assert locate(gapped(600), quote).match is Match.ELIDED
    assert locate(gapped(601), quote) is None


def test_a_quote_in_more_than_ten_pieces_is_no_quote():
    """What is stitched together from many pieces is not found."""
    pieces = [f"the yard number {i} is old" for i in range(11)]
    text = ", and ".join(pieces)
    assert locate(text, " … ".join(pieces[:10])) is not None
    assert locate(text, " … ".join(pieces)) is None


# --- quotes that are none ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        ("", "the quote is empty"),
        (" … ", "the quote is empty"),
        ("Reuters", "the quote has 1 word; it needs at least 4"),
        ("the company said", "the quote has 3 words; it needs at least 4"),
        ("so it is as", "the quote has 11 characters; it needs at least 12"),
        ("火曜日に契約を", "the quote has 7 characters; it needs at least 8"),
        ("火曜日に契約を終えた", None),
        ("the company said so", None),
    ],
)
def test_why_a_quote_is_too_short(quote, problem):
    """A quote that is too short to point at anything is told so in plain words."""
    assert quote_problem(quote) == problem


# --- the hint ---------------------------------------------------------------------------------------------


def test_the_nearest_words_are_a_hint():
    """A false quote gets the true words back, whole words and as the source writes them."""
    text = "It rained. The yard of Harle lost “$14.3 million” in the first half of the year, said Moll. It snowed."
    hint = nearest(text, "The yard of Harle lost $17.3 million in the first half of the year")
    assert hint == "The yard of Harle lost “$14.3 million” in the first half of the year"


@pytest.mark.parametrize("text", ["", "…", "It rained all day in the hills."])
def test_nothing_near_gives_no_hint(text):
    """Where nothing in the source comes near, there is no hint."""
    assert nearest(text, "Zyxgloth quunvex brillopk fjordsmyth") is None


# --- any text whatever ------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["yard", "Harle", "14.3", "$14", "5%", "-5", "GPT-4", "can’t", "“old”", "naïve", "cafe\u0301", "ﬁrst", "re-signed",
     "…", "—", "U.S.", "3,000", "&amp;", "\u200b", "中国", "🚢", "❤️", "U+00", "\x00", "\ud800", "(not)", "Straße", "½"]
)  # fmt: skip
PROSE = st.lists(st.tuples(WORDS, st.sampled_from([" ", "\n", "\u00a0", "  "])), max_size=30).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
ANY = st.one_of(PROSE, st.text(max_size=120))


def sound(text, found):
    """Whether the offsets are in range and in order."""
    flat = [place for span in found.segments for place in span]
    return (
        flat == sorted(flat)
        and (found.start, found.end) == (flat[0], flat[-1])
        and 0 <= flat[0] < flat[-1] <= len(text)
    )


@fuzz
@given(ANY, ANY)
def test_any_quote_gets_an_answer(text, quote):
    """Whatever text and quote are, there is an answer, and its offsets are in range."""
    found = locate(text, quote)
    assert found is None or sound(text, found)
    assert nearest(text, quote) is None or nearest(text, quote) in text


@fuzz
@given(PROSE, st.data())
def test_a_slice_on_word_boundaries_is_found_exactly(text, data):
    """A slice of a text that cuts no word is found, character for character."""
    edges = [m.span() for m in re.finditer(r"\S+", text)]
    if not edges:
        return
    first = data.draw(st.integers(0, len(edges) - 1))
    start, end = edges[first][0], edges[data.draw(st.integers(first, len(edges) - 1))][1]
    quote = text[start:end]
    found = locate(text, quote)
    if quote_problem(quote) is None:
        assert found is not None
        assert text[found.start : found.end] == quote
        assert found.match is Match.EXACT


@fuzz
@given(PROSE, st.integers(0, 200), st.sampled_from("0123456789"))
def test_a_changed_digit_is_never_found(text, at, digit):
    """No typography makes up for a digit that differs."""
    digits = [m.start() for m in re.finditer(r"[0-9]", text)]
    if digits and quote_problem(text) is None:
        place = digits[at % len(digits)]
        assert text[place] == digit or locate(text, text[:place] + digit + text[place + 1 :]) is None


@fuzz
@given(PROSE, st.integers(0, 200), st.sampled_from(["zebra", "[zebra]", "not", "9", "… zebra …"]))
def test_an_invented_word_is_never_found(text, at, word):
    """A word that the source has not is found nowhere, in brackets or between ellipses either."""
    words = text.split(" ")
    words.insert(at % len(words), word)
    assert locate(text, " ".join(words)) is None


# --- texts made to waste time -----------------------------------------------------------------------------

FIVE_MB = 5_000_000
ENDLESS = [
    "a",
    "a ",
    "…",
    "… ",
    "1",
    " ",
    "\n",
    "'",
    "(",
    "-",
    "&",
    "é",
    "ß",
    "½",
    "中",
    "\0",
    "\u200b",
    "\u0301",
    "\ud800",
]
ODD_QUOTES = [
    "the quick brown fox jumps over the lazy dog",
    "a a a a a a a a a … a a a a a a a a a",
    "the quick brown fox " * 5_000,
    "a… " * 30_000,
    "\0 \0 \0 \ud800 quick brown fox",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", ENDLESS, ids=ascii)
def test_a_source_of_5_mb_of_one_character_is_answered(piece):
    """A source of five megabytes of the same few characters is answered, and what is found stands there."""
    text = piece * (FIVE_MB // len(piece.encode("utf-8", "surrogatepass")))
    for quote in ODD_QUOTES:
        found = locate(text, quote, near=Span(100, 200), prefix="a a")
        assert found is None or sound(text, found)


@pytest.mark.parametrize("piece", ENDLESS, ids=ascii)
@pytest.mark.parametrize("quote", ODD_QUOTES, ids=lambda quote: ascii(quote[:20]))
def test_work_grows_no_faster_than_the_source(piece, quote):
    """Twice as many of the same few characters are at most twice the work."""
    assert growth(lambda size: locate(piece * size, quote, near=Span(100, 200), prefix="a a"), 4_000) < 2.2


def yards(number, town="Harle"):
    """A source that many quotes are taken from, and the quotes."""
    text = "\n\n".join(f"“Yard number {i} of {town} will close in May”, said Moll — again." for i in range(number))
    return text, [f'"Yard number {i} of {town} will close in May", said Moll - again.' for i in range(number)]


def test_a_thousand_citations_are_located():
    """Each of a thousand quotes from one source is found where it stands."""
    text, quotes = yards(1_000)
    for i, quote in enumerate(quotes):
        found = locate(text, quote)
        assert f"number {i} of" in text[found.start : found.end]


@pytest.mark.parametrize("number", [500, 1_000])
def test_the_forms_of_a_source_are_remembered(number):
    """The first quote reads the whole source; the next ones cost little, however long the source is."""
    text, quotes = yards(number, town="Orre")  # a text that no test has read before
    first, *others = (steps(lambda quote=quote: locate(text, quote)) for quote in quotes[:40])
    assert first > 50 * number
    assert max(others) < 3_000


@pytest.mark.parametrize(
    "name", ["language.characters", "language.fold", "language.words", "grounding.locate", "grounding.selectors"]
)
def test_the_examples_in_the_documentation_hold(name):
    """What the docstrings show is what happens."""
    failed, tried = doctest.testmod(import_module(f"briefer.{name}"))
    assert tried
    assert not failed
