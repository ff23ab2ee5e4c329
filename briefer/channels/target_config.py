"""Targets from a configuration's tables, or from the environment alone: every key, and how its value is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from briefer.channels.apprise import AppriseTarget
from briefer.channels.email import EmailTarget
from briefer.channels.folder import FolderTarget
from briefer.channels.slack import SlackTarget
from briefer.channels.stdout import StdoutTarget
from briefer.channels.target_values import (
    ADDRESS,
    FLAG,
    HOOK,
    PORT,
    SECONDS,
    SECRET,
    STRING,
    STRINGS,
    Reader,
    list_of,
    one_of,
)
from briefer.channels.targets import Target
from briefer.channels.webhook import WebhookTarget
from briefer.errors import UsageError

#: Every kind of target: its value, and its keys in a configuration.
TARGETS: dict[str, tuple[type[Target], dict[str, Reader]]] = {
    "slack": (
        SlackTarget,
        {
            "webhook": SECRET,
            "token": SECRET,
            "channel": STRING,
            "details": FLAG,
            "api": ADDRESS,
            "timeout": SECONDS,
        },
    ),
    "email": (
        EmailTarget,
        {
            "host": STRING,
            "port": PORT,
            "tls": one_of("starttls", "tls", "none"),
            "user": STRING,
            "password": SECRET,
            "from": STRING,
            "to": STRINGS,
            "reply_to": STRING,
            "list_id": STRING,
            "unsubscribe": STRING,
            "attach": list_of(one_of("html", "json", "markdown", "text")),
            "timeout": SECONDS,
        },
    ),
    "webhook": (WebhookTarget, {"url": HOOK, "secret_url": SECRET, "secret": SECRET, "timeout": SECONDS}),
    "folder": (FolderTarget, {"path": STRING, "title": STRING, "url": ADDRESS}),
    "stdout": (StdoutTarget, {"format": one_of("markdown", "text")}),
    "apprise": (AppriseTarget, {"url": SECRET}),
}

_FIELD_OF = {"from": "sender"}  # where a key is no Python name

#: What `--to slack` and so on read when no configuration names a target: a key each, the variable that holds it.
VARIABLES: dict[str, dict[str, str]] = {
    "slack": {"webhook": "SLACK_WEBHOOK_URL", "token": "SLACK_BOT_TOKEN", "channel": "SLACK_CHANNEL"},
    "email": {
        "host": "SMTP_HOST",
        "port": "SMTP_PORT",
        "tls": "SMTP_TLS",
        "user": "SMTP_USER",
        "password": "SMTP_PASSWORD",
        "from": "BRIEFER_MAIL_FROM",
        "to": "BRIEFER_MAIL_TO",
    },
    "webhook": {"secret_url": "BRIEFER_WEBHOOK_URL", "secret": "BRIEFER_WEBHOOK_SECRET"},
    "apprise": {"url": "APPRISE_URL"},
}


def from_table(name: str, table: Mapping[str, Any]) -> Target:
    """The target that a table of the configuration describes.

    Args:
        name: the table's name, for messages.
        table: its keys and values; `type` names the kind of target.

    Raises:
        UsageError: a key is missing, unknown or has a wrong value.
    """
    kind = table.get("type")
    if not isinstance(kind, str) or kind not in TARGETS:
        known = ", ".join(sorted(TARGETS))
        raise UsageError(f"The target {name!r} has no known type.", hint=f"Give it type = one of: {known}.")
    for key, words in faults(kind, table):
        raise UsageError(_said(name, key, words), hint=_keys(kind) if words == UNKNOWN else "")
    made, readers = TARGETS[kind]
    return made(name=name, **{_field(key): reader.read(table[key]) for key, reader in readers.items() if key in table})


#: What is said of a key that must be there, and of one that must not.
MISSING_KEY, UNKNOWN = "is missing", "is no key that is known here"


def faults(kind: str, table: Mapping[str, Any]) -> Iterator[tuple[str | None, str]]:
    """Everything that is wrong with the table of a target.

    Args:
        kind: one of `TARGETS`.
        table: its keys and values.

    Yields:
        The key, None for the table as a whole; and words that are read after its name.
    """
    readers = TARGETS[kind][1]
    for key in sorted(table.keys() - readers.keys() - {"type"}):
        yield key, UNKNOWN
    values: dict[str, Any] = {}
    for key, reader in readers.items():
        if key in table:
            try:
                values[key] = reader.read(table[key])
            except ValueError as error:
                values[key] = reader.stand_in
                yield key, str(error)
        elif required(kind, key):
            values[key] = reader.stand_in
            yield key, MISSING_KEY
    yield from _contradictions(kind, values)


def _contradictions(kind: str, values: dict[str, Any]) -> Iterator[tuple[str | None, str]]:
    """What a target itself says of keys that are right one by one."""
    whole = True
    while words := _complaint(kind, values):
        right = {key: {**values, key: TARGETS[kind][1][key].stand_in} for key in values}
        key = next((key for key, tried in right.items() if _complaint(kind, tried) != words), None)
        if key or whole:
            yield key, words
        if key:
            values = right[key]
        elif whole:  # the keys that must be there may have a fault of their own
            values, whole = {key: value for key, value in values.items() if required(kind, key)}, False
        else:
            return


def _complaint(kind: str, values: Mapping[str, Any]) -> str:
    try:
        TARGETS[kind][0](name="", **{_field(key): value for key, value in values.items()})
    except ValueError as error:
        return str(error)
    return ""


def required(kind: str, key: str) -> bool:
    """Whether a kind of target must have a key."""
    return field_of(kind, key).default is MISSING


def field_of(kind: str, key: str) -> Field[Any]:
    """What a key becomes in the target's value."""
    return next(one for one in fields(TARGETS[kind][0]) if one.name == _field(key))


def _field(key: str) -> str:
    return _FIELD_OF.get(key, key)


def _said(name: str, key: str | None, words: str) -> str:
    if words == MISSING_KEY:
        return f"The target {name!r} lacks {key!r}."
    if words == UNKNOWN:
        return f"The target {name!r} has no key {key!r}."
    return f"{key!r} of the target {name!r} {words}." if key else f"The target {name!r} {words}."


def _keys(kind: str) -> str:
    return f"Its keys are: {', '.join(sorted(TARGETS[kind][1]))}."


def from_name(name: str, environ: Mapping[str, str]) -> Target:
    """The target that `--to NAME` means without a configuration.

    Args:
        name: "slack", "email", "webhook" or "apprise", described by the environment; "stdout"; "folder:PATH".
        environ: the environment.

    Raises:
        UsageError: there is no such kind, or the environment does not describe it.
    """
    kind, _, rest = name.partition(":")
    if kind == "folder":
        return from_table(name, {"type": kind, "path": rest or "."})
    if kind == "stdout":
        return from_table(name, {"type": kind})
    if kind not in VARIABLES:
        known = ", ".join([*sorted(VARIABLES), "folder:PATH", "stdout"])
        raise UsageError(
            f"There is no target {name!r}.", hint=f"Use a name from the configuration, or one of: {known}."
        )
    variables = {key: variable for key, variable in VARIABLES[kind].items() if environ.get(variable, "").strip()}
    if "token" in variables:
        variables.pop("webhook", None)  # a token can do all that a webhook can, and threads
    table = {key: _from_text(TARGETS[kind][1][key], variable, environ) for key, variable in variables.items()}
    try:
        return from_table(name, {"type": kind, **table})
    except UsageError as error:
        needed = ", ".join(VARIABLES[kind].values())
        raise UsageError(error.message, hint=f"It is described by the variables {needed}.") from error


def _from_text(read: Reader, variable: str, environ: Mapping[str, str]) -> Any:
    """A variable's text as the value that a configuration would hold."""
    value = environ[variable].strip()
    if read is SECRET:
        return f"env:{variable}"
    if read is STRINGS:
        return [part.strip() for part in value.split(",") if part.strip()]
    return int(value) if read is PORT and value.isdecimal() else value
