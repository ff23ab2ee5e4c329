"""A model behind an OpenAI-compatible server: asked carefully, paid once, and asked again where that is worth it."""

from __future__ import annotations

import contextlib
import math
import random
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefer.errors import ModelError, ModelUnavailable, ReplyError
from briefer.llm import protocol, wire
from briefer.llm.chat import Completion, CutOff, Meter, Request, Usage, json_object
from briefer.llm.faults import ServerFault
from briefer.llm.ledger import Ledger, LoggedRequest, request_key
from briefer.llm.limits import Budget, Gate
from briefer.llm.options import UNKNOWN_CONTEXT, ModelOptions, card
from briefer.llm.protocol import ServerAnswer, ServerDialect
from briefer.llm.tokenizer import MARGIN, OVERHEAD, Tokenizer, tokenizer

if TYPE_CHECKING:
    from tenacity import RetryCallState

#: A prompt that a server counts as less than this share of our own count was cut by it…
_CUT_SHARE = 0.6
#: …unless it is so little that the server left out what it had cached.
_CUT_FLOOR = 200
_LONGEST_PAUSE = 30.0


class OpenAIModel:
    """One model of one server, with one budget and one rate for all who ask it. Safe to share between threads.

    Args:
        options: where it is and what it may cost.
        beside: another model of the same server, asked in the same run: both share one budget and one rate.

    Raises:
        UsageError: the options make no sense.
    """

    def __init__(self, options: ModelOptions, *, beside: OpenAIModel | None = None) -> None:
        options.check()
        self.options = options
        self.notes: list[str] = []  #: what the person should know, in words
        self.card = card(options.model, options.cards)  #: prices and sizes; None when nothing is known
        self.tokenizer: Tokenizer = tokenizer(options.model)  #: what counts, and how sure that is
        self._margin = 1.0 if self.tokenizer.exact else MARGIN  # how much more than our count a text may have
        context, thinking = (self.card.context, self.card.thinking) if self.card else (None, 0)
        self.context_tokens = options.context_tokens or context or UNKNOWN_CONTEXT
        self._thinking = thinking if options.thinking_tokens is None else options.thinking_tokens
        self._ledger: Ledger | None = None
        if options.store:
            self._ledger = Ledger(options.store, retention_days=options.retention_days)
        self.budget: Budget = Budget(options, self.card, self._ledger, beside.budget.purse if beside else None)
        own = Gate(options.concurrency, options.requests_per_minute, options.tokens_per_minute)
        self.gate: Gate = beside.gate if beside else own
        self._meter = Meter()
        remembered = self._ledger.dialect(options.base_url, options.model) if self._ledger else None
        self.dialect: ServerDialect = (protocol.loads(remembered) if remembered else None) or protocol.first(options)
        if options.max_cost is not None and self.card is None:
            self.notes.append(f"no price is known for {options.model}: only a cap on tokens limits what it costs")

    @property
    def name(self) -> str:
        """The model's name at its server."""
        return self.options.model

    @property
    def usage(self) -> Usage:
        """Everything that this model used, for all who asked it."""
        return self._meter.usage

    def secret(self) -> bytes | None:
        """Random bytes of this installation; None when nothing is kept on disk."""
        return self._ledger.secret() if self._ledger else None

    def count(self, text: str) -> int:
        """How many tokens *text* is; `tokenizer.label` says how sure that is."""
        return self.tokenizer.count(text)

    def room(self, output_tokens: int) -> int:
        """How many input tokens a request may have: the context, less the answer and what a server adds."""
        return max(0, self.context_tokens - output_tokens - self._thinking - OVERHEAD)

    def affordable(self, output_tokens: int) -> float:
        """How many input tokens the budget still allows, by our count of them; `math.inf` without a cap."""
        left = self.budget.affordable(output_tokens + self._thinking)
        return max(0.0, left / self._margin - OVERHEAD)

    def worst_cost(self, input_tokens: int, output_tokens: int) -> float | None:
        """US dollars that such a request can cost at most; None when no price is known."""
        most = output_tokens + self._thinking
        return self.card.worst(int(input_tokens * self._margin) + OVERHEAD, most) if self.card else None

    def complete(self, request: Request, meter: Meter) -> Completion:
        """Ask, with as many tries as it is worth and no more than `options.attempts`.

        Raises:
            ModelError: one of its kinds.
        """
        # Of all that shapes the answer, but not of the form in which this server happens to be asked.
        key = request_key(
            base_url=self.options.base_url,
            model=self.options.model,
            temperature=self.options.temperature,
            system=request.system,
            user=request.user,
            schema=dict(request.schema),
            max_output_tokens=request.max_output_tokens,
        )
        meters = (self._meter, meter)
        kept = self._ledger.answer(key) if self._ledger and self.options.cache else None
        if kept is not None:
            used = Usage(remembered=1)
            for one in meters:
                one.add(used)
            return Completion(*kept, used)
        asking = _Asking(self, request, meters, request.max_output_tokens + self._thinking)
        reply = asking.ask()
        self._keep(key, reply, asking.dialect)
        return reply

    def _keep(self, key: str, reply: Completion, dialect: ServerDialect) -> None:
        """Remember the server's dialect, and the answer if it can be read: another try may do better if not."""
        changed, self.dialect = dialect != self.dialect, dialect
        if self._ledger is None:
            return
        try:
            if changed:
                self._ledger.remember_dialect(self.options.base_url, self.options.model, dialect.dumps())
            if self.options.cache:
                json_object(reply.text)
                self._ledger.remember(key, reply.text, reply.model)
        except ReplyError:
            return
        except ModelError as error:  # a full disk must not cost the answer that was just paid for
            self.notes.append(error.message)


class _Asking:
    """One question on its way to a server: reserved, sent, settled, and tried again where that is worth it."""

    def __init__(self, model: OpenAIModel, request: Request, meters: tuple[Meter, ...], output_tokens: int) -> None:
        self._model, self._options = model, model.options
        self._request, self._meters = request, meters
        self.dialect = model.dialect  # in the end, the one in which it went
        self._output = output_tokens  # the most that may come back, thinking included
        self._grown = False
        self._end = math.inf  # on the monotonic clock; set when the first try has its turn
        texts, tokens = (request.system, request.user), model.tokenizer
        self._input = sum(tokens.count(text) for text in texts)
        self._input_at_most = sum(tokens.most(text) for text in (*texts, str(request.schema))) + OVERHEAD

    def ask(self) -> Completion:
        """Try until there is an answer or no reason to go on."""
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
                fields = protocol.payload(self.dialect, self._options, self._request, self._output)
                body = wire.post(self._options, self.dialect.api, fields, seconds)
                answer = protocol.read(body, self.dialect.api, self._options)
            except ServerFault as fault:
                self._settle_failed(held, fault.error.message, billed=fault.billed)
                simpler = protocol.step_down(self.dialect, fault.status, fault.said)
                if simpler is None:
                    raise
                self.dialect = simpler
                raise ServerFault(fault.error, again=True, pause=0.0) from None
            except BaseException:  # an interrupt: the server may well go on and bill it
                self._settle_failed(held, "interrupted", billed=True)
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

    def _settle_failed(self, held: LoggedRequest, why: str, *, billed: bool) -> None:
        """No usable answer: where it may have been billed, nobody knows what it cost, and the worst case stands."""
        used = Usage(1, cost_usd=0.0 if self._model.card else None)
        if billed:
            used = Usage(1, self._input, 0, held.cost, estimated=True)
        self._model.budget.settle(held, "lost" if billed else "failed", None if billed else used, why)
        self._count(used)

    def _settle_done(self, held: LoggedRequest, answer: ServerAnswer) -> Usage:
        read = answer.input_tokens or self._input
        written = answer.output_tokens or self._model.count(answer.text)
        known = self._model.card
        cost = known.cost(read, written, cached=answer.cached, written=answer.written) if known else None
        usage = Usage(1, read, written, cost, answer.input_tokens is None or answer.output_tokens is None)
        self._model.budget.settle(held, "done", usage, answer.end if answer.end != "stop" else "")
        self._count(usage)
        return usage

    def _count(self, used: Usage) -> None:
        for meter in self._meters:
            meter.add(used)

    def _judge(self, answer: ServerAnswer) -> None:
        """Raise what is wrong with an answer that came whole."""
        name = self._options.model
        if answer.end == "length":  # once more with twice the room, never the same request
            error = CutOff(
                f"the answer of {name} was cut off at {self._output:,} tokens",
                answer.text,
                hint="ask for a shorter brief, or name a model that can write more",
            )
            larger = min(2 * self._output, self._model.context_tokens - self._input_at_most)
            if self._grown or larger <= self._output:
                raise ServerFault(error)
            self._grown, self._output = True, larger
            raise ServerFault(error, again=True, pause=0.0)
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
