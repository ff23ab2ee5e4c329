import subprocess
import sys
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import FERRY, FERRY_TOLD_ELSEWHERE, MUSEUM, STEEL, articles, prose

from briefer.records import Article, Passage, Span
from briefer.stories import cluster, story

TEXTS = [FERRY, FERRY_TOLD_ELSEWHERE, STEEL, MUSEUM, f"Headline\n\n{FERRY}", "One", "", "渡轮沉没。" * 9]


def article(number, text):
    """An article of one passage, whatever the text: what `reading` would refuse is given too."""
    passages = (Passage(f"A{number}.1", Span(0, len(text)), text),) if text else ()
    return Article(
        f"A{number}", f"{number}.txt", "", text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), passages
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(TEXTS), st.text(max_size=50)), min_size=1, max_size=7), st.randoms())
def test_the_order_of_articles_does_not_matter(texts, rnd):
    """A story and its parts are the same however its articles are handed over, and no article is lost."""
    made = [article(number, text) for number, text in enumerate(texts, 1)]
    shuffled = rnd.sample(made, len(made))
    assert story(shuffled) == story(made)
    assert cluster(shuffled) == cluster(made)
    assert sorted(a.id for s in cluster(made) for a in s.articles) == sorted(a.id for a in made)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=6), st.randoms())
def test_groups_follow_the_texts_and_not_the_ids(texts, rnd):
    """Articles that are numbered in another order are grouped alike."""
    made = [article(number, text) for number, text in enumerate(texts, 1)]
    order = rnd.sample(range(len(made)), len(made))
    again = [article(number, texts[i]) for number, i in enumerate(order, 1)]
    as_texts = [sorted(sorted(a.text for a in s.articles) for s in cluster(some)) for some in (made, again)]
    assert as_texts[0] == as_texts[1]


@pytest.mark.parametrize(
    "texts",
    [
        [FERRY],
        ["x"],
        ["word"] * 3,
        [prose(60, 1)] * 1000,
        ["word " * 1_000_000, FERRY],
        ["a" * 5_000_000, FERRY],
        ["渡轮沉没死亡十四人" * 400, "ボートが沈んだ。" * 50, "เรือเฟอร์รี่จม " * 50],
        ["\x00\ud800", "\u202edrow", "9" * 400, "1.2.3,4 % $ €"],
    ],
    ids=[
        "one",
        "one word",
        "equal words",
        "a thousand equal",
        "5 MB of words",
        "5 MB of a letter",
        "scripts",
        "litter",
    ],
)
def test_strange_articles_are_grouped_without_an_exception(texts):
    """Whatever comes in, every article is in one story, one origin and one group of copies."""
    made = [article(number, text) for number, text in enumerate(texts, 1)]
    whole = story(made)
    for groups in (
        whole.copies,
        [o.articles for o in whole.origins],
        [[a.id for a in s.articles] for s in cluster(made)],
    ):
        assert sorted(i for group in groups for i in group) == sorted(a.id for a in made)


def test_articles_of_nothing_but_boilerplate_are_kept():
    """An article without a content passage is part of the story and overlaps with nobody."""
    empty = replace(article(2, "Accept cookies"), passages=())
    assert [a.id for a in story([article(1, FERRY), empty]).articles] == ["A1", "A2"]


def test_an_article_keeps_its_place_among_ten():
    """A2 comes before A10."""
    made = articles(*[f"{prose(40, n)}" for n in range(11)])
    assert [a.id for a in story(made[::-1]).articles] == [f"A{n}" for n in range(1, 12)]


def test_a_handful_of_articles_needs_no_numpy():
    """A brief of six articles starts quickly: no numerical library is loaded for it."""
    code = (
        "import sys; sys.path.insert(0, 'tests'); from newsroom import *; from briefer.stories import *; "
        "from briefer.disagreements import find; find(story(articles(FERRY, STEEL, FERRY_TOLD_ELSEWHERE))); "
        "cluster(articles(FERRY, STEEL)); sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
