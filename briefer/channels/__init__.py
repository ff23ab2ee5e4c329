"""Where a brief goes: every channel, by name.

A channel is a module with `render(brief) -> str`. One that delivers also has `parts(outgoing, target)`, which renders
what will go out, and names a module with `POST`, which sends one part. The table says where they are, so that importing
this package costs nothing and a new channel is one file and one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from briefer.channels.delivery import Outgoing, Part, Post, deliver
from briefer.channels.targets import Target
from briefer.errors import UsageError
from briefer.records import Brief, Receipt


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to write a brief down, to deliver it, or both."""

    module: str  #: imported when the channel is used
    extension: str = ""  #: of a file in this form; empty for a channel that only delivers
    media_type: str = ""
    post: str = ""  #: the module whose POST sends; empty for a mere form

    def render(self, brief: Brief) -> str:
        """The brief in this channel's form.

        Raises:
            UsageError: the channel only delivers.
        """
        if not self.extension:
            raise UsageError(
                "This channel delivers and is no form to write.", hint=f"Write one of: {', '.join(FORMS)}."
            )
        rendered: str = import_module(self.module).render(brief)
        return rendered

    def parts(self, outgoing: Outgoing, target: Target) -> tuple[Part, ...]:
        """What would be sent to *target*, byte by byte."""
        made: tuple[Part, ...] = import_module(self.module).parts(outgoing, target)
        return made


_HERE = "briefer.channels"

CHANNELS: dict[str, Channel] = {
    "markdown": Channel(f"{_HERE}.markdown", ".md", "text/markdown"),
    "github": Channel(f"{_HERE}.github", ".github.md", "text/markdown"),
    "json": Channel(f"{_HERE}.json", ".json", "application/json"),
    "text": Channel(f"{_HERE}.text", ".txt", "text/plain"),
    "html": Channel(f"{_HERE}.html", ".html", "text/html"),
    "atom": Channel(f"{_HERE}.atom", ".atom", "application/atom+xml"),
    "jsonfeed": Channel(f"{_HERE}.jsonfeed", ".feed.json", "application/feed+json"),
    "slack": Channel(f"{_HERE}.slack", ".jsonl", "application/x-ndjson", f"{_HERE}.slack_api"),
    "email": Channel(f"{_HERE}.email", ".eml", "message/rfc822", f"{_HERE}.smtp"),
    "webhook": Channel(f"{_HERE}.webhook", post=f"{_HERE}.webhook"),
    "folder": Channel(f"{_HERE}.folder", post=f"{_HERE}.folder"),
    "stdout": Channel(f"{_HERE}.stdout", post=f"{_HERE}.stdout"),
    "apprise": Channel(f"{_HERE}.apprise", post=f"{_HERE}.apprise"),
}

#: The channels that are forms of a brief: what `--format` takes.
FORMS = tuple(name for name, channel in CHANNELS.items() if channel.extension)

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


def post(target: Target) -> Post:
    """How to send one part to *target*, and to cut one that is too long: for whoever keeps an outbox."""
    found: Post = import_module(CHANNELS[target.channel_name].post).POST
    return found


def send(sent: tuple[Part, ...], target: Target, environ: Mapping[str, str]) -> tuple[Receipt, ...]:
    """Send parts to one target; what goes wrong becomes a receipt, so that other targets are still served.

    Args:
        sent: what `parts` gave for this target.
        target: where to.
        environ: the environment, for the target's secrets.

    Returns:
        A receipt for every part. Delivery is complete when each one's state is "sent".
    """
    return deliver(post(target), sent, target, environ)
