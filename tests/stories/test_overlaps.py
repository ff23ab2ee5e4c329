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
