"""Mail: text and HTML in one message, to every recipient by itself, over SMTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from briefer import tables
from briefer.channels.targets import ChannelTable, Kind, Line, List, Mailbox, Port, Seconds, Secret, SecretKey


@dataclass(frozen=True, slots=True)
class EmailTarget:
    """Mailboxes, reached through one SMTP server."""

    channel_name: ClassVar[str] = "email"
    name: str
    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    tls: str = "starttls"
    user: str | None = None
    password: Secret | None = None
    reply_to: str | None = None
    list_id: str | None = None  #: "briefs.example.org"; the sender's domain when missing
    unsubscribe: str | None = None  #: a mailto: or https: address
    attach: tuple[str, ...] = ()  #: channels whose form is attached: "html", "json", "markdown", "text"
    timeout: float = 30.0  #: seconds to wait for an answer


class EmailTable(ChannelTable):
    """Mailboxes, reached through one SMTP server."""

    made: ClassVar = EmailTarget
    type: Literal["email"]
    host: Line = Field(description="The mail server.")
    port: Port = Field(587, description="Its port.")
    tls: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="starttls, tls from the first byte, or none."
    )
    user: Line | None = Field(None, description="With whom to log in; with a password.")
    password: SecretKey | None = Field(None, description="The user's password.")
    sender: Mailbox = Field(alias="from", description="Who sends: an address, or Name <address>.")
    to: Annotated[tuple[Mailbox, ...], Field(min_length=1), List] = Field(
        description="Who receives: each address gets a mail of its own."
    )
    reply_to: Line | None = Field(None, description="Where answers go.")
    list_id: Line | None = Field(
        None, description="The List-Id, like briefs.example.org; the sender's domain when missing."
    )
    unsubscribe: Line | None = Field(None, description="Where readers leave the list: a mailto: or https: address.")
    attach: Annotated[tuple[Literal["html", "json", "markdown", "text"], ...], Field(min_length=1), List] = Field(
        (), description="Forms of the digest that are attached."
    )
    timeout: Seconds = Field(30.0, description="Seconds to wait for an answer.")

    @classmethod
    def contradictions(cls, given: Mapping[str, Any]) -> Iterator[tables.Fault]:
        """A password needs its user, and is not sent in the clear."""
        if ("user" in given) != ("password" in given):
            yield None, 'needs "user" and "password" together'
        if (
            "user" in given
            and given.get("tls") == "none"
            and given.get("host") not in ("127.0.0.1", "::1", "localhost")
        ):
            yield "tls", 'would send the password in the clear: set tls = "starttls" or "tls"'


KIND = Kind(
    EmailTable,
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
