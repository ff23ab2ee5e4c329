"""How to reach a model and what it may cost: all that the edge needs to know, frozen, and a small table of prices.

The table (`data/prices.toml`) has a date, and is for a person to override.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_type_hints
from urllib.parse import urlsplit

from briefer.errors import UsageError

OPENAI = "https://api.openai.com/v1"
#: Taken for a model of which nothing is known: what most servers on a desk can hold.
UNKNOWN_CONTEXT = 32_000
#: What no table sets: it is named by the command line or the environment, is a secret, or has a table of its own.
_NOT_IN_A_TABLE = {"model", "base_url", "api_key", "backoff", "store", "cards"}
#: Above this many input tokens, the models of the table charge the whole request at a higher rate.
LONG_INPUT = 272_000
LONG_INPUT_FACTOR, LONG_OUTPUT_FACTOR = 2.0, 1.5


@dataclass(frozen=True, slots=True)
class Card:
    """One model's prices, in US dollars a million tokens, and sizes in tokens."""

    input: float
    output: float
    cached: float | None = None  #: input that the server had in its prompt cache; None: as `input`
    cache_write: float = 1.0  #: factor on `input` for tokens written to the prompt cache
    context: int | None = None
    thinking: int = 0  #: room that the model needs on top of its answer to think

    def cost(self, input_tokens: int, output_tokens: int, *, cached: int = 0, written: int = 0) -> float:
        """US dollars for one request.

        Args:
            input_tokens: all of them, cached and written ones included.
            output_tokens: all of them, thinking included.
            cached: how many input tokens were read from the prompt cache.
            written: how many were written to it.
        """
        long = input_tokens > LONG_INPUT
        fresh = input_tokens - cached - written
        read = self.input if self.cached is None else self.cached
        into = fresh * self.input + cached * read + written * self.input * self.cache_write
        out = output_tokens * self.output
        return (into * (LONG_INPUT_FACTOR if long else 1.0) + out * (LONG_OUTPUT_FACTOR if long else 1.0)) / 1e6

    def worst(self, input_tokens: int, output_tokens: int) -> float:
        """US dollars that a request of at most these tokens can cost: all input written to the prompt cache."""
        return self.cost(input_tokens, output_tokens, written=input_tokens)

    def affords(self, dollars: float, output_tokens: int) -> float:
        """How many input tokens a request may have so that at its worst it costs *dollars*; below 0 for none."""
        each, out = self.worst(1_000, 0) / 1_000, self.worst(0, output_tokens)
        if not each:
            return math.inf if out <= dollars else -1.0
        most = (dollars - out) / each
        if most <= LONG_INPUT:
            return most
        return max(LONG_INPUT, (dollars - out * LONG_OUTPUT_FACTOR) / (each * LONG_INPUT_FACTOR))


@cache
def built_in() -> Mapping[str, Card]:
    """The table that comes with briefer, by model."""
    table = files("briefer").joinpath("data", "prices.toml").read_text(encoding="utf-8")
    return {name: Card(**entry) for name, entry in tomllib.loads(table).items()}


def card(model: str, own: Mapping[str, Card]) -> Card | None:
    """What is known of *model*; None for one that is in no table ("unpriced", which is not "free").

    Args:
        model: its name; a dated snapshot ("gpt-5.4-2026-03-05") costs what its family does.
        own: a person's cards, looked at first.
    """
    names = (model, re.sub(r"-20\d\d-\d\d-\d\d\Z", "", model))
    return next((found for name in names if (found := own.get(name) or built_in().get(name))), None)


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """Frozen settings of one model.

    Args:
        model: its name at the server.
        base_url: of an OpenAI-compatible server, with its version part ("http://127.0.0.1:8080/v1").
        api_key: None or empty for a server that wants none. Never shown, logged or stored.
        api: which of OpenAI's two protocols to speak; "auto" is Responses at OpenAI itself, Chat Completions elsewhere.
        timeout: seconds that one HTTP request may take, all in all.
        deadline: seconds that one question may take, with all its tries and pauses.
        attempts: HTTP requests that one question may cost at most.
        backoff: seconds; the pause before another try is drawn from 0 to this, doubled with each try, unless the
            server says how long to wait.
        context_tokens: what the model can read and write together; None for what is known of it, else 32,000.
        temperature: None leaves it to the server.
        thinking_tokens: room on top of the answer for a model that thinks aloud; None for what is known of it.
        max_cost: US dollars that all requests of this run may cost at most.
        max_cost_month: the same, for all runs of a calendar month (UTC) that share `store`.
        max_tokens: tokens in and out that this run may use at most: the cap that also binds a model without a price.
        cards: prices and sizes of models, before the built-in table.
        concurrency: requests under way at once.
        requests_per_minute: None for no limit.
        tokens_per_minute: the same, input and output together.
        store: file for the response cache and the request log; None keeps nothing on disk.
        cache: whether answers are kept in `store` and used again.
        retention_days: how long answers and log entries are kept.
    """

    model: str
    base_url: str = OPENAI
    api_key: str | None = field(default=None, repr=False)
    api: Literal["auto", "responses", "chat"] = "auto"
    timeout: float = 180.0
    deadline: float = 300.0
    attempts: int = 4
    backoff: float = 1.0
    context_tokens: int | None = None
    temperature: float | None = None
    thinking_tokens: int | None = None
    max_cost: float | None = None
    max_cost_month: float | None = None
    max_tokens: int | None = None
    cards: Mapping[str, Card] = field(default_factory=dict)
    concurrency: int = 4
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    store: Path | None = None
    cache: bool = True
    retention_days: int = 30

    @property
    def at_openai(self) -> bool:
        """Whether the server is OpenAI itself."""
        return urlsplit(self.base_url).hostname == "api.openai.com"

    def check(self) -> None:
        """See that a request could be made at all.

        Raises:
            UsageError: something is missing or makes no sense; says what.
        """
        url = urlsplit(self.base_url)
        if url.scheme not in ("http", "https") or not url.hostname:
            raise UsageError(
                "the base URL of the model is no http(s) address", hint="it looks like http://127.0.0.1:8080/v1"
            )
        if url.username or url.password:
            raise UsageError("the base URL of the model holds a password", hint="give it as OPENAI_API_KEY instead")
        if not self.model.strip():
            raise UsageError("no model is named", hint="--writer NAME or BRIEFER_MODEL")
        if self.at_openai and not self.api_key:
            raise UsageError("no key for OpenAI", hint="set OPENAI_API_KEY, or name another server with --base-url")
        if self.api_key and not (self.api_key.isascii() and self.api_key.isprintable()):
            raise UsageError("the key of the model holds characters that no key has", hint="look at OPENAI_API_KEY")
        for name in ("attempts", "concurrency", "requests_per_minute", "tokens_per_minute", "context_tokens"):
            if (value := getattr(self, name)) is not None and value < 1:
                raise UsageError(f"{name.replace('_', ' ')} of the model must be at least 1, not {value}")
        if self.max_cost_month is not None and self.store is None:
            raise UsageError("a cap for the month needs the request log", hint="leave it on, or drop the monthly cap")


def changes(table: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The fields of `ModelOptions` that a configuration's table sets, for `dataclasses.replace`.

    [model]
    context_tokens = 8192
    max_cost_month = 10.0
    [model.prices."our-own-model"]
    input = 0.2       # US dollars a million tokens
    output = 0.8
    context = 65536

    Args:
        table: of a TOML file.
        where: the file and the table, for error messages.

    Raises:
        UsageError: a key is unknown or its value makes no sense; names both.
    """
    known = {name: kind for name, kind in get_type_hints(ModelOptions).items() if name not in _NOT_IN_A_TABLE}
    found = _values({name: value for name, value in table.items() if name != "prices"}, known, where)
    prices, where = table.get("prices") or {}, f"{where}.prices"
    if not isinstance(prices, Mapping) or not all(isinstance(entry, Mapping) for entry in prices.values()):
        raise UsageError(
            f"{where} must be a table for each model", hint="input and output in US dollars a million tokens"
        )
    for name, entry in prices.items():
        values = _values(entry, get_type_hints(Card), f"{where}.{name}")
        if missing := {"input", "output"} - set(values):
            raise UsageError(f"{where}.{name} has no {min(missing)}")
        found.setdefault("cards", {})[str(name)] = Card(**values)
    return found


def _values(table: Mapping[str, Any], known: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The values of a table, if each is of the kind that its key takes, and no amount is below nothing or endless."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - only a configured model needs it

    from briefer.toml_tables import TomlTable, words  # noqa: PLC0415 - the same

    found: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise UsageError(f"{where}: unknown key {key!r}", hint=f"known: {', '.join(sorted(known))}")
        try:
            found[key] = TypeAdapter[Any](known[key], config=TomlTable.model_config).validate_python(value)
        except ValidationError as error:
            raise UsageError(
                f"{where}: {key} is {value!r}, not {words(error.errors()[0]).removeprefix('must be ')}"
            ) from error
        if isinstance(found[key], int | float) and not 0 <= found[key] < math.inf:
            raise UsageError(f"{where}: {key} is {value!r}, which makes no sense")
    return found
