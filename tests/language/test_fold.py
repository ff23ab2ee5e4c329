"""The normal forms, their way back to the source, and published text."""

import os
import unicodedata
from itertools import pairwise

import pytest
from casefile import cases
from escapes import meant
from hypothesis import given, settings
from hypothesis import strategies as st
from work import growth, steps

from briefer.language.characters import clean
from briefer.language.fold import fold_loose, fold_typographic, loose, typographic
from briefer.language.words import count, cuts, unspaced

EXAMPLES = int(os.environ.get("BRIEFER_FUZZ", "200"))
fuzz = settings(max_examples=EXAMPLES, deadline=None)

ODD = "“”’—–-…. \n\u00a0\u200b\u00ad\u0301\u1100\u1161\u11abﬁ½²ßİ&amp;;$%5中ガ👍🏽\u200d❤️\ud800\0Ãâ€™"
TEXTS = st.one_of(st.text(), st.text(alphabet=ODD + "abc", max_size=60))


@pytest.mark.parametrize("case", cases("fold"), ids=str)
def test_the_forms_of_a_text(case):
    """A text has the typographic and loose forms that the case says."""
    text = meant(case.given)
    forms = [typographic(text), loose(text), loose(text, " ")]
    expected = meant(case.expected).split("\n")
    assert [form.text.strip() for form in forms] == (expected + expected[-1:])[:3]


def forms_of(text):
    """All three forms."""
    return typographic(text), loose(text), loose(text, " ")


@fuzz
@given(TEXTS)
def test_the_way_back_is_in_range_and_in_order(text):
    """Every character of a form came from a place in the source, and the places ascend."""
    for folded in forms_of(text):
        places = [folded.span(at, at + 1) for at in range(len(folded.text))]
        assert all(0 <= place.start < place.end <= len(text) for place in places)
        assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(places))


@fuzz
@given(TEXTS, st.data())
def test_a_stretch_goes_back_to_all_that_it_came_from(text, data):
    """The span of a stretch begins where its first character came from and ends where its last one did."""
    for folded in forms_of(text):
        if folded.text:
            start = data.draw(st.integers(0, len(folded.text) - 1))
            end = data.draw(st.integers(start + 1, len(folded.text)))
            first, last = folded.span(start, start + 1), folded.span(end - 1, end)
            assert folded.span(start, end) == (first.start, last.end)


@fuzz
@given(TEXTS)
def test_a_typographic_form_is_its_own(text):
    """Folding what is folded changes nothing, save what was encoded twice."""
    once = typographic(text.translate(dict.fromkeys(map(ord, "&âÃÂ")))).text
    assert fold_typographic(once).text == once


@fuzz
@given(st.text(alphabet=st.characters(categories=["L", "Mn", "Nd", "Zs"]), max_size=40))
def test_composed_and_decomposed_text_have_one_form(text):
    """A text and its canonical decomposition have the same typographic form, save what looks misread."""
    composed = unicodedata.normalize("NFC", text.translate(dict.fromkeys(map(ord, "âÃÂ"))))
    assert typographic(unicodedata.normalize("NFD", composed)).text == typographic(composed).text


@fuzz
@given(st.text(alphabet="0123456789.,-%$€ ab", max_size=40))
def test_the_loose_form_keeps_every_digit_and_sign(text):
    """Digits, percent and currency signs are the same before and after, in the same order."""
    kept = [char for char in text if char in "0123456789%$€"]
    for folded in forms_of(text):
        assert [char for char in folded.text if char in "0123456789%$€"] == kept


def test_a_second_quote_costs_no_folding():
    """The forms of a source are remembered."""
    text = "“Remembered” — once."
    assert typographic(text) is typographic("".join(list(text)))
    assert loose(text) is loose(text)


def test_plain_text_is_folded_in_few_steps():
    """All three forms of plain text cost a dozen steps a character, and twice the text at most twice that."""
    plain = 'The yard of Harle, which is "old", lost $14.3 million in 2025. It will not re-open in May, said Moll.\n\n'

    def fold(times):
        folded = fold_typographic(plain * times)
        fold_loose(folded)
        fold_loose(folded, " ")

    assert growth(fold, 100) < 2.2
    assert steps(lambda: fold(100)) < 12 * 100 * len(plain)


# --- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("places"), ids=str)
def test_where_a_word_or_number_may_be_cut(case):
    """A quote may begin and end between words and numbers, and never inside one."""
    for line in meant(case.given).split("\n"):
        inside = cuts(line.replace("|", ""), line.index("|"))
        assert inside is (case.expected == "inside"), line


@given(st.text())
def test_every_text_has_a_number_of_words(text):
    """Words are counted as stretches between white space that have a letter or digit."""
    assert count(text) == sum(any(char.isalnum() for char in piece) for piece in text.split())
    assert 0 <= unspaced(text) <= len(text)


# --- published text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("plain text\n\twith two lines", "plain text\n\twith two lines"),
        ("nul\0 and bell\a and escape\x1b[31m", "nul and bell and escape[31m"),
        ("\u202egnp.exe\u202c \u2067x\u2069 \u200f\u200e\u061c", "gnp.exe x "),
        ("tags \U000e0041\U000e007f are hidden", "tags  are hidden"),
        ("windows\r\nold\rmac\u2028end", "windows\nold\nmac\nend"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("👨\u200d👩\u200d👧 ❤️ می\u200cخواهم é", "👨\u200d👩\u200d👧 ❤️ می\u200cخواهم é"),
    ],
)
def test_what_is_published(text, published):
    """Control, bidirectional and invisible characters are not published; what a script needs is."""
    assert clean(text) == published


@given(st.text(st.characters()))
def test_published_text_can_be_written(text):
    """Whatever comes in, what is published is valid UTF-8, and publishing it again changes nothing."""
    assert clean(text).encode("utf-8").decode("utf-8") == clean(clean(text))
