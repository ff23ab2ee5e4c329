"""How to reach a model and what it may cost: everything that the edge needs to know, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from briefer.errors import UsageError
from briefer.llm.prices import Card

OPENAI = "https://api.openai.com/v1"
#: Taken for a model of which nothing is known: what most servers on a desk can hold.
UNKNOWN_CONTEXT = 32_000


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
