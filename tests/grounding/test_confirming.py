"""Who else states a claim, and that the brief, `briefer stories` and `verify` are of one mind about it."""

import numpy as np
import pytest
import tolvane
from casefile import cases
from test_corroboration import ROOT, story_of

from briefer import app
from briefer.grounding.confirming import confirmed, witnesses
from briefer.grounding.corroboration import corroboration
from briefer.grounding.ground import ground, grounds
from briefer.records import DraftClaim, Quote
from briefer.stories.overlaps import stated_by

QUAY = "The harbour closed its northern quay on Monday, since two cranes had lost their licence."
SHUT = "On Monday the northern quay of the harbour was shut, and ferries went to Halden."
OTHER = "The harbour will build a new northern quay for ferries in Halden next year."
BOILERPLATE = "Pell, 46, is married to Hana Oduya, an aide to Governor Ada Lund."


def claimed(text, *articles):
    """What becomes of a claim that cites its own sentence in the first of some articles, and the story."""
    on = grounds(story_of(*((f"Outlet {n}", "2026-03-09", article) for n, article in enumerate(articles))))
    claim = ground(DraftClaim(text, (Quote("A1.1", text),)), on).claim
    return confirmed(claim, witnesses(on)), on


class Near:
    """An encoder to which all sentences mean the same."""

    def encode(self, texts):
        """The same vector for each."""
        return np.ones((len(texts), 1), np.float32)


def test_an_encoder_seconds_who_else_states_a_claim():
    """What words half support counts where the meanings are near, and the citations alone give the same count."""
    spewed = "Families on Velm ran to the beach as the volcano spewed lava."
    erupted = "The volcano on Velm erupted and villagers ran to the harbour."
    claim, on = claimed(spewed, spewed, erupted)
    assert claim.corroboration == 1
    seconded = confirmed(claim, witnesses(on, Near()))
    assert [c.text for c in seconded.citations] == [spewed, erupted]
    assert corroboration(seconded.text, seconded.citations, on.origins, on.library).counted == seconded.origins


def test_an_origin_that_the_writer_did_not_cite_is_found_and_cited_whole():
    """The passage that states the claim's main clause is a citation like any other, whatever the reason it lacks."""
    claim, on = claimed(QUAY, QUAY, SHUT)
    assert claim.corroboration == 2
    assert [c.text for c in claim.citations] == [QUAY, SHUT]
    assert on.library["A2"].article.text[claim.citations[1].start : claim.citations[1].end] == SHUT


@pytest.mark.parametrize(
    "other",
    [
        OTHER,
        "The harbour did not close its northern quay on Monday.",
        "The harbour closed its northern quay on Tuesday.",
        "The airport of Senn closed its northern runway on Monday.",
    ],
    ids=["another deed", "a denial", "another day", "another place"],
)
def test_what_is_at_odds_confirms_nothing(other):
    """Words in common are no statement."""
    claim, _ = claimed(QUAY, QUAY, other)
    assert claim.corroboration == len(claim.citations) == 1


def test_a_fact_that_is_told_over_two_sentences_is_found():
    """Who it was may stand in the sentence before."""
    claim, _ = claimed(
        "Ada Lund resigned as head of the harbour board on Monday.",
        "Ada Lund resigned as head of the harbour board on Monday.",
        "Ada Lund has led the harbour board for nine years. She resigned on Monday, the city said.",
    )
    assert claim.corroboration == 2


def test_the_same_words_in_two_outlets_are_one_voice():
    """Agency copy that is printed word for word confirms nothing; what is told in other words still does."""
    apart = "Councilman Jory Pell denied it.", "A crude message has cost the councilman friends."
    alone, _ = claimed(BOILERPLATE, f"{BOILERPLATE} {apart[0]}", f"{BOILERPLATE} {apart[1]}")
    assert alone.corroboration == 1
    told = "Jory Pell is married to Hana Oduya, who is an aide to Governor Ada Lund."
    claim, _ = claimed(BOILERPLATE, f"{BOILERPLATE} {apart[0]}", f"{BOILERPLATE} {apart[1]}", told)
    assert claim.origins == ("O1", "O3")


STORIES = {
    "seeds": lambda: app.cluster(app.gather([str(ROOT / "seeds")]))[0],
    "tolvane": tolvane.story,
    **{
        f"{n}/{case}": lambda case=case: story_of(*outlets(case))
        for n in ("deeds", "parts")
        for case in cases(f"grounding/{n}")
    },
}


def outlets(case):
    """The two outlets of a case: what each says."""
    one, other, *_ = case.given.splitlines()
    return ("The Courier", None, one), ("The Herald", None, other)


@pytest.mark.parametrize("name", STORIES)
def test_brief_and_stories_agree_about_who_states_what(name):
    """Of every sentence of a story, as a claim, the brief counts those origins that `stated_by` names, and no other."""
    on = grounds(STORIES[name]())
    told, among = stated_by(on.story.articles, on.story.origins), witnesses(on)
    first = [a for a in on.story.articles if a.id in {origin.articles[0] for origin in on.story.origins}]
    for article in first:  # what an origin repeats, it says once
        for passage in article.content:
            claim = ground(DraftClaim(passage.text, (Quote(passage.ref, passage.text),)), on).claim
            if claim:
                named = {on.origins[ref.partition(".")[0]] for ref in (passage.ref, *told.get(passage.ref, ()))}
                assert set(confirmed(claim, among).origins) == named, passage.text
