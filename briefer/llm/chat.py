"""What the rest of the house knows of a model: a request goes in, a reply comes out."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from briefer.errors import ReplyError

_TRIES = 50  # prose full of braces must not cost a quadratic search


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model, to be answered with one JSON object.

    Args:
        system: instructions, ours alone: no word of an article may stand here.
        user: the data, and what to do with it.
        schema: JSON schema of the answer.
        schema_name: letters, digits and underscores; also says in the log what the request was for.
        max_output_tokens: room for the answer; a model that thinks aloud gets more on top.
    """

    system: str
    user: str
    schema: Mapping[str, Any]
    schema_name: str
    max_output_tokens: int = 4000


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used up: add them together with `+`."""

    requests: int = 0  #: HTTP requests that left this machine
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0  #: None when no price is known ("unpriced", never 0)
    estimated: bool = False  #: a server did not say what it used, so part of this is our own count
    remembered: int = 0  #: answers that came from the response cache and cost nothing

    def __add__(self, other: Usage) -> Usage:
        unpriced = self.cost_usd is None or other.cost_usd is None
        return Usage(
            self.requests + other.requests,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            None if unpriced else (self.cost_usd or 0.0) + (other.cost_usd or 0.0),
            self.estimated or other.estimated,
            self.remembered + other.remembered,
        )


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's answer as text, not yet believed nor even parsed."""

    text: str
    model: str  #: as the server names it
    usage: Usage = field(default_factory=Usage)


class CutOff(ReplyError):
    """An answer that reached its limit, even with more room.

    Args:
        message: whose answer, and at how much.
        text: what there is of it, and was paid for.
        hint: what to do.
    """

    def __init__(self, message: str, text: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.text = text


class Meter:
    """Adds up what was used, whether or not an answer came of it; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._usage = Usage()

    def add(self, usage: Usage) -> None:
        """Count *usage* too."""
        with self._lock:
            self._usage += usage

    @property
    def usage(self) -> Usage:
        """All that was counted so far."""
        return self._usage


class ChatModel(Protocol):
    """A model behind any server, or none at all."""

    @property
    def name(self) -> str:
        """The model's name, as a person would give it to `--writer`."""

    def count(self, text: str) -> int:
        """How many tokens *text* is for this model; an estimate where its tokenizer is unknown."""

    def room(self, output_tokens: int) -> int:
        """How many input tokens a request may have for its context.

        Args:
            output_tokens: the answer's `max_output_tokens`.
        """

    def affordable(self, output_tokens: int) -> float:
        """How many input tokens the budget still allows, in one request or in several; `math.inf` without a cap.

        Args:
            output_tokens: of all their answers together.
        """

    def complete(self, request: Request, meter: Meter) -> Completion:
        """Ask, once the budget allows it, as often as the fault of a server is worth another try.

        Args:
            request: the question.
            meter: told of everything used, also by tries that failed.

        Raises:
            ModelError: one of its kinds (`briefer.errors`), never anything else.
        """


def object_schema(**properties: Any) -> dict[str, Any]:
    """The JSON schema of an object with these properties, all of them required and no others allowed."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def json_object(answer: str, key: str | None = None) -> dict[str, Any]:
    """The first JSON object in a model's answer that holds *key*, if one is given.

    It may be bare, fenced, after thinking aloud, or with prose around it.

    Raises:
        ReplyError: when there is none, or it is not whole.
    """
    text = re.sub(r"\A\s*<think>.*?</think>", "", answer, flags=re.DOTALL)
    decoder = json.JSONDecoder()
    position, problem = text.find("{"), "the answer holds no JSON object"
    for _ in range(_TRIES):
        if position < 0:
            break
        end = position + 1
        try:
            found: dict[str, Any]  # what opens with a brace is one
            found, end = decoder.raw_decode(text, position)
        except RecursionError:
            raise ReplyError("the answer's JSON is nested too deeply") from None
        except ValueError as error:
            problem = f"the answer is not valid JSON: {error}" if problem.endswith("object") else problem
        else:
            if key is None or key in found:
                return found
            problem = f'the answer\'s JSON object has no "{key}"'
        position = text.find("{", end)
    raise ReplyError(problem)
