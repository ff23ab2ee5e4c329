"""A sentence is read once, and what is read in it is what all rooms share."""

from itertools import pairwise

import pytest
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st

from briefer.language.sentence import sentence, sentences


def written(clause):
    """A clause as a case file has it."""
    said = (clause.who, clause.did, clause.whom, clause.denied, clause.unsure, clause.said_by)
    parts = (part if isinstance(part, str) else " ".join(sorted(part)) for part in said)
    return " ".join(" | ".join(parts).split())


@pytest.mark.parametrize("case", cases("language/clauses"), ids=str)
def test_a_sentence_is_read_clause_by_clause(case):
    """Who did what to whom, denied or not, how surely and who says so, as the case has it."""
    assert [written(clause) for clause in sentence(case.given).clauses] == [
        line.strip() for line in case.expected.splitlines()
    ]


def test_the_day_of_a_clause_is_read_from_its_words():
    """When it happened stands in the clause that tells it, reckoned from the day of the article."""
    told = sentence("The plant closed on Monday, and Orr resigned on 3 April.", None, "2026-11-25")
    assert [[date.text for date in clause.when] for clause in told.clauses] == [["Monday"], ["3 April"]]
    assert told.clauses[0].when[0].when[1].day == 23


def test_a_text_is_read_once():
    """Whoever asks for a sentence gets the same value, and so do the sentences of a text."""
    text = "Orr sued Lind. Lind left."
    assert sentence("Orr sued Lind.") is sentence("Orr sued Lind.")
    assert sentences(text)[0] is sentence("Orr sued Lind.")
    assert sentence("Orr sued Lind.", "de") is not sentence("Orr sued Lind.")


@given(st.text(max_size=200), st.sampled_from([None, "de", "fr", "ja", "xx"]))
def test_any_text_is_read(text, language):
    """Nothing raises, the clauses cover the text without overlap, and every word stands where it says."""
    one = sentence(text, language)
    spans = [clause.span for clause in one.clauses]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(word.start + len(word.text) <= len(text) for word in one.words)
    assert one.negated == bool(one.denials)
    assert set(one.supposing) <= set(one.hedges)
    assert one.predicate is one.predicate
