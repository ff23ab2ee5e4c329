"""Mail: text and HTML in one message, to every recipient by itself, over SMTP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefer.channels.targets import Secret


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

    def __post_init__(self) -> None:
        """Raise ValueError where two keys contradict each other."""
        if (self.user is None) != (self.password is None):
            raise ValueError('needs "user" and "password" together')
        if self.user and self.tls == "none" and self.host not in {"127.0.0.1", "::1", "localhost"}:
            raise ValueError('would send the password in the clear: set tls = "starttls" or "tls"')
        from email.utils import parseaddr  # noqa: PLC0415 - it costs 20 ms, and only mail needs it

        for address in (self.sender, *self.to):
            plain = parseaddr(address)[1]
            if not plain.isascii() or plain.count("@") != 1 or plain.startswith("@") or plain.endswith("@"):
                raise ValueError(f"has {address!r}, which is no mail address of plain letters")
