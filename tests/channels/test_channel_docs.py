"""What docs/channels.md says, held against the code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from briefer import toml_tables
from briefer.channels import ALIASES, FORMS, markdown
from briefer.channels.literal import escape
from briefer.channels.markdown_sources import Sources
from briefer.channels.target_config import TARGETS, VARIABLES, from_table

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def page():
    """The page, as text."""
    return (DOCS / "channels.md").read_text(encoding="utf-8")


def names(text):
    """Everything in backquotes, code blocks aside."""
    return set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)))


def test_every_form_key_and_variable_is_documented(page):
    """Nothing that a person may write is missing from the tables."""
    keys = {key for model in TARGETS.values() for key in toml_tables.keys(model)}
    variables = {variable for kind in VARIABLES.values() for variable in kind.values()}
    assert {*FORMS, *ALIASES, *TARGETS, *keys, *variables} - names(page) == set()


def test_every_piece_of_a_template_is_documented(page, brief):
    """The names that a template may use are those of the page."""
    pieces = markdown.pieces(brief, Sources(brief, escape))
    assert {f"${name}" for name in pieces} - names(page) == set()


def test_the_example_configuration_is_right(page):
    """The targets of the example can be used as they stand."""
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    targets = tomllib.loads(example)["targets"]
    assert [from_table(name, table).name for name, table in targets.items()] == ["desk-slack", "desk-mail", "archive"]


def test_the_pictures_are_there(page):
    """No broken image."""
    linked = re.findall(r"\(images/([^)]+)\)", page)
    assert linked
    assert [name for name in linked if not (DOCS / "images" / name).exists()] == []
