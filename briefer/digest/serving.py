"""A small loop over the same runs, for containers: looks what is due, tells how it does, ends when asked to."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from briefer.digest import printing
from briefer.digest.config import Config, Job
from briefer.digest.running import Stopped, run_jobs
from briefer.digest.schedule import slots
from briefer.digest.store import Store
from briefer.digest.telling import Tools
from briefer.digest.values import Outcome, moment
from briefer.errors import BrieferError, Locked, UsageError

_Opening = Callable[[], AbstractContextManager[Store]]
_STALE = 600.0  # seconds without a finished look, after which the loop counts as stuck


class Health:
    """What the loop last did, for the health page."""

    def __init__(self, jobs: Sequence[Job], tools: Tools) -> None:
        self._jobs = jobs
        self._clock = tools.clock
        self.note({})

    def note(self, errors: Mapping[str, str]) -> None:
        """Write down that a look has ended, and what went wrong."""
        self._last = self._clock(), errors  # set and read as one, since pages are asked for in other threads

    def page(self) -> tuple[int, dict[str, Any]]:
        """Status code and JSON: 200 when the loop goes round and no job fails, else 503."""
        now, (looked, errors) = self._clock(), self._last
        comes = {job.name: slots.upcoming(job.schedule, slots.zone(job.timezone), now, 1) for job in self._jobs}
        ok = not errors and (now - looked).total_seconds() < _STALE
        return (200 if ok else 503), {
            "ok": ok,
            "looked": moment(looked),
            "next": {name: found[0].key if found else None for name, found in comes.items()},
            "errors": errors,
        }


def serve(
    config: Config, jobs: Sequence[Job], tools: Tools, store: _Opening, *, host: str, port: int, every: float
) -> None:
    """Run what is due until SIGTERM or SIGINT; the step under way is finished first.

    Args:
        config: the whole configuration.
        jobs: those of its jobs that are wanted.
        tools: writer, clock and the like; their patience should be 0, since the loop comes back.
        store: opens the store; done for every look, so that a database may come and go.
        host: where the health page is.
        port: of the health page; 0 for any.
        every: how often to look, in seconds.
    """
    end = threading.Event()

    def look() -> dict[str, str]:
        """One look at every job; gives what went wrong, by job."""
        errors: dict[str, str] = {}
        try:
            with store() as opened:
                for job in jobs:
                    if end.is_set():
                        break
                    for result in run_jobs(config, [job], opened, tools, if_due=True):
                        errors |= _trouble(result)
        except BrieferError as error:
            errors["store"] = error.message
            _say(error.message)
        return errors

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end.set())
    health = Health(jobs, tools)
    with _listening(health, host, port) as found:
        _say(f"looking every {every:g} s; health on http://{host}:{found}/health")
        while not end.is_set():
            health.note(look())
            end.wait(every)
    _say("stopped")


def _trouble(result: Outcome | Stopped) -> dict[str, str]:
    """Say how a job fared; gives what went wrong, if anything did."""
    if isinstance(result, Stopped) and isinstance(result.error, Locked):
        return {}  # another machine does the work
    if said := printing.outcome(result):
        _say(said)
    if isinstance(result, Stopped):
        return {result.job: result.error.message}
    return {result.job: f"{result.open} messages not delivered"} if result.open else {}


@contextmanager
def _listening(health: Health, host: str, port: int) -> Iterator[int]:
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
        server = ThreadingHTTPServer((host, port), Handler)
    except OSError as error:
        said = f"The health page cannot be at {host}:{port}: {error.strerror or error}."
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
