"""Model options out of a configuration table, checked key by key.

[model]
context_tokens = 8192
max_cost_month = 10.0
[model.prices."our-own-model"]
input = 0.2       # US dollars a million tokens
output = 0.8
context = 65536
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from briefer.errors import UsageError
from briefer.llm.prices import Card

#: What a table may set; the rest is named by the command line, the environment, or is a secret.
_KEYS: dict[str, type] = {
    "api": str,
    "timeout": float,
    "deadline": float,
    "attempts": int,
    "context_tokens": int,
    "temperature": float,
    "thinking_tokens": int,
    "max_cost": float,
    "max_cost_month": float,
    "max_tokens": int,
    "concurrency": int,
    "requests_per_minute": int,
    "tokens_per_minute": int,
    "cache": bool,
    "retention_days": int,
}
_NAMES = {str: "a text", float: "a number", int: "a whole number", bool: "true or false"}
_APIS = ("auto", "responses", "chat")
_CARD_KEYS: dict[str, type] = {f.name: int if f.name in ("context", "thinking") else float for f in fields(Card)}


def changes(table: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The fields of `ModelOptions` that a table sets, for `dataclasses.replace`.

    Args:
        table: of a TOML file, or of environment variables already made numbers.
        where: the file and the table, for error messages.

    Raises:
        UsageError: a key is unknown or its value makes no sense; names both.
    """
    given = dict(table)
    prices = given.pop("prices", {})
    found = {key: _value(key, value, _KEYS, where) for key, value in given.items()}
    if found.get("api", "auto") not in _APIS:
        raise UsageError(f"{where}: api is {found['api']!r}", hint=f"one of {', '.join(_APIS)}")
    if prices:
        found["cards"] = _cards(prices, f"{where}.prices")
    return found


def _cards(prices: Any, where: str) -> dict[str, Card]:
    if not isinstance(prices, Mapping) or not all(isinstance(entry, Mapping) for entry in prices.values()):
        raise UsageError(
            f"{where} must be a table for each model", hint="input and output in US dollars a million tokens"
        )
    cards: dict[str, Card] = {}
    for name, entry in prices.items():
        values = {key: _value(key, value, _CARD_KEYS, f"{where}.{name}") for key, value in entry.items()}
        if missing := {"input", "output"} - set(values):
            raise UsageError(f"{where}.{name} has no {min(missing)}")
        cards[str(name)] = Card(**values)
    return cards


def _value(key: str, value: Any, known: Mapping[str, type], where: str) -> Any:
    """*value*, if it is of the kind that *key* takes; whole numbers are numbers too."""
    if key not in known:
        raise UsageError(f"{where}: unknown key {key!r}", hint=f"known: {', '.join(sorted(known))}")
    kind = known[key]
    right = isinstance(value, kind) or (kind is float and isinstance(value, int))
    if not right or (isinstance(value, bool) and kind is not bool):
        raise UsageError(f"{where}: {key} is {value!r}, not {_NAMES[kind]}")
    if kind in (int, float) and not 0 <= value < float("inf"):
        raise UsageError(f"{where}: {key} is {value!r}, which makes no sense")
    return float(value) if kind is float else value
