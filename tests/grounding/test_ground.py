"""Grounding: what is published, what is withheld, and who is counted."""

import pytest
import tolvane
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st

from briefer.grounding.ground import ground, grounds
from briefer.grounding.support import evidence, source, sources
from briefer.records import Citation, DraftClaim, Kind, Match, Quote, Severity, Span

STORY = tolvane.story()
ON = grounds(STORY)


def outcome(draft):
    """What became of a draft claim, as the case file writes it."""
    result = ground(draft, ON)
    if result.rejected:
        return f"withheld {next(f.check for f in result.rejected.findings if f.severity is Severity.REJECT)}"
    lines = [f"{c.article}|{c.match}|{c.text}" for c in result.claim.citations]
    return "\n".join([f"published {' '.join(result.claim.origins) or 'none'}", *lines])


@pytest.mark.parametrize("case", cases("grounding/claims"), ids=str)
def test_code_decides_what_is_published(case):
    """A proposed claim ends as the case says."""
    text, *quotes = case.given.splitlines()
    draft = DraftClaim(text, tuple(Quote(*line.split("|", 1)) for line in quotes))
    assert outcome(draft) == case.expected


@given(st.data())
def test_any_citable_sentence_grounds_to_itself(data):
    """A claim that is a source's own sentence, quoted whole, is published with exactly those characters."""
    article = data.draw(st.sampled_from(STORY.articles))
    passage = data.draw(st.sampled_from([p for p in article.content if len(p.text) > 40]))
    result = ground(DraftClaim(passage.text, (Quote(passage.ref, passage.text),)), ON)
    assert result.claim
    (citation,) = result.claim.citations
    assert article.text[citation.start : citation.end] == citation.text == passage.text


@given(st.text(max_size=80), st.lists(st.tuples(st.text(max_size=8), st.text(max_size=120)), max_size=3))
def test_nothing_raises_on_arbitrary_claims(text, quotes):
    """Whatever a writer says is either published or withheld with a reason."""
    result = ground(DraftClaim(text, tuple(Quote(*q) for q in quotes)), ON)
    assert (result.claim is None) != (result.rejected is None)
    assert result.claim or result.rejected.findings


def test_a_quote_that_is_not_found_comes_with_the_true_words():
    """The hint for a repair is what the source really says."""
    result = ground(DraftClaim("x y", (Quote("A1.3", "Bramwick paid 50 million crowns for a third of Oriel"),)), ON)
    assert "40 million" in result.hint


def test_evidence_is_the_whole_sentence_and_its_neighbours():
    """A span is judged with its sentence, then one sentence either side, then the whole article and its title."""
    article = STORY.articles[0]
    start = article.text.index("40 million")
    piece = evidence(
        [Citation("A1", start, start + 10, "40 million", Match.EXACT, (Span(start, start + 10),))], ON.library
    )
    (found,) = piece.pieces
    assert found.sentences.startswith("Bramwick paid 40 million")
    assert found.sentences.count("\n") == 0
    assert "Tolvane ended" in found.around
    assert "300 workers" in found.around
    assert article.title in found.source


def test_what_no_reader_would_call_the_article_is_no_evidence():
    """Litter and orders to a machine are left out of the text that names are looked up in."""
    readable = source(STORY.articles[1]).readable
    marked = [p for p in STORY.articles[1].passages if p.kind in {Kind.BOILERPLATE, Kind.INSTRUCTION}]
    assert len(marked) == 2
    assert not any(p.text in readable for p in marked)


def test_a_span_touches_every_passage_it_reaches_into():
    """A citation over two sentences is judged with both."""
    library = sources(STORY.articles)
    first, second = STORY.articles[0].content[:2]
    assert library["A1"].passages(Span(first.span.start + 3, second.span.start + 3)) == (1, 2)


def test_a_flood_of_quotes_is_refused_at_once():
    """A thousand invented quotes are not looked for one by one."""
    quotes = tuple(Quote("A9.9", f"invented words that stand nowhere at all {n}") for n in range(1_000))
    result = ground(DraftClaim("Tolvane ended its contract.", quotes), ON)
    assert [f.message for f in result.rejected.findings] == ["1000 quotes are more than a sentence needs"]
