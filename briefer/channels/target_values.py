"""How the value of a target's key is read: each reader gives the field's value, or says what it "must" be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from briefer.channels.targets import Secret


def _secret(value: Any) -> Secret:
    name = value[4:] if isinstance(value, str) and value.startswith("env:") else ""
    if not name.isidentifier() or not name.isascii():
        raise ValueError('must be "env:NAME": a secret never stands in a file')
    return Secret(name)


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
        raise ValueError("must be a whole number from 1 to 65535")
    return value


def _seconds(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value <= 600:  # noqa: PLR2004
        raise ValueError("must be a number of seconds up to 600")
    return float(value)


def _address(value: Any) -> str:
    address = _string(value)
    if not address.startswith(("http://", "https://")):
        raise ValueError("must be an address that begins with https://")
    try:
        parts = urlsplit(address)
        complete = bool(parts.hostname) and parts.port != 0
    except ValueError:  # whose words would repeat a part of the address, which may be a password
        complete = False
    if not complete:
        raise ValueError("must be an address with a server's name, like https://example.org/")
    if "@" in parts.netloc:
        raise ValueError("must not hold a user or a password: a secret never stands in a file")
    return address


def _hook(value: Any) -> str:
    try:
        return _address(value)
    except ValueError as error:
        instead = 'put the whole address into an environment variable and write secret_url = "env:NAME" instead'
        raise ValueError(f"{error}; {instead}" if "password" in str(error) else str(error)) from None


@dataclass(frozen=True, slots=True)
class Reader:
    """How the value of a key is read."""

    read: Callable[[Any], Any]
    schema: Mapping[str, Any]  #: the same in JSON Schema
    stand_in: Any  #: a right value, with which the other keys are looked at where this one is wrong


def one_of(*allowed: str) -> Reader:
    """Reads one of some words."""

    def read(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of: {', '.join(allowed)}")
        return str(value)

    return Reader(read, {"enum": list(allowed)}, allowed[0])


def list_of(one: Reader) -> Reader:
    """Reads a list of what another reader reads."""
    schema = {"type": "array", "items": dict(one.schema), "minItems": 1}
    return Reader(lambda value: tuple(one.read(item) for item in _strings(value)), schema, (one.stand_in,))


SECRET = Reader(_secret, {"type": "string", "pattern": "^env:[A-Za-z_][A-Za-z0-9_]*$"}, Secret("NAME"))
STRING = Reader(_string, {"type": "string", "minLength": 1}, "desk@example.org")
STRINGS = list_of(STRING)
FLAG = Reader(_flag, {"type": "boolean"}, stand_in=False)
PORT = Reader(_port, {"type": "integer", "minimum": 1, "maximum": 65_535}, 587)
SECONDS = Reader(_seconds, {"type": "number", "exclusiveMinimum": 0, "maximum": 600}, 30.0)
ADDRESS = Reader(_address, {"type": "string", "pattern": "^https?://[^/?#@]+([/?#]|$)"}, "https://example.org/")
HOOK = Reader(_hook, ADDRESS.schema, ADDRESS.stand_in)
