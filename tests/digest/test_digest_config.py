"""The configuration: what is read, and how its faults are told."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from casefile import CASES, cases
from hypothesis import given
from hypothesis import strategies as st

from briefer.digest import config
from briefer.digest.schema import config_schema
from briefer.digest.toml_lines import key_lines
from briefer.errors import UsageError

GOOD = (CASES / "digest/config/good.toml").read_text(encoding="utf-8")
HERE = Path("digest.toml")


def told(text):
    """What is said of a configuration that cannot be used, a line a fault."""
    with pytest.raises(UsageError) as caught:
        config.parse(text, HERE)
    return [line.strip() for line in caught.value.message.splitlines()[1:]]


def test_a_good_configuration_is_read():
    """Every value arrives, and what is left out has its default."""
    read = config.parse(GOOD, HERE)
    ai, ports = read.job("ai"), read.job("ports")
    assert (ai.title, ai.sources, ai.max_stories, ai.catch_up) == (
        "AI supply chain", ("articles/", "https://example.org/feed.xml"), 5, "all",
    )  # fmt: skip
    assert (ports.title, ports.timezone, ports.writer, ports.targets) == ("ports", "UTC", "extractive", ("desk-mail",))
    assert (read.retention_days, read.targets["desk-slack"].on_unknown) == (30, "hold")


@pytest.mark.parametrize("case", cases("digest/config/faults"), ids=str)
def test_a_fault_is_told_with_file_line_and_key(case):
    """Every fault of a configuration is told at once, each in one line that an editor can jump to."""
    assert told(case.given) == case.expected.splitlines()


def test_a_file_that_is_no_toml_is_told_with_its_line():
    """A syntax error names file and line."""
    with pytest.raises(UsageError, match=r"digest\.toml:2: this is not TOML"):
        config.parse("[jobs.ai]\nschedule = \n", HERE)


@pytest.mark.parametrize("body", [b"\xff\xfe[jobs]", None], ids=["no UTF-8", "no file"])
def test_a_file_that_cannot_be_read_is_told(tmp_path, body):
    """A file that is not there or not UTF-8 is a configuration error that names it."""
    path = tmp_path / "digest.toml"
    if body is not None:
        path.write_bytes(body)
    with pytest.raises(UsageError, match=r"digest\.toml"):
        config.load(path)


def test_a_job_that_is_not_there_is_told_with_those_that_are():
    """Asking for an unknown job lists the known ones."""
    with pytest.raises(UsageError) as caught:
        config.parse(GOOD, HERE).job("sports")
    assert "ai, ports" in caught.value.hint


def test_the_schema_takes_what_the_reader_takes():
    """The published JSON schema accepts the good configuration and refuses an unknown key."""
    schema = json.loads(config_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    value = tomllib.loads(GOOD)
    assert list(validator.iter_errors(value)) == []
    value["jobs"]["ai"]["shedule"] = "0 7 * * *"
    assert not validator.is_valid(value)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ('a = 1\n[b]\nc = """\nd = 2\n"""\ne = 3', ("b", "e"), 6),
        ("[b]\nc = [\n  [1], # ]\n  'x]',\n]\nd = 1", ("b", "d"), 6),
        ('["x-y"."z"]\n"k" = 1', ("x-y", "z", "k"), 2),
        ("a.b.c = 1", ("a", "b"), 1),
        ("[[t]]\nk = 1\n[[t]]\nk = 2", ("t", "k"), 2),
        ("s = '''\n# '''\nt = 1", ("t",), 3),
    ],
)
def test_the_line_of_a_key_is_found(text, path, line):
    """Strings over several lines, nested lists, quoted and dotted keys do not mislead the search for a line."""
    tomllib.loads(text) if "[[t]]" not in text else None
    assert key_lines(text)[path] == line


@given(st.text(max_size=200))
def test_any_text_gives_a_configuration_or_words(text):
    """No text whatever ends in anything but a configuration or a told fault."""
    try:
        config.parse(text, HERE)
    except UsageError as error:
        assert "digest.toml" in error.message  # noqa: PT017 - either outcome is right


_VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(max_size=8), st.floats(allow_nan=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=8,
)
_KEYS = st.sampled_from(["schedule", "timezone", "sources", "targets", "title", "max_cost", "type", "webhook", "url"])


@given(st.sampled_from(["store", "jobs.a", "targets.a"]), st.dictionaries(_KEYS, _VALUES, max_size=5))
def test_any_values_give_a_configuration_or_words(table, values):
    """Values of any kind under known keys are read or told, never an exception of another kind."""
    body = "\n".join(f"{name} = {_toml(value)}" for name, value in values.items())
    try:
        config.parse(f"[{table}]\n{body}\n", HERE)
    except UsageError as error:
        assert "digest.toml" in error.message  # noqa: PT017 - either outcome is right


def _toml(value):
    """A value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {_toml(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value).replace("Infinity", "inf")
