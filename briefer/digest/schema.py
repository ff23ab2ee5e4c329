"""The JSON schema of a digest's configuration, for editors that check and complete TOML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING
from typing import Any

from briefer.channels import target_config
from briefer.channels.target_values import Reader
from briefer.digest.keys import JOB, STORE, TARGET, TARGET_KEYS, Key


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
    """One table for each kind of target, from its value and its keys."""
    found = []
    for kind, (made, readers) in target_config.TARGETS.items():
        keys = {key: _target_key(kind, key, reader) for key, reader in readers.items()}
        common = {name: key.schema() for name, key in TARGET.items()}
        found.append(
            {
                "description": made.__doc__,
                "type": "object",
                "additionalProperties": False,
                "required": ["type", *(key for key in readers if target_config.required(kind, key))],
                "properties": {"type": {"const": kind}, **keys, **common},
            }
        )
    return found


def _target_key(kind: str, key: str, reader: Reader) -> dict[str, Any]:
    default = target_config.field_of(kind, key).default
    known = {} if default in (MISSING, None, ()) else {"default": default}
    return {"description": TARGET_KEYS.get(f"{kind}.{key}") or TARGET_KEYS[key], **reader.schema, **known}
