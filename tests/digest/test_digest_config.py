"""The configuration: what is read, and how its faults are told."""

import json
import tomllib
from dataclasses import MISSING, fields
from pathlib import Path

import jsonschema
import pytest
from casefile import CASES, cases
from hypothesis import given
from hypothesis import strategies as st

from briefer.channels.target_config import TARGETS, faults, from_table
from briefer.digest import config
from briefer.digest.config import config_schema
from briefer.errors import UsageError
from briefer.toml_tables import key_lines, keys

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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[targets.o]\n[targets.p]\n[targets.o]\n", "digest.toml:3: [targets.o] stands there twice."),
        ("[store]\nurl = 'a'\nurl = 'b'\n", "digest.toml:3: a key stands there twice."),
    ],
)
def test_what_stands_there_twice_is_told_in_the_words_of_the_file(text, words):
    """A table or a key that is given again is named as it is written."""
    with pytest.raises(UsageError) as caught:
        config.parse(text, HERE)
    assert caught.value.message == words


@pytest.mark.parametrize(
    "url",
    [
        "mysql://db.example.org/n",
        "postgresql://db.example.org/n",
        "briefer.db",
        "sqlite://",
        "env:",
        "env:A-B",
    ],
)
def test_a_store_of_another_kind_is_told_with_those_that_are_possible(url):
    """An address that no store has is answered with the two that there are, and with env:NAME."""
    (fault,) = told(f'[store]\nurl = "{url}"\n{GOOD[GOOD.index("[jobs") :]}')
    assert fault == (
        "digest.toml:2: store.url must be sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME,"
        " or env:NAME for a variable that holds one"
    )


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///a/b@c.db",
        "postgresql+psycopg://desk@db.example.org:5432/n",
        "postgresql+psycopg:///n?host=/run",
        "env:S",
    ],
)
def test_a_store_that_is_possible_is_read(url):
    """An address without a password, or the name of a variable, is taken as it stands."""
    assert config.parse(f'[store]\nurl = "{url}"\n{GOOD[GOOD.index("[jobs") :]}', HERE).store_url == url


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://desk:canary@db.example.org/n",
        "postgresql+psycopg://desk:can/ary@db.example.org/n",
        "postgresql://desk:canary@db.example.org/n",
        "mysql://desk:canary@db.example.org/n",
        "postgresql+psycopg://db.example.org/n?user=desk&password=canary",
    ],
)
def test_a_password_in_a_store_is_told_and_not_repeated(url):
    """Wherever the password stands in the address, the fault says what to do and leaves it out."""
    said = "\n".join(told(f'[store]\nurl = "{url}"\n{GOOD[GOOD.index("[jobs") :]}'))
    assert "store.url holds a password: put the whole address into an environment variable" in said
    assert "ary" not in said


@pytest.mark.parametrize(
    "source", ["https://d:canary@h/f", "ftp://d:canary@h/f", "https://d:can/ary@h/f", "https://canary@h"]
)
def test_a_password_in_a_source_is_told_and_not_repeated(source):
    """Whatever is wrong with such an address besides, it is not printed."""
    (fault,) = told(GOOD.replace("articles/", source))
    assert fault.endswith("names an address with a user or a password, which does not belong into the configuration")


def test_prompts_that_are_there_are_taken(tmp_path):
    """A folder of prompts is looked for beside the configuration."""
    (tmp_path / "mine").mkdir()
    text = GOOD.replace("max_stories = 5", 'prompts = "mine"')
    assert config.parse(text, tmp_path / "digest.toml").job("ai").prompts == "mine"


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


def schema_for(kind):
    """The schema of one kind of target."""
    kinds = json.loads(config_schema())["properties"]["targets"]["additionalProperties"]["oneOf"]
    return next(one for one in kinds if one["properties"]["type"]["const"] == kind)


@pytest.mark.parametrize("name", ["docs/examples/digest.toml", "tests/cases/digest/config/good.toml"])
def test_the_examples_are_right(name):
    """The reader and the schema take every example."""
    text = (CASES.parents[1] / name).read_text(encoding="utf-8")
    assert config.parse(text, HERE).jobs
    assert list(jsonschema.Draft202012Validator(json.loads(config_schema())).iter_errors(tomllib.loads(text))) == []


@pytest.mark.parametrize("kind", TARGETS)
def test_the_schema_explains_every_key_of_a_target(kind):
    """Each kind of target, and each of its keys, has a description and a type."""
    schema = schema_for(kind)
    described = {name: key for name, key in schema["properties"].items() if name != "type"}
    assert schema["description"] == TARGETS[kind].made.__doc__
    assert described.keys() == keys(TARGETS[kind]).keys() - {"type"}
    assert all(key["description"] and ("type" in key or "enum" in key) for key in described.values())


@pytest.mark.parametrize("kind", TARGETS)
def test_the_schema_names_the_defaults_that_a_target_has(kind):
    """What is said of a key that is left out is what happens."""
    told = {name: field.default for name, field in TARGETS[kind].model_fields.items() if not field.is_required()}
    has = {field.name: field.default for field in fields(TARGETS[kind].made) if field.default is not MISSING}
    assert told == {**has, "on_unknown": "resend"}


_MAIL = {"type": "email", "host": "h.example.org", "from": "a@example.org", "to": ["b@example.org"]}
WRONG = [
    {"type": "pigeon"}, {"type": "stdout", "format": "json"}, {"type": "folder"}, {"type": "apprise", "url": "x://y"},
    {"type": "slack", "webhook": "https://hooks.example.org/x"}, {"type": "webhook", "url": "https://a:b@example.org/"},
    {"type": "webhook", "url": "ftp://example.org"}, {**_MAIL, "port": 0}, {**_MAIL, "port": "25"}, {**_MAIL, "to": []},
    {**_MAIL, "tls": "maybe"}, {**_MAIL, "attach": ["pdf"]}, {**_MAIL, "timeout": 0}, {**_MAIL, "hots": "h"},
    {key: value for key, value in _MAIL.items() if key != "from"},
]  # fmt: skip


@pytest.mark.parametrize("table", WRONG, ids=str)
def test_the_schema_refuses_a_target_that_the_reader_refuses(table):
    """An editor with the schema shows a wrong key, type or value of a target before `check` does."""
    value = tomllib.loads(GOOD)
    value["targets"]["other"] = table
    assert not jsonschema.Draft202012Validator(json.loads(config_schema())).is_valid(value)
    assert told(f"{GOOD}\n[targets.other]\n" + "\n".join(f"{key} = {_toml(one)}" for key, one in table.items()))


@pytest.mark.parametrize("table", ["[jobs.ai]", "[targets.desk-slack]"])
def test_the_name_of_a_table_is_no_key_of_it(table):
    """A job and a target are named by their header, and by nothing else."""
    (fault,) = told(GOOD.replace(table, f'{table}\nname = "other"'))
    assert f"{table.strip('[]')}.name is no key that is known here" in fault


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
_KEYS = st.sampled_from(
    [
        "schedule",
        "timezone",
        "sources",
        "targets",
        "title",
        "max_cost",
        "type",
        "webhook",
        "url",
        "languages",
        "prompts",
    ]
)


@given(st.sampled_from(["store", "jobs.a", "targets.a"]), st.dictionaries(_KEYS, _VALUES, max_size=5))
def test_any_values_give_a_configuration_or_words(table, values):
    """Values of any kind under known keys are read or told, never an exception of another kind."""
    body = "\n".join(f"{name} = {_toml(value)}" for name, value in values.items())
    try:
        config.parse(f"[{table}]\n{body}\n", HERE)
    except UsageError as error:
        assert "digest.toml" in error.message  # noqa: PT017 - either outcome is right


_TARGET_KEYS = sorted({key for model in TARGETS.values() for key in keys(model)})
_ALMOST = st.sampled_from(
    ["env:A", "a@example.org", ["a@example.org", "b"], 25, "https://example.org", "none", "text", ["html"], True]
)


@given(st.sampled_from(sorted(TARGETS)), st.dictionaries(st.sampled_from(_TARGET_KEYS), _ALMOST | _VALUES, max_size=6))
def test_a_target_is_made_exactly_when_nothing_is_wrong_with_it(kind, table):
    """Whatever stands in a target's table, either it becomes a target or its faults are told, each once."""
    whole = {**table, "type": kind}
    found = list(faults(whole))
    assert len(found) == len(set(found))
    if found:
        with pytest.raises(UsageError):
            from_table("t", whole)
    else:
        assert from_table("t", whole).channel_name == kind


def _toml(value):
    """A value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {_toml(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value).replace("Infinity", "inf")
