"""What is to be sent, part by part: written with the digest, worked off by whoever holds the job's lock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from briefer.channels.delivery import Part
from briefer.digest.store.schema import outbox
from briefer.errors import UsageError

#: Parts are numbered with gaps, so that a part can be cut in two and stay in its place.
GAP = 1 << 16


class State(StrEnum):
    """What became of a part."""

    PENDING = "pending"  #: to be sent, not before `next`
    SENDING = "sending"  #: found after a crash: it may have arrived
    SENT = "sent"
    UNKNOWN = "unknown"  #: it may have arrived; held until a person decides
    FAILED = "failed"  #: refused, or tried often enough; a person may retry it
    DROPPED = "dropped"  #: a person decided not to send it


OPEN = (State.PENDING, State.SENDING, State.UNKNOWN, State.FAILED)
#: What a person may decide about; what is being sent this moment is the run's affair.
_WAITING = (State.PENDING, State.UNKNOWN, State.FAILED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One part for one target."""

    id: int
    job: str
    slot: str
    target: str
    position: int
    part: Part
    state: State
    attempts: int
    next: str
    receipt: str | None
    detail: str
    updated: str
    created: str
    doubt: bool  #: it may have arrived


def fill(db: Connection, *, job: str, slot: str, target: str, parts: Sequence[Part], at: str) -> None:
    """Put the parts for one target into the outbox."""
    for number, part in enumerate(parts, 1):
        _insert(db, {"job": job, "slot": slot, "target": target, "position": number * GAP}, part, at)


def replace(db: Connection, row: Entry, pieces: Sequence[Part], at: str) -> None:
    """Put pieces in the place of a part that is too long."""
    following = select(func.min(outbox.c.position)).where(_same_target(row), outbox.c.position > row.position)
    end = db.execute(following).scalar() or row.position + GAP
    step = max(1, (end - row.position) // len(pieces))
    db.execute(outbox.delete().where(outbox.c.id == row.id))
    for number, piece in enumerate(pieces):
        place = {"job": row.job, "slot": row.slot, "target": row.target, "position": row.position + number * step}
        _insert(db, place, piece, at)


def rows(db: Connection, jobs: Collection[str], *, states: Collection[State] = tuple(State)) -> list[Entry]:
    """Parts of some jobs in some states, in the order in which they are to go out."""
    query = select(outbox).where(outbox.c.job.in_(list(jobs)), outbox.c.state.in_([s.value for s in states]))
    order = query.order_by(outbox.c.created, outbox.c.job, outbox.c.slot, outbox.c.target, outbox.c.position)
    return [_entry(row) for row in db.execute(order)]


def thread(db: Connection, row: Entry) -> str | None:
    """The receipt of the first part that reached the target: what later parts answer."""
    query = select(outbox.c.receipt).where(_same_target(row), outbox.c.receipt.is_not(None))
    return db.execute(query.order_by(outbox.c.position).limit(1)).scalar()


def mark(db: Connection, row: Entry, state: State, at: str, detail: str = "", **changes: str | int | None) -> None:
    """Write down what became of a part; one that begins to be sent counts as one more attempt.

    *changes* are of its `receipt`, `next` and `doubt`; None leaves one as it is.
    """
    values: dict[str, object] = {"state": state.value, "detail": detail, "updated": at}
    values |= {name: value for name, value in changes.items() if value is not None}
    if state is State.SENDING:
        values["attempts"] = outbox.c.attempts + 1
    db.execute(update(outbox).where(outbox.c.id == row.id).values(values))


def postpone(db: Connection, row: Entry, next_at: str) -> None:
    """Let the other parts for the same target wait as long as this one."""
    waiting = (outbox.c.state == State.PENDING.value) & (outbox.c.next < next_at)
    db.execute(update(outbox).where(_same_target(row), waiting).values(next=next_at))


def decide(db: Connection, jobs: Collection[str], *, retry: Collection[int], drop: Collection[int], at: str) -> None:
    """Let parts go out again from the first try, or never, because a person says so.

    Args:
        db: in a transaction.
        jobs: whose parts these may be.
        retry: numbers of parts; of a message with several, those behind it go out as well.
        drop: numbers of parts.
        at: this moment.

    Raises:
        UsageError: there is no such part, or it was sent already.
    """
    unknown = sorted({*retry, *drop} - {entry.id for entry in rows(db, jobs, states=_WAITING)})
    if unknown:
        hint = "`briefer digest outbox` has all."
        raise UsageError(f"There is no message {unknown[0]} that waits to be sent.", hint=hint)
    anew = {"attempts": 0, "doubt": 0, "next": at}
    for ids, state, detail, values in (
        (retry, State.PENDING, "a person lets it go out again", anew),
        (drop, State.DROPPED, "a person dropped it", {}),
    ):
        decided = {"state": state.value, "detail": detail, "updated": at, **values}
        db.execute(update(outbox).where(outbox.c.id.in_(list(ids))).values(decided))


#: For every digest, by job and slot: for every target how many parts are in which state.
Counts = Mapping[tuple[str, str], Mapping[str, Mapping[State, int]]]


def counts(db: Connection, jobs: Collection[str]) -> Counts:
    """What became of the parts of every digest of some jobs."""
    columns = (outbox.c.job, outbox.c.slot, outbox.c.target, outbox.c.state)
    query = select(*columns, func.count().label("parts")).where(outbox.c.job.in_(list(jobs)))
    found: dict[tuple[str, str], dict[str, dict[State, int]]] = {}
    for row in db.execute(query.group_by(*columns).order_by(*columns)):
        found.setdefault((row.job, row.slot), {}).setdefault(row.target, {})[State(row.state)] = row.parts
    return found


def _insert(db: Connection, place: dict[str, object], part: Part, at: str) -> None:
    values = {
        **place, "key": part.key, "recipient": part.recipient, "reply": int(part.reply),
        "media_type": part.media_type, "summary": part.summary, "body": part.body, "state": State.PENDING.value,
        "attempts": 0, "doubt": 0, "next": at, "receipt": None, "detail": "", "created": at, "updated": at,
    }  # fmt: skip
    db.execute(insert(outbox).values(values))


def _same_target(row: Entry) -> ColumnElement[bool]:
    return (outbox.c.job == row.job) & (outbox.c.slot == row.slot) & (outbox.c.target == row.target)


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    part = Part(row.key, bytes(row.body), row.media_type, row.summary, recipient=row.recipient, reply=bool(row.reply))
    return Entry(
        row.id, row.job, row.slot, row.target, row.position, part, State(row.state), row.attempts, row.next,
        row.receipt, row.detail, row.updated, row.created, bool(row.doubt),
    )  # fmt: skip
