"""Where to deliver: what every kind of target has. Each channel defines its own, `target_config` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass
from typing import Any, ClassVar, Protocol

from briefer.errors import UsageError


class Target(Protocol):
    """Where to deliver: a frozen dataclass, whose other fields are the keys of its kind."""

    channel_name: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init__(self, name: str, **keys: Any) -> None:
        """Raise ValueError where keys contradict each other."""

    @property
    def name(self) -> str:
        """How a configuration or the command line calls it."""


@dataclass(frozen=True, slots=True)
class Secret:
    """The name of an environment variable that holds a secret; the secret itself is looked up when it is used."""

    variable: str

    def reveal(self, environ: Mapping[str, str]) -> str:
        """The secret.

        Raises:
            UsageError: the variable is not set, or holds what no token or address can hold.
        """
        value = environ.get(self.variable, "").strip()
        if not value.isascii() or not value.isprintable():
            raise UsageError(f"The environment variable {self.variable} holds other characters than plain ASCII.")
        if not value:
            raise UsageError(
                f"The environment variable {self.variable} is not set.", hint="Set it, or put it into the file .env."
            )
        return value
