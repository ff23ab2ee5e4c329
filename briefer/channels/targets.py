"""Where to deliver: a frozen value for every kind of target. A configuration table becomes one in `target_config`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from briefer.errors import UsageError


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


@dataclass(frozen=True, slots=True)
class SlackTarget:
    """A Slack channel: an incoming webhook, or a bot token and a channel."""

    channel_name: ClassVar[str] = "slack"
    name: str
    webhook: Secret | None = None
    token: Secret | None = None
    channel: str | None = None  #: name or id; with a token
    details: bool = False  #: with a webhook, send quotations and coverage as further messages
    api: str = "https://slack.com/api"
    timeout: float = 30.0  #: seconds to wait for an answer


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


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Any address that takes a JSON document."""

    channel_name: ClassVar[str] = "webhook"
    name: str
    url: str | None = None
    secret_url: Secret | None = None  #: instead of `url`, for an address that is itself a secret
    secret: Secret | None = None  #: signs what is sent
    timeout: float = 30.0  #: seconds to wait for an answer


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder that becomes an archive: a page for every brief, an index, feeds."""

    channel_name: ClassVar[str] = "folder"
    name: str
    path: str
    title: str = "Briefs"
    url: str | None = None  #: where the folder is published, for the addresses in its feeds


@dataclass(frozen=True, slots=True)
class StdoutTarget:
    """Standard output, in any text form."""

    channel_name: ClassVar[str] = "stdout"
    name: str
    format: str = "markdown"


@dataclass(frozen=True, slots=True)
class AppriseTarget:
    """Any service that Apprise knows (optional extra)."""

    channel_name: ClassVar[str] = "apprise"
    name: str
    url: Secret


Target = SlackTarget | EmailTarget | WebhookTarget | FolderTarget | StdoutTarget | AppriseTarget
