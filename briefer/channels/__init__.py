"""Where a brief goes: every channel, by name.

A form is a module with `render(brief) -> str`, and `render_all(briefs, title=...)` if it can hold several. A channel
that delivers is a module, or a folder where that is much, with a target; `parts(outgoing, target)`, which renders what
will go out; `send`, which sends one part; and `halve` if a part may be found too long. The table says where they are,
so that importing this package costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from briefer.channels.delivery import InHand, Outgoing, Part, Post
from briefer.errors import UsageError
from briefer.records import Brief, Receipt

if TYPE_CHECKING:  # it needs pydantic, and only who delivers needs that
    from briefer.channels.targets import Target


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to write a brief down, to deliver it, or both."""

    module: str  #: imported when the channel is used; behind a colon the function that renders, if it is not `render`
    extension: str = ""  #: of a file in this form; empty for a channel that only delivers
    media_type: str = ""
    post: str = ""  #: the module that sends, and whose KIND says what a target is; empty for a mere form

    def render(self, brief: Brief) -> str:
        """The brief in this channel's form.

        Raises:
            UsageError: the channel only delivers.
        """
        if not self.extension:
            raise UsageError(
                "This channel delivers and is no form to write.", hint=f"Write one of: {', '.join(FORMS)}."
            )
        module, _, function = self.module.partition(":")
        rendered: str = getattr(import_module(module), function or "render")(brief)
        return rendered


_HERE = "briefer.channels"
_SLACK, _EMAIL = f"{_HERE}.slack", f"{_HERE}.email"

CHANNELS: dict[str, Channel] = {
    "markdown": Channel(f"{_HERE}.markdown", ".md", "text/markdown"),
    "github": Channel(f"{_HERE}.markdown:render_github", ".github.md", "text/markdown"),
    "json": Channel(f"{_HERE}.json", ".json", "application/json"),
    "text": Channel(f"{_HERE}.text", ".txt", "text/plain"),
    "html": Channel(f"{_HERE}.html", ".html", "text/html"),
    "atom": Channel(f"{_HERE}.feeds:render_atom", ".atom", "application/atom+xml"),
    "jsonfeed": Channel(f"{_HERE}.feeds:render_json", ".feed.json", "application/feed+json"),
    "slack": Channel(f"{_SLACK}.render", ".jsonl", "application/x-ndjson", _SLACK),
    "email": Channel(f"{_EMAIL}.message", ".eml", "message/rfc822", _EMAIL),
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


def render(
    briefs: Sequence[Brief], form: str, *, per_story: bool = False, embed_sources: bool = True, evidence: bool = False
) -> str:
    """Briefs in one of the forms.

    Args:
        briefs: one, or one a story.
        form: a channel's name or alias.
        per_story: whether JSON lists briefs, even if there is only one.
        embed_sources: whether JSON carries the articles' texts.
        evidence: whether Markdown and text print the quotations behind every sentence.

    Raises:
        UsageError: the form holds one brief, and there are several.
    """
    found = channel(form)
    if found is CHANNELS["json"]:
        from briefer.channels import json  # noqa: PLC0415 - other forms need no selectors

        if per_story:
            return json.render_all(briefs, embed_sources=embed_sources)
        return json.render(briefs[0], embed_sources=embed_sources)
    if evidence and found in (CHANNELS["markdown"], CHANNELS["github"], CHANNELS["text"]):
        return _with_evidence(briefs, found)
    if len(briefs) == 1:
        return found.render(briefs[0])
    several = None if ":" in found.module else getattr(import_module(found.module), "render_all", None)
    if several is None:
        raise UsageError(f"--format {form} holds one brief, and these are {len(briefs)}.", hint="Use md, html or json.")
    return str(several(briefs, title=f"{len(briefs)} stories"))


def _with_evidence(briefs: Sequence[Brief], form: Channel) -> str:
    from briefer.channels import document, markdown, text  # noqa: PLC0415 - only who prints them needs it

    escape = markdown.GITHUB if form is CHANNELS["github"] else markdown.COMMONMARK
    style = markdown.Style(escape, evidence=True)
    several = len(briefs) > 1
    title = f"{len(briefs)} stories"
    made = markdown.render_all(briefs, title=title, style=style) if several else markdown.render(briefs[0], style=style)
    return text.from_document(document.parse(made)) if form is CHANNELS["text"] else made


def form_of(output: Path | None) -> str | None:
    """The form that a file's ending asks for, if it is one of them."""
    return next((n for n, c in CHANNELS.items() if output and c.extension == output.suffix.lower()), None)


def write_whole(path: Path, content: str) -> None:
    """Write a file whole or not at all: to a temporary file beside it, which then takes its place.

    Raises:
        OSError: it cannot be written there.
    """
    from tempfile import mkstemp  # noqa: PLC0415 - only who writes needs it

    handle, temporary = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def parts(outgoing: Outgoing, target: Target) -> tuple[Part, ...]:
    """What would be sent to *target*, byte by byte: pure, and the same for the same arguments."""
    made: tuple[Part, ...] = import_module(CHANNELS[target.channel_name].module).parts(outgoing, target)
    return made


def post(target: Target) -> Post:
    """How to send one part to *target*, and to cut one that is too long: for whoever keeps an outbox."""
    found = CHANNELS[target.channel_name]
    sender, renderer = import_module(found.post), import_module(found.module)
    return Post(sender.send, renderer.halve) if hasattr(renderer, "halve") else Post(sender.send)


def send(sent: tuple[Part, ...], target: Target, environ: Mapping[str, str]) -> tuple[Receipt, ...]:
    """Send parts to one target; what goes wrong becomes a receipt, so that other targets are still served.

    Args:
        sent: what `parts` gave for this target.
        target: where to.
        environ: the environment, for the target's secrets.

    Returns:
        A receipt for every part. Delivery is complete when each one's state is "sent".
    """
    return tuple(InHand(post(target), sent, target, environ).receipts())
