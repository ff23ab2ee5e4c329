"""Targets, from a configuration and from the environment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefer.channels import CHANNELS
from briefer.channels.email import EmailTarget
from briefer.channels.folder import FolderTarget
from briefer.channels.slack import SlackTarget
from briefer.channels.stdout import StdoutTarget
from briefer.channels.target_config import TARGETS, VARIABLES, from_name, from_table
from briefer.channels.targets import Secret
from briefer.errors import UsageError

CASES = Path(__file__).parents[1] / "cases" / "channels" / "wrong-targets.jsonl"
WRONG = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", WRONG, ids=[case["why"] for case in WRONG])
def test_a_wrong_table_is_refused_in_words(case):
    """Whatever is wrong with a target is said before anything is sent."""
    with pytest.raises(UsageError) as caught:
        from_table("desk", case["table"])
    assert case["why"] in f"{caught.value.message} {caught.value.hint}"


def test_a_table_becomes_its_target():
    """The keys of the configuration are the fields of the value."""
    table = {
        "type": "email",
        "host": "mx.example",
        "port": 2525,
        "tls": "none",
        "from": "a@x.example",
        "to": ["b@x.example"],
    }
    assert from_table("desk", table) == EmailTarget(
        "desk", host="mx.example", sender="a@x.example", to=("b@x.example",), port=2525, tls="none"
    )
    assert from_table("s", {"type": "slack", "webhook": "env:HOOK"}) == SlackTarget("s", webhook=Secret("HOOK"))


def test_the_environment_describes_a_target_by_itself():
    """Without a configuration, `--to slack` and `--to email` read their variables."""
    assert from_name("slack", {"SLACK_WEBHOOK_URL": "https://x"}) == SlackTarget(
        "slack", webhook=Secret("SLACK_WEBHOOK_URL")
    )
    bot = {"SLACK_WEBHOOK_URL": "https://x", "SLACK_BOT_TOKEN": "xoxb", "SLACK_CHANNEL": "#desk"}
    assert from_name("slack", bot) == SlackTarget("slack", token=Secret("SLACK_BOT_TOKEN"), channel="#desk")
    mail = {
        "SMTP_HOST": "mx",
        "SMTP_PORT": "25",
        "BRIEFER_MAIL_FROM": "a@x.example",
        "BRIEFER_MAIL_TO": "b@x.example, c@x.example",
    }
    assert from_name("email", mail).to == ("b@x.example", "c@x.example")
    assert from_name("email", mail).port == 25
    assert from_name("folder:out/site", {}) == FolderTarget("folder:out/site", path="out/site")
    assert from_name("stdout", {}) == StdoutTarget("stdout")


@pytest.mark.parametrize(
    ("name", "hint"), [("slack", "SLACK_WEBHOOK_URL"), ("email", "SMTP_HOST"), ("pigeon", "folder:PATH")]
)
def test_what_the_environment_does_not_describe_is_named(name, hint):
    """An empty environment is answered with the variables that are missing, an unknown name with the known ones."""
    with pytest.raises(UsageError) as caught:
        from_name(name, {})
    assert hint in caught.value.hint


def test_a_secret_is_not_in_the_value():
    """Printing a target, as a debugger or a log may, shows the variable's name alone."""
    target = from_name("slack", {"SLACK_WEBHOOK_URL": "https://hush"})
    assert "hush" not in repr(target)


@pytest.mark.parametrize("value", ["", "  ", "xoxb-\u00fc", "two\nlines"])
def test_a_secret_that_cannot_be_one_is_refused(value):
    """An empty variable, or one with characters that no header can hold, is named before anything is sent."""
    with pytest.raises(UsageError, match="TOKEN"):
        Secret("TOKEN").reveal({"TOKEN": value})


def test_every_target_has_its_channel_and_every_channel_that_sends_its_target():
    """The two tables agree."""
    assert set(TARGETS) == {name for name, channel in CHANNELS.items() if channel.post}
    assert set(VARIABLES) <= set(TARGETS)
