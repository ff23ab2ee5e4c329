"""What goes wrong at a server, in our words: the one place where foreign exceptions are translated."""

from __future__ import annotations

import contextlib
import email.utils
import re
import time
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any

from briefer.errors import ModelError, ModelUnavailable, ReplyError
from briefer.llm.options import ModelOptions

#: What servers say when no other try can help: pattern, message, hint. They agree on no status for these.
_BY_WORDS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), message, hint)
    for pattern, message, hint in (
        (
            r"context[_ ](?:length|window|size)|(?:maximum|available) context|prompt is too long",
            "the request is too long for {model}",
            "set the model's context size lower",
        ),
        (
            r"insufficient_quota|billing|no credits?\b|insufficient (?:balance|funds|credits)|payment",
            "no credit left",
            "look at the account's billing page",
        ),
        (
            r"content_filter|content_policy|content management policy|safety system",
            "its content filter refused the articles",
            "use another model, or --writer extractive",
        ),
        (r"model_not_found|model .{0,80}not found", "knows no model {model}", "`briefer doctor` lists those it has"),
    )
)
_RETRY = frozenset({408, 409, 425, 429, 498})
#: What a status means where words say nothing more: message and hint.
_BY_STATUS: dict[int, tuple[str, str]] = {
    401: ("the key was not accepted", "look at OPENAI_API_KEY"),
    402: ("no credit left", "look at the account's billing page"),
    403: ("the key may not do this", "look at OPENAI_API_KEY and at what it is allowed to do"),
    404: ("nothing at this address", "the base URL usually ends in /v1"),
    413: ("the request is too large for it", "give fewer articles"),
    429: ("too many requests", "try later, or set a lower rate"),
}
_REDIRECTS, _ERRORS, _BROKEN = 300, 400, 500
_UNBILLED = frozenset({501, 503, 529})  # the server says that it did not even begin
#: What keys look like. A server may echo the key it refused, whole or with stars in it.
_KEY_SHAPED = re.compile(
    r"""\b(?:sk|pk|rk|gsk|xai|hf|r8|ghp|gho|glpat|xox[abprs]|AIza|AKIA)[-_][\w.*+/=-]{4,}  # a known prefix
      | \bAIza[\w-]{10,} | \bAKIA\w{12,}
      | \beyJ[\w-]{10,}\.[\w.-]+                                                          # a JSON web token
      | (?<=://)[^/\s@]+@                                                                 # user:password@ in a URL
      | \b(?:Bearer|Basic)\s+[\w.+/=~-]{6,}
      | (?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{32,}(?![\w-])                       # long, letters and digits
    """,
    re.VERBOSE,
)
_LIMIT = 300
HIDDEN = "[hidden]"


@dataclass(eq=False)
class ServerFault(Exception):
    """One request that failed; nobody outside the edge ever sees it."""

    error: ModelError  #: what to tell the person if there is no other try
    _: KW_ONLY
    again: bool = False  #: whether the same request may succeed later
    pause: float | None = None  #: seconds that the server asks to wait; None when it does not say
    billed: bool = False  #: whether it may have cost money all the same
    status: int | None = None  #: HTTP status, if there was an answer
    said: str = ""  #: what the server said, for finding out what it objects to


def refused(status: int, body: Any, headers: Mapping[str, str], options: ModelOptions) -> ServerFault:
    """The fault that an HTTP status other than 2xx stands for, or an `error` object inside a 200.

    Args:
        status: of the answer, or the code inside the error object.
        body: decoded, whatever it is.
        headers: of the answer, names in lower case.
        options: whose server and which secrets.
    """
    text = str(body.get("message") or body) if isinstance(body, dict) else str(body or "")
    codes = " ".join(str(body.get(k) or "") for k in ("code", "type")) if isinstance(body, dict) else ""
    said = f"{codes} {text}"
    final = next(((m, h) for pattern, m, h in _BY_WORDS if pattern.search(said)), None)
    passing = status in _RETRY or status >= _BROKEN
    if known := final or _BY_STATUS.get(status):
        message, hint = known
    elif passing:
        message, hint = "out of order", "try later"
    elif _REDIRECTS <= status < _ERRORS:
        message, hint = "sends us to another address, where no article goes", "correct the base URL"
    else:
        message, hint = "refused the request", "`briefer doctor` shows what it supports"
    again = final is None and passing and headers.get("x-should-retry") != "false"
    pause = _pause(headers) if again else None
    if pause is not None:
        hint = f"it asks to wait {pause:.0f} s"
    shown = redact(text, [options.api_key])
    kind = ModelUnavailable if again else ModelError
    head = f"{_server(options)}: {message.format(model=options.model)} ({status})"
    error = kind(f"{head}: {shown}" if shown else head, hint=hint)
    billed = status >= _BROKEN and status not in _UNBILLED
    return ServerFault(error, again=again, pause=pause, billed=billed, status=status, said="" if final else said)


def unreachable(error: Exception, options: ModelOptions) -> ServerFault:
    """The fault of an answer that never came whole: no connection, a broken one, or one that took too long."""
    slow = isinstance(error, TimeoutError) or "Timeout" in type(error).__name__ or "timed out" in str(error)
    reason = error.__cause__ or error
    said = redact(str(reason) or type(reason).__name__, [options.api_key])
    message, hint = f"the connection failed: {said}", "is the server running, the base URL right?"
    if slow:
        message, hint = "no whole answer in time", "raise the time limit, or try later"
    refused_at_once = "ConnectError" in type(reason).__name__
    return odd(message, options, hint=hint, again=True, billed=not refused_at_once)


def odd(
    message: str, options: ModelOptions, *, hint: str = "", again: bool = False, billed: bool = True
) -> ServerFault:
    """The fault of an answer with status 200 that is none, or of none at all."""
    text = f"{_server(options)}: {message}"
    error = ModelUnavailable(text, hint=hint) if again else ReplyError(text, hint=hint)
    return ServerFault(error, again=again, billed=billed)


def _server(options: ModelOptions) -> str:
    return "OpenAI" if options.at_openai else f"the model server {redact(options.base_url, [options.api_key])}"


def _pause(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait, by `retry-after-ms` or `retry-after` (seconds or an HTTP date)."""
    for name, factor in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value, seconds = headers.get(name), -1.0
        if value is None:
            continue
        try:
            seconds = float(value) * factor
        except ValueError:
            with contextlib.suppress(ValueError, OverflowError):
                seconds = max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
        if 0 <= seconds < 1e9:  # noqa: PLR2004 - a server may also say "nan" or "1e999"
            return seconds
    return None


def redact(text: str, secrets: Iterable[str | None] = ()) -> str:
    """What a server said as one line of at most 300 characters, with every secret replaced.

    Args:
        text: what a server said.
        secrets: our own keys, hidden by value, whatever they look like.
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, HIDDEN)
    text = _KEY_SHAPED.sub(HIDDEN, text)
    line = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())
    return line if len(line) <= _LIMIT else line[: _LIMIT - 1] + "…"
