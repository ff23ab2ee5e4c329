import tomllib
from dataclasses import fields, replace

import pytest

from briefer.errors import UsageError
from briefer.llm import Card, ModelOptions
from briefer.llm.options import changes


def test_a_table_sets_options():
    """Numbers, switches and a person's own prices."""
    table = tomllib.loads(
        "context_tokens = 8192\nmax_cost_month = 10\ncache = false\n"
        '[prices."our/model"]\ninput = 0.2\noutput = 1\ncontext = 65536'
    )
    options = replace(ModelOptions("our/model"), **changes(table, "c.toml [model]"))
    assert (options.context_tokens, options.max_cost_month, options.cache) == (8192, 10.0, False)
    assert options.cards == {"our/model": Card(0.2, 1.0, context=65536)}
    assert changes({}, "x") == {}


def test_every_key_is_an_option():
    """A table sets nothing that options do not have."""
    with pytest.raises(UsageError) as caught:
        changes({"colour": 1}, "x")
    named = set(caught.value.hint.removeprefix("known: ").split(", "))
    assert named < {field.name for field in fields(ModelOptions)}
    assert not named & {"model", "base_url", "api_key", "store", "cards"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("colour = 1", "unknown key 'colour'"),
        ("api_key = 'x'", "unknown key 'api_key'"),
        ("attempts = 'four'", "not a whole number"),
        ("attempts = 2.5", "not a whole number"),
        ("attempts = true", "not a whole number"),
        ("max_cost = -1", "makes no sense"),
        ("max_cost = inf", "makes no sense"),
        ("max_cost = nan", "makes no sense"),
        ("cache = 1", "not true or false"),
        ("api = 'soap'", "api is 'soap'"),
        ("prices = 3", "a table for each model"),
        ("[prices]\nm = 3", "a table for each model"),
        ("[prices.m]\ninput = 1", "has no output"),
        ("[prices.m]\ninput = 1\noutput = 'two'", "not a number"),
    ],
)
def test_what_makes_no_sense_is_named(table, said):
    """With the place where it stands."""
    with pytest.raises(UsageError, match=said) as caught:
        changes(tomllib.loads(table), "c.toml [model]")
    assert "c.toml [model]" in caught.value.message
