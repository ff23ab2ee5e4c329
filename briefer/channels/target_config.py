"""Targets from a configuration's tables, or from the environment alone: one model a kind, with all its keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from pydantic import Field

from briefer import tables
from briefer.channels.target_values import (
    Address,
    ChannelTable,
    Hook,
    Line,
    List,
    Mailbox,
    Port,
    Seconds,
    SecretKey,
)
from briefer.channels.targets import (
    AppriseTarget,
    EmailTarget,
    FolderTarget,
    Secret,
    SlackTarget,
    StdoutTarget,
    Target,
    WebhookTarget,
)
from briefer.errors import UsageError


class SlackTable(ChannelTable):
    """A Slack channel: an incoming webhook, or a bot token and a channel."""

    made: ClassVar = SlackTarget
    type: Literal["slack"]
    webhook: SecretKey | None = Field(None, description="The address of an incoming webhook; this or a token.")
    token: SecretKey | None = Field(None, description="A bot's token; this or a webhook.")
    channel: Line | None = Field(None, description="The channel's name or id, with a token.")
    details: bool = Field(
        default=False, description="With a webhook, whether quotations and coverage follow as further messages."
    )
    api: Address = Field("https://slack.com/api", description="Where Slack's interface is.")
    timeout: Seconds = Field(30.0, description="Seconds to wait for an answer.")

    @classmethod
    def contradictions(cls, given: Mapping[str, Any]) -> Iterator[tables.Fault]:
        """There is exactly one way to post."""
        if ("webhook" in given) == ("token" in given):
            yield None, 'needs either "webhook" or "token"'
        elif "token" in given and "channel" not in given:
            yield None, 'needs "channel" beside "token"'


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


class WebhookTable(ChannelTable):
    """Any address that takes a JSON document."""

    made: ClassVar = WebhookTarget
    type: Literal["webhook"]
    url: Hook | None = Field(None, description="The address that gets the document; this or secret_url.")
    secret_url: SecretKey | None = Field(None, description="The same, where the address itself is a secret.")
    secret: SecretKey | None = Field(None, description="Signs what is sent.")
    timeout: Seconds = Field(30.0, description="Seconds to wait for an answer.")

    @classmethod
    def contradictions(cls, given: Mapping[str, Any]) -> Iterator[tables.Fault]:
        """There is exactly one address."""
        if ("url" in given) == ("secret_url" in given):
            yield None, 'needs either "url" or "secret_url"'


class FolderTable(ChannelTable):
    """A folder that becomes an archive: a page for every brief, an index, feeds."""

    made: ClassVar = FolderTarget
    type: Literal["folder"]
    path: Line = Field(description="The folder, relative to this file.")
    title: Line = Field("Briefs", description="The heading of the archive.")
    url: Address | None = Field(None, description="Where the folder is published, for the addresses in its feeds.")


class StdoutTable(ChannelTable):
    """Standard output, in any text form."""

    made: ClassVar = StdoutTarget
    type: Literal["stdout"]
    format: Literal["markdown", "text"] = Field("markdown", description="The form that is printed.")


class AppriseTable(ChannelTable):
    """Any service that Apprise knows (optional extra)."""

    made: ClassVar = AppriseTarget
    type: Literal["apprise"]
    url: SecretKey = Field(description="The service, as an address of Apprise.")


#: Every kind of target, by its `type`.
TARGETS: dict[str, Any] = {
    get_args(table.model_fields["type"].annotation)[0]: table
    for table in (SlackTable, EmailTable, WebhookTable, FolderTable, StdoutTable, AppriseTable)
}

#: What `--to slack` and so on read when no configuration names a target: a key each, the variable that holds it.
VARIABLES: dict[str, dict[str, str]] = {
    "slack": {"webhook": "SLACK_WEBHOOK_URL", "token": "SLACK_BOT_TOKEN", "channel": "SLACK_CHANNEL"},
    "email": {
        "host": "SMTP_HOST",
        "port": "SMTP_PORT",
        "tls": "SMTP_TLS",
        "user": "SMTP_USER",
        "password": "SMTP_PASSWORD",
        "from": "BRIEFER_MAIL_FROM",
        "to": "BRIEFER_MAIL_TO",
    },
    "webhook": {"secret_url": "BRIEFER_WEBHOOK_URL", "secret": "BRIEFER_WEBHOOK_SECRET"},
    "apprise": {"url": "APPRISE_URL"},
}


def from_table(name: str, table: Mapping[str, Any]) -> Target:
    """The target that a table of the configuration describes.

    Args:
        name: the table's name, for messages.
        table: its keys and values; `type` names the kind of target.

    Raises:
        UsageError: a key is missing, unknown or has a wrong value.
    """
    model = _model(table)
    if model is None:
        hint = f"Give it type = one of: {', '.join(sorted(TARGETS))}."
        raise UsageError(f"The target {name!r} has no known type.", hint=hint)
    for key, words in faults(table):
        hint = f"Its keys are: {', '.join(sorted(tables.keys(model)))}." if words.startswith(tables.UNKNOWN) else ""
        raise UsageError(_said(name, key, words), hint=hint)
    found = model.model_validate(table)
    given = found.model_fields_set - ChannelTable.model_fields.keys()
    made: Target = model.made(name=name, **{field: getattr(found, field) for field in given})
    return made


def faults(table: Mapping[str, Any]) -> Iterator[tables.Fault]:
    """Everything that is wrong with the table of a target.

    Args:
        table: its keys and values; `type` names the kind of target.

    Yields:
        The key, None for the table as a whole; and words that are read after its name.
    """
    model = _model(table)
    if model is None:
        yield "type", f"must be one of: {', '.join(sorted(TARGETS))}"
        return
    yield from tables.read(model, table)[1]
    yield from model.contradictions(table)


def _model(table: Mapping[str, Any]) -> Any:
    kind = table.get("type")
    return TARGETS.get(kind) if isinstance(kind, str) else None


def _said(name: str, key: str | None, words: str) -> str:
    if words == tables.MISSING:
        return f"The target {name!r} lacks {key!r}."
    if words.startswith(tables.UNKNOWN):
        return f"The target {name!r} has no key {key!r}{words.removeprefix(tables.UNKNOWN)}."
    return f"{key!r} of the target {name!r} {words}." if key else f"The target {name!r} {words}."


def from_name(name: str, environ: Mapping[str, str]) -> Target:
    """The target that `--to NAME` means without a configuration.

    Args:
        name: "slack", "email", "webhook" or "apprise", described by the environment; "stdout"; "folder:PATH".
        environ: the environment.

    Raises:
        UsageError: there is no such kind, or the environment does not describe it.
    """
    kind, _, rest = name.partition(":")
    if kind == "folder":
        return from_table(name, {"type": kind, "path": rest or "."})
    if kind == "stdout":
        return from_table(name, {"type": kind})
    if kind not in VARIABLES:
        known = ", ".join([*sorted(VARIABLES), "folder:PATH", "stdout"])
        raise UsageError(
            f"There is no target {name!r}.", hint=f"Use a name from the configuration, or one of: {known}."
        )
    variables = {key: variable for key, variable in VARIABLES[kind].items() if environ.get(variable, "").strip()}
    if "token" in variables:
        variables.pop("webhook", None)  # a token can do all that a webhook can, and threads
    fields = tables.keys(TARGETS[kind])
    table = {key: _from_text(fields[key].annotation, variable, environ) for key, variable in variables.items()}
    try:
        return from_table(name, {"type": kind, **table})
    except UsageError as error:
        needed = ", ".join(VARIABLES[kind].values())
        raise UsageError(error.message, hint=f"It is described by the variables {needed}.") from error


def _from_text(kind: Any, variable: str, environ: Mapping[str, str]) -> Any:
    """A variable's text as the value that a configuration would hold."""
    value = environ[variable].strip()
    if SecretKey in (kind, *get_args(kind)) or kind is Secret:
        return f"env:{variable}"
    if get_origin(kind) is tuple:
        return [part.strip() for part in value.split(",") if part.strip()]
    return int(value) if kind is int and value.isdecimal() else value
