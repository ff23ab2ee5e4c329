"""Plain text and Markdown: the text is the decoded file."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.formats import FORMATS, Unreadable, extract
from briefer.formats.decoding import decode
from briefer.records import RawArticle

GERMAN = "Die Mühle öffnet wieder: über sechzig Menschen fanden dort am Montag Arbeit, sagte der Eigentümer. " * 3
RUSSIAN = "Бумажная фабрика снова открылась в понедельник, сказал новый владелец у ворот завода. " * 3
JAPANESE = "製紙工場は月曜日に四年ぶりに再開し、約六十人が働いていると新しい所有者が述べた。" * 3


def plain(body, media_type="text/plain"):
    """What is read of a document."""
    return extract(RawArticle("a.txt", body, media_type))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_plain_text_is_given_back_to_the_last_character(text):
    """Nothing is stripped, joined or normalised."""
    assert plain(text).text == text
    if not text.startswith("\ufeff"):
        assert plain(text.encode()).text == text


def test_line_ends_stay_as_they_are():
    """Offsets count what is in the file, on whatever system it was written."""
    assert plain(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", ["The mill opened.", GERMAN])
def test_unicode_files_are_read_with_and_without_a_mark(text, encoding):
    """UTF-16 without a mark is told by its zeros."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GERMAN, "cp1252"), (GERMAN, "iso8859-1"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis")],
)
def test_older_charsets_are_recognised(text, encoding):
    """Without any statement, the bytes themselves tell in all but the shortest texts."""
    assert decode(text.encode(encoding)) == text


def test_latin_1_means_windows_1252():
    """As on the web: pages that say ISO-8859-1 have curly quotes."""
    assert decode(b"\x93Yes\x94", declared="ISO-8859-1") == "\u201cYes\u201d"


@pytest.mark.parametrize("declared", ["utf-8", "ascii", "no-such-charset", "hex", "rot13", "idna"])
def test_a_wrong_statement_about_the_charset_does_no_harm(declared):
    """What is declared is believed only when the bytes agree."""
    assert decode("Mühle über".encode(), declared=declared) == "Mühle über"


def test_a_damaged_byte_costs_one_character():
    """One broken byte in UTF-8 must not turn the whole text into another charset's."""
    assert decode("Mühle öffnet, größer und schöner, für üble Köche".encode() + b"\xff").endswith("Köche\ufffd")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"PK\x03\x04\x14\x00", "ZIP archive"),
        (bytes(range(256)) * 4, "binary data"),
        (b"\x00\x01\x02\x03" * 100, "binary data"),
    ],
)
def test_what_is_no_text_is_named(body, words):
    """A reason in words for every kind."""
    with pytest.raises(Unreadable, match=words):
        plain(body)


@given(st.binary(max_size=300), st.sampled_from(sorted(FORMATS)))
def test_any_bytes_are_text_or_unreadable(body, media_type):
    """No format lets another exception out."""
    with suppress(Unreadable):
        extract(RawArticle("x", body, media_type)).text.encode()


def test_a_type_that_nobody_reads_is_refused():
    """The table of formats is the whole list."""
    with pytest.raises(Unreadable, match="image/png"):
        plain("x", "image/png")


def test_what_the_source_states_comes_before_what_the_document_says():
    """A JSON line's title, a feed's date: somebody wrote them down for this article."""
    raw = RawArticle("a.md", "# Other\n\nWords.", "text/markdown", title="Given", published="2025-06-18")
    assert (extract(raw).title, extract(raw).published) == ("Given", "2025-06-18")


MARKDOWN = """---
title: "The mill reopens"
date: 2025-06-18
source: The Ledger
link: https://ledger.example/mill
---

# The mill

It opened on Monday.

Why now
-------

```
# no heading
```

## What next ##
"""


def test_front_matter_tells_the_facts_and_stays_in_the_text():
    """The text is the file; the front matter is marked as furniture."""
    page = plain(MARKDOWN, "text/markdown")
    assert page.text == MARKDOWN
    assert page.title == "The mill reopens"
    assert (page.published, page.publisher) == ("2025-06-18", "The Ledger")
    assert page.url == "https://ledger.example/mill"
    assert [(span.of(page.text).splitlines()[0], why) for span, why in page.furniture] == [("---", "front matter")]


def test_markdown_headings_are_found_in_both_forms():
    """Without marks, and not inside code."""
    page = plain(MARKDOWN, "text/markdown")
    assert [span.of(page.text) for span in page.headings] == ["The mill", "Why now", "What next"]


def test_the_first_heading_is_the_title_where_nothing_else_is():
    """A Markdown file without front matter has its title on top."""
    assert plain("# The mill\n\nIt opened.", "text/markdown").title == "The mill"
