"""What models cost and hold: a small table with a date, for a person to override."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

#: When the table was last compared with the public price list. Prices change: the provider's page decides.
AS_OF = "2026-11-20"

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


_ROOM_TO_THINK = 8_000

#: name: input, cached input, output (US dollars a million tokens), cache-write factor, context, thinking
_TABLE: dict[str, tuple[float, float, float, float, int, int]] = {
    "gpt-6-luna": (0.10, 0.01, 0.50, 1.25, 922_000, _ROOM_TO_THINK),
    "gpt-6-sol": (2.00, 0.20, 10.0, 1.25, 922_000, _ROOM_TO_THINK),
    "gpt-6-astra": (10.0, 1.00, 50.0, 1.25, 922_000, _ROOM_TO_THINK),
    "gpt-6.1-terra": (1.00, 0.05, 5.00, 1.25, 922_000, _ROOM_TO_THINK),
    "gpt-6.1-sol": (2.00, 0.10, 10.0, 1.25, 922_000, _ROOM_TO_THINK),
    "gpt-5.6": (4.00, 0.40, 20.0, 1.25, 922_000, _ROOM_TO_THINK),
    "gpt-5.6-luna": (0.20, 0.02, 1.20, 1.25, 922_000, _ROOM_TO_THINK),
    "gpt-5.6-terra": (2.00, 0.20, 12.0, 1.25, 922_000, _ROOM_TO_THINK),
    "gpt-5.6-sol": (4.00, 0.40, 20.0, 1.25, 922_000, _ROOM_TO_THINK),
    "gpt-5.5": (5.00, 0.50, 30.0, 1.0, 1_050_000, _ROOM_TO_THINK),
    "gpt-5.4": (2.50, 0.25, 15.0, 1.0, 1_050_000, _ROOM_TO_THINK),
    "gpt-5.4-mini": (0.75, 0.075, 4.50, 1.0, 272_000, _ROOM_TO_THINK),
    "gpt-5.4-nano": (0.20, 0.02, 1.25, 1.0, 272_000, _ROOM_TO_THINK),
    "gpt-5.2": (1.75, 0.175, 14.0, 1.0, 272_000, _ROOM_TO_THINK),
    "gpt-5.1": (1.25, 0.125, 10.0, 1.0, 272_000, _ROOM_TO_THINK),
    "gpt-5": (1.25, 0.125, 10.0, 1.0, 272_000, _ROOM_TO_THINK),
    "gpt-5-mini": (0.25, 0.025, 2.00, 1.0, 272_000, _ROOM_TO_THINK),
    "gpt-5-nano": (0.05, 0.005, 0.40, 1.0, 272_000, _ROOM_TO_THINK),
    "gpt-4.1": (2.00, 0.50, 8.00, 1.0, 1_047_576, 0),
    "gpt-4.1-mini": (0.40, 0.10, 1.60, 1.0, 1_047_576, 0),
    "gpt-4o": (2.50, 1.25, 10.0, 1.0, 128_000, 0),
    "gpt-4o-mini": (0.15, 0.075, 0.60, 1.0, 128_000, 0),
}

CARDS: dict[str, Card] = {
    name: Card(into, out, cached, written, context, thinking)
    for name, (into, cached, out, written, context, thinking) in _TABLE.items()
}

_SNAPSHOT = re.compile(r"-20\d\d-\d\d-\d\d\Z")


def card(model: str, own: Mapping[str, Card]) -> Card | None:
    """What is known of *model*; None for one that is in no table ("unpriced", which is not "free").

    Args:
        model: its name; a dated snapshot ("gpt-5.4-2026-03-05") costs what its family does.
        own: a person's cards, looked at first.
    """
    for name in (model, _SNAPSHOT.sub("", model)):
        if (found := own.get(name) or CARDS.get(name)) is not None:
            return found
    return None
