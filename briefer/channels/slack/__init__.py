"""Slack: messages in rich text, by an incoming webhook or by a bot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import Field

from briefer import toml_tables
from briefer.channels.targets import Address, Line, Seconds, SecretKey, TargetKind


@dataclass(frozen=True, slots=True)
class SlackTarget:
    """A Slack channel: an incoming webhook, or a bot token and a channel."""

    channel_name: ClassVar[str] = "slack"
    name: str
    webhook: Annotated[SecretKey | None, Field(description="The address of an incoming webhook; this or a token.")] = (
        None
    )
    token: Annotated[SecretKey | None, Field(description="A bot's token; this or a webhook.")] = None
    channel: Annotated[Line | None, Field(description="The channel's name or id, with a token.")] = None
    details: Annotated[
        bool, Field(description="With a webhook, whether quotations and coverage follow as further messages.")
    ] = False
    api: Annotated[Address, Field(description="Where Slack's interface is.")] = "https://slack.com/api"
    timeout: Annotated[Seconds, Field(description="Seconds to wait for an answer.")] = 30.0


def _contradictions(given: Mapping[str, Any]) -> Iterator[toml_tables.Fault]:
    """There is exactly one way to post."""
    if ("webhook" in given) == ("token" in given):
        yield None, 'needs either "webhook" or "token"'
    elif "token" in given and "channel" not in given:
        yield None, 'needs "channel" beside "token"'


KIND = TargetKind(
    SlackTarget,
    _contradictions,
    variables={"webhook": "SLACK_WEBHOOK_URL", "token": "SLACK_BOT_TOKEN", "channel": "SLACK_CHANNEL"},
    better={"webhook": "token"},  # which can do all that a webhook can, and threads
    assumed={"webhook": "-"},
)
