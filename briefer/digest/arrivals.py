"""Whether a message whose reply was lost has arrived: asked of the services that can tell.

A mailbox cannot be looked into, and a webhook only takes. A Slack app with a bot token can read the channel that it
posts to (scope channels:history, or groups:history for a private one), finds its message there by the key in its
metadata, and posts nothing twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefer.channels.delivery import Unavailable
from briefer.channels.slack import METADATA, SlackTarget
from briefer.channels.targets import Target
from briefer.digest.store.outbox import Entry
from briefer.digest.values import instant

_PAGE, _MOST_PAGES = 200, 10  # messages; more than a desk's channel gets between a crash and the next run
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
    oldest = instant(entry.created).timestamp() - _SKEW
    # Without include_all_metadata Slack leaves out the payload of kinds that the app's manifest does not declare.
    question = {"channel": target.channel, "limit": _PAGE, "oldest": f"{oldest:.6f}", "include_all_metadata": "true"}
    method = "conversations.history"
    if thread:
        question["ts"], method = thread, "conversations.replies"
    address, token = f"{target.api.rstrip('/')}/{method}", target.token.reveal(environ)
    for _ in range(_MOST_PAGES):
        said = _asked(address, question, token, target.timeout)
        for message in said["messages"]:
            about = message.get("metadata") or {}
            if about.get("event_type") == METADATA and about.get("event_payload", {}).get("key") == entry.part.key:
                return str(message["ts"])
        cursor = (said.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
        question["cursor"] = cursor
    raise Unavailable("Slack has too many messages since then to look through.", hint="Look in the channel.")


def _asked(address: str, question: Mapping[str, Any], token: str, timeout: float) -> dict[str, Any]:
    """One page of what Slack has in the channel or thread."""
    import httpx2  # noqa: PLC0415 - it costs 0.2 s, and only a lost reply needs it

    try:
        headers = {"Authorization": f"Bearer {token}"}
        said = httpx2.get(address, params=dict(question), headers=headers, timeout=timeout).json()
        if said.get("ok") is True and all(isinstance(message, dict) for message in said["messages"]):
            return dict(said)
        word = str(said.get("error"))
    except (httpx2.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
        word = type(error).__name__
    hint = "Give the app the scope channels:history and the channel by its id, so that it can look."
    raise Unavailable(f"Slack does not say whether the message arrived ({word}).", hint=hint)
