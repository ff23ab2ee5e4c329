"""The digests that were made, the sources that could not be read, and what is forgotten after a while."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, func, insert, select

from briefer.digest.store.outbox import State
from briefer.digest.store.schema import articles, briefs, lines, meta, outbox, runs, shingles, sources, stories
from briefer.digest.values import Outage
from briefer.records import Failure


@dataclass(frozen=True, slots=True)
class PastRun:
    """One digest that was made."""

    job: str
    slot: str
    at: str  #: moment of the slot
    began: str
    ended: str
    state: str  #: digest, or empty when there was nothing to send
    title: str
    document: str
    articles: int
    stories: int
    quiet: int
    claims: int
    cost: float | None
    notes: tuple[str, ...] = ()


def find(db: Connection, job: str, slot: str) -> PastRun | None:
    """The digest of a slot, if it was made."""
    row = db.execute(select(runs).where(runs.c.job == job, runs.c.slot == slot)).first()
    return _run(row) if row else None


def add(db: Connection, run: PastRun) -> None:
    """Remember a digest; that its slot has one already is an error of the caller, who holds the job's lock."""
    values = {name: getattr(run, name) for name in PastRun.__slots__}
    db.execute(insert(runs).values(values | {"notes": json.dumps(run.notes)}))


def slots(db: Connection, job: str, most: int = 500) -> dict[str, str]:
    """The newest slots that have their digest, with their moments."""
    query = select(runs.c.slot, runs.c.at).where(runs.c.job == job).order_by(runs.c.at.desc()).limit(most)
    return {row.slot: row.at for row in db.execute(query)}


def before(db: Connection, job: str, at: str) -> PastRun | None:
    """The digest of the newest slot before a moment."""
    query = select(runs).where(runs.c.job == job, runs.c.at < at).order_by(runs.c.at.desc()).limit(1)
    row = db.execute(query).first()
    return _run(row) if row else None


def spent(db: Connection, job: str, month: str) -> float:
    """US dollars that a job's digests cost in a month, written like "2026-11"."""
    query = select(func.coalesce(func.sum(runs.c.cost), 0.0)).where(runs.c.job == job, runs.c.began.like(f"{month}%"))
    return float(db.execute(query).scalar_one())


def listed(db: Connection, jobs: Collection[str], most: int) -> list[PastRun]:
    """The newest digests of some jobs, newest first."""
    query = select(runs).where(runs.c.job.in_(list(jobs))).order_by(runs.c.at.desc(), runs.c.job).limit(most)
    return [_run(row) for row in db.execute(query)]


def faults(db: Connection, job: str, at: str, failures: Sequence[Failure]) -> list[Outage]:
    """What could not be read, each source once, with how long that has lasted.

    Args:
        db: in a transaction.
        job: the job's name.
        at: this moment.
        failures: what could not be read now.
    """
    known = {row.source: row for row in db.execute(select(sources).where(sources.c.job == job))}
    rows = [(one, known.get(one.source)) for one in {failure.source: failure for failure in failures}.values()]
    return [Outage(one, row.failures + 1, row.since) if row else Outage(one, 1, at) for one, row in rows]


def note_sources(db: Connection, job: str, found: Sequence[Outage]) -> None:
    """Remember what could not be read; whatever could be is forgotten."""
    db.execute(delete(sources).where(sources.c.job == job))
    rows = [
        {"job": job, "source": f.failure.source, "failures": f.times, "since": f.since, "reason": f.failure.reason}
        for f in found
    ]
    if rows:
        db.execute(insert(sources), rows)


def installation(db: Connection) -> str:
    """Random letters of this store, so that the messages of two installations are never taken for one."""
    found = db.execute(select(meta.c.value).where(meta.c.name == "installation")).scalar_one()
    return str(found)


def failing(db: Connection, jobs: Collection[str]) -> list[tuple[str, Outage]]:
    """The sources that could not be read last time, with their jobs, the longest-failing first."""
    query = select(sources).where(sources.c.job.in_(list(jobs)), sources.c.failures > 0)
    rows = db.execute(query.order_by(sources.c.failures.desc(), sources.c.source))
    return [(row.job, Outage(Failure(row.source, row.reason), row.failures, row.since)) for row in rows]


def forget(db: Connection, job: str, before: str) -> None:
    """Forget all of a job that is older than a moment; what is still to be sent stays, however old.

    Args:
        db: in a transaction.
        job: the job's name.
        before: the moment.
    """
    done = [State.SENT.value, State.DROPPED.value]
    db.execute(delete(outbox).where(outbox.c.job == job, outbox.c.updated < before, outbox.c.state.in_(done)))
    db.execute(delete(runs).where(runs.c.job == job, runs.c.at < before))
    db.execute(delete(briefs).where(briefs.c.job == job, briefs.c.at < before))
    old_articles = select(articles.c.id).where(articles.c.job == job, articles.c.seen < before)
    db.execute(delete(shingles).where(shingles.c.article.in_(old_articles)))
    db.execute(delete(articles).where(articles.c.job == job, articles.c.seen < before))
    remembered = select(articles.c.story).where(articles.c.job == job, articles.c.story.is_not(None))
    is_old = (stories.c.job == job) & (stories.c.last < before) & stories.c.id.not_in(remembered)
    old_stories = select(stories.c.id).where(is_old)
    db.execute(delete(lines).where(lines.c.story.in_(old_stories)))
    db.execute(delete(stories).where(is_old))


def _run(row: Row[tuple[object, ...]]) -> PastRun:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row's columns
    return PastRun(**values | {"notes": tuple(json.loads(str(values["notes"])))})
