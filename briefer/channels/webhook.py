"""A document as JSON to any address, signed so that the receiver can tell it is ours.

The headers are those of the Standard Webhooks specification 1.0, and `Idempotency-Key` beside them: a receiver that
knows a key already can drop the second copy.

How one POST is made, and whether it can have arrived, serves Slack as well.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import Field

from briefer import toml_tables
from briefer.channels.delivery import LostReply, Outgoing, Part, Refused, Unavailable, part_key
from briefer.channels.document import parse
from briefer.channels.json import as_dict
from briefer.channels.literal import clean, visible
from briefer.channels.targets import Hook, Seconds, SecretKey, TargetKind
from briefer.errors import UsageError
from briefer.records import Receipt

SCHEMA = "briefer/message/1"
_SUCCESS = range(200, 300)


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Any address that takes a JSON document."""

    channel_name: ClassVar[str] = "webhook"
    name: str
    url: Annotated[Hook | None, Field(description="The address that gets the document; this or secret_url.")] = None
    secret_url: Annotated[SecretKey | None, Field(description="The same, where the address itself is a secret.")] = None
    secret: Annotated[SecretKey | None, Field(description="Signs what is sent.")] = None
    timeout: Annotated[Seconds, Field(description="Seconds to wait for an answer.")] = 30.0


def _contradictions(given: Mapping[str, Any]) -> Iterator[toml_tables.Fault]:
    """There is exactly one address."""
    if ("url" in given) == ("secret_url" in given):
        yield None, 'needs either "url" or "secret_url"'


KIND = TargetKind(
    WebhookTarget,
    _contradictions,
    variables={"secret_url": "BRIEFER_WEBHOOK_URL", "secret": "BRIEFER_WEBHOOK_SECRET"},
    assumed={"secret_url": "-"},
)


def parts(outgoing: Outgoing, target: WebhookTarget) -> tuple[Part, ...]:
    """One part: the Markdown, and the briefs without their sources' texts."""
    key = part_key(outgoing, target.name, 1)
    title = clean(outgoing.title or parse(outgoing.markdown).title) or "Brief"
    value = {
        "schema": SCHEMA,
        "id": key,
        "title": title,
        "created": outgoing.created,
        "markdown": visible(outgoing.markdown),
        "briefs": [as_dict(brief, embed_sources=False) for brief in outgoing.briefs],
    }
    # ASCII: a lone surrogate in a quotation, which no UTF-8 can hold, stays an escape
    return (Part(key, json.dumps(value).encode("ascii"), "application/json", title),)


def sign(secret: str, key: str, timestamp: str, body: bytes) -> str:
    """The signature of a request.

    Args:
        secret: any text, or `whsec_` and base64 as the specification has it.
        key: the value of `webhook-id`.
        timestamp: the value of `webhook-timestamp`: seconds since 1970.
        body: what is sent.

    Returns:
        "v1," and the base64 of HMAC-SHA256 over "key.timestamp.body".

    Raises:
        UsageError: what follows `whsec_` is no base64.
    """
    known = secret.removeprefix("whsec_")
    try:
        raw = base64.b64decode(known, validate=True) if known != secret else secret.encode()
    except ValueError as error:
        raise UsageError("The webhook's secret begins with whsec_ and is no base64 behind it.") from error
    digest = hmac.new(raw, f"{key}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def send(part: Part, target: WebhookTarget, environ: Mapping[str, str], _thread: str | None = None) -> Receipt:
    """Post one part, once.

    Args:
        part: what `parts` made.
        target: the address.
        environ: the environment with the target's secrets.

    Raises:
        Refused: the address answered with a refusal.
        Unavailable: it cannot be reached, or asks to come back later.
        LostReply: it may have taken the message.
        UsageError: a secret is not set.
    """
    address = target.url or (target.secret_url.reveal(environ) if target.secret_url else "")
    headers = {"Content-Type": part.media_type, "Idempotency-Key": part.key, "webhook-id": part.key}
    if target.secret:
        headers["webhook-timestamp"] = str(int(time.time()))
        secret = target.secret.reveal(environ)
        headers["webhook-signature"] = sign(secret, part.key, headers["webhook-timestamp"], part.body)
    service = f"The webhook {target.name}"
    reply = post_once(address, part.body, headers, service, timeout=target.timeout)
    if reply.status in _SUCCESS:
        return Receipt("webhook", target.name, part.key, "sent")
    said = f"{service} answered {reply.status}: {reply.text[:200] or 'nothing'}."
    if reply.status in {TOO_MANY, UNAVAILABLE}:
        raise Unavailable(said, hint="It asks to try again later.", wait=reply.retry_after)
    if reply.status >= SERVER_ERROR:
        raise LostReply(said, hint="It may have taken the message: look there before you send it again.")
    raise Refused(said, hint="Check the address; redirections are not followed.")


# --- one POST -------------------------------------------------------------------------------------------------

OK = 200
TOO_MANY = 429
SERVER_ERROR = 500
UNAVAILABLE = 503

_CONNECT_SECONDS = 10.0
_MOST_OF_AN_ANSWER = 4_000


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a server answered."""

    status: int
    text: str  #: the first 4,000 characters, without control characters
    retry_after: float | None  #: seconds that it asks us to wait


def post_once(address: str, body: bytes, headers: Mapping[str, str], service: str, *, timeout: float) -> HttpAnswer:
    """Send *body* once, without following redirections.

    Args:
        address: http(s).
        body: the bytes.
        headers: the request's.
        service: what to call the server in a message; the address may be a secret and is never named.
        timeout: seconds to wait for an answer.

    Raises:
        Refused: the address is none.
        Unavailable: no connection came about, so nothing was sent.
        LostReply: the request went out and no answer came back.
    """
    import httpx2  # noqa: PLC0415 - it costs 0.2 s, and only sending needs it

    limits = httpx2.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS))
    try:
        with httpx2.Client(timeout=limits, follow_redirects=False) as client:
            answer = client.post(address, content=body, headers=dict(headers))
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError) as error:
        raise Unavailable(
            f"{service} cannot be reached: {_said(error)}.", hint="Nothing was sent; try again later."
        ) from error
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.LocalProtocolError) as error:
        raise Refused(f"The address of {service} is no http(s) address.", hint="Copy it again.") from error
    except httpx2.HTTPError as error:
        raise LostReply(
            f"{service} did not answer ({_said(error)}): the message may have arrived.",
            hint="Look there before you send it again.",
        ) from error
    return HttpAnswer(
        answer.status_code, clean(answer.text[:_MOST_OF_AN_ANSWER]), _seconds(answer.headers.get("retry-after"))
    )


def _said(error: Exception) -> str:
    return clean(str(error)) or type(error).__name__


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After in seconds; a date, which these services do not send, counts as no wish."""
    try:
        return max(0.0, float(retry_after)) if retry_after else None
    except ValueError:
        return None
