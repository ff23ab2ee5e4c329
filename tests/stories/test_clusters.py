from dataclasses import replace

import pytest
from newsroom import FERRY, FERRY_TOLD_ELSEWHERE, MUSEUM, STEEL, articles, prose

from briefer.stories import cluster
from briefer.stories.clusters import CUT, average_link, similarities, stories


def test_one_event_is_one_story_and_others_are_others():
    """Two reports of a sinking stand together; a closing mill and a new museum do not join them."""
    assert stories(articles(FERRY, STEEL, FERRY_TOLD_ELSEWHERE, MUSEUM)) == [[0, 2], [1], [3]]


def test_stories_hold_their_articles_and_are_numbered_by_their_first():
    """Each story is whole: articles with their own ids, copies, origins."""
    found = cluster(articles(STEEL, FERRY, MUSEUM, FERRY_TOLD_ELSEWHERE))
    assert [(s.id, [a.id for a in s.articles]) for s in found] == [("S1", ["A1"]), ("S2", ["A2", "A4"]), ("S3", ["A3"])]
    assert len(found[1].origins) == 2


def test_copies_always_stand_in_one_story():
    """A thousand reprints are one voice and do not change what else belongs to the story."""
    made = articles(*[FERRY] * 200, FERRY_TOLD_ELSEWHERE, STEEL)
    assert stories(made) == [list(range(201)), [201]]


def test_a_report_from_another_month_needs_more_in_common():
    """The same words weeks later are more likely the next event of the kind."""
    near = articles(FERRY, FERRY_TOLD_ELSEWHERE, published=["2031-05-02", "2031-05-04"])
    far = articles(FERRY, FERRY_TOLD_ELSEWHERE, published=["2031-05-02", "2031-07-20"])
    unknown = articles(FERRY, FERRY_TOLD_ELSEWHERE, published=["2031-05-02", None])
    assert similarities(near) == similarities(unknown)
    assert similarities(far)[0, 1] < 0.6 * similarities(near)[0, 1]


def test_few_and_many_articles_are_compared_alike(monkeypatch):
    """The arrays of a large run give what the loops of a small one give."""
    made = articles(FERRY, STEEL, FERRY_TOLD_ELSEWHERE, MUSEUM, prose(200, 1), prose(200, 2))
    few = similarities(made)
    monkeypatch.setattr("briefer.stories.clusters._FEW", 0)
    many = similarities(made)
    assert many.keys() == few.keys()
    assert many == pytest.approx(few)


def test_average_link_does_not_chain():
    """A is like B and B like C, but A is not like C: the mean decides."""
    chain = {(0, 1): 0.9, (1, 2): CUT + 0.05}
    assert average_link(3, chain, CUT) == [[2], [0, 1]]
    assert [sorted(g) for g in average_link(3, chain | {(0, 2): CUT}, CUT)] == [[0, 1, 2]]


def test_articles_without_words_stand_alone():
    """Nothing said is nothing in common."""
    silent = replace(articles(FERRY)[0], id="A1", text="...", title="", passages=())
    assert stories([silent, *articles(STEEL)]) == [[0], [1]]
