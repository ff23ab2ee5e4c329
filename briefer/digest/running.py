"""Several jobs in one go: which slots are due, each run by itself, no job stopped by another's failure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from briefer.digest.config import Config, Job
from briefer.digest.job import preview, run
from briefer.digest.schedule import slots
from briefer.digest.sending import Sending
from briefer.digest.store import Store, existing_store, outbox, runs
from briefer.digest.store.outbox import State
from briefer.digest.telling import Tools
from briefer.digest.values import Outcome, instant
from briefer.errors import BrieferError, DeliveryError, Locked, UsageError


@dataclass(frozen=True, slots=True)
class Stopped:
    """A job that could not do its work, and why."""

    job: str
    slot: str
    error: BrieferError


def run_jobs(
    config: Config, jobs: Sequence[Job], store: Store, tools: Tools, *, slot: str | None = None, if_due: bool = False
) -> Iterator[Outcome | Stopped]:
    """Run some jobs, one after the other; what is left in their outboxes goes out as well.

    Args:
        config: the whole configuration.
        jobs: those of its jobs that are wanted.
        store: the configuration's store.
        tools: writer, clock and the like.
        slot: run this slot of each, whatever the clock says; None for the newest that has come.
        if_due: only slots that are due and have no digest yet, missed ones as the job wants it.
    """
    for job in jobs:
        named = slot or ""
        try:
            wanted = wanted_slots(job, store, tools, slot=slot, if_due=if_due)
            if not wanted:
                yield _flush(config, job, store, tools)
            for one in wanted:
                named = one.key
                yield run(config, job, one, store, tools)
        except BrieferError as error:
            yield Stopped(job.name, named, error)


def wanted_slots(job: Job, store: Store, tools: Tools, *, slot: str | None, if_due: bool) -> tuple[slots.Slot, ...]:
    """The slots of a job that a run is to see to, oldest first.

    Raises:
        UsageError: *slot* is none, or the schedule has none yet.
    """
    zone, now = slots.zone(job.timezone), tools.clock()
    if slot:
        return (slots.parse(slot, zone),)
    if not if_due:
        newest = slots.latest(job.schedule, zone, now)
        if newest is None:
            raise UsageError(f"No slot of {job.name} has come yet.", hint="Name one with --slot.")
        return (newest,)
    with store.transaction() as db:
        done = {key: instant(at) for key, at in runs.slots(db, job.name).items()}
    due = slots.due(job.schedule, zone, now, done, job.catch_up)
    if due.missed:
        tools.tell(f"{job.name}: {due.missed} slots were missed and are not made up for")
    return due.slots


def previews(
    config: Config, jobs: Sequence[Job], tools: Tools, *, slot: str | None, if_due: bool = False
) -> Iterator[tuple[str, str]]:
    """The digests that a run would make now, as Markdown; nothing is remembered or sent, and no model is asked.

    Args:
        config: the whole configuration.
        jobs: those of its jobs that are wanted.
        tools: writer, clock and the like.
        slot: this slot; None for the newest that has come.
        if_due: only slots that are due and have no digest yet.

    Returns:
        For each slot what a person should know about it, or nothing, and the digest.
    """
    with existing_store(config.store_url, config.folder, tools.environ) as store:
        for job in jobs:
            for one in wanted_slots(job, store, tools, slot=slot, if_due=if_due):
                with store.transaction() as db:
                    made = runs.find(db, job.name, one.key)
                note = f"{job.name} {one.key} has its digest already; this is what came since." if made else ""
                yield note, preview(config, job.model_copy(update={"writer": "extractive"}), one, store, tools)


def prints(config: Config, job: str) -> bool:
    """Whether a job's digest goes to standard output, where nothing else may stand then."""
    return any(config.targets[name].values.get("type") == "stdout" for name in config.jobs[job].targets)


def off_schedule(jobs: Sequence[Job], slot: str) -> Iterator[str]:
    """A line for every job whose schedule does not have a slot: it is run all the same, since a person asked for it.

    Raises:
        UsageError: *slot* is no time.
    """
    for job in jobs:
        zone = slots.zone(job.timezone)
        one = slots.parse(slot, zone)
        at, when = one.instant(zone), f"{job.schedule}, {job.timezone}"
        if one not in slots.between(job.schedule, zone, at - timedelta(minutes=1), at):
            yield f"{job.name}: {one.key} is none of its slots ({when}); it is run anyway."


def _flush(config: Config, job: Job, store: Store, tools: Tools) -> Outcome:
    """Send what an earlier run could not, if there is any."""
    with store.transaction() as db:
        waiting = outbox.rows(db, [job.name], states=[State.PENDING, State.SENDING])
    if not waiting:
        return Outcome(job.name, "", "idle")
    with store.lock(job.name):
        tally = Sending(store, config, job.name, tools).work_off()
    return Outcome(job.name, "", "idle", sent=len(tally.sent), open=tally.open, notes=tally.troubles)


def exit_code(results: Sequence[Outcome | Stopped]) -> int:
    """The exit code of a run: that of the first job that failed, else of an incomplete delivery, else of a lock."""
    errors = [result.error for result in results if isinstance(result, Stopped)]
    failed = [error.exit_code for error in errors if not isinstance(error, Locked)]
    left = [DeliveryError.exit_code for result in results if isinstance(result, Outcome) and result.open]
    return next(iter((*failed, *left, *(error.exit_code for error in errors))), 0)
