"""Slack: messages in rich text, by an incoming webhook or by a bot; one POST a part.

A reply that never comes is not a reason to post again: Slack has no idempotency key, and a webhook's post cannot be
looked up or deleted. Errors carry Slack's own word; what to do about the usual ones is in a table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import Field

from briefer import toml_tables
from briefer.channels.delivery import LostReply, Part, Refused, TooLong, Unavailable
from briefer.channels.targets import Address, Line, Seconds, SecretKey, TargetKind
from briefer.channels.webhook import OK, SERVER_ERROR, TOO_MANY, UNAVAILABLE, HttpAnswer, post_once
from briefer.errors import DeliveryError
from briefer.records import Receipt


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
    page: Annotated[
        Address | None,
        Field(description="Where an archive folder is published that gets the same: a link leads to the page there."),
    ] = None
    details: Annotated[
        bool, Field(description="With a webhook, whether sources and evidence follow as further messages.")
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


# --- sending --------------------------------------------------------------------------------------------------

_JSON = "application/json; charset=utf-8"

#: The kind of the metadata that a bot's messages carry; its payload has the part's key, by which a message is known.
METADATA = "briefer_message"

#: Slack's words for "cut it": the part is halved and sent again.
_TOO_LONG = {"msg_too_long", "msg_blocks_too_long", "invalid_blocks", "too_many_attachments"}
_WAIT = {"ratelimited", "rate_limited", "service_unavailable"}
#: Of these Slack's reference says that some of the operation may have succeeded.
_IN_DOUBT = {"internal_error", "fatal_error", "request_timeout"}
#: What to do about its other words; some mean the same.
_HINTS = {
    "invalid_auth not_authed": "Check the bot token: it begins with xoxb- and belongs to an installed app.",
    "token_revoked": "The app was removed or its token renewed: install it again and set the new token.",
    "token_expired": "Set a new token.",
    "account_inactive": "The app's user was deactivated: install the app again.",
    "missing_scope": "Give the app the scope chat:write and install it again.",
    "no_service": "The webhook was revoked or its app removed: make a new webhook and set its address.",
    "no_team": "The webhook's address is wrong or its workspace is gone: make a new webhook.",
    "invalid_token": "The webhook's address is wrong: copy it again from the app's page.",
    "no_active_hooks": "The webhook was switched off: make a new one.",
    "channel_not_found": "Check the channel's name or id; for a private channel invite the app first.",
    "not_in_channel": "Invite the app to the channel: /invite @app.",
    "is_archived channel_is_archived": "The channel is archived: choose another.",
    "action_prohibited restricted_action": "An administrator has forbidden posting here.",
    "posting_to_general_channel_denied": "An administrator has forbidden posting to this channel.",
}


def send(part: Part, target: SlackTarget, environ: Mapping[str, str], thread: str | None = None) -> Receipt:
    """Post one part, once.

    Args:
        part: one of the parts that `slack.parts` made.
        target: the webhook, or the token and channel.
        environ: the environment with the target's secrets.
        thread: the id (`ts`) of the message to answer; ignored by webhooks.

    Raises:
        Refused: Slack said no.
        TooLong: Slack wants it shorter.
        Unavailable: Slack asks to come back later; nothing was posted.
        LostReply: it may have been posted.
        UsageError: the secret is not set.
    """
    if target.webhook:
        address = target.webhook.reveal(environ)
        headers = {"Content-Type": _JSON}
        reply = post_once(address, part.body, headers, "Slack's webhook", timeout=target.timeout)
        if reply.status == OK and reply.text.strip() == "ok":
            return Receipt("slack", target.name, None, "sent")
        raise _error(reply, _webhook_word(reply.text))
    return _post_message(part, target, environ, thread)


def _post_message(part: Part, target: SlackTarget, environ: Mapping[str, str], thread: str | None) -> Receipt:
    assert target.token
    metadata = {"event_type": METADATA, "event_payload": {"key": part.key}}
    payload = {**json.loads(part.body), "metadata": metadata, **({"thread_ts": thread} if thread else {})}
    body = json.dumps(payload, ensure_ascii=False).encode()
    headers = {
        "Content-Type": _JSON,
        "Authorization": f"Bearer {target.token.reveal(environ)}",
    }
    reply = post_once(f"{target.api.rstrip('/')}/chat.postMessage", body, headers, "Slack", timeout=target.timeout)
    said = _object(reply.text)
    if reply.status == OK and said.get("ok") is True:
        return Receipt("slack", target.name, str(said.get("ts") or "") or None, "sent")
    raise _error(reply, str(said.get("error") or reply.text[:200]))


def _webhook_word(text: str) -> str:
    """A webhook's error is a bare word; a proxy's may be anything."""
    return text.strip()[:200] or "an empty answer"


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _error(reply: HttpAnswer, word: str) -> DeliveryError:
    if word in _TOO_LONG:
        return TooLong(f"Slack found a message too long ({word}).", hint="Send a shorter brief: --max-claims N.")
    if reply.status not in {TOO_MANY, UNAVAILABLE} and (reply.status >= SERVER_ERROR or word in _IN_DOUBT):
        return LostReply(
            f"Slack failed with {reply.status} ({word}): the message may have been posted.",
            hint="Look in the channel before you send it again.",
        )
    if reply.status in {TOO_MANY, UNAVAILABLE} or word in _WAIT:
        return Unavailable(
            f"Slack asks to wait ({word}).", hint="Nothing was posted; try again later.", wait=reply.retry_after
        )
    return Refused(
        f"Slack refused the message: {word}.",
        hint=next((hint for words, hint in _HINTS.items() if word in words.split()), ""),
    )
