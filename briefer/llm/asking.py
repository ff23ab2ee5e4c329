"""One question on its way to a server: reserved, sent, settled, and tried again where that is worth it."""

from __future__ import annotations

import contextlib
import math
import random
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from briefer.errors import ModelUnavailable, ReplyError
from briefer.llm import protocol, wire
from briefer.llm.chat import Completion, CutOff, Request, Usage
from briefer.llm.faults import ServerFault
from briefer.llm.ledger import LoggedRequest
from briefer.llm.protocol import ServerAnswer
from briefer.llm.tokenizer import OVERHEAD

if TYPE_CHECKING:
    from tenacity import RetryCallState

    from briefer.llm.openai_model import OpenAIModel

#: A prompt that a server counts as less than this share of our own count was cut by it…
_CUT_SHARE = 0.6
#: …unless it is so little that the server left out what it had cached.
_CUT_FLOOR = 200
_LONGEST_PAUSE = 30.0


class Asking:
    """One question.

    Args:
        model: whom to ask; `self.dialect` begins as its, and is how it went in the end.
        request: what to ask.
        count: told of everything used.
        output_tokens: the most that may come back, thinking included.
    """

    def __init__(
        self, model: OpenAIModel, request: Request, count: Callable[[Usage], None], output_tokens: int
    ) -> None:
        self._model, self._options = model, model.options
        self._request = request
        self._count = count
        self.dialect = model.dialect
        self._output = output_tokens
        self._grown = False
        self._end = math.inf  # on the monotonic clock; set when the first try has its turn
        texts, tokens = (request.system, request.user), model.tokenizer
        self._input = sum(tokens.count(text) for text in texts)
        self._input_at_most = sum(tokens.most(text) for text in (*texts, str(request.schema))) + OVERHEAD

    def ask(self) -> Completion:
        """Try until there is an answer or no reason to go on.

        Raises:
            ModelError: one of its kinds.
        """
        from tenacity import Retrying, retry_if_exception  # noqa: PLC0415 - start-up time

        tries = Retrying(
            stop=self._enough,
            wait=self._pause,
            retry=retry_if_exception(lambda error: isinstance(error, ServerFault) and error.again),
            reraise=True,
        )
        try:
            return tries(self._once)
        except ServerFault as fault:
            raise fault.error from None  # its causes may hold what only the server and we should know

    def _enough(self, state: RetryCallState) -> bool:
        """Whether the tries are used up, or the next one would begin too late."""
        late = time.monotonic() + state.upcoming_sleep >= self._end
        return late or state.attempt_number >= self._options.attempts

    def _pause(self, state: RetryCallState) -> float:
        """What the server asked for, else full jitter, doubling up to half a minute."""
        fault = state.outcome.exception() if state.outcome else None
        if isinstance(fault, ServerFault) and fault.pause is not None:
            if fault.pause and time.monotonic() + fault.pause < self._end:
                self._model.gate.close_for(fault.pause)
            return fault.pause
        most = min(_LONGEST_PAUSE, self._options.backoff * 2.0 ** (state.attempt_number - 1))
        return random.uniform(0.0, most)  # noqa: S311 - spreads requests, hides nothing

    def _once(self) -> Completion:
        """One HTTP request."""
        with self._turn():
            seconds = min(self._options.timeout, self._end - time.monotonic())
            held = self._model.budget.reserve(self._request.schema_name, self._input_at_most, self._output)
            try:
                answer = self._send(seconds)
            except ServerFault as fault:
                self._settle_failed(held, fault)
                raise self._adapted(fault) from None
            except BaseException:  # an interrupt: the server may well go on and bill it
                self._settle_lost(held, "interrupted")
                raise
        usage = self._settle_done(held, answer)
        self._judge(answer)
        return Completion(answer.text, answer.model, usage)

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """A turn at the rate of all. The deadline counts from the first: a queue is no fault of the server."""
        left = min(self._end - time.monotonic(), threading.TIMEOUT_MAX)
        try:
            with self._model.gate.turn(self._input_at_most + self._output, left):
                if self._end == math.inf:
                    self._end = time.monotonic() + self._options.deadline
                yield
        except TimeoutError:
            raise ServerFault(
                ModelUnavailable("no turn at the model in time", hint="raise the deadline or the rate")
            ) from None

    def _send(self, seconds: float) -> ServerAnswer:
        fields = protocol.payload(self.dialect, self._options, self._request, self._output)
        body = wire.post(self._options, self.dialect.api, fields, seconds)
        return protocol.read(body, self.dialect.api, self._options)

    def _adapted(self, fault: ServerFault) -> ServerFault:
        """The fault, worth another try when a simpler dialect may do."""
        simpler = protocol.step_down(self.dialect, fault.status, fault.said)
        if simpler is None:
            return fault
        self.dialect = simpler
        return ServerFault(fault.error, again=True, pause=0.0, status=fault.status, said=fault.said)

    def _settle_failed(self, held: LoggedRequest, fault: ServerFault) -> None:
        if fault.billed:
            self._settle_lost(held, fault.error.message)
            return
        nothing = Usage(1, cost_usd=0.0 if self._model.card else None)
        self._model.budget.settle(held, "failed", nothing, fault.error.message)
        self._count(nothing)

    def _settle_lost(self, held: LoggedRequest, why: str) -> None:
        """No usable answer, and nobody knows what it cost: the worst case stands."""
        self._model.budget.settle(held, "lost", None, why)
        self._count(Usage(1, self._input, 0, held.cost, estimated=True))

    def _settle_done(self, held: LoggedRequest, answer: ServerAnswer) -> Usage:
        read = answer.input_tokens or self._input
        written = answer.output_tokens or self._model.count(answer.text)
        known = self._model.card
        cost = known.cost(read, written, cached=answer.cached, written=answer.written) if known else None
        usage = Usage(1, read, written, cost, answer.input_tokens is None or answer.output_tokens is None)
        self._model.budget.settle(held, "done", usage, answer.end if answer.end != "stop" else "")
        self._count(usage)
        return usage

    def _judge(self, answer: ServerAnswer) -> None:
        """Raise what is wrong with an answer that came whole."""
        name = self._options.model
        if answer.end == "length":
            raise self._cut_off(answer.text)
        if answer.end != "stop":
            why = "its content filter stopped it" if answer.end == "filter" else "it refused"
            raise ServerFault(
                ReplyError(f"{name} gave no answer: {why}", hint="use another model, or --writer extractive")
            )
        read = answer.input_tokens
        if read is not None and _CUT_FLOOR <= read < _CUT_SHARE * self._input:
            raise ServerFault(
                ReplyError(
                    f"the server read only {read:,} of about {self._input:,} tokens: it cut the articles silently",
                    hint="raise its context (Ollama: OLLAMA_CONTEXT_LENGTH), or set the model's context size lower",
                )
            )

    def _cut_off(self, text: str) -> ServerFault:
        """An answer that reached its limit: once more with twice the room, never the same request."""
        error = CutOff(
            f"the answer of {self._options.model} was cut off at {self._output:,} tokens",
            text,
            hint="ask for a shorter brief, or name a model that can write more",
        )
        larger = min(2 * self._output, self._model.context_tokens - self._input_at_most)
        if self._grown or larger <= self._output:
            return ServerFault(error)
        self._grown, self._output = True, larger
        return ServerFault(error, again=True, pause=0.0)
