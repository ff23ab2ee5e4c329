"""Articles as JSON documents and JSON lines."""

import json

import pytest

from briefer.records import RawArticle
from briefer.sources import load

ARTICLE = {
    "title": "The mill reopens",
    "text": "The mill opened on Monday.\r\nSixty people work there. ",
    "url": "https://ledger.example/mill",
    "publisher": "The Ledger",
    "published": "2025-06-18T10:00:00+02:00",
    "id": 7,
}


def load_text(tmp_path, name, text):
    """Load a file with that name and content."""
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    return load([str(tmp_path / name)])


def test_every_field_of_a_line_comes_through(tmp_path):
    """The text comes to the last character, the id as text."""
    ((article,), ()) = load_text(tmp_path, "a.jsonl", json.dumps(ARTICLE))
    assert article == RawArticle(
        source=f"{tmp_path}/a.jsonl:1",
        body=ARTICLE["text"],
        title="The mill reopens",
        url="https://ledger.example/mill",
        publisher="The Ledger",
        published="2025-06-18T10:00:00+02:00",
        source_id="7",
    )


@pytest.mark.parametrize("shape", [lambda a: a, lambda a: [a], lambda a: {"articles": [a]}])
def test_a_document_holds_one_article_or_a_list(tmp_path, shape):
    """One object, a list, and an object with a list are the same."""
    ((article,), ()) = load_text(tmp_path, "a.json", json.dumps(shape(ARTICLE)))
    assert article.title == "The mill reopens"


def test_a_bad_line_names_file_and_line_and_the_others_are_used(tmp_path):
    """Line numbers count as an editor counts, empty lines included."""
    lines = ['{"text": "One."}', "", "{not json", '{"title": "no text"}', "[1]", '{"text": "Two."}']
    articles, failures = load_text(tmp_path, "a.jsonl", "\n".join(lines) + "\n")
    assert [article.body for article in articles] == ["One.", "Two."]
    assert [failure.source.rsplit(":", 1)[1] for failure in failures] == ["3", "4", "5"]
    assert "(it has title)" in failures[1].reason
    assert "it is a list" in failures[2].reason


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"text": 7}', 'its "text" is a number'),
        ('{"text": "  "}', 'its "text" is empty'),
        ('{"text": "x", "title": ["y"]}', 'its "title" is a list'),
        ('{"text": "x", "url": {}}', 'its "url" is an object'),
    ],
)
def test_a_wrong_field_is_named(tmp_path, line, words):
    """The failure says which field, and what it is."""
    (_, (failure,)) = load_text(tmp_path, "a.jsonl", line)
    assert words in failure.reason


def test_line_separators_inside_a_string_split_no_line(tmp_path):
    """Only a line feed ends a line of JSON."""
    ((article,), ()) = load_text(tmp_path, "a.jsonl", '{"text": "one\u2028two\x85three"}')
    assert article.body == "one\u2028two\x85three"


def test_half_a_character_is_replaced_one_for_one(tmp_path):
    """An escaped lone surrogate is no text; its place stays, so that offsets do."""
    ((article,), ()) = load_text(tmp_path, "a.jsonl", '{"text": "a\\ud800b", "title": "\\udfff"}')
    assert (article.body, article.title) == ("a\ufffdb", "\ufffd")


def test_a_line_that_is_not_utf8_is_a_failure_of_its_own(tmp_path):
    """JSON is UTF-8; one damaged line costs one article."""
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "caf\xe9"}\n{"text": "tea"}\n')
    articles, failures = load([str(tmp_path / "a.jsonl")])
    assert [article.body for article in articles] == ["tea"]
    assert "not UTF-8" in failures[0].reason


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path):
    """Files written by office programs begin with one."""
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / "a.jsonl").write_bytes('{"text": "tea"}\n{"text": "milk"}'.encode(encoding))
        assert [article.body for article in load([str(tmp_path / "a.jsonl")])[0]] == ["tea", "milk"]
