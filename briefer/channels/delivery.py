"""Sending: what is sent, how it can go wrong, and the one loop in which it happens.

A channel renders a document once into parts, which are the very bytes that go out, and sends one part with one request.
So whoever keeps an outbox can store the parts, send each by itself, and send the same bytes again. What must never
happen is a blind second post after a lost reply: nobody knows whether the first arrived. That is `LostReply`.

`deliver` works off a queue. `InHand` is the queue of one command, in memory; a digest's is its outbox in the store.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from briefer.channels.literal import web_url
from briefer.errors import BrieferError, DeliveryError
from briefer.records import Brief, Receipt

if TYPE_CHECKING:
    from briefer.channels.targets import Target

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
    title: str = ""  #: empty for the document's first heading
    subject: str = ""  #: of a mail, where that is another than the title: what the news is
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


def page_name(outgoing: Outgoing, title: str) -> str:
    """The name of a delivery's page in an archive, without its ending: the same wherever the archive is.

    Args:
        outgoing: the delivery.
        title: the document's first heading.

    Returns:
        The day, the title's first words, and digits of the key to tell two of a kind apart.
    """
    said = "-".join(re.findall(r"[a-z0-9]+", (outgoing.title or title).lower()))[:60].strip("-")
    day = outgoing.created[:10] if re.match(r"\d{4}-\d\d-\d\d", outgoing.created) else "undated"
    return "-".join(part for part in (day, said, part_key(outgoing, "", "page")[:6]) if part)


def describe(part: Part, target: Target) -> str:
    """What would go where, in one line: for a dry run."""
    return f"{target.name}: {part.summary} ({len(part.body):,} bytes of {part.media_type})"


@dataclass(frozen=True, slots=True)
class Post:
    """How a channel sends: one request a part."""

    send: Callable[[Part, Target, Mapping[str, str], str | None], Receipt]  #: with the id of the message to answer
    halve: Callable[[Part], tuple[Part, ...]] = lambda _part: ()  #: cuts a part that was refused as too long


W = TypeVar("W")


class Queue(Protocol[W]):
    """Where parts wait to be sent."""

    def next(self) -> W | None:
        """What may go out now, marked as being sent; waits for what is due soon."""

    def post(self, waiting: W) -> Receipt:
        """Make one request; whatever goes wrong is raised."""

    def cut(self, waiting: W) -> bool:
        """Put pieces in the place of a part that is too long; whether it could be cut."""

    def sent(self, waiting: W, receipt: Receipt) -> None:
        """Write down that a part arrived."""

    def failed(self, waiting: W, error: Exception) -> Receipt | None:
        """Write down what went wrong, and decide what becomes of the part; None where it is tried again at once."""


def deliver(queue: Queue[W]) -> Iterator[tuple[W, Receipt]]:
    """Send what waits in a queue, one part and one request after the other, until nothing may go out any more.

    Yields:
        What was tried, and what became of it.
    """
    while (waiting := queue.next()) is not None:
        try:
            receipt = queue.post(waiting)
        except Exception as error:  # noqa: BLE001 - whatever it is, the queue knows what to do about it
            if isinstance(error, TooLong) and queue.cut(waiting):
                continue
            if failure := queue.failed(waiting, error):
                yield waiting, failure
        else:
            queue.sent(waiting, receipt)
            yield waiting, receipt


class InHand:
    """The queue of one command: parts for one target, in order; after a failure the rest is not tried.

    Args:
        post: how the channel sends.
        parts: what `parts` of the channel gave.
        target: where to.
        environ: the environment, for the secrets that the target names.
    """

    def __init__(self, post: Post, parts: Sequence[Part], target: Target, environ: Mapping[str, str]) -> None:
        self._post = post
        self._target = target
        self._environ = environ
        self._waiting = deque(parts)
        self._thread: str | None = None
        self._tries = 0  # of the first that waits
        self._stopped = False

    def receipts(self) -> Iterator[Receipt]:
        """Send all parts; gives a receipt for every one, halves counted as parts of their own."""
        yield from (receipt for _, receipt in deliver(self))
        yield from (self._failure(part, "not tried, since an earlier part failed") for part in self._waiting)

    def next(self) -> Part | None:
        """The part that is first in line."""
        return self._waiting[0] if self._waiting and not self._stopped else None

    def post(self, part: Part) -> Receipt:
        """Make one request."""
        self._tries += 1
        return self._post.send(part, self._target, self._environ, self._thread if part.reply else None)

    def cut(self, part: Part) -> bool:
        """Put halves in the place of a part, if it has any."""
        halves = self._post.halve(part)
        if len(halves) > 1:
            self._done()
            self._waiting.extendleft(reversed(halves))
        return len(halves) > 1

    def sent(self, _part: Part, receipt: Receipt) -> None:
        """Go on to the next part; the first that arrived is what the others answer."""
        self._done()
        self._thread = self._thread or receipt.id

    def failed(self, part: Part, error: Exception) -> Receipt | None:
        """Try again where the server asks for a little patience; else "unknown" after a lost reply, or "failed"."""
        if not isinstance(error, BrieferError):
            raise error
        wait = error.wait if isinstance(error, Unavailable) and self._tries < MOST_TRIES else None
        if wait is not None and wait <= LONGEST_WAIT:
            time.sleep(wait)
            return None
        self._done()
        self._stopped = not part.recipient  # one refused mailbox does not concern the others
        return self._failure(part, in_words(error), lost=isinstance(error, LostReply))

    def _done(self) -> None:
        self._waiting.popleft()
        self._tries = 0

    def _failure(self, part: Part, detail: str, *, lost: bool = False) -> Receipt:
        where = f"{self._target.name} {part.recipient}".strip()
        return Receipt(self._target.channel_name, where, None, "unknown" if lost else "failed", detail)


def in_words(error: BrieferError) -> str:
    """What happened and what to do about it, on one line."""
    return f"{error.message} {error.hint}".strip()
