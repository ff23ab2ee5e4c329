"""Eight processes start the same slot at the same moment, fifty times: is each slot delivered exactly once?

Real processes (forked after import) that wait for one another, a real mail server and a Slack-like server. On SQLite,
and on PostgreSQL where its binaries are at hand.

    python benchmarks/race.py
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kills import article
from receivers import Receivers, receivers

from briefer import __version__, briefing
from briefer.digest import config
from briefer.digest.job import Tools, run
from briefer.digest.schedule import slots
from briefer.digest.store import open_store
from briefer.digest.values import moment
from briefer.errors import BrieferError, Locked
from briefer.records import Wishes
from briefer.writers import ExtractiveWriter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "digest"))
import postgres

PROCESSES, SLOTS = 8, 50
FIRST = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
CONFIG = """
[store]
url = "{store}"

[jobs.news]
schedule = "*/5 * * * *"
sources = ["in/"]
targets = ["mail", "slack"]
"""


def started(folder: Path, now: datetime, environ: dict[str, str], start: Any) -> str:
    """Run one slot when all are ready; gives in a word how it ended."""
    read = config.load(folder / "digest.toml")
    job = read.job("news")
    making = briefing.Making(moment(now), __version__)

    def press(_job: config.Job, _left: float | None):  # noqa: ANN202 - a function of the story and what was told
        return lambda story, told: briefing.brief(story, ExtractiveWriter(), Wishes(told=told), making)

    tools = Tools(press=press, environ=environ, clock=lambda: now, patience=0.0)
    slot = slots.latest(job.schedule, slots.zone(job.timezone), now)
    assert slot
    start.wait()
    try:
        with open_store(read.store_url, read.folder, environ) as store:
            return run(read, job, slot, store, tools).state
    except Locked:
        return "locked"
    except BrieferError as error:
        return f"error: {error.message}"


def racer(folder: Path, environ: dict[str, str], start: Any, answers: Any) -> None:
    """One process of a slot."""
    now = FIRST + timedelta(minutes=5 * int((folder / "slot").read_text()))
    answers.put(started(folder, now, environ, start))


def race(folder: Path, to: Receivers, store: str) -> tuple[Counter[str], Counter[int], float]:
    """All slots; gives how runs ended, how many slots had how many deliveries, and the seconds."""
    (folder / "in").mkdir(parents=True)
    (folder / "digest.toml").write_text(CONFIG.format(store=store) + to.targets(), encoding="utf-8")
    environ = {"SLACK": to.webhook}
    context = multiprocessing.get_context("fork")
    ends: Counter[str] = Counter()
    deliveries: Counter[int] = Counter()
    began = time.perf_counter()
    for number in range(SLOTS):
        (folder / "in" / f"{number}.txt").write_text(article(number), encoding="utf-8")
        (folder / "slot").write_text(str(number))
        before = len(to.arrivals())
        start, answers = context.Barrier(PROCESSES), context.SimpleQueue()
        processes = [context.Process(target=racer, args=(folder, environ, start, answers)) for _ in range(PROCESSES)]
        for process in processes:
            process.start()
        ends.update(answers.get() for _ in processes)
        for process in processes:
            process.join()
        deliveries[len(to.arrivals()) - before] += 1
    return ends, deliveries, time.perf_counter() - began


def told(name: str, ends: Counter[str], deliveries: Counter[int], seconds: float) -> bool:
    """Print one store's line; whether all is well."""
    errors = [end for end in ends if end.startswith("error")]
    once = deliveries[2]  # one mail and one post
    print(f"{name:12}{SLOTS:>6}{once:>14}{ends['digest']:>8}{ends['again']:>8}{ends['locked']:>8}", end="")
    print(f"{sum(ends[e] for e in errors):>8}{seconds:>9.1f}")
    for error in errors:
        print(f"  {error}")
    return once == SLOTS and ends["digest"] == SLOTS and not errors


def main() -> None:
    """Print one line for each store."""
    print(
        f"{'store':12}{'slots':>6}{'once to each':>14}{'made':>8}{'again':>8}{'locked':>8}{'errors':>8}{'seconds':>9}"
    )
    ok = True
    with tempfile.TemporaryDirectory() as name, receivers(Path(name)) as to:
        ok &= told("SQLite", *race(Path(name) / "sqlite", to, "sqlite:///briefer.db"))
        if why := postgres.missing():
            print(f"PostgreSQL: skipped, {why}")
        else:
            with postgres.server() as address:
                ok &= told("PostgreSQL", *race(Path(name) / "postgresql", to, address))
    print("ok" if ok else "BAD", f"({PROCESSES} processes, {os.cpu_count()} cores)")


if __name__ == "__main__":
    main()
