"""Where a brief goes: every channel, by name.

A channel is a module with `render(brief) -> str`. One that delivers also has `parts(outgoing, target)`, which renders
what will go out, and names a module with `POST`, which sends one part. The table says where they are, so that importing
this package costs nothing and a new channel is one file and one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from briefer.channels.delivery import Outgoing, Part, deliver
from briefer.channels.targets import Target
from briefer.errors import UsageError
from briefer.records import Brief, Receipt


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to write a brief down, or to deliver it."""

    module: str  #: imported when the channel is used
    extension: str
    media_type: str
    post: str | None = None  #: the module that sends; None for a mere form

    def render(self, brief: Brief) -> str:
        """The brief in this channel's form."""
        rendered: str = import_module(self.module).render(brief)
        return rendered

    def parts(self, outgoing: Outgoing, target: Target) -> tuple[Part, ...]:
        """What would be sent to *target*, byte by byte."""
        made: tuple[Part, ...] = import_module(self.module).parts(outgoing, target)
        return made


CHANNELS: dict[str, Channel] = {
    "markdown": Channel("briefer.channels.markdown", ".md", "text/markdown"),
    "json": Channel("briefer.channels.json", ".json", "application/json"),
    "text": Channel("briefer.channels.text", ".txt", "text/plain"),
    "html": Channel("briefer.channels.html", ".html", "text/html"),
    "slack": Channel("briefer.channels.slack", ".jsonl", "application/x-ndjson", "briefer.channels.slack_api"),
    "email": Channel("briefer.channels.email", ".eml", "message/rfc822", "briefer.channels.smtp"),
}

#: Short names that people type.
ALIASES = {"md": "markdown", "txt": "text", "eml": "email"}


def channel(name: str) -> Channel:
    """The channel of that name or alias.

    Raises:
        UsageError: there is none; the message lists those there are.
    """
    found = CHANNELS.get(ALIASES.get(name, name))
    if not found:
        raise UsageError(f"There is no format or channel {name!r}.", hint=f"Use one of: {', '.join(sorted(CHANNELS))}.")
    return found


def parts(outgoing: Outgoing, target: Target) -> tuple[Part, ...]:
    """What would be sent to *target*: pure, and the same for the same arguments."""
    return CHANNELS[target.channel_name].parts(outgoing, target)


def send(sent: tuple[Part, ...], target: Target, environ: Mapping[str, str]) -> tuple[Receipt, ...]:
    """Send parts to one target; what goes wrong becomes a receipt, so that other targets are still served.

    Args:
        sent: what `parts` gave for this target.
        target: where to.
        environ: the environment, for the target's secrets.

    Returns:
        A receipt for every part. Delivery is complete when each one's state is "sent".
    """
    post = CHANNELS[target.channel_name].post
    assert post, f"{target.channel_name} is a form, no way to deliver"
    return deliver(import_module(post).POST, sent, target, environ)
