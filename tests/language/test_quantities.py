"""Quantities: what is read, what it is worth, what states what."""

from decimal import Decimal

import pytest
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st

from briefer.language.quantities import QuantityKind, extract, states

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read(given):
    """The quantities of a case: lines `language:` and `published:`, then the text."""
    settings = {"language": "en", "published": None}
    lines = given.splitlines()
    while lines and lines[0].partition(":")[0] in settings:
        key, _, value = lines.pop(0).partition(": ")
        settings[key] = None if value == "unknown" else value
    return extract("\n".join(lines), **settings)


def number(value):
    """A value without the zeros that its scale leaves behind."""
    return f"{value.normalize():f}"


def amount(quantity):
    """A number as a case file has it."""
    value = number(quantity.value)
    if quantity.upper is not None:
        value += f"..{number(quantity.upper)}"
    if quantity.other is not None:
        value += f" or {number(quantity.other)}"
    return f"{quantity.text} = {quantity.kind} {value} {quantity.unit}".rstrip()


def day(when):
    """One reading of a date as a case file has it."""
    if when.decade is not None:
        return f"{when.decade}s"
    text = str(when.year) if when.year is not None else "--" if when.month else ""
    if when.month is not None:
        text += f"-{when.month:02}" if when.year is not None else f"--{when.month:02}"
    if when.day is not None:
        text += f"-{when.day:02}"
    if when.quarter is not None:
        text += f" Q{when.quarter}"
    if when.weekday is not None:
        text += f" {WEEKDAYS[when.weekday]}"
    return text.strip()


def date(quantity):
    """A date as a case file has it."""
    if quantity.kind is not QuantityKind.DATE:
        return f"{quantity.text} = {quantity.kind}"
    return f"{quantity.text} = {' or '.join(map(day, quantity.when)) or 'nothing'}"


@pytest.mark.parametrize("case", cases("quantities/numbers"), ids=str)
def test_numbers_are_read_with_unit_and_scale(case):
    """A number is worth the same however it is written, and numbers of names are none."""
    assert [amount(quantity) for quantity in read(case.given)] == case.expected.splitlines()


@pytest.mark.parametrize("case", cases("quantities/dates"), ids=str)
def test_dates_are_read_with_their_readings(case):
    """A date has the parts that the text states or that follow from the day of publication."""
    found = [q for q in read(case.given) if q.kind in (QuantityKind.DATE, QuantityKind.MEASURE)]
    assert [date(quantity) for quantity in found] == case.expected.splitlines()


@pytest.mark.parametrize("case", cases("quantities/states"), ids=str)
def test_what_states_what(case):
    """A claim's quantity is stated by the same one, or by one with more digits that rounds to it."""
    verdicts = {}
    for line in case.given.splitlines():
        evidence, claim = line.split(" => ")
        wanted = extract(claim, language="en")
        assert wanted, f"nothing to check in {claim!r}"
        verdicts[line] = all(states(extract(evidence, language="en"), quantity) for quantity in wanted)
    assert verdicts == dict.fromkeys(verdicts, case.expected == "stated")


def test_spans_index_into_the_text():
    """A quantity's span is where its text stands, after characters of any width."""
    text = "😀 “Café” – $14.3 billion…"
    (found,) = extract(text)
    assert found.span.of(text) == found.text == "$14.3 billion"


def test_words_around_say_how_exact_a_number_is():
    """Bounds are read in the claim's own words."""
    bounds = [str(q.bound) for q in extract("about 5, more than 6, nearly 7, 8 or more, some 9, 10", language="en")]
    assert bounds == ["about", "over", "under", "over", "about", "exact"]


def test_a_number_keeps_the_word_that_it_counts():
    """The noun after a count is kept, for those who compare two counts."""
    assert [q.noun for q in extract("24 people died in 3 towns and 2 of them burned")] == ["people", "towns", ""]


@given(st.text(max_size=200), st.sampled_from([None, "en", "de", "fr", "es", "it", "pt", "nl", "zh", "xx"]))
def test_any_text_can_be_read(text, language):
    """Nothing raises on any text, and every span is inside it."""
    for quantity in extract(text, published="2025-06-13", language=language):
        assert quantity.span.of(text) == quantity.text != ""


PIECES = """
$ € £ % - . , ' : / 1 4 14 300 2025 june 12 may march thursday half a an and of one two twenty hundred million billion
bn m k st th percent per cent points to between q 3 quarter years ago old last next in the AI GPT
"""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=12), st.sampled_from(["", " "]))
def test_a_text_states_its_own_quantities(pieces, gap):
    """Whatever is read from a text is stated by that text."""
    text = gap.join(pieces)
    found = extract(text, published="2025-06-13", language="en")
    assert all(states(found, quantity) for quantity in found)


@given(st.integers(1, 10**12), st.sampled_from(["", "$", "€"]), st.sampled_from(["", "%", " km"]))
def test_a_changed_digit_is_never_stated(number, before, after):
    """A number of thirteen or more is not stated by the next one."""
    same = extract(f"{before}{number + 13}{after}", language="en")
    other = extract(f"{before}{number + 14}{after}", language="en")
    assert states(same, same[0])
    assert not states(same, other[0])


@pytest.mark.parametrize("scale", ["hundred", "dozen", "million", "lakh", "crore"])
@pytest.mark.parametrize("first", ["two", "2", "half a", "9" * 24, "twenty"])
def test_an_astronomic_number_is_a_figure_of_speech(first, scale):
    """A pile of scale words raises nothing, and no number outgrows exact decimals."""
    assert all(quantity.value < 10**20 for quantity in extract(f"{first} {f'{scale} ' * 400}"))


def test_long_digits_are_no_number():
    """A million digits are a code: no number, no error, no time lost."""
    assert extract("7" * 1_000_000) == ()
    assert extract("1," * 500_000) == ()


def test_the_unit_is_never_guessed():
    """A bare number has no unit, and its value is exact."""
    (found,) = extract("0.1", language="en")
    assert (found.unit, found.value) == ("", Decimal("0.1"))
