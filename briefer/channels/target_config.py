"""Targets from a configuration's tables, or from the environment alone: the channels say which keys they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, get_args, get_origin

from briefer import toml_tables
from briefer.channels import CHANNELS
from briefer.channels.targets import ChannelTable, Secret, SecretKey, Target, TargetKind, table_of
from briefer.errors import UsageError

_KINDS: dict[str, TargetKind] = {
    name: import_module(channel.post).KIND for name, channel in CHANNELS.items() if channel.post
}

#: Every kind of target, by its `type`.
TARGETS: dict[str, Any] = {name: table_of(kind.target) for name, kind in _KINDS.items()}

#: What `--to slack` and so on read when no configuration names a target: a key each, the variable that holds it.
VARIABLES = {name: kind.variables for name, kind in _KINDS.items() if kind.variables}


def from_table(name: str, table: Mapping[str, Any]) -> Target:
    """The target that a table of the configuration describes.

    Args:
        name: the table's name, for messages.
        table: its keys and values; `type` names the kind of target.

    Raises:
        UsageError: a key is missing, unknown or has a wrong value.
    """
    model = _model(table)
    if model is None:
        hint = f"Give it type = one of: {', '.join(sorted(TARGETS))}."
        raise UsageError(f"The target {name!r} has no known type.", hint=hint)
    for key, words in faults(table):
        hint = (
            f"Its keys are: {', '.join(sorted(toml_tables.keys(model)))}."
            if words.startswith(toml_tables.UNKNOWN)
            else ""
        )
        raise UsageError(_said(name, key, words), hint=hint)
    found = model.model_validate(table)
    given = found.model_fields_set - ChannelTable.model_fields.keys()
    made: Target = model.made(name=name, **{field: getattr(found, field) for field in given})
    return made


def faults(table: Mapping[str, Any]) -> Iterator[toml_tables.Fault]:
    """Everything that is wrong with the table of a target.

    Args:
        table: its keys and values; `type` names the kind of target.

    Yields:
        The key, None for the table as a whole; and words that are read after its name.
    """
    model = _model(table)
    if model is None:
        yield "type", f"must be one of: {', '.join(sorted(TARGETS))}"
        return
    yield from toml_tables.read(model, table)[1]
    yield from _KINDS[table["type"]].contradictions(table)


def _model(table: Mapping[str, Any]) -> Any:
    kind = table.get("type")
    return TARGETS.get(kind) if isinstance(kind, str) else None


def _said(name: str, key: str | None, words: str) -> str:
    if words == toml_tables.MISSING:
        return f"The target {name!r} lacks {key!r}."
    if words.startswith(toml_tables.UNKNOWN):
        return f"The target {name!r} has no key {key!r}{words.removeprefix(toml_tables.UNKNOWN)}."
    return f"{key!r} of the target {name!r} {words}." if key else f"The target {name!r} {words}."


def from_name(name: str, environ: Mapping[str, str]) -> Target:
    """The target that `--to NAME` means without a configuration.

    Args:
        name: "slack", "email", "webhook" or "apprise", described by the environment; "stdout"; "folder:PATH".
        environ: the environment.

    Raises:
        UsageError: there is no such kind, or the environment does not describe it.
    """
    kind, _, rest = name.partition(":")
    if kind not in _KINDS:
        others = {name: f":{one.behind.upper()}" if one.behind else "" for name, one in _KINDS.items()}
        known = ", ".join(
            [*sorted(VARIABLES), *sorted(name + others[name] for name in others.keys() - VARIABLES.keys())]
        )
        raise UsageError(
            f"There is no target {name!r}.", hint=f"Use a name from the configuration, or one of: {known}."
        )
    if kind not in VARIABLES:
        behind = _KINDS[kind].behind
        return from_table(name, {"type": kind, **({behind: rest or "."} if behind else {})})
    variables = _variables(kind, environ)
    fields = toml_tables.keys(TARGETS[kind])
    table = {key: _from_text(fields[key].annotation, variable, environ) for key, variable in variables.items()}
    try:
        return from_table(name, {"type": kind, **table})
    except UsageError as error:
        needed = ", ".join(VARIABLES[kind].values())
        raise UsageError(error.message, hint=f"It is described by the variables {needed}.") from error


def assumed(name: str, environ: Mapping[str, str]) -> Mapping[str, str]:
    """What must be set before anything reaches a target without a configuration, though not to say what would go there.

    Args:
        name: as for `from_name`.
        environ: the environment.

    Returns:
        The variables that are not set, each with a value that a dry run may take.
    """
    if name not in VARIABLES:
        return {}
    kind, found = _KINDS[name], _variables(name, environ)
    needed = {key: value for key, value in kind.assumed.items() if not {key, kind.better.get(key)} & found.keys()}
    return {kind.variables[key]: value for key, value in needed.items()}


def _variables(kind: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The variables that are set, by key; without those that a better one makes needless."""
    found = {key: variable for key, variable in VARIABLES[kind].items() if environ.get(variable, "").strip()}
    return {key: variable for key, variable in found.items() if _KINDS[kind].better.get(key) not in found}


def _from_text(kind: Any, variable: str, environ: Mapping[str, str]) -> Any:
    """A variable's text as the value that a configuration would hold."""
    value = environ[variable].strip()
    if SecretKey in (kind, *get_args(kind)) or kind is Secret:
        return f"env:{variable}"
    if get_origin(kind) is tuple:
        return [part.strip() for part in value.split(",") if part.strip()]
    return int(value) if kind is int and value.isdecimal() else value
