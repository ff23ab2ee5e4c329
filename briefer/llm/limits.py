"""What a run may spend and how fast: one budget and one rate for all its requests, whichever story they are for.

Every request is paid for in advance at its worst, and settled at what it really cost.
"""

from __future__ import annotations

import collections
import contextlib
import math
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from briefer.errors import BudgetExceeded
from briefer.llm.chat import Usage
from briefer.llm.ledger import Ledger, LoggedRequest
from briefer.llm.options import Card, ModelOptions

_MINUTE = 60.0


class Purse:
    """What a run has spent, whichever of its models it asked; safe to share between threads."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.spent = 0.0  #: US dollars, with what requests under way may spend at worst
        self.tokens = 0  #: the same in tokens


class Budget:
    """The caps of one run and of the month.

    Args:
        options: the caps.
        card: the model's prices; None when they are not known, and then only the cap on tokens binds.
        ledger: where the month's requests are counted.
        purse: that of the run, where another model pays out of it too.
    """

    def __init__(
        self, options: ModelOptions, card: Card | None, ledger: Ledger | None, purse: Purse | None = None
    ) -> None:
        self._options = options
        self._card = card
        self._ledger = ledger
        self.purse = purse or Purse()

    def reserve(self, purpose: str, input_tokens: int, output_tokens: int) -> LoggedRequest:
        """Set aside what one request can cost.

        Args:
            purpose: what for, to be logged.
            input_tokens: as many as it can be.
            output_tokens: as many as may come back.

        Returns:
            the request at its worst case, for `settle`.

        Raises:
            BudgetExceeded: it could cost more than a cap allows; nothing was set aside.
        """
        worst = self._card.worst(input_tokens, output_tokens) if self._card else None
        server, tokens = self._options.base_url, input_tokens + output_tokens
        entry = LoggedRequest("", self._options.model, server, purpose, "in flight", input_tokens, output_tokens, worst)
        with self.purse.lock:
            self._refuse(worst, tokens)
            row = self._ledger.reserve(entry, self._options.max_cost_month) if self._ledger else None
            if self._ledger and row is None:
                raise BudgetExceeded(
                    f"the next request could cost ${worst or 0.0:.4f}, more than is left of this month's"
                    f" ${self._options.max_cost_month:.2f}",
                    hint="raise the month's cap; `briefer logs` shows what it went on",
                )
            self.purse.spent += worst or 0.0
            self.purse.tokens += tokens
        return replace(entry, row=row)

    def settle(self, held: LoggedRequest, state: str, used: Usage | None, detail: str = "") -> None:
        """Replace the worst case by what happened.

        Args:
            held: what was set aside.
            state: done, failed or lost.
            used: its tokens and cost; None where nobody knows, and then the worst case stands.
            detail: what went wrong, for the log.
        """
        final = replace(held, state=state, detail=detail)
        if used is not None:
            read, written = used.input_tokens, used.output_tokens
            final = replace(final, input_tokens=read, output_tokens=written, cost=used.cost_usd)
            with self.purse.lock:
                self.purse.spent += (used.cost_usd or 0.0) - (held.cost or 0.0)
                self.purse.tokens += read + written - held.input_tokens - held.output_tokens
        if self._ledger:
            self._ledger.settle(final)

    def affordable(self, output_tokens: int) -> float:
        """How many input tokens the next request may have; `math.inf` where nothing limits them."""
        limits = [math.inf]
        if self._options.max_tokens is not None:
            limits.append(self._options.max_tokens - self.purse.tokens - output_tokens)
        dollars = [] if self._options.max_cost is None else [self._options.max_cost - self.purse.spent]
        if self._options.max_cost_month is not None and self._ledger:
            dollars.append(self._ledger.left_this_month(self._options.max_cost_month))
        if self._card and dollars:
            limits.append(self._card.affords(min(dollars), output_tokens))
        return max(0.0, min(limits))

    def _refuse(self, worst: float | None, tokens: int) -> None:
        cap, most = self._options.max_cost, self._options.max_tokens
        if worst is not None and cap is not None and self.purse.spent + worst > cap:
            raise BudgetExceeded(
                f"the next request could cost ${worst:.4f};"
                f" ${max(0.0, cap - self.purse.spent):.4f} of ${cap:.2f} are left",
                hint="raise --max-cost, give fewer articles, or name a cheaper model",
            )
        if most is not None and self.purse.tokens + tokens > most:
            raise BudgetExceeded(
                f"the next request could use {tokens:,} tokens;"
                f" {max(0, most - self.purse.tokens):,} of {most:,} are left",
                hint="raise the cap on tokens, or give fewer articles",
            )


class Gate:
    """Lets requests through, not too many at once nor a minute.

    Args:
        concurrency: requests under way at once.
        requests_per_minute: None for no limit.
        tokens_per_minute: None for no limit; a single request above it goes alone.
        clock: seconds that only grow.
        sleep: waits for seconds of that clock.
    """

    def __init__(
        self,
        concurrency: int,
        requests_per_minute: int | None,
        tokens_per_minute: int | None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._slots = threading.BoundedSemaphore(max(1, concurrency))
        self._requests = requests_per_minute
        self._tokens = tokens_per_minute
        self._lock = threading.Lock()
        self._past: collections.deque[tuple[float, int]] = collections.deque()  # when, how many tokens
        self._closed_until = 0.0

    @contextlib.contextmanager
    def turn(self, tokens: int, seconds: float) -> Iterator[None]:
        """Wait for a turn and hold it.

        Args:
            tokens: that the request may use.
            seconds: how long to wait for it at most.

        Raises:
            TimeoutError: there was no turn in that time.
        """
        end = self._clock() + seconds
        if not self._slots.acquire(timeout=max(0.0, seconds)):
            raise TimeoutError
        try:
            while (wait := self._take(tokens)) > 0:
                if self._clock() + wait > end:
                    raise TimeoutError
                self._sleep(wait)
            yield
        finally:
            self._slots.release()

    def close_for(self, seconds: float) -> None:
        """Let nobody through for that long: a server that asks one request to wait means all of them."""
        with self._lock:
            self._closed_until = max(self._closed_until, self._clock() + seconds)

    def _take(self, tokens: int) -> float:
        """0 and the turn is taken, or the seconds after which to ask again."""
        with self._lock:
            now = self._clock()
            if now < self._closed_until:
                return self._closed_until - now
            while self._past and self._past[0][0] <= now - _MINUTE:
                self._past.popleft()
            used = sum(t for _at, t in self._past)
            too_many = self._requests is not None and len(self._past) >= self._requests
            too_much = self._tokens is not None and bool(self._past) and used + tokens > self._tokens
            if too_many or too_much:
                return self._past[0][0] + _MINUTE - now + 0.001
            self._past.append((now, tokens))
            return 0.0
