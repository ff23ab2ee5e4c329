"""One POST over HTTP, and whether it can have arrived: shared by the channels that speak HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefer.channels.delivery import LostReply, Refused, Unavailable
from briefer.channels.literal import clean

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


def post(address: str, body: bytes, headers: Mapping[str, str], service: str, *, timeout: float) -> HttpAnswer:
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
