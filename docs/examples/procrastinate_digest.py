"""The same digests under a job queue: Procrastinate on PostgreSQL, for a desk that has outgrown timers.

    pip install 'briefer[postgres]' 'procrastinate>=3,<4'
    export DATABASE_URL=postgresql://…           # of the queue; the digest's store may be in the same database
    export DIGEST_CONFIG=digest.toml            # with url = "env:DIGEST_STORE" in its [store]
    export DIGEST_STORE=postgresql+psycopg://…
    PYTHONPATH=docs/examples procrastinate --app procrastinate_digest.app schema --apply      # once
    PYTHONPATH=docs/examples procrastinate --app procrastinate_digest.app worker              # on any machine

A slot is made and sent once, however often it is run and by however many workers, since briefer's own store says so.
The queue adds what a queue is for: workers on several machines, retries with pauses, a place to look.
"""

from __future__ import annotations

import os
import subprocess

import procrastinate

app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=os.environ["DATABASE_URL"]))

_BUSY = 75  # another worker runs the same job: it will do what is to be done
_RETRY = procrastinate.RetryStrategy(max_attempts=6, exponential_wait=4)


class Incomplete(Exception):
    """A run that ended with an error, or could not deliver everything: it is tried again."""


@app.periodic(cron="*/5 * * * *")
@app.task(name="briefer-due", queueing_lock="briefer-due")
def due(timestamp: int) -> None:
    """Run what is due; what fails is due again in five minutes."""
    del timestamp  # briefer looks at the clock, the zones and what was missed itself
    run("--if-due")


@app.task(name="briefer-slot", retry=_RETRY)
def slot(job: str, at: str) -> None:
    """Run one slot of one job, for engines that keep the schedule themselves."""
    run("--job", job, "--slot", at)


def run(*options: str) -> None:
    """Call briefer in a process of its own, so that a worker that lives for weeks stays small."""
    command = ["briefer", "digest", "run", os.environ["DIGEST_CONFIG"], *options, "--patience", "0"]
    done = subprocess.run(command, check=False)  # noqa: S603 - our own command, no shell
    if done.returncode not in (0, _BUSY):
        raise Incomplete(f"briefer ended with {done.returncode}")
