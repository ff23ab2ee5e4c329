"""A model behind an OpenAI-compatible server: asked carefully, paid once."""

from __future__ import annotations

from briefer.errors import ModelError, ReplyError
from briefer.llm import protocol
from briefer.llm.asking import Asking
from briefer.llm.chat import Completion, Meter, Request, Usage, json_object
from briefer.llm.ledger import Ledger, request_key
from briefer.llm.limits import Budget, Gate
from briefer.llm.options import UNKNOWN_CONTEXT, ModelOptions
from briefer.llm.prices import card
from briefer.llm.protocol import ServerDialect
from briefer.llm.tokenizer import MARGIN, OVERHEAD, Tokenizer, tokenizer


class OpenAIModel:
    """One model of one server, with one budget and one rate for all who ask it. Safe to share between threads.

    Args:
        options: where it is and what it may cost.

    Raises:
        UsageError: the options make no sense.
    """

    def __init__(self, options: ModelOptions) -> None:
        options.check()
        self.options = options
        self.notes: list[str] = []  #: what the person should know, in words
        self.card = card(options.model, options.cards)  #: prices and sizes; None when nothing is known
        self.tokenizer: Tokenizer = tokenizer(options.model)  #: what counts, and how sure that is
        known = self.card.context if self.card else None
        self.context_tokens = options.context_tokens or known or UNKNOWN_CONTEXT
        self._ledger = Ledger(options.store, retention_days=options.retention_days) if options.store else None
        self.budget = Budget(options, self.card, self._ledger)
        self.gate = Gate(options.concurrency, options.requests_per_minute, options.tokens_per_minute)
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
        return max(0, self.context_tokens - self._with_thinking(output_tokens) - OVERHEAD)

    def affordable(self, output_tokens: int) -> float:
        """How many input tokens the budget still allows, by our count of them; `math.inf` without a cap."""
        left = self.budget.affordable(self._with_thinking(output_tokens))
        return max(0.0, left / self._margin - OVERHEAD)

    def worst_cost(self, input_tokens: int, output_tokens: int) -> float | None:
        """US dollars that such a request can cost at most; None when no price is known."""
        most = self._with_thinking(output_tokens)
        return self.card.worst(int(input_tokens * self._margin) + OVERHEAD, most) if self.card else None

    def complete(self, request: Request, meter: Meter) -> Completion:
        """Ask, with as many tries as it is worth and no more than `options.attempts`.

        Raises:
            ModelError: one of its kinds.
        """

        def count(usage: Usage) -> None:
            self._meter.add(usage)
            meter.add(usage)

        kept = self._ledger.answer(self._key(request)) if self._ledger and self.options.cache else None
        if kept is not None:
            count(Usage(remembered=1))
            return Completion(*kept, Usage(remembered=1))
        asking = Asking(self, request, count, self._with_thinking(request.max_output_tokens))
        reply = asking.ask()
        self._keep(request, reply, asking.dialect)
        return reply

    def _key(self, request: Request) -> str:
        """Of all that shapes the answer, but not of the form in which this server happens to be asked."""
        return request_key(
            base_url=self.options.base_url,
            model=self.options.model,
            temperature=self.options.temperature,
            system=request.system,
            user=request.user,
            schema=dict(request.schema),
            max_output_tokens=request.max_output_tokens,
        )

    def _keep(self, request: Request, reply: Completion, dialect: ServerDialect) -> None:
        """Remember the server's dialect, and the answer if it can be read: another try may do better if not."""
        changed, self.dialect = dialect != self.dialect, dialect
        if self._ledger is None:
            return
        try:
            if changed:
                self._ledger.remember_dialect(self.options.base_url, self.options.model, dialect.dumps())
            if self.options.cache:
                json_object(reply.text)
                self._ledger.remember(self._key(request), reply.text, reply.model)
        except ReplyError:
            return
        except ModelError as error:  # a full disk must not cost the answer that was just paid for
            self.notes.append(error.message)

    def _with_thinking(self, answer_tokens: int) -> int:
        known = self.card.thinking if self.card else 0
        return answer_tokens + (known if self.options.thinking_tokens is None else self.options.thinking_tokens)

    @property
    def _margin(self) -> float:
        """How much more than our count a text may have."""
        return 1.0 if self.tokenizer.exact else MARGIN
