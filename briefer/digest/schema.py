"""The JSON schema of a digest's configuration, for editors that check and complete TOML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from briefer.channels import target_config
from briefer.digest.keys import JOB, STORE, TARGET, Key


def config_schema() -> str:
    """The schema as JSON, made from the very tables that read the file."""
    return json.dumps(_schema(), indent=2) + "\n"


def _schema() -> dict[str, Any]:
    named = {"type": "object", "propertyNames": {"pattern": "^[A-Za-z0-9_-]+$"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "briefer digest",
        "type": "object",
        "additionalProperties": False,
        "required": ["jobs", "targets"],
        "properties": {
            "store": _table(STORE),
            "jobs": {**named, "minProperties": 1, "additionalProperties": _table(JOB)},
            "targets": {**named, "additionalProperties": {"oneOf": _targets()}},
        },
    }


def _table(keys: Mapping[str, Key]) -> dict[str, Any]:
    required = [name for name, key in keys.items() if key.required]
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {name: key.schema() for name, key in keys.items()},
    }


def _targets() -> list[dict[str, Any]]:
    """One table for each kind of target; its channel checks the values."""
    found = []
    for kind, (_made, readers) in target_config.TARGETS.items():
        own: dict[str, Any] = {name: {} for name in readers}
        common = {name: key.schema() for name, key in TARGET.items()}
        properties = {"type": {"const": kind}, **own, **common}
        found.append({"type": "object", "additionalProperties": False, "required": ["type"], "properties": properties})
    return found
