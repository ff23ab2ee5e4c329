"""Text that wants to be more than text stays text, in every channel."""

from __future__ import annotations

import hostile
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefer.channels.literal import clean, escape, web_url


@pytest.mark.parametrize("seed", range(5))
def test_nothing_foreign_comes_alive(seed):
    """No mention, foreign link, picture, script, extra header or control character; no claim or quotation changes."""
    assert [fault for brief in hostile.briefs(80, seed) for fault in hostile.faults(brief)] == []


@given(st.text())
def test_escaped_text_reads_as_it_was(text):
    """In a list item, a heading and italics alike, Markdown shows the cleaned characters and nothing else."""
    if not clean(text):
        return
    for frame in ("- {}", "# {}", "- x *[1] · {}*", "**{}**"):
        tokens = MarkdownIt("commonmark", {"html": True}).parse(frame.format(escape(text)))
        inline = [token for token in tokens if token.type == "inline"]
        assert len(inline) == 1
        shown = "".join(child.content for child in inline[0].children)
        assert {c.type for c in inline[0].children} <= {"text", "em_open", "em_close", "strong_open", "strong_close"}
        assert shown.removeprefix("x [1] · ") == clean(text)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    """What is clean stays as it is, fits one line and can be written to a file."""
    once = clean(text)
    assert clean(once) == once
    assert "\n" not in once
    once.encode("utf-8")


@given(st.text())
def test_an_address_is_http_or_nothing(text):
    """Whatever stands where a URL should: a plain http(s) address without a user, or None."""
    for given_url in (text, f"https://{text}", f"https://ok.example/{text}"):
        url = web_url(given_url)
        assert url is None or (url.startswith(("http://", "https://")) and not set(url) & set('<>" \n\\`'))
