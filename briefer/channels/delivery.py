"""Sending: what is sent, how it can go wrong, and one target served part by part.

A channel renders a document once into parts, which are the very bytes that go out, and sends one part with one request.
So whoever keeps an outbox can store the parts, send each by itself, and send the same bytes again. What must never
happen is a second post after a lost reply: nobody knows whether the first arrived. That is `LostReply`, and it ends
the delivery to that target.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from briefer.channels.literal import web_url
from briefer.errors import BrieferError, DeliveryError
from briefer.records import Brief, Receipt

MOST_TRIES = 3  #: of one part, when the server asks for patience
LONGEST_WAIT = 60.0  #: seconds; a server that asks for more is left to the next run


class Refused(DeliveryError):
    """The target said no; nothing was delivered, and the same again will be refused again."""


class TooLong(DeliveryError):
    """The target said that this part is too long; nothing was delivered."""


class Unavailable(DeliveryError):
    """Nothing was delivered, but a later try may work.

    Args:
        message: what happened, to which service.
        hint: what to do about it.
        wait: seconds that the server asked for; None when it named none.
    """

    retryable = True

    def __init__(self, message: str, *, hint: str = "", wait: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.wait = wait


class LostReply(DeliveryError):
    """The connection broke after the part was sent: it may have arrived, so it is not sent again blindly."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A document on its way to any channel."""

    markdown: str  #: the master document, perhaps edited by a person
    key: str  #: names this delivery: the same key is the same delivery, whenever it is tried
    created: str  #: ISO 8601 with an offset or Z; the clock is the caller's
    briefs: tuple[Brief, ...] = ()  #: what it was made from; empty for a document that a person wrote
    title: str = ""  #: the subject; empty for the document's first heading
    named: tuple[str, ...] = ()  #: addresses of articles that the document names beside those of its briefs
    is_digest: bool = False  #: tells more than its briefs hold, so that a page is made from the document

    @property
    def links(self) -> tuple[str, ...] | None:
        """The addresses that may be linked: the sources', or None (any) when the sources are not known."""
        if not self.briefs:
            return None
        urls = (*self.named, *(article.url for brief in self.briefs for article in brief.articles))
        return tuple(written for url in urls if (written := web_url(url)))  # as Markdown has them: "(" is %28


@dataclass(frozen=True, slots=True)
class Part:
    """What one request carries."""

    key: str  #: the same for the same part of the same delivery to the same target
    body: bytes
    media_type: str
    summary: str  #: for a person: "1 of 3: Crane collapse shuts quay"
    recipient: str = ""  #: of a mail, the envelope's
    reply: bool = False  #: belongs under the first part, where the channel has threads


def part_key(outgoing: Outgoing, target: str, number: int | str) -> str:
    """The key of a part: 32 hexadecimal digits."""
    return hashlib.sha256(f"{outgoing.key}\n{target}\n{number}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def describe(part: Part, target: object) -> str:
    """What would go where, in one line: for a dry run."""
    name = getattr(target, "name", "")
    return f"{name}: {part.summary} ({len(part.body):,} bytes of {part.media_type})"


@dataclass(frozen=True, slots=True)
class Post:
    """How a channel sends: one request a part.

    `send(part, target, environ, thread)` makes one request and raises a DeliveryError; `halve` cuts a part that was
    refused as too long, or is None.
    """

    send: Callable[..., Receipt]
    halve: Callable[[Part], tuple[Part, ...]] | None = None
    wait: Callable[[float], None] = field(default=time.sleep)


def deliver(post: Post, parts: tuple[Part, ...], target: object, environ: Mapping[str, str]) -> tuple[Receipt, ...]:
    """Send all parts to one target, in order; after a failure the rest is not tried.

    Args:
        post: how the channel sends.
        parts: what `parts` of the channel gave.
        target: where to.
        environ: the environment, for the secrets that the target names.

    Returns:
        A receipt for every part, halves counted as parts of their own.
    """
    receipts: list[Receipt] = []
    waiting = list(parts)
    thread: str | None = None
    while waiting:
        part = waiting.pop(0)
        try:
            receipt = _patiently(post, part, target, environ, thread if part.reply else None)
        except TooLong as error:
            halves = post.halve(part) if post.halve else ()
            if len(halves) > 1:
                waiting[:0] = halves
                continue
            receipt = failure(error, target, part)
        except BrieferError as error:
            receipt = failure(error, target, part)
        receipts.append(receipt)
        if receipt.state != "sent" and not part.recipient:  # one refused mailbox does not concern the others
            receipts += [_not_tried(target, rest) for rest in waiting]
            break
        thread = thread or receipt.id
    return tuple(receipts)


def failure(error: BrieferError, target: object, part: Part) -> Receipt:
    """The receipt of a part that raised *error*: "unknown" after a lost reply, else "failed"."""
    said = error.message + (f" {error.hint}" if error.hint else "")
    receipt = replace(_not_tried(target, part), detail=said)
    return replace(receipt, state="unknown") if isinstance(error, LostReply) else receipt


def _patiently(post: Post, part: Part, target: object, environ: Mapping[str, str], thread: str | None) -> Receipt:
    for _ in range(MOST_TRIES - 1):
        try:
            return post.send(part, target, environ, thread)
        except Unavailable as error:
            if error.wait is None or error.wait > LONGEST_WAIT:
                raise
            post.wait(error.wait)
    return post.send(part, target, environ, thread)


def _not_tried(target: object, part: Part) -> Receipt:
    channel, name = getattr(target, "channel_name", ""), getattr(target, "name", "")
    where = f"{name} {part.recipient}".strip()
    return Receipt(channel, where, None, "failed", "not tried, since an earlier part failed")
