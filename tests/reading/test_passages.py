"""Reading: what each part of a page is, and that no part of it is lost or changed."""

import pytest
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st
from work import growth

from briefer import reading
from briefer.language.sentences import split
from briefer.reading.blocks import blocks
from briefer.reading.passages import passages
from briefer.records import Failure, Kind, RawArticle, Span

PAGES = st.text(
    alphabet=st.one_of(
        st.sampled_from("aB .\n\r\t-*#>|“”\"'1.9$?!:;,…\u00a0\u200b\u2029—日本。😀"),
        st.characters(codec=None),
    ),
    max_size=300,
)


@pytest.mark.parametrize("case", cases("reading/sentences"), ids=str)
def test_sentences_end_where_a_reader_would_end_them(case):
    """A text is split into the sentences that the case lists."""
    assert [s.of(case.given) for s in split(case.given)] == case.expected.splitlines()


@pytest.mark.parametrize("case", cases("reading/passages"), ids=str)
def test_each_part_of_a_page_is_what_a_reader_would_call_it(case):
    """Every passage has the kind and the words that the case lists."""
    title = case.given.splitlines()[0]

    found = "\n".join(f"{p.kind}|{p.text}" for p in passages(case.given, "A1", title=title))

    assert found == case.expected


@pytest.mark.parametrize("case", cases("reading/inserts"), ids=str)
def test_what_is_put_into_running_text_is_marked(case):
    """Advertising, pointers and closing summaries within a paragraph are litter, with a reason."""
    told = ((p, f" ({p.reason})" if p.reason else "") for p in passages(case.given, "A1"))
    assert "\n".join(f"{p.kind}{reason}|{p.text}" for p, reason in told) == case.expected


def test_an_untitled_text_is_called_by_a_sentence_of_its_own():
    """What advertises, or points to another page, gives no title."""
    text = "[Ad] Drive the new Zeta! [Ad] Read more about Tarn. Tarn banned cars on Monday. Shops fear for customers."
    (article,), _ = reading.read([RawArticle("a", text)])
    assert article.title == "Tarn banned cars on Monday."


@given(PAGES)
def test_every_passage_is_exactly_its_span(text):
    """A passage's text is the slice of the article's text, spans are in order and do not overlap."""
    end = 0
    for passage in passages(text, "A1"):
        assert passage.span.of(text) == passage.text
        assert end <= passage.span.start < passage.span.end <= len(text)
        end = passage.span.end


@given(PAGES)
def test_no_letter_is_lost(text):
    """Marking deletes nothing: every letter of a text is in some passage, but for the markers of lists."""
    covered = "".join(p.text for p in passages(text, "A1"))
    between, end = [], 0
    for block in blocks(text):
        between.append(text[end : block.span.start])
        end = block.span.end
    left_out = "".join([*between, text[end:]])
    assert sum(map(str.isalpha, covered)) + sum(map(str.isalpha, left_out)) == sum(map(str.isalpha, text))
    assert all(sum(map(str.isalpha, gap)) <= gap.count("\n") + 1 for gap in between)


@given(PAGES)
def test_reading_is_idempotent(text):
    """Reading the same text again gives the same passages."""
    assert passages(text, "A1") == passages(text, "A1")


@given(st.lists(PAGES, max_size=4))
def test_nothing_raises_on_arbitrary_text(texts):
    """Any text gives an article or a failure with a reason, never an exception."""
    articles, failures = reading.read([RawArticle(f"s{i}", text) for i, text in enumerate(texts)])
    assert len(articles) + len(failures) == len(texts)
    assert all(f.reason for f in failures)
    assert [a.id for a in articles] == [f"A{n + 1}" for n in range(len(articles))]


def test_a_page_of_litter_alone_is_a_failure_that_says_so():
    """What holds no sentence to cite is no article."""
    found = reading.article(RawArticle("page.txt", "Home\nShare this\nRelated articles\n"), "A1")
    assert found == Failure("page.txt", "there is no sentence in it that could be cited, only headings or page litter")


def test_the_text_of_a_file_is_never_rewritten():
    """Carriage returns, byte order and odd spaces of a decoded file stay where they are."""
    text = "Tolvane ended\u00a0its contract\r\non Monday.\r\n\r\nOriel   was “surprised”.\r\n"
    article = reading.article(RawArticle("a.txt", text), "A1")
    assert article.text == text
    assert [p.text for p in article.content][1] == "Oriel   was “surprised”."


def test_long_documents_are_read():
    """Five megabytes of one character, and many thousands of lines or of sentences."""
    for text in ("x" * 5_000_000, "x\n" * 40_000, "It ended. " * 100_000):
        assert passages(text, "A1")


@pytest.mark.parametrize("unit", ["x", "x\n", "It ended. "])
def test_twice_the_document_is_twice_the_work(unit):
    """One character, lines or sentences: work grows with the length and not with its square."""
    assert growth(lambda size: passages(unit * size, "A1"), 1_000) < 2.2


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-03-09", "2026-03-09"),
        ("2026-03-09T07:00:00Z", "2026-03-09T07:00:00+00:00"),
        ("Mon, 09 Mar 2026 07:00:00 +0100", "2026-03-09T07:00:00+01:00"),
        ("March 9, 2026", "2026-03-09"),
        ("9 March 2026", "2026-03-09"),
        ("2026-13-40", None),
        ("last week", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_become_iso_8601_or_nothing(written, iso):
    """A date that is understood is written as ISO 8601; one that is not is left out, never guessed."""
    assert reading.iso_date(written) == iso


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Tolvane drops its glass maker\n\nTolvane ended the contract.", "Tolvane drops its glass maker"),
        ("Glassblog\n\nTolvane ended the contract on Monday.", "Tolvane ended the contract on Monday."),
        ("Loading...\nTolvane drops its glass maker\nTolvane ended it.", "Tolvane drops its glass maker"),
        ("Tolvane ended it. " * 20, "Tolvane ended it."),
    ],
)
def test_an_article_without_a_title_gets_its_heading_or_first_sentence(text, title):
    """The title of a bare text is the heading at its top, else its first sentence."""
    assert reading.article(RawArticle("a.txt", text), "A1").title == title


def test_kinds_that_may_be_cited_are_content_only():
    """`Article.content` holds the content passages and nothing else."""
    article = reading.article(RawArticle("a.txt", "Heading\n\nTolvane ended it.\n\nShare this\n"), "A1")
    assert [p.kind for p in article.content] == [Kind.CONTENT]
    assert article.content[0].span == Span(9, 26)
