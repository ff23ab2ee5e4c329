"""How a server is asked and what it answers, in the form of the protocol that it speaks.

The form is tried with the first real request, then remembered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from briefer.llm import faults
from briefer.llm.chat import Request
from briefer.llm.options import ModelOptions

Format = Literal["json_schema", "json_object", "prompt"]
End = Literal["stop", "length", "filter", "refusal"]

_NEXT_FORMAT: dict[Format, Format] = {"json_schema": "json_object", "json_object": "prompt"}
#: Statuses with which servers say that they do not know a parameter; 500 is what some answer to a schema.
_REFUSALS = (400, 415, 422, 500, 501)
_ENDS: dict[Any, End] = {
    "length": "length",
    "max_tokens": "length",
    "max_output_tokens": "length",
    "content_filter": "filter",
}


@dataclass(frozen=True, slots=True)
class ServerDialect:
    """How to ask one server for one model."""

    api: Literal["responses", "chat"] = "chat"
    format: Format = "json_schema"
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    system_role: bool = True  #: False: instructions go in front of the data, as some templates know no system role
    temperature: bool = True  #: False: the model takes none

    def dumps(self) -> str:
        """As JSON, to be remembered."""
        return json.dumps(asdict(self), sort_keys=True)


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """What a server answered."""

    text: str
    end: End
    model: str
    input_tokens: int | None = None  #: None when the server does not say
    output_tokens: int | None = None
    cached: int = 0  #: input tokens read from the server's prompt cache
    written: int = 0  #: input tokens written to it


def loads(remembered: str) -> ServerDialect | None:
    """What `ServerDialect.dumps` wrote; None when another version of briefer wrote something else."""
    try:
        return ServerDialect(**json.loads(remembered))
    except (ValueError, TypeError):
        return None


def first(options: ModelOptions) -> ServerDialect:
    """The dialect to begin with."""
    if options.api == "auto":
        return ServerDialect("responses" if options.at_openai else "chat")
    return ServerDialect(options.api)


def step_down(dialect: ServerDialect, status: int | None, message: str) -> ServerDialect | None:
    """A simpler dialect, when a server refused *dialect*; None when the refusal is about something else.

    Args:
        dialect: in which the request was made.
        status: HTTP status of the refusal.
        message: what the server said.
    """
    if status not in _REFUSALS:
        return None
    said = message.lower()
    if dialect.api == "chat" and dialect.limit == "max_tokens" and "max_completion_tokens" in said:
        return replace(dialect, limit="max_completion_tokens")
    if dialect.limit == "max_completion_tokens" and "max_completion_tokens" in said:
        return replace(dialect, limit="max_tokens")
    if dialect.temperature and "temperature" in said:
        return replace(dialect, temperature=False)
    if re.search(r"response_format|json_schema|json_object|text\.format|structured|grammar|guided|\bschema", said):
        lower = _NEXT_FORMAT.get(dialect.format)
        return replace(dialect, format=lower) if lower else None
    if dialect.system_role and re.search(
        r"system\W+(?:\w+\W+)?(?:role|message|instruction|prompt)|role\W.*system", said
    ):
        return replace(dialect, system_role=False)
    return None


def payload(dialect: ServerDialect, options: ModelOptions, request: Request, output_tokens: int) -> dict[str, Any]:
    """The keyword arguments for the client's `create`.

    Args:
        dialect: how to say it.
        options: model and temperature.
        request: what to say.
        output_tokens: the most that may come back, thinking included.
    """
    fields: dict[str, Any] = {"model": options.model}
    if options.temperature is not None and dialect.temperature:
        fields["temperature"] = options.temperature
    if options.at_openai:
        fields["store"] = False  # the default there is to keep what was sent for thirty days
    named = {"name": request.schema_name, "strict": True, "schema": dict(request.schema)}
    kind = {"type": "text" if dialect.format == "prompt" else dialect.format}
    if dialect.api == "responses":
        form = kind | (named if dialect.format == "json_schema" else {})
        fields |= {"instructions": request.system, "input": request.user, "max_output_tokens": output_tokens}
        return fields | {"text": {"format": form}}
    messages = [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}]
    if not dialect.system_role:
        messages = [{"role": "user", "content": f"{request.system}\n\n{request.user}"}]
    fields |= {"messages": messages, dialect.limit: output_tokens}
    if dialect.format != "prompt":
        fields["response_format"] = kind | ({"json_schema": named} if dialect.format == "json_schema" else {})
    return fields


def read(body: Mapping[str, Any], api: str, options: ModelOptions) -> ServerAnswer:
    """Take apart the body of a 200.

    Args:
        body: the decoded JSON object.
        api: in which protocol it is, "responses" or "chat".
        options: whose server.

    Raises:
        ServerFault: it holds an error, or nothing that could be an answer.
    """
    for error in (body.get("error"), _at(body, "choices", 0, "error") if api == "chat" else None):
        if error is not None:  # as gateways send it: its code says which status it would have been
            code = str(_at(error, "code"))
            status = int(code) if code.isascii() and code.isdecimal() and len(code) == len("429") else 400
            raise faults.refused(status, error, {}, options)
    text, reason, declined = _responses(body) if api == "responses" else _chat(body, options)
    end = _ENDS.get(reason if isinstance(reason, str) else None, "refusal" if declined and not text else "stop")
    if not text and end == "stop":
        raise faults.odd("answered with nothing", options, hint="try again, or another model")
    name = body.get("model")
    model = name if isinstance(name, str) and name else options.model
    into, out = ("input", "output") if api == "responses" else ("prompt", "completion")
    sent, came = (_number(_at(body, "usage", f"{side}_tokens")) for side in (into, out))
    details = _at(body, "usage", f"{into}_tokens_details")
    cached, written = (_number(_at(details, name)) or 0 for name in ("cached_tokens", "cache_write_tokens"))
    if cached + written > (sent or 0):  # not to be had: then nothing is known of the cache
        cached = written = 0
    return ServerAnswer(text, end, model, sent, came, cached, written)


def _chat(body: Mapping[str, Any], options: ModelOptions) -> tuple[str, Any, bool]:
    """The text, why it ended there, and whether the model declined."""
    choice = _at(body, "choices", 0)
    if not isinstance(choice, dict):
        raise faults.odd("answered without any choice", options, hint="is it an OpenAI-compatible server?")
    refusal = _text(_at(choice, "message", "refusal"))
    return _text(_at(choice, "message", "content")), choice.get("finish_reason"), bool(refusal)


def _responses(body: Mapping[str, Any]) -> tuple[str, Any, bool]:
    """The same, out of the other protocol."""
    messages = [item for item in _listed(body.get("output")) if _at(item, "type") == "message"]
    parts = [part for item in messages for part in _listed(_at(item, "content"))]
    text = "".join(_text(_at(part, "text")) for part in parts if _at(part, "type") == "output_text")
    declined = any(_at(part, "type") == "refusal" for part in parts)
    return text, _at(body, "incomplete_details", "reason"), declined


def _at(value: Any, *path: str | int) -> Any:
    """What stands at a path of keys and places; None where the path leads nowhere."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(content: Any) -> str:
    """A content that is a string, or a list of parts as some servers send it."""
    if isinstance(content, list):
        return "".join(_text(part.get("text")) if isinstance(part, dict) else _text(part) for part in content)
    return content if isinstance(content, str) else ""


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9 else None
