import pytest
from casefile import cases
from newsroom import FERRY, FERRY_TOLD_ELSEWHERE, MUSEUM, STEEL, articles, prose

from briefer.stories import story
from briefer.stories.overlaps import stated_by


def said(made, refs):
    """The sentences that refs name."""
    texts = {p.ref: p.text for a in made.articles for p in a.passages}
    return [texts[ref] for ref in refs]


def test_sentences_of_two_origins_that_state_one_fact_are_grouped():
    """The toll and the stopped ships are told twice; each group holds one sentence of each origin."""
    made = story(articles(FERRY, FERRY_TOLD_ELSEWHERE, MUSEUM))
    groups = [said(made, group) for group in made.overlaps]
    assert any(all("killed" in sentence for sentence in group) for group in groups)
    assert any(all("stopped all its" in sentence for sentence in group) for group in groups)
    for group in made.overlaps:
        origins = [made.origin_of(ref.split(".")[0]) for ref in group]
        assert len(set(origins)) == len(origins) > 1


def test_a_reprint_overlaps_with_nobody():
    """What one origin says twice is said once."""
    assert story(articles(FERRY, f"New headline\n\n{FERRY}")).overlaps == ()


def test_no_sentence_is_in_two_groups():
    """Groups do not share passages."""
    made = story(articles(FERRY, FERRY_TOLD_ELSEWHERE, FERRY.replace("Fourteen", "At least 14") + prose(300, 1)))
    refs = [ref for group in made.overlaps for ref in group]
    assert len(refs) == len(set(refs))


def test_what_is_stated_elsewhere_is_directed():
    """A short sentence stands within a long one, and not the other way round."""
    short = "Tarnholt Steel will close its rolling mill in Senn."
    long = "Tarnholt Steel will close its rolling mill in Senn next spring and move 300 of the 900 workers to Orre."
    made = articles(f"{short} Buses were late.", f"{long} It rained.")
    found = stated_by(made, story(made).origins)
    assert found == {"A1.1": ("A2.1",)}


def test_figures_that_differ_are_no_overlap():
    """Two tolls are a disagreement, not one fact."""
    made = story(articles(FERRY, FERRY_TOLD_ELSEWHERE.replace("fourteen", "eleven")))
    assert not any("killed" in s for group in made.overlaps for s in said(made, group))


def test_unrelated_articles_do_not_overlap():
    """A story made of strangers has nothing in common."""
    assert story(articles(FERRY, STEEL, MUSEUM)).overlaps == ()


ONE = (
    "Korvane builds delivery drones in Velmouth. Its drones fly on battery packs of Tarn Cells. {} "
    "Delivery drones need light battery packs. Korvane ordered its battery packs from Tarn Cells alone until spring. "
    "Tarn Cells makes battery packs for most delivery drones."
)
OTHER = (
    "Ostrel bought a stake in Tarn Cells last month. Ostrel competes with Korvane in delivery drones. {} "
    "Analysts say battery packs decide the race of delivery drones. Tarn Cells declined to comment on Korvane. "
    "A spokesman of Korvane called battery packs the heart of its drones."
)


@pytest.mark.parametrize("case", cases("stories/topic"), ids=str)
def test_the_words_that_a_whole_story_shares_are_no_statement(case):
    """In a story of one topic, a passage states a claim by what it says of the topic, or by the deed."""
    claim, passage = case.given.splitlines()
    made = story(articles(ONE.format(claim), OTHER.format(passage)))
    place = next(p.ref for p in made.articles[0].content if p.text == claim)
    texts = {p.ref: p.text for a in made.articles for p in a.passages}
    told = [texts[ref] for ref in stated_by(made.articles, made.origins).get(place, ())]
    assert ("stated" if passage in told else "not stated") == case.expected
    assert not told or case.expected == "stated", told
