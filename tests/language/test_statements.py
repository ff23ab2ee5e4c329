import pytest
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st

from briefer.language.identify import detect
from briefer.stories.overlaps import STATED, states


@pytest.mark.parametrize("case", cases("stories/statements"), ids=str)
def test_a_sentence_states_what_another_says_or_does_not(case):
    """Each case of the file comes out as it says."""
    claim, passage = case.given.splitlines()
    value = states(claim, passage, language=detect(passage))
    assert ("stated" if value >= STATED else "not stated") == case.expected, value


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_have_a_support_from_0_to_1(claim, passage):
    """Whatever the characters, the measure is a share."""
    assert 0.0 <= states(claim, passage) <= 1.0


@given(st.from_regex(r"[A-Z][a-z]{3,8}( [a-z]{4,9}){6,12}\.", fullmatch=True))
def test_a_sentence_of_many_words_states_itself(sentence):
    """What is said is said."""
    words = set(sentence.lower().rstrip(".").split())
    value = states(sentence, sentence)
    assert value >= STATED or len(words) < 6
