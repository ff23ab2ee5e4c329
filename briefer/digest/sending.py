"""From the outbox to the targets: one part, one request, one line in the store before and after.

A part is marked as being sent before the request and marked again after the answer. So what a crash leaves marked may
or may not have arrived: over SMTP and webhooks nobody can know. By the target's wish the same bytes go out again (a
mail with the same Message-ID), or they are held until a person decides.
"""

from __future__ import annotations

import errno
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from briefer import channels
from briefer.channels.delivery import LostReply, Refused, TooLong, Unavailable, deliver, in_words
from briefer.channels.target_config import from_table
from briefer.channels.targets import Target
from briefer.digest import arrivals, secrecy
from briefer.digest.config import Config, TargetTable
from briefer.digest.store import Store, outbox
from briefer.digest.store.outbox import Entry, State
from briefer.digest.telling import Tools
from briefer.digest.values import instant, moment
from briefer.errors import BrieferError, DeliveryError, UsageError
from briefer.records import Receipt

#: A part that could not be delivered so many times is given up until a person retries it: after about two days.
MOST_ATTEMPTS = 18
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 6 * 3600.0  # seconds between the tries, doubled each time
_FOR_A_PERSON = 300.0  # seconds
_MOST_IN_A_ROW = 2  # mails that a server cannot take; the next ones wait as well
_IN_DOUBT = "it may have arrived"


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the parts that were due."""

    sent: tuple[Receipt, ...] = ()
    open: int = 0  #: parts that did not arrive, or of which nobody knows
    troubles: tuple[str, ...] = ()  #: one line each


class Sending:
    """Works off one job's outbox; whoever uses it holds the job's lock.

    Args:
        store: where the outbox is.
        config: describes the targets.
        job: the job's name.
        tools: the environment with the targets' secrets, the clock, and how long to wait for targets that ask for it.
    """

    def __init__(self, store: Store, config: Config, job: str, tools: Tools) -> None:
        self._store = store
        self._config = config
        self._job = job
        self._environ = tools.environ
        self._end = time.monotonic() + tools.patience
        self._clock = tools.clock
        self._in_a_row: Counter[str] = Counter()  # targets that cannot be reached

    def work_off(self) -> Tally:
        """Send what is due, in order, target by target.

        Raises:
            StoreError: the store did not take a state; what was sent by then is not sent again.
        """
        doubts = self._recover()
        receipts: list[Receipt] = []
        troubles: dict[str, str] = {}
        for entry, receipt in deliver(self):
            if receipt.state == "sent":
                receipts.append(receipt)
                troubles.pop(entry.target, None)
            else:
                troubles[entry.target] = f"{entry.target}, {entry.part.summary}: {receipt.detail}"
        with self._store.transaction() as db:
            left = outbox.rows(db, [self._job], states=outbox.OPEN)
        return Tally(tuple(receipts), len(left), (*doubts, *troubles.values()))

    def _recover(self) -> list[str]:
        """See to what a run that died left in the middle; gives a line about each."""
        doubts = []
        with self._store.transaction() as db:
            for entry in outbox.rows(db, [self._job], states=[State.SENDING]):
                state = State.UNKNOWN if self._holds(entry) else State.PENDING
                detail = f"a run ended while it was sent: {_IN_DOUBT}"
                outbox.mark(db, entry, state, self._now(), detail, doubt=1)
                then = "it is held" if state is State.UNKNOWN else "it is sent again unless it is found there"
                doubts.append(f"{entry.target}, {entry.part.summary}: {detail}; {then}")
        return doubts

    def _holds(self, entry: Entry) -> bool:
        """Whether a message in doubt waits for a person: where its target wants that, and cannot be asked."""
        table = self._table(entry)
        return table.on_unknown == "hold" and not arrivals.can_tell(target_of(self._config, table))

    def next(self) -> Entry | None:
        """The next part that may be sent now, marked as being sent; waits for one that is due soon."""
        while True:
            with self._store.transaction() as db:
                heads = _heads(outbox.rows(db, [self._job], states=outbox.OPEN))
                entry = min(heads, key=lambda e: (e.next, e.id), default=None)
                if entry is None:
                    return None
                wait = (instant(entry.next) - self._clock()).total_seconds()
                if wait <= 0:
                    outbox.mark(db, entry, State.SENDING, self._now())
                    return entry
            if time.monotonic() + wait > self._end:
                return None
            time.sleep(wait)

    def post(self, entry: Entry) -> Receipt:
        """One request, unless a message in doubt is found to have arrived."""
        target = target_of(self._config, self._table(entry))
        found = self._found(entry, target) if entry.doubt and arrivals.can_tell(target) else None
        return found or channels.post(target).send(entry.part, target, self._environ, self._thread(entry))

    def cut(self, entry: Entry) -> bool:
        """Put pieces in the place of a part that is too long, if it has any."""
        pieces = channels.post(target_of(self._config, self._table(entry))).halve(entry.part)
        if len(pieces) > 1:
            with self._store.transaction() as db:
                outbox.replace(db, entry, pieces, self._now())
        return len(pieces) > 1

    def sent(self, entry: Entry, receipt: Receipt) -> None:
        """Write down that a part arrived."""
        self._in_a_row[entry.target] = 0
        with self._store.transaction() as db:
            outbox.mark(db, entry, State.SENT, self._now(), detail=receipt.detail, receipt=receipt.id)

    def _thread(self, entry: Entry) -> str | None:
        with self._store.transaction() as db:
            return outbox.thread(db, entry) if entry.part.reply else None

    def _found(self, entry: Entry, target: Target) -> Receipt | None:
        """The receipt of a message that had arrived after all; None when it had not."""
        try:
            found = arrivals.arrived(entry, target, self._environ, self._thread(entry))
        except DeliveryError as error:
            if self._table(entry).on_unknown == "hold":
                raise LostReply(error.message, hint=error.hint) from error
            return None
        return Receipt(target.channel_name, target.name, found, "sent", "it had arrived") if found else None

    def failed(self, entry: Entry, error: Exception) -> Receipt:
        """Write down what went wrong, and when the part is tried again, if it is by itself."""
        table = self._table(entry)
        # A fault of our own, in the middle of sending, leaves as much in doubt as a lost reply.
        lost = isinstance(error, LostReply) or not isinstance(error, BrieferError)
        held = lost and table.on_unknown == "hold" and (entry.doubt or self._holds(entry))
        state, pause = _after(error, entry.attempts + 1, hold=held)
        next_at = moment(self._clock() + timedelta(seconds=pause)) if pause else None
        told = in_words(error) if isinstance(error, BrieferError) else f"unexpectedly: {error!r}"
        detail = secrecy.without(told, secrecy.of_target(table, self._environ)) + (f" ({_IN_DOUBT})" if lost else "")
        self._in_a_row[entry.target] += isinstance(error, Unavailable)
        with self._store.transaction() as db:
            outbox.mark(db, entry, state, self._now(), detail, next=next_at, doubt=int(entry.doubt or lost))
            if next_at and self._in_a_row[entry.target] >= _MOST_IN_A_ROW:
                outbox.postpone(db, entry, next_at)
        return Receipt(str(table.values.get("type", "")), entry.target, None, "unknown" if lost else "failed", detail)

    def _table(self, entry: Entry) -> TargetTable:
        """The target of a part; one that was taken out of the configuration has no values, and nothing reaches it."""
        return self._config.targets.get(entry.target) or TargetTable(entry.target, {})

    def _now(self) -> str:
        return moment(self._clock())


def target_of(config: Config, table: TargetTable) -> Target:
    """The target that a table describes, its paths relative to the configuration.

    Raises:
        DeliveryError: the configuration no longer describes it.
    """
    if not table.values:
        raise DeliveryError(f"There is no [targets.{table.name}] in {config.path} any more.", hint="Drop the message.")
    values: dict[str, Any] = dict(table.values)
    if values.get("type") == "folder" and isinstance(values.get("path"), str):
        values["path"] = str(config.folder / values["path"])
    return from_table(table.name, values)


def _heads(entries: list[Entry]) -> list[Entry]:
    """The parts that may go out next: of each target the first, since parts arrive in order; of a mail, every one.

    A part that failed for good or is held stops those behind it, except that one mailbox does not stop another.
    """
    heads: list[Entry] = []
    blocked: set[tuple[str, str]] = set()
    for entry in entries:
        lane = (entry.slot, entry.target)
        if lane not in blocked and entry.state is State.PENDING:
            heads.append(entry)
        if not entry.part.recipient:
            blocked.add(lane)
    return heads


def _after(error: Exception, attempts: int, *, hold: bool) -> tuple[State, float]:
    """The state after a failure, and in how many seconds to try again (0 for not by itself)."""
    if hold:
        return State.UNKNOWN, 0.0
    # The same bytes will be refused again; but a full disk is full for a while only.
    full = getattr(error.__cause__, "errno", None) in {errno.ENOSPC, errno.EDQUOT}
    if (isinstance(error, Refused | TooLong) and not full) or attempts >= MOST_ATTEMPTS:
        return State.FAILED, 0.0
    pause = min(_FIRST_PAUSE * 2 ** (attempts - 1), _LONGEST_PAUSE)
    if isinstance(error, UsageError):  # a person has to set something first
        pause = max(pause, _FOR_A_PERSON)
    asked = error.wait if isinstance(error, Unavailable) else None
    return State.PENDING, pause if asked is None else max(asked, 1.0)
