"""What a server answered, taken apart by name: text, why it ended, what it used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from briefer.llm import faults
from briefer.llm.options import ModelOptions

End = Literal["stop", "length", "filter", "refusal"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer."""

    text: str
    end: End
    model: str
    input_tokens: int | None = None  #: None when the server does not say
    output_tokens: int | None = None
    cached: int = 0  #: input tokens read from the server's prompt cache
    written: int = 0  #: input tokens written to it


def read(body: Mapping[str, Any], api: str, options: ModelOptions) -> Answer:
    """Take apart the body of a 200.

    Args:
        body: the decoded JSON object.
        api: in which protocol it is, "responses" or "chat".
        options: whose server.

    Raises:
        Fault: it holds an error, or nothing that could be an answer.
    """
    if (error := body.get("error")) is not None:
        raise _refused(error, options)
    return _responses(body, options) if api == "responses" else _chat(body, options)


def _chat(body: Mapping[str, Any], options: ModelOptions) -> Answer:
    choices = body.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict):
        raise faults.odd("answered without any choice", options, hint="is it an OpenAI-compatible server?")
    if (error := choice.get("error")) is not None:
        raise _refused(error, options)
    message = choice.get("message")
    message = message if isinstance(message, dict) else {}
    text, refusal = _text(message.get("content")), _text(message.get("refusal"))
    end = _end(choice.get("finish_reason"), refused=bool(refusal) and not text)
    if not text and end == "stop":
        raise faults.odd("answered with nothing", options, hint="try again, or another model")
    return Answer(text, end, _name(body, options), *_usage(body, "prompt", "completion"))


def _responses(body: Mapping[str, Any], options: ModelOptions) -> Answer:
    output = body.get("output")
    parts = [
        part
        for item in (output if isinstance(output, list) else [])
        if isinstance(item, dict) and isinstance(item.get("content"), list) and item.get("type") == "message"
        for part in item["content"]
        if isinstance(part, dict)
    ]
    text = "".join(_text(part.get("text")) for part in parts if part.get("type") == "output_text")
    details = body.get("incomplete_details")
    reason = details.get("reason") if isinstance(details, dict) else None
    end = _end(reason, refused=not text and any(part.get("type") == "refusal" for part in parts))
    if not text and end == "stop":
        raise faults.odd("answered with nothing", options, hint="try again, or another model")
    return Answer(text, end, _name(body, options), *_usage(body, "input", "output"))


def _text(content: Any) -> str:
    """A content that is a string, or a list of parts as some servers send it."""
    if isinstance(content, list):
        return "".join(_text(part.get("text")) if isinstance(part, dict) else _text(part) for part in content)
    return content if isinstance(content, str) else ""


def _end(reason: Any, *, refused: bool) -> End:
    if reason in ("length", "max_tokens", "max_output_tokens"):
        return "length"
    if reason == "content_filter":
        return "filter"
    return "refusal" if refused else "stop"


def _name(body: Mapping[str, Any], options: ModelOptions) -> str:
    name = body.get("model")
    return name if isinstance(name, str) and name else options.model


def _usage(body: Mapping[str, Any], into: str, out: str) -> tuple[int | None, int | None, int, int]:
    usage = body.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    details = usage.get(f"{into}_tokens_details")
    details = details if isinstance(details, dict) else {}
    sent = _number(usage.get(f"{into}_tokens"))
    cached, written = (_number(details.get(name)) or 0 for name in ("cached_tokens", "cache_write_tokens"))
    if cached + written > (sent or 0):  # not to be had: then nothing is known of the cache
        cached = written = 0
    return sent, _number(usage.get(f"{out}_tokens")), cached, written


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9 else None


def _refused(error: Any, options: ModelOptions) -> faults.Fault:
    """An error inside a 200, as gateways send it: its code says which status it would have been."""
    code = error.get("code") if isinstance(error, dict) else None
    status = int(code) if isinstance(code, int | str) and str(code).isdecimal() and len(str(code)) == 3 else 400  # noqa: PLR2004
    return faults.refused(status, error, {}, options)
