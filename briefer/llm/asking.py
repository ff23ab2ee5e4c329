"""One question on its way to a server: reserved, sent, settled, and tried again where that is worth it."""

from __future__ import annotations

import contextlib
import math
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefer.errors import ModelUnavailable, ReplyError
from briefer.llm import answers, dialects, wire
from briefer.llm.answers import Answer
from briefer.llm.budget import Budget, Reservation
from briefer.llm.chat import CutOff, Reply, Request, Usage
from briefer.llm.dialects import Dialect
from briefer.llm.faults import Fault
from briefer.llm.gate import Gate
from briefer.llm.options import ModelOptions
from briefer.llm.prices import Card
from briefer.llm.tokens import OVERHEAD, Tokenizer

if TYPE_CHECKING:
    from tenacity import RetryCallState

#: A prompt that a server counts as less than this share of our own count was cut by it…
_CUT_SHARE = 0.6
#: …unless it is so little that the server left out what it had cached.
_CUT_FLOOR = 200
_LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class Edge:
    """What all questions to one model share."""

    options: ModelOptions
    card: Card | None
    tokenizer: Tokenizer
    context_tokens: int
    budget: Budget
    gate: Gate
    count: Callable[[Usage], None]  #: told of everything used


class Asking:
    """One question.

    Args:
        edge: what it shares with others.
        request: what to ask.
        dialect: how to begin; `self.dialect` is how it went in the end.
        output_tokens: the most that may come back, thinking included.
    """

    def __init__(self, edge: Edge, request: Request, dialect: Dialect, output_tokens: int) -> None:
        self._edge = edge
        self._request = request
        self.dialect = dialect
        self._output = output_tokens
        self._grown = False
        self._end = math.inf  # on the monotonic clock; set when the first try has its turn
        texts = (request.system, request.user)
        self._input = sum(edge.tokenizer.count(text) for text in texts)
        self._input_at_most = sum(edge.tokenizer.most(text) for text in (*texts, str(request.schema))) + OVERHEAD

    def ask(self) -> Reply:
        """Try until there is an answer or no reason to go on.

        Raises:
            ModelError: one of its kinds.
        """
        from tenacity import Retrying, retry_if_exception  # noqa: PLC0415 - start-up time

        tries = Retrying(
            stop=self._enough,
            wait=self._pause,
            retry=retry_if_exception(lambda error: isinstance(error, Fault) and error.again),
            reraise=True,
        )
        try:
            return tries(self._once)
        except Fault as fault:
            raise fault.error from None  # its causes may hold what only the server and we should know

    def _enough(self, state: RetryCallState) -> bool:
        """Whether the tries are used up, or the next one would begin too late."""
        late = time.monotonic() + state.upcoming_sleep >= self._end
        return late or state.attempt_number >= self._edge.options.attempts

    def _pause(self, state: RetryCallState) -> float:
        """What the server asked for, else full jitter, doubling up to half a minute."""
        fault = state.outcome.exception() if state.outcome else None
        if isinstance(fault, Fault) and fault.pause is not None:
            if fault.pause and time.monotonic() + fault.pause < self._end:
                self._edge.gate.close_for(fault.pause)
            return fault.pause
        most = min(_LONGEST_PAUSE, self._edge.options.backoff * 2.0 ** (state.attempt_number - 1))
        return random.uniform(0.0, most)  # noqa: S311 - spreads requests, hides nothing

    def _once(self) -> Reply:
        """One HTTP request."""
        with self._turn():
            seconds = min(self._edge.options.timeout, self._end - time.monotonic())
            held = self._edge.budget.reserve(self._request.schema_name, self._input_at_most, self._output)
            try:
                answer = self._send(seconds)
            except Fault as fault:
                self._settle_failed(held, fault)
                raise self._adapted(fault) from None
            except BaseException:  # an interrupt: the server may well go on and bill it
                self._settle_lost(held, "interrupted")
                raise
        usage = self._settle_done(held, answer)
        self._judge(answer)
        return Reply(answer.text, answer.model, usage)

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """A turn at the rate of all. The deadline counts from the first: a queue is no fault of the server."""
        tokens = self._input_at_most + self._output
        left = min(self._end - time.monotonic(), threading.TIMEOUT_MAX)
        try:
            with self._edge.gate.turn(tokens, left):
                if self._end == math.inf:
                    self._end = time.monotonic() + self._edge.options.deadline
                yield
        except TimeoutError:
            raise Fault(
                ModelUnavailable("no turn at the model in time", hint="raise the deadline or the rate")
            ) from None

    def _send(self, seconds: float) -> Answer:
        options = self._edge.options
        fields = dialects.payload(self.dialect, options, self._request, self._output)
        body = wire.post(options, self.dialect.api, fields, seconds)
        return answers.read(body, self.dialect.api, options)

    def _adapted(self, fault: Fault) -> Fault:
        """The fault, worth another try when a simpler dialect may do."""
        simpler = (
            dialects.step_down(self.dialect, fault.status, fault.said) if not fault.again or fault.status else None
        )
        if simpler is None:
            return fault
        self.dialect = simpler
        return Fault(fault.error, again=True, pause=0.0, status=fault.status, said=fault.said)

    def _settle_failed(self, held: Reservation, fault: Fault) -> None:
        if fault.billed:
            self._settle_lost(held, fault.error.message)
            return
        nothing = 0.0 if self._edge.card else None
        self._edge.budget.settle(held, "failed", (0, 0, nothing), fault.error.message)
        self._edge.count(Usage(1, cost_usd=nothing))

    def _settle_lost(self, held: Reservation, why: str) -> None:
        """No usable answer, and nobody knows what it cost: the worst case stands."""
        self._edge.budget.settle(
            held, "lost", (held.entry.input_tokens, held.entry.output_tokens, held.entry.cost), why
        )
        self._edge.count(Usage(1, self._input, 0, held.entry.cost, estimated=True))

    def _settle_done(self, held: Reservation, answer: Answer) -> Usage:
        read = answer.input_tokens or self._input
        written = answer.output_tokens or self._edge.tokenizer.count(answer.text)
        card = self._edge.card
        cost = card.cost(read, written, cached=answer.cached, written=answer.written) if card else None
        estimated = answer.input_tokens is None or answer.output_tokens is None
        self._edge.budget.settle(held, "done", (read, written, cost), answer.end if answer.end != "stop" else "")
        usage = Usage(1, read, written, cost, estimated)
        self._edge.count(usage)
        return usage

    def _judge(self, answer: Answer) -> None:
        """Raise what is wrong with an answer that came whole."""
        name = self._edge.options.model
        if answer.end == "length":
            raise self._cut_off(answer.text)
        if answer.end != "stop":
            why = "its content filter stopped it" if answer.end == "filter" else "it refused"
            raise Fault(ReplyError(f"{name} gave no answer: {why}", hint="use another model, or --writer extractive"))
        read = answer.input_tokens
        if read is not None and _CUT_FLOOR <= read < _CUT_SHARE * self._input:
            raise Fault(
                ReplyError(
                    f"the server read only {read:,} of about {self._input:,} tokens: it cut the articles silently",
                    hint="raise its context (Ollama: OLLAMA_CONTEXT_LENGTH), or set the model's context size lower",
                )
            )

    def _cut_off(self, text: str) -> Fault:
        """An answer that reached its limit: once more with twice the room, never the same request."""
        error = CutOff(
            f"the answer of {self._edge.options.model} was cut off at {self._output:,} tokens",
            text,
            hint="ask for a shorter brief, or name a model that can write more",
        )
        larger = min(2 * self._output, self._edge.context_tokens - self._input_at_most)
        if self._grown or larger <= self._output:
            return Fault(error)
        self._grown, self._output = True, larger
        return Fault(error, again=True, pause=0.0)
