"""What may still be spent: every request is paid for in advance at its worst, and settled at what it really cost."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, replace

from briefer.errors import BudgetExceeded
from briefer.llm.ledger import Entry, Ledger
from briefer.llm.options import ModelOptions
from briefer.llm.prices import Card


@dataclass(frozen=True, slots=True)
class Reservation:
    """One request about to be sent, at its worst case."""

    entry: Entry
    row: int | None  #: in the log, when there is one

    @property
    def cost(self) -> float:
        """US dollars; 0 where no price is known."""
        return self.entry.cost or 0.0

    @property
    def tokens(self) -> int:
        """In and out."""
        return self.entry.input_tokens + self.entry.output_tokens


class Budget:
    """The caps of one run and of the month.

    Args:
        options: the caps.
        card: the model's prices; None when they are not known, and then only the cap on tokens binds.
        ledger: where the month's requests are counted.
    """

    def __init__(self, options: ModelOptions, card: Card | None, ledger: Ledger | None) -> None:
        self._options = options
        self._card = card
        self._ledger = ledger
        self._lock = threading.Lock()
        self._spent = 0.0  # what is spent, and what requests under way may spend at worst
        self._tokens = 0

    def reserve(self, purpose: str, input_tokens: int, output_tokens: int) -> Reservation:
        """Set aside what one request can cost.

        Args:
            purpose: what for, to be logged.
            input_tokens: as many as it can be.
            output_tokens: as many as may come back.

        Raises:
            BudgetExceeded: it could cost more than a cap allows; nothing was set aside.
        """
        worst = self._card.worst(input_tokens, output_tokens) if self._card else None
        server = self._options.base_url
        entry = Entry("", self._options.model, server, purpose, "in flight", input_tokens, output_tokens, worst)
        with self._lock:
            self._refuse(worst or 0.0, input_tokens + output_tokens)
            row = self._ledger.reserve(entry, self._options.max_cost_month) if self._ledger else None
            if self._ledger and row is None:
                raise BudgetExceeded(
                    f"the next request could cost ${worst or 0.0:.4f}, more than is left of this month's"
                    f" ${self._options.max_cost_month:.2f}",
                    hint="raise the month's cap; `briefer logs` shows what it went on",
                )
            self._spent += worst or 0.0
            self._tokens += input_tokens + output_tokens
        return Reservation(entry, row)

    def settle(self, held: Reservation, state: str, used: tuple[int, int, float | None], detail: str = "") -> None:
        """Replace the worst case by what happened.

        Args:
            held: what was set aside.
            state: done, failed or lost.
            used: input tokens, output tokens, and US dollars (None: no price is known).
            detail: what went wrong, for the log.
        """
        input_tokens, output_tokens, cost = used
        with self._lock:
            self._spent += (cost or 0.0) - held.cost
            self._tokens += input_tokens + output_tokens - held.tokens
        if self._ledger and held.row is not None:
            final = replace(held.entry, state=state, input_tokens=input_tokens, output_tokens=output_tokens)
            self._ledger.settle(held.row, replace(final, cost=cost, detail=detail))

    def affordable(self, output_tokens: int) -> float:
        """How many input tokens the next request may have; `math.inf` where nothing limits them."""
        limits = [math.inf]
        if self._options.max_tokens is not None:
            limits.append(self._options.max_tokens - self._tokens - output_tokens)
        if self._card and (left := self._left()) is not None:
            limits.append(self._card.affords(left, output_tokens))
        return max(0.0, min(limits))

    def _left(self) -> float | None:
        """US dollars; None for no cap."""
        left = [] if self._options.max_cost is None else [self._options.max_cost - self._spent]
        if self._options.max_cost_month is not None and self._ledger:
            left.append(self._ledger.left_this_month(self._options.max_cost_month))
        return min(left) if left else None

    def _refuse(self, worst: float, tokens: int) -> None:
        cap, most = self._options.max_cost, self._options.max_tokens
        if self._card and cap is not None and self._spent + worst > cap:
            raise BudgetExceeded(
                f"the next request could cost ${worst:.4f}; ${max(0.0, cap - self._spent):.4f} of ${cap:.2f} are left",
                hint="raise --max-cost, give fewer articles, or name a cheaper model",
            )
        if most is not None and self._tokens + tokens > most:
            raise BudgetExceeded(
                f"the next request could use {tokens:,} tokens; {max(0, most - self._tokens):,} of {most:,} are left",
                hint="raise the cap on tokens, or give fewer articles",
            )
