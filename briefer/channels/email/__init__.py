"""Mail: text and HTML in one message, to every recipient by itself, over SMTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from briefer import toml_tables
from briefer.channels.targets import Line, List, Mailbox, Port, Seconds, SecretKey, TargetKind


@dataclass(frozen=True, slots=True)
class EmailTarget:
    """Mailboxes, reached through one SMTP server."""

    channel_name: ClassVar[str] = "email"
    name: str
    host: Annotated[Line, Field(description="The mail server.")]
    sender: Annotated[Mailbox, Field(alias="from", description="Who sends: an address, or Name <address>.")]
    to: Annotated[
        tuple[Mailbox, ...],
        Field(min_length=1),
        List,
        Field(description="Who receives: each address gets a mail of its own."),
    ]
    port: Annotated[Port, Field(description="Its port.")] = 587
    tls: Annotated[
        Literal["starttls", "tls", "none"], Field(description="starttls, tls from the first byte, or none.")
    ] = "starttls"
    user: Annotated[Line | None, Field(description="With whom to log in; with a password.")] = None
    password: Annotated[SecretKey | None, Field(description="The user's password.")] = None
    reply_to: Annotated[Line | None, Field(description="Where answers go.")] = None
    list_id: Annotated[
        Line | None, Field(description="The List-Id, like briefs.example.org; the sender's domain when missing.")
    ] = None
    unsubscribe: Annotated[
        Line | None, Field(description="Where readers leave the list: a mailto: or https: address.")
    ] = None
    attach: Annotated[
        tuple[Literal["html", "json", "markdown", "text"], ...],
        Field(min_length=1),
        List,
        Field(description="Forms of the digest that are attached."),
    ] = ()
    timeout: Annotated[Seconds, Field(description="Seconds to wait for an answer.")] = 30.0


def _contradictions(given: Mapping[str, Any]) -> Iterator[toml_tables.Fault]:
    """A password needs its user, and is not sent in the clear."""
    if ("user" in given) != ("password" in given):
        yield None, 'needs "user" and "password" together'
    if "user" in given and given.get("tls") == "none" and given.get("host") not in ("127.0.0.1", "::1", "localhost"):
        yield "tls", 'would send the password in the clear: set tls = "starttls" or "tls"'


KIND = TargetKind(
    EmailTarget,
    _contradictions,
    variables={
        "host": "SMTP_HOST",
        "port": "SMTP_PORT",
        "tls": "SMTP_TLS",
        "user": "SMTP_USER",
        "password": "SMTP_PASSWORD",
        "from": "BRIEFER_MAIL_FROM",
        "to": "BRIEFER_MAIL_TO",
    },
    assumed={"host": "localhost", "from": "briefer@localhost"},
)
