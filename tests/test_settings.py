"""Settings: what the environment and .env say, and what is wrong with them in words."""

import pytest

from briefer.errors import UsageError
from briefer.settings import Settings, parse_env_file


def test_an_empty_environment_sets_nothing():
    """Nothing is assumed but a place for the cache, and that only where there is a home."""
    assert Settings.from_env({}) == Settings()
    assert Settings.from_env({}).cache_folder is None
    assert Settings.from_env({"HOME": "/h"}).cache_folder.parts[-2:] == (".cache", "briefer")


def test_an_empty_value_counts_as_not_set():
    """`BRIEFER_MODEL=` in a file is as good as no line."""
    assert Settings.from_env({"BRIEFER_MODEL": " ", "OPENAI_API_KEY": ""}).model is None


def test_the_cache_can_be_switched_off():
    """The value "off" keeps nothing on disk."""
    assert Settings.from_env({"HOME": "/h", "BRIEFER_CACHE": "off"}).cache_folder is None


def test_a_key_is_never_shown():
    """The settings' text does not hold the key."""
    assert "sk-1" not in repr(Settings.from_env({"OPENAI_API_KEY": "sk-1"}))


@pytest.mark.parametrize("value", ["a lot", "-1", "nan", "inf", "1,50"])
def test_an_amount_that_is_none_names_its_variable(value):
    """A cost limit is an amount in US dollars."""
    with pytest.raises(UsageError, match="BRIEFER_MAX_COST"):
        Settings.from_env({"BRIEFER_MAX_COST": value})


def test_a_file_of_variables_is_read_as_shells_read_it():
    """Comments, quotes, `export` and spaces; the last line of a name counts."""
    text = "# a comment\nexport A=1\nB = 'two words' \nC=\"x # y\"\nD=z # why\n\nA=2\n"
    assert parse_env_file(text) == {"A": "2", "B": "two words", "C": "x # y", "D": "z"}


def test_a_line_that_assigns_nothing_is_named():
    """The message has the line's number."""
    with pytest.raises(UsageError, match="Line 2"):
        parse_env_file("A=1\nwhat is this\n")
