"""Where to deliver: what every kind of target has, and what its keys may hold. Each channel defines its own.

Each type of a key says in words what a wrong value "must" be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from dataclasses import Field as DataclassField
from typing import Annotated, Any, ClassVar, Literal, Protocol, get_type_hints
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema, create_model

from briefer.errors import UsageError
from briefer.toml_tables import Fault, TomlTable, said, unless


class Target(Protocol):
    """Where to deliver: a frozen dataclass, whose other fields are the keys of its kind."""

    channel_name: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, DataclassField[Any]]]

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


class ChannelTable(TomlTable):
    """What every target's table takes beside the keys of its channel."""

    made: ClassVar[Any]
    type: str
    on_unknown: Literal["resend", "hold"] = Field(
        "resend",
        description="What to do with a message of which nobody knows whether it arrived: send the same bytes again, or "
        "hold them until a person decides (briefer digest outbox).",
    )


def table_of(target: Any) -> type[ChannelTable]:
    """The model of a target's table: a key for each of its fields, beside those that every target takes.

    Args:
        target: a dataclass, whose fields are annotated with what pydantic should know of a key.
    """
    hints = get_type_hints(target, include_extras=True)
    keys: dict[str, Any] = {
        one.name: (hints[one.name], ... if one.default is MISSING else one.default)
        for one in fields(target)
        if one.name != "name"
    }
    keys["type"] = (Literal[target.channel_name], ...)
    model = create_model(target.__name__, __base__=ChannelTable, __doc__=target.__doc__, **keys)
    model.made = target
    return model


@dataclass(frozen=True, slots=True)
class TargetKind:
    """What a channel says of its targets."""

    target: type[Target]
    contradictions: Callable[[Mapping[str, Any]], Iterable[Fault]] = lambda _given: ()  #: of keys, by what is given
    variables: Mapping[str, str] = field(default_factory=dict)  #: by key, what `--to NAME` reads by itself
    better: Mapping[str, str] = field(default_factory=dict)  #: by key, another that makes it needless
    assumed: Mapping[str, str] = field(default_factory=dict)  #: by key, what a dry run takes where nothing is set
    behind: str = ""  #: the key that `--to NAME:VALUE` gives


def _secret(value: Any) -> Secret:
    name = value[4:] if isinstance(value, str) and value.startswith("env:") else ""
    if not name.isidentifier() or not name.isascii():
        raise ValueError('must be "env:NAME": a secret never stands in a file')
    return Secret(name)


def _line(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError("must be a text on one line")
    return value.strip()


def _list(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError("must be a list of texts")
    return tuple(value)


def _address(address: str) -> str:
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


def _mailbox_fault(written: str) -> str | None:
    from email.utils import parseaddr  # noqa: PLC0415 - it costs 20 ms, and only mail needs it

    plain = parseaddr(written)[1]
    right = plain.isascii() and plain.count("@") == 1 and not plain.startswith("@") and not plain.endswith("@")
    return None if right else f"has {written!r}, which is no mail address of plain letters"


def _hook(address: str) -> str:
    try:
        return _address(address)
    except ValueError as error:
        instead = 'put the whole address into an environment variable and write secret_url = "env:NAME" instead'
        raise ValueError(f"{error}; {instead}" if "password" in str(error) else str(error)) from None


_URL = WithJsonSchema({"type": "string", "pattern": "^https?://[^/?#@]+([/?#]|$)"})

SecretKey = Annotated[
    Secret, PlainValidator(_secret), WithJsonSchema({"type": "string", "pattern": "^env:[A-Za-z_][A-Za-z0-9_]*$"})
]
Line = Annotated[str, Field(min_length=1), BeforeValidator(_line)]
List = BeforeValidator(_list)  #: before a tuple, whose texts have words of their own
Mailbox = Annotated[Line, unless(_mailbox_fault)]
Port = Annotated[int, Field(ge=1, le=65_535), said("must be a whole number from 1 to 65535")]
Seconds = Annotated[float, Field(gt=0, le=600), said("must be a number of seconds up to 600")]
Address = Annotated[Line, AfterValidator(_address), _URL]
Hook = Annotated[Line, AfterValidator(_hook), _URL]
