import pytest
from newsroom import FERRY, FERRY_TOLD_ELSEWHERE, MUSEUM, STEEL, articles, prose

from briefer.stories import story


def grouped(made):
    """The articles of each origin."""
    return [list(origin.articles) for origin in story(made).origins]


def links(made, kind):
    """The links of one kind, with their reasons."""
    return [(link.a, link.b, link.reason) for link in story(made).links if link.kind == kind]


def test_independent_reports_are_origins_of_their_own():
    """Two newsrooms that tell one event in their own words count as two."""
    assert grouped(articles(FERRY, FERRY_TOLD_ELSEWHERE)) == [["A1"], ["A2"]]


def test_a_reprint_is_no_second_origin():
    """A copy with a new headline stands with its original, and the link says how much it shares."""
    made = articles(f"Dozens feared dead\n\n{FERRY}", STEEL, FERRY)
    assert grouped(made) == [["A1", "A3"], ["A2"]]
    assert story(made).copies == (("A1", "A3"), ("A2",))
    [(a, b, reason)] = links(made, "copy")
    assert (a, b, reason) == ("A3", "A1", "100 % of its text is in A1")


def test_a_third_of_the_text_in_common_is_one_origin_but_no_copy():
    """Two articles worked up from one agency text are not independent."""
    shared = prose(70, 1)
    made = articles(f"{shared} {prose(90, 2)}", f"{prose(90, 3)} {shared}")
    assert grouped(made) == [["A1", "A2"]]
    assert story(made).copies == (("A1",), ("A2",))
    assert links(made, "origin") == [("A1", "A2", "41 % of its text is in A2")]


def test_one_agency_is_one_origin():
    """What credits the same wire is counted once, in whatever words it was rewritten."""
    made = articles(f"ORRE (AP) — {FERRY}", FERRY_TOLD_ELSEWHERE, f"VELM (AP) — {STEEL}")
    assert grouped(made) == [["A1", "A3"], ["A2"]]
    assert links(made, "origin") == [("A3", "A1", "both carry the text of AP")]


def test_the_agency_itself_and_its_customer_are_one_origin():
    """A paper that prints a wire story is no second source beside the wire."""
    made = articles(f"ORRE (Reuters) - {FERRY}", FERRY_TOLD_ELSEWHERE, publisher=["Velm Echo", "Reuters"])
    assert grouped(made) == [["A1", "A2"]]


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        (["https://www.bbc.co.uk/a", "https://www.bbc.com/b"], 1),
        (["https://example.org/a", "https://news.example.org/b"], 1),
        (["https://example.org/a", "https://example.net/b"], 2),
        (["https://a.substack.com/p/1", "https://b.substack.com/p/2"], 2),
        ([None, None], 2),
    ],
)
def test_one_publisher_is_one_origin(urls, expected):
    """Articles of one publishing house count once; blogs on one host are strangers."""
    assert len(grouped(articles(FERRY, FERRY_TOLD_ELSEWHERE, url=urls))) == expected


def test_every_article_is_linked_to_the_story_with_a_reason():
    """Whoever asks why two articles stand together is told what they share."""
    made = articles(FERRY, FERRY_TOLD_ELSEWHERE)
    [(a, b, reason)] = links(made, "story")
    assert {a, b} == {"A1", "A2"}
    assert reason.startswith("both name ")
    assert "Orre" in reason
    assert links(articles(FERRY, MUSEUM), "copy") == []
