"""What is new against what was told before, claim by claim."""

import re

import pytest
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st

from briefer.digest.delta import Earlier, delta
from briefer.records import Article, Citation, Claim, Match, Section, Span

LINE = re.compile(r"(\w+): (.*)")


def article(published):
    """The article that a claim cites."""
    return {"A1": Article("A1", "a", "a", "text", "0" * 64, published=published, language="en")}


def claim(text, name="C1"):
    """A claim that cites the one article."""
    return Claim(
        name, text, Section.KEY_FACTS, (Citation("A1", 0, 4, "text", Match.EXACT, (Span(0, 4),)),), (), ("O1",)
    )


def earlier(text, publisher="courier"):
    """A claim that was told on 20 November."""
    return Earlier(claim(text), "2026-11-20T07:00:00Z", article("2026-11-20"), (frozenset({publisher}),))


def changes(before, after, publisher="herald"):
    """How the sentences of 21 November stand to those of the day before."""
    claims = [claim(text, f"C{n}") for n, text in enumerate(after, 1)]
    return delta(claims, article("2026-11-21"), {"O1": frozenset({publisher})}, [earlier(text) for text in before])


def described(change):
    """A change as the case file writes it."""
    values = f" ({change.values[0]} -> {change.values[1]})" if change.values else ""
    return f"{change.kind}{values}: {change.claim.text}"


@pytest.mark.parametrize("case", cases("delta/changes"), ids=str)
def test_how_a_claim_stands_to_what_was_told(case):
    """A claim is new, changed, confirmed by a further origin, or known."""
    (_, before), (publisher, after) = (LINE.fullmatch(line).groups() for line in case.given.splitlines())
    (change,) = changes([before], [after], publisher.lower())
    assert described(change) == case.expected


def test_what_changes_twice_is_held_against_the_last_value():
    """A number that changed before is compared with its latest value."""
    told = ["Wexmoor will cut 300 jobs at its Port Ellery yard.", "Wexmoor will cut 450 jobs at its Port Ellery yard."]
    (change,) = changes(told, ["Wexmoor will cut 500 jobs at its Port Ellery yard."])
    assert change.earlier.claim.text == told[1]


def test_the_words_behind_a_claim_were_told_too():
    """What stands in the quotations under an earlier claim is known, though the claim itself said less."""
    quoted = "Wexmoor will cut 300 jobs at its Port Ellery yard."
    citation = Citation("A1", 0, len(quoted), quoted, Match.EXACT, (Span(0, len(quoted)),))
    told = Claim("C1", "Wexmoor will cut jobs.", Section.KEY_FACTS, (citation,), (), ("O1",))
    before = [Earlier(told, "2026-11-20T07:00:00Z", article("2026-11-20"), (frozenset({"courier"}),))]
    found = delta([claim(quoted)], article("2026-11-21"), {"O1": frozenset({"courier"})}, before)
    assert [c.kind for c in found] == ["known"]


def test_the_same_publisher_confirms_nothing():
    """A further article of an origin that said so before is no confirmation."""
    text = "Wexmoor will cut 300 jobs at its Port Ellery yard."
    assert [c.kind for c in changes([text], [text], "courier")] == ["known"]
    assert [c.kind for c in changes([text], [text], "herald")] == ["confirmed"]


def test_an_origin_without_a_name_confirms_nothing():
    """Where nobody can tell who says it, nothing counts as a further source."""
    text = "Wexmoor will cut 300 jobs at its Port Ellery yard."
    found = delta([claim(text)], article("2026-11-21"), {}, [earlier(text)])
    assert [c.kind for c in found] == ["known"]


@given(st.lists(st.text(max_size=60), max_size=5))
def test_what_was_told_is_never_new(texts):
    """Any sentences told a second time by the same publisher are all known, in their order."""
    found = changes(texts, texts, "courier")
    assert [(c.claim.text, c.kind) for c in found] == [(text, "known") for text in texts]


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=60), max_size=4))
def test_every_claim_has_its_place(before, after):
    """Whatever the texts, each claim comes back once, in order, as one of the four kinds."""
    found = changes(before, after)
    assert [c.claim.text for c in found] == after
    assert all((c.earlier is None) == (c.kind == "new") for c in found)
