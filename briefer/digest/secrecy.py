"""Secrets kept out of words: what errors say, what the store keeps, what libraries log."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefer.channels.targets import Secret, Target

if TYPE_CHECKING:  # who sends a finished brief reads no configuration
    from briefer.digest.config import Config, TargetTable

HIDDEN = "[hidden]"
_SHORTEST = 6  # characters of a part of an address that is worth hiding by itself
_KEYS = ("OPENAI_API_KEY",)


def variables(table: TargetTable) -> list[str]:
    """The environment variables that a target names."""
    return [value[4:] for value in table.values.values() if isinstance(value, str) and value.startswith("env:")]


def of_store(config: Config) -> set[str]:
    """The environment variable that a store names, if it does."""
    return {config.store_url[4:]} if config.store_url.startswith("env:") else set()


def named(config: Config) -> set[str]:
    """The environment variables that a configuration names, for its targets and its store."""
    return of_store(config).union(*(variables(table) for table in config.targets.values()))


def missing(table: TargetTable, environ: Mapping[str, str]) -> list[str]:
    """Those of them that are not set."""
    return [name for name in variables(table) if not environ.get(name, "").strip()]


def of_target(table: TargetTable, environ: Mapping[str, str]) -> list[str]:
    """The secrets of a target, and the parts of those that are addresses; the longest first."""
    return _parts(environ.get(name, "") for name in variables(table))


def of_targets(targets: Iterable[Target], environ: Mapping[str, str]) -> list[str]:
    """The same for targets that no file describes."""
    held = (getattr(target, field.name) for target in targets for field in fields(target))
    return _parts(environ.get(one.variable, "") for one in held if isinstance(one, Secret))


def of_config(config: Config, environ: Mapping[str, str]) -> list[str]:
    """All secrets that a run of a configuration may come across."""
    return _parts(environ.get(name, "") for name in sorted({*named(config), *_KEYS}))


def without(text: str, secrets: Iterable[str]) -> str:
    """A text in which no secret stands."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return text


def silence(secrets: Iterable[str]) -> None:
    """Keep secrets out of whatever any library logs in this process, at any level.

    An HTTP client logs the whole address of a request, and the address of a webhook is its secret.
    """
    hidden = tuple(secrets)
    factory = logging.getLogRecordFactory()

    def record(*args: object, **options: object) -> logging.LogRecord:
        made = factory(*args, **options)
        said = made.getMessage()
        if any(secret in said for secret in hidden):
            made.msg, made.args = without(said, hidden), None
        return made

    logging.setLogRecordFactory(record)


def _parts(values: Iterable[str]) -> list[str]:
    found: set[str] = set()
    for value in values:
        if secret := value.strip():
            found |= {secret, *(_of_address(secret) if "://" in secret else ())}
    return sorted(found, key=lambda one: (-len(one), one))


def _of_address(secret: str) -> set[str]:
    """What of an address is secret: password, path and query, whole and in parts, for servers that echo them."""
    try:
        parts = urlsplit(secret)
        pieces = {parts.path.strip("/"), *parts.path.split("/"), parts.query, parts.password or ""}
    except ValueError:
        return set()
    return {piece for piece in pieces if len(piece) >= _SHORTEST}
