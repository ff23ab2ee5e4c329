"""Which form of the protocol a server speaks: tried with the first real request, then remembered."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from briefer.llm.chat import Request
from briefer.llm.options import ModelOptions

Format = Literal["json_schema", "json_object", "prompt"]
_NEXT_FORMAT: dict[Format, Format] = {"json_schema": "json_object", "json_object": "prompt"}
#: Statuses with which servers say that they do not know a parameter; 500 is what some answer to a schema.
_REFUSALS = (400, 415, 422, 500, 501)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to ask one server for one model."""

    api: Literal["responses", "chat"] = "chat"
    format: Format = "json_schema"
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    system_role: bool = True  #: False: instructions go in front of the data, as some templates know no system role
    temperature: bool = True  #: False: the model takes none

    def dumps(self) -> str:
        """As JSON, to be remembered."""
        return json.dumps(asdict(self), sort_keys=True)


def loads(remembered: str) -> Dialect | None:
    """What `Dialect.dumps` wrote; None when another version of briefer wrote something else."""
    try:
        return Dialect(**json.loads(remembered))
    except (ValueError, TypeError):
        return None


def first(options: ModelOptions) -> Dialect:
    """The dialect to begin with."""
    if options.api == "auto":
        return Dialect("responses" if options.at_openai else "chat")
    return Dialect(options.api)


def step_down(dialect: Dialect, status: int | None, message: str) -> Dialect | None:
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


def payload(dialect: Dialect, options: ModelOptions, request: Request, output_tokens: int) -> dict[str, Any]:
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
    if dialect.api == "responses":
        fields |= {"instructions": request.system, "input": request.user, "max_output_tokens": output_tokens}
        return fields | {"text": {"format": _format(dialect, request)}}
    fields |= {"messages": _messages(dialect, request), dialect.limit: output_tokens}
    if dialect.format == "json_schema":
        schema = {"name": request.schema_name, "strict": True, "schema": dict(request.schema)}
        fields["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif dialect.format == "json_object":
        fields["response_format"] = {"type": "json_object"}
    return fields


def _format(dialect: Dialect, request: Request) -> dict[str, Any]:
    match dialect.format:
        case "json_schema":
            named = {"name": request.schema_name, "strict": True, "schema": dict(request.schema)}
            return {"type": "json_schema", **named}
        case "json_object":
            return {"type": "json_object"}
        case "prompt":
            return {"type": "text"}


def _messages(dialect: Dialect, request: Request) -> list[dict[str, str]]:
    if dialect.system_role:
        return [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}]
    return [{"role": "user", "content": f"{request.system}\n\n{request.user}"}]
