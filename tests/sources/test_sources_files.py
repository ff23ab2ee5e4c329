"""Files, folders, globs and standard input."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.records import RawArticle
from briefer.sources import SOURCES, FetchOptions, load


def names(result):
    """The sources of what was read."""
    return [article.source for article in result[0]]


def reason(result):
    """Why the one source that failed did."""
    (failure,) = result[1]
    return failure.reason


def test_the_order_given_is_kept(tmp_path):
    """Articles come in the order of the sources, whatever their names."""
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text(name)
    given_order = [str(tmp_path / name) for name in ("c.txt", "a.txt", "b.txt")]
    assert names(load(given_order)) == given_order


def test_a_folder_gives_its_readable_files_by_name(tmp_path):
    """A folder is read with its subfolders; hidden files and unknown kinds are left out."""
    for name in ("2.txt", "1.md", "sub/3.html", ".hidden.txt", ".git/4.txt", "photo.png", "~notes"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text")
    assert names(load([str(tmp_path)])) == [str(tmp_path / name) for name in ("1.md", "2.txt", "sub/3.html")]


def test_a_file_given_twice_is_read_once(tmp_path):
    """Naming a file by itself, by its folder, by a glob and by a link gives one article."""
    file = tmp_path / "a.txt"
    file.write_text("text")
    (tmp_path / "b.txt").symlink_to(file)
    assert len(load([str(file), str(tmp_path), str(tmp_path / "*.txt"), f"{tmp_path}/./a.txt"])[0]) == 1


def test_a_glob_gives_its_matches_by_name(tmp_path):
    """A pattern is resolved here too, for shells that do not."""
    for name in ("a2.txt", "a1.txt", "b.txt"):
        (tmp_path / name).write_text("text")
    assert names(load([str(tmp_path / "a*.txt")])) == [str(tmp_path / "a1.txt"), str(tmp_path / "a2.txt")]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path):
    """What exists under exactly that name comes first."""
    odd = tmp_path / "what[1]?.txt"
    odd.write_text("text")
    assert names(load([str(odd)])) == [str(odd)]


def test_standard_input_may_be_any_kind_of_document():
    """What comes in on standard input is told by its first bytes."""
    for body, media_type in (
        (b"Just words.", "text/plain"),
        (b"<!doctype html><p>x</p>", "text/html"),
        (b"# Heading\n\nWords.", "text/markdown"),
        (b"Subject: Hello\nFrom: a@b.example\n\nWords.", "message/rfc822"),
        (b"%PDF-1.7 ...", "application/pdf"),
    ):
        ((article,), ()) = load(["-"], stdin=io.BytesIO(body))
        assert (article.source, article.media_type) == ("stdin", media_type)


def test_lines_of_json_on_standard_input_are_articles():
    """Several objects, one a line, are several articles."""
    body = b'{"text": "One."}\n{"text": "Two."}\n'
    assert [a.body for a in load(["-"], stdin=io.BytesIO(body))[0]] == ["One.", "Two."]


def test_one_bad_source_does_not_stop_the_others(tmp_path):
    """Every source is read for itself."""
    (tmp_path / "a.txt").write_text("text")
    articles, failures = load([str(tmp_path / "none.txt"), str(tmp_path / "a.txt"), "no*such"])
    assert len(articles) == 1
    assert [failure.source for failure in failures] == [str(tmp_path / "none.txt"), "no*such"]


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("empty.txt", b"", "it is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n....", "a PNG picture"),
        ("letter.docx", b"PK\x03\x04....", "ZIP archive"),
        ("large.txt", b"x" * 2_001, "larger than 0.002 MB"),
        ("bad.json", b'{"text": ', "not valid JSON"),
        ("list.json", b"[]", "holds no articles"),
        ("number.json", b"7", "it is a number, not an article"),
        ("deep.json", b"[" * 1_500 + b"]" * 1_500, "nested too deeply"),
    ],
)
def test_a_failure_says_why(tmp_path, name, body, words):
    """Each way of being unreadable has its own words."""
    (tmp_path / name).write_bytes(body)
    assert words in reason(load([str(tmp_path / name)], options=FetchOptions(max_bytes=2_000)))


def test_too_large_says_the_limit_and_how_to_raise_it(tmp_path):
    """A limit that nobody can find is a wall."""
    (tmp_path / "a.txt").write_text("x" * 2_000)
    words = reason(load([str(tmp_path / "a.txt")], options=FetchOptions(max_bytes=1_000)))
    assert "0.001 MB" in words
    assert "--max-bytes" in words


def test_an_empty_folder_and_a_folder_of_other_things_say_so(tmp_path):
    """A folder without articles is a failure, and what it has instead is named."""
    assert reason(load([str(tmp_path)])) == "the folder is empty"
    (tmp_path / "a.png").write_text("x")
    assert "1 × .png" in reason(load([str(tmp_path)]))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path):
    """Permission is not the same as absence."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    assert "permission denied" in reason(load([str(tmp_path / "a.txt")]))


def test_the_last_kind_of_source_takes_everything():
    """No word that a person can type is of no kind."""
    assert SOURCES[-1].recognises("anything at all")


@given(st.text(max_size=40))
def test_no_source_whatever_raises(source):
    """Any string is an article, several, or a failure."""
    if source.strip("/\\. ~") and not set("*?[/~") & set(source):
        articles, failures = load([source], stdin=io.BytesIO(b"x"))
        assert articles or failures


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise(body):
    """Any bytes on standard input are articles or failures."""
    articles, failures = load(["-"], stdin=io.BytesIO(body))
    assert articles or failures
    assert all(isinstance(article, RawArticle) for article in articles)
