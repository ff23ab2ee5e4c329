"""What models cost and hold: a small table with a date (`data/prices.toml`), for a person to override."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
