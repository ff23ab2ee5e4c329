"""Whether a message whose reply was lost has arrived: asked of the services that can tell.

A mailbox cannot be looked into, and a webhook only takes. A Slack app with a bot token can read the channel that it
posts to (scope channels:history, or groups:history for a private one), and then nothing is posted twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from briefer.channels.delivery import Unavailable
from briefer.channels.targets import SlackTarget, Target
from briefer.digest.store.outbox import Entry
from briefer.digest.values import instant

_PAGE = 200  # messages; more than a desk's channel gets between a crash and the next run
_SKEW = 120.0  # seconds by which Slack's clock may differ from ours


def can_tell(target: Target) -> bool:
    """Whether the target can be asked."""
    return isinstance(target, SlackTarget) and target.token is not None


def arrived(entry: Entry, target: Target, environ: Mapping[str, str], thread: str | None) -> str | None:
    """The id of the message at the target, or None when it is not there.

    Args:
        entry: a part of which nobody knows.
        target: one that can tell.
        environ: the environment with the target's token.
        thread: the message that it answers, where it is a reply.

    Raises:
        Unavailable: the target does not answer, or does not let us look.
        UsageError: the token is not set.
    """
    assert isinstance(target, SlackTarget)
    assert target.token
    sent = json.loads(entry.part.body)
    oldest = instant(entry.created).timestamp() - _SKEW
    question = {"channel": target.channel, "limit": _PAGE, "oldest": f"{oldest:.6f}"}
    method = "conversations.history"
    if thread:
        question["ts"], method = thread, "conversations.replies"
    address = f"{target.api.rstrip('/')}/{method}?{urlencode(question)}"
    for message in _messages(address, target.token.reveal(environ), target.timeout):
        if message.get("text") == sent["text"] and _shown(message.get("blocks")) == _shown(sent["blocks"]):
            return str(message["ts"])
    return None


def _messages(address: str, token: str, timeout: float) -> list[dict[str, Any]]:
    """What Slack has in the channel or thread."""
    import httpx2  # noqa: PLC0415 - it costs 0.2 s, and only a lost reply needs it

    try:
        answer = httpx2.get(address, headers={"Authorization": f"Bearer {token}"}, timeout=timeout)
        said = answer.json()
        if said.get("ok") is True:
            return [message for message in said["messages"] if isinstance(message, dict) and message.get("ts")]
        word = str(said.get("error"))
    except (httpx2.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
        word = type(error).__name__
    hint = "Give the app the scope channels:history and the channel by its id, so that it can look."
    raise Unavailable(f"Slack does not say whether the message arrived ({word}).", hint=hint)


def _shown(blocks: Any) -> str:
    """The words of a message, however Slack parts them into elements."""
    return "".join("".join(_texts(blocks)).split())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for name in ("text", "elements"):
            inner = value.get(name)
            if isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)
