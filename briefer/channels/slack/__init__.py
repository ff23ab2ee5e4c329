"""Slack: messages in rich text, by an incoming webhook or by a bot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from pydantic import Field

from briefer import tables
from briefer.channels.targets import Address, ChannelTable, Kind, Line, Seconds, Secret, SecretKey


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


KIND = Kind(
    SlackTable,
    variables={"webhook": "SLACK_WEBHOOK_URL", "token": "SLACK_BOT_TOKEN", "channel": "SLACK_CHANNEL"},
    better={"webhook": "token"},  # which can do all that a webhook can, and threads
    assumed={"webhook": "-"},
)
