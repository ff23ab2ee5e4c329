"""Whole pages, written for this project in the ways in which real ones are made: the article, and nothing else."""

from pathlib import Path

import pytest

from briefer.formats import extract
from briefer.records import RawArticle

PAGES = sorted((Path(__file__).parent.parent / "cases" / "formats" / "pages").glob("*.html"))


def sentences(path):
    """The paragraphs of a page's true text."""
    return path.with_suffix(".txt").read_text(encoding="utf-8").strip().split("\n\n")


def read(path):
    """What is read of a page."""
    return extract(RawArticle(path.name, path.read_bytes(), "text/html"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_paragraph_of_the_article_is_read(path):
    """No sentence is lost but a heading or a dateline of a few words."""
    text = read(path).text
    missing = [paragraph for paragraph in sentences(path) if paragraph not in text]
    assert all(len(paragraph) < 40 for paragraph in missing), missing


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_hardly_anything_else_is_read(path):
    """What stands around the article is at most a fifth of what is read."""
    text = read(path).text
    true = sum(len(paragraph) for paragraph in sentences(path) if paragraph in text)
    assert true >= 0.8 * len(text)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("broadsheet", "seagull7"),
        ("broadsheet", "A cow was found"),
        ("weblog", "heating did not work"),
        ("ads", "Brand new kitchens"),
        ("german", "Cookies"),
        ("poisoned", "bankrupt"),
        ("poisoned", "cancelled"),
        ("poisoned", "410 million"),
        ("poisoned", "forging"),
        ("short", "Why your coffee"),
    ],
)
def test_what_is_no_part_of_the_article_cannot_be_quoted(page, words):
    """Comments, teasers, offers, requests for consent, and notes to machines."""
    (path,) = [each for each in PAGES if each.stem == page]
    assert words in path.read_text(encoding="utf-8")
    assert words not in read(path).text


@pytest.mark.parametrize(
    ("page", "title", "published"),
    [
        ("broadsheet", "Harbour bridge closes after crack is found", "2025-06-18T07:30:00+02:00"),
        ("weblog", "The quiet end of the night train", "2025-05-02T09:12:00+00:00"),
        ("live", "Storm Ada: all updates", "2025-11-05T14:20"),
        ("explainer", "What the new rent law changes", "2025-09-30"),
        ("interview", "“The ice was never the problem”", None),
        ("divsoup", "Dairy group to shut its oldest plant", None),
    ],
)
def test_title_and_date_are_found(page, title, published):
    """As the page gives them, with time and zone."""
    found = read(next(each for each in PAGES if each.stem == page))
    assert (found.title, found.published) == (title, published)
