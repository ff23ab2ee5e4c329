"""What the commands of the digest print: plain text for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from briefer.channels.literal import clean, shorten
from briefer.digest.running import Stopped
from briefer.digest.store.outbox import Counts, Entry, State
from briefer.digest.store.runs import PastRun
from briefer.digest.values import Outage, Outcome
from briefer.errors import Locked
from briefer.language.words import counted

_SUMMARY = 60
_STATES = {
    "digest": "digest made",
    "empty": "nothing new, nothing sent",
    "again": "has its digest already",
    "idle": "nothing is due",
}


def outcome(result: Outcome | Stopped) -> str:
    """One run in a line, its troubles under it; nothing where nothing was due."""
    if isinstance(result, Stopped):
        message = "\n".join(map(clean, result.error.message.splitlines()))
        said = f"{result.job} {result.slot}: ".replace(" :", ":") + message
        word = "busy" if isinstance(result.error, Locked) else "failed"
        return f"{said} ({word})"
    if result.state == "idle" and not (result.sent or result.open):
        return ""
    parts = [_STATES[result.state]]
    if result.sent:
        parts.append(f"{counted(result.sent, 'message')} sent")
    if result.open:
        where = "" if result.notes else " (see `briefer digest outbox`)"
        parts.append(f"{counted(result.open, 'message')} not delivered{where}")
    lines = [f"{result.job} {result.slot}: ".replace(" :", ":") + ", ".join(parts)]
    return "\n".join([*lines, *(f"  {clean(note)}" for note in result.notes)])


def runs(made: Sequence[PastRun], parts: Counts, failing: Sequence[tuple[str, Outage]]) -> str:
    """The digests that were made, newest first, what was sent where, and the sources that cannot be read."""
    if not made:
        lines = ["No digest was made yet."]
    else:
        head = ("job", "slot", "stories", "articles", "claims", "cost", "messages")
        lines = _table([head, *(_run_row(run, parts.get((run.job, run.slot), {})) for run in made)])
    for job, fault in failing:
        times = f"{fault.times} times in a row, since {fault.since}" if fault.times > 1 else "last time"
        lines.append(f"{job}: {fault.failure.source} could not be read {times}: {clean(fault.failure.reason)}")
    return "\n".join(lines) + "\n"


def _run_row(run: PastRun, targets: Mapping[str, Mapping[State, int]]) -> tuple[str, ...]:
    cost = "?" if run.cost is None else f"${run.cost:.4f}" if run.cost else "-"
    sent = "; ".join(
        f"{target}: {', '.join(f'{number} {state.value}' for state, number in states.items())}"
        for target, states in targets.items()
    )
    return (run.job, run.slot, str(run.stories), str(run.articles), str(run.claims), cost, sent or "none")


def runs_json(made: Sequence[PastRun], parts: Counts, failing: Sequence[tuple[str, Outage]]) -> str:
    """The same as JSON."""
    listed = [{**asdict(run), "messages": parts.get((run.job, run.slot), {})} for run in made]
    sources = [
        {"job": job, **asdict(fault.failure), "times": fault.times, "since": fault.since} for job, fault in failing
    ]
    return _dump({"schema": "briefer/digests/1", "digests": listed, "failing": sources})


def outbox(entries: Sequence[Entry]) -> str:
    """The messages of the outbox."""
    if not entries:
        return "The outbox is empty.\n"
    head = ("id", "job", "slot", "target", "to", "state", "tries", "next", "message")
    lines = _table([head, *map(_entry_row, entries)])
    lines += [f"{e.id}: {clean(e.detail)}" for e in entries if e.detail and e.state is not State.SENT]
    if any(entry.state in (State.UNKNOWN, State.FAILED) for entry in entries):
        lines.append("Unknown and failed ones wait for you: --retry ID sends one again, --drop ID never.")
    return "\n".join(lines) + "\n"


def _entry_row(entry: Entry) -> tuple[str, ...]:
    waits = entry.state is State.PENDING
    state = f"{entry.state.value}, in doubt" if waits and entry.doubt else entry.state.value
    return (
        str(entry.id), entry.job, entry.slot, entry.target, clean(entry.part.recipient) or "-", state,
        str(entry.attempts), entry.next if waits else "-", shorten(entry.part.summary, _SUMMARY),
    )  # fmt: skip


def outbox_json(entries: Sequence[Entry]) -> str:
    """The same as JSON, without the messages' bodies."""
    messages = [
        {
            "id": one.id, "job": one.job, "slot": one.slot, "target": one.target, "key": one.part.key,
            "recipient": one.part.recipient, "summary": one.part.summary, "bytes": len(one.part.body),
            "state": one.state.value, "attempts": one.attempts, "next": one.next, "receipt": one.receipt,
            "in_doubt": one.doubt, "detail": one.detail, "updated": one.updated,
        }
        for one in entries
    ]  # fmt: skip
    return _dump({"schema": "briefer/outbox/1", "messages": messages})


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
