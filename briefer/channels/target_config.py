"""Targets from a configuration's tables, or from the environment alone: every key, and how its value is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from briefer.channels.targets import (
    AppriseTarget,
    EmailTarget,
    FolderTarget,
    Secret,
    SlackTarget,
    StdoutTarget,
    Target,
    WebhookTarget,
)
from briefer.errors import UsageError

# --- how a value is read: each gives the field's value, or raises ValueError with the words "must …" ---------


def _secret(value: Any) -> Secret:
    if not isinstance(value, str) or not value.startswith("env:") or not value[4:].isidentifier():
        raise ValueError('must be "env:NAME": a secret never stands in a file')
    return Secret(value[4:])


def _string(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError("must be a text on one line")
    return value.strip()


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError("must be a list of texts")
    return tuple(_string(one) for one in value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004 - a wrong value in a file, told to a person
    return value


def _port(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= 65_535:  # noqa: PLR2004
        raise ValueError("must be a number from 1 to 65535")
    return value


def _seconds(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value <= 600:  # noqa: PLR2004
        raise ValueError("must be a number of seconds up to 600")
    return float(value)


def _address(value: Any) -> str:
    if not _string(value).startswith(("http://", "https://")):
        raise ValueError("must be an address that begins with https://")
    return _string(value)


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of: {', '.join(allowed)}")
        return str(value)

    return read


def _forms(value: Any) -> tuple[str, ...]:
    return tuple(_one_of("html", "json", "markdown", "text")(one) for one in _strings(value))


# --- the keys -----------------------------------------------------------------------------------------------

Reader = Callable[[Any], Any]

#: Every kind of target: its value, and its keys in a configuration.
TARGETS: dict[str, tuple[type[Target], dict[str, Reader]]] = {
    "slack": (
        SlackTarget,
        {
            "webhook": _secret,
            "token": _secret,
            "channel": _string,
            "details": _flag,
            "api": _address,
            "timeout": _seconds,
        },
    ),
    "email": (
        EmailTarget,
        {
            "host": _string,
            "port": _port,
            "tls": _one_of("starttls", "tls", "none"),
            "user": _string,
            "password": _secret,
            "from": _string,
            "to": _strings,
            "reply_to": _string,
            "list_id": _string,
            "unsubscribe": _string,
            "attach": _forms,
            "timeout": _seconds,
        },
    ),
    "webhook": (WebhookTarget, {"url": _address, "secret_url": _secret, "secret": _secret, "timeout": _seconds}),
    "folder": (FolderTarget, {"path": _string, "title": _string, "url": _address}),
    "stdout": (StdoutTarget, {"format": _one_of("markdown", "text")}),
    "apprise": (AppriseTarget, {"url": _secret}),
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
    if kind not in TARGETS:
        known = ", ".join(sorted(TARGETS))
        raise UsageError(f"The target {name!r} has no known type.", hint=f"Give it type = one of: {known}.")
    made, readers = TARGETS[kind]
    unknown = sorted(table.keys() - readers.keys() - {"type"})
    if unknown:
        known = ", ".join(sorted(readers))
        raise UsageError(f"The target {name!r} has no key {unknown[0]!r}.", hint=f"Its keys are: {known}.")
    values = {
        _FIELD_OF.get(key, key): _read(name, key, read, table[key]) for key, read in readers.items() if key in table
    }
    for one in fields(made):
        if one.default is MISSING and one.name not in {"name", *values}:
            key = next((key for key, field in _FIELD_OF.items() if field == one.name), one.name)
            raise UsageError(f"The target {name!r} lacks {key!r}.")
    try:
        return made(name=name, **values)
    except ValueError as error:
        raise UsageError(f"The target {name!r} {error}.") from error


def _read(target: str, key: str, read: Reader, value: Any) -> Any:
    try:
        return read(value)
    except ValueError as error:
        raise UsageError(f"{key!r} of the target {target!r} {error}.") from error


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
    if read is _secret:
        return f"env:{variable}"
    if read is _strings:
        return [part.strip() for part in value.split(",") if part.strip()]
    return int(value) if read is _port and value.isdecimal() else value
