"""Slack: messages in rich text, by an incoming webhook or by a bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefer.channels.targets import Secret


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

    def __post_init__(self) -> None:
        """Raise ValueError unless there is exactly one way to post."""
        if (self.webhook is None) == (self.token is None):
            raise ValueError('needs either "webhook" or "token"')
        if self.token and not self.channel:
            raise ValueError('needs "channel" beside "token"')
