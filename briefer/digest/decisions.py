"""What a person decides about messages that were refused or are held."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from briefer.digest.store import Store, outbox
from briefer.digest.store.outbox import Entry, State
from briefer.digest.values import moment
from briefer.errors import UsageError

#: What a person may decide about; what is being sent this moment is the run's affair.
_WAITING = (State.PENDING, State.UNKNOWN, State.FAILED)


def decide(
    store: Store, jobs: Collection[str], *, retry: Collection[int], drop: Collection[int], now: datetime
) -> None:
    """Let messages go out again with the next run, or never.

    Args:
        store: where the outbox is.
        jobs: whose messages these may be.
        retry: numbers of messages; of one with several parts, those behind it go out as well.
        drop: numbers of messages.
        now: an aware moment.

    Raises:
        UsageError: there is no such message, or it was sent already.
    """
    if not (retry or drop):
        return
    with store.transaction() as db:
        known = {entry.id for entry in outbox.rows(db, jobs, states=_WAITING)}
        unknown = sorted({*retry, *drop} - known)
        if unknown:
            raise UsageError(
                f"There is no message {unknown[0]} that waits to be sent.", hint="`briefer digest outbox` has all."
            )
        outbox.release(db, list(retry), State.PENDING, moment(now), "a person lets it go out again")
        outbox.release(db, list(drop), State.DROPPED, moment(now), "a person dropped it")


def listed(store: Store, jobs: Collection[str], *, everything: bool) -> list[Entry]:
    """The messages of some jobs: those that are still to be sent, or all."""
    with store.transaction() as db:
        return outbox.rows(db, jobs, states=tuple(State) if everything else outbox.OPEN)
