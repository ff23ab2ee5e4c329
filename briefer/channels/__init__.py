"""Where a brief goes: every channel, by name.

A channel is a module with `render(brief) -> str`; the table says where it is, so that importing this package costs
nothing and a new channel is one file and one line.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from briefer.errors import UsageError
from briefer.records import Brief


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to write a brief down, or to deliver it."""

    module: str  #: imported when the channel is used
    extension: str
    media_type: str

    def render(self, brief: Brief) -> str:
        """The brief in this channel's form."""
        rendered: str = import_module(self.module).render(brief)
        return rendered


CHANNELS: dict[str, Channel] = {
    "markdown": Channel("briefer.channels.markdown", ".md", "text/markdown"),
    "json": Channel("briefer.channels.json", ".json", "application/json"),
    "text": Channel("briefer.channels.text", ".txt", "text/plain"),
    "html": Channel("briefer.channels.html", ".html", "text/html"),
}

#: Short names that people type.
ALIASES = {"md": "markdown", "txt": "text"}


def channel(name: str) -> Channel:
    """The channel of that name or alias.

    Raises:
        UsageError: there is none; the message lists those there are.
    """
    found = CHANNELS.get(ALIASES.get(name, name))
    if not found:
        raise UsageError(f"There is no format or channel {name!r}.", hint=f"Use one of: {', '.join(sorted(CHANNELS))}.")
    return found
