"""A small loop over the same runs, for containers: looks what is due, tells how it does, ends when asked to."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from briefer.digest import printing
from briefer.digest.config import Config, Job
from briefer.digest.job import Tools
from briefer.digest.running import Stopped, run_jobs
from briefer.digest.schedule import slots
from briefer.digest.store import Store
from briefer.digest.values import Outcome, moment
from briefer.errors import BrieferError, Locked, UsageError

_STALE = 600.0  # seconds without a finished look, after which the loop counts as stuck


@dataclass(frozen=True, slots=True)
class Place:
    """Where the health page is, and how often the loop looks."""

    host: str
    port: int
    every: float  #: seconds


class Health:
    """What the loop last did, for the health page."""

    def __init__(self, jobs: Sequence[Job], tools: Tools) -> None:
        self._jobs = jobs
        self._clock = tools.clock
        self._lock = threading.Lock()
        self._looked = tools.clock()
        self._errors: dict[str, str] = {}

    def note(self, errors: dict[str, str]) -> None:
        """Write down that a look has ended, and what went wrong."""
        with self._lock:
            self._looked, self._errors = self._clock(), errors

    def page(self) -> tuple[int, dict[str, Any]]:
        """Status code and JSON: 200 when the loop goes round and no job fails, else 503."""
        now = self._clock()
        with self._lock:
            age, errors = (now - self._looked).total_seconds(), dict(self._errors)
        comes = {job.name: slots.upcoming(job.schedule, slots.zone(job.timezone), now, 1) for job in self._jobs}
        ok = not errors and age < _STALE
        return (200 if ok else 503), {
            "ok": ok,
            "looked": moment(self._looked),
            "next": {name: found[0].key if found else None for name, found in comes.items()},
            "errors": errors,
        }


def serve(
    config: Config, jobs: Sequence[Job], tools: Tools, store: Callable[[], AbstractContextManager[Store]], place: Place
) -> None:
    """Run what is due until SIGTERM or SIGINT; the step under way is finished first.

    Args:
        config: the whole configuration.
        jobs: those of its jobs that are wanted.
        tools: writer, clock and the like; their patience should be 0, since the loop comes back.
        store: opens the store; done for every look, so that a database may come and go.
        place: the health page, and how often to look.
    """
    end = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end.set())
    health = Health(jobs, tools)
    with _listening(health, place) as port:
        _say(f"looking every {place.every:g} s; health on http://{place.host}:{port}/health")
        while not end.is_set():
            health.note(_look(config, jobs, tools, store, end))
            end.wait(place.every)
    _say("stopped")


def _look(
    config: Config,
    jobs: Sequence[Job],
    tools: Tools,
    store: Callable[[], AbstractContextManager[Store]],
    end: threading.Event,
) -> dict[str, str]:
    """One look at every job; gives what went wrong, by job."""
    errors: dict[str, str] = {}
    try:
        with store() as opened:
            for job in jobs:
                if end.is_set():
                    break
                errors |= _results(run_jobs(config, [job], opened, tools, if_due=True))
    except BrieferError as error:
        errors["store"] = error.message
        _say(error.message)
    return errors


def _results(results: Iterator[Outcome | Stopped]) -> dict[str, str]:
    errors: dict[str, str] = {}
    for result in results:
        if isinstance(result, Stopped):
            if not isinstance(result.error, Locked):  # another machine does the work
                errors[result.job] = result.error.message
                _say(printing.outcome(result))
        else:
            if result.open:
                errors[result.job] = f"{result.open} messages not delivered"
            if said := printing.outcome(result):
                _say(said)
    return errors


@contextmanager
def _listening(health: Health, place: Place) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path in ("/health", "/")
            status, page = health.page() if known else (404, {"error": "there is only /health"})
            body = json.dumps(page).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """A probe every few seconds is not worth a line."""

    try:
        server = ThreadingHTTPServer((place.host, place.port), Handler)
    except OSError as error:
        said = f"The health page cannot be at {place.host}:{place.port}: {error.strerror or error}."
        raise UsageError(said, hint="Name another place with --host and --port; --port 0 takes any.") from error
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _say(words: str) -> None:
    sys.stderr.write(f"briefer: {words}\n")
    sys.stderr.flush()
