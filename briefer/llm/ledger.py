"""What stays on disk between runs: answers already paid for, a log of requests, what servers understand, a secret.

One SQLite file, readable by its owner alone (mode 0600), because answers hold words of articles. Each operation opens
and closes it: threads, processes and kills need no further care, and it costs a millisecond beside a model's seconds.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from briefer.errors import ModelError, UsageError
from briefer.llm.faults import redact

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, at REAL NOT NULL, model TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, month TEXT NOT NULL, model TEXT NOT NULL, server TEXT NOT NULL,
    purpose TEXT NOT NULL, state TEXT NOT NULL, input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL,
    cost REAL, detail TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS requests_month ON requests (month);
CREATE TABLE IF NOT EXISTS dialects (
    server TEXT NOT NULL, model TEXT NOT NULL, dialect TEXT NOT NULL, PRIMARY KEY (server, model));
CREATE TABLE IF NOT EXISTS secret (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), value BLOB NOT NULL);
"""
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request in the log. No word of an article or an answer is in it."""

    at: str  #: ISO 8601 in UTC
    model: str
    server: str
    purpose: str  #: brief, merge, repair, judge…
    state: str  #: done, failed (not billed), lost (no answer, maybe billed), in flight
    input_tokens: int
    output_tokens: int
    cost: float | None  #: US dollars; None when no price is known
    detail: str = ""
    row: int | None = None  #: in the log, once it is there


class Ledger:
    """The file behind a model.

    Args:
        path: where it is; folder and file are made when they are first needed.
        retention_days: older answers and log entries are forgotten.

    Raises:
        UsageError: the file cannot be made or is no such file.
    """

    def __init__(self, path: Path, *, retention_days: int = 30) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Made with its mode, not changed to it afterwards: no moment at which others can open it.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            path.chmod(0o600)
            with self._open() as db:
                for statement in _SCHEMA.split(";"):
                    db.execute(statement)
                horizon = time.time() - retention_days * _DAY
                db.execute("DELETE FROM answers WHERE at < ?", (horizon,))
                # The log of this month stays, whatever its age, for the month's cap counts on it.
                db.execute("DELETE FROM requests WHERE at < ? AND month <> ?", (horizon, _month()))
        except (OSError, ModelError) as error:
            reason = error.message if isinstance(error, ModelError) else f"{path}: {error.strerror}"
            raise UsageError(reason, hint="name another file for the model's cache and log") from None

    def answer(self, key: str) -> tuple[str, str] | None:
        """The text and the model's name remembered for a request's key."""
        with self._open() as db:
            row = db.execute("SELECT text, model FROM answers WHERE key = ?", (key,)).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def remember(self, key: str, text: str, model: str) -> None:
        """Keep an answer, before anybody uses it: a run that is killed now has not paid in vain."""
        with self._open() as db:
            db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (key, time.time(), model, text))

    def reserve(self, entry: LoggedRequest, cap_month: float | None) -> int | None:
        """Log a request that is about to be sent, with the most that it can cost.

        Args:
            entry: what it is; `cost` is the worst case.
            cap_month: US dollars for all requests of this month; None for no cap.

        Returns:
            the entry's id, or None when the month's cap does not allow it.
        """
        with self._open() as db:
            if cap_month is not None and _spent(db) + (entry.cost or 0.0) > cap_month:
                return None
            return db.execute(
                "INSERT INTO requests VALUES (NULL, :at, :month, :model, :server, :purpose, :state,"
                " :input_tokens, :output_tokens, :cost, :detail)",
                {**asdict(entry), "at": time.time(), "month": _month()},
            ).lastrowid

    def settle(self, entry: LoggedRequest) -> None:
        """Put what a logged request really used in the place of its worst case."""
        with self._open() as db:
            db.execute(
                "UPDATE requests SET state = :state, input_tokens = :input_tokens, output_tokens = :output_tokens,"
                " cost = :cost, detail = :detail WHERE id = :row",
                asdict(entry),
            )

    def left_this_month(self, cap: float) -> float:
        """US dollars that a month's cap still allows."""
        with self._open() as db:
            return max(0.0, cap - _spent(db))

    def dialect(self, server: str, model: str) -> str | None:
        """What was found out about how to ask."""
        with self._open() as db:
            row = db.execute("SELECT dialect FROM dialects WHERE server = ? AND model = ?", (server, model)).fetchone()
        return str(row[0]) if row else None

    def remember_dialect(self, server: str, model: str, dialect: str) -> None:
        """Keep what was found out."""
        with self._open() as db:
            db.execute("INSERT OR REPLACE INTO dialects VALUES (?, ?, ?)", (server, model, dialect))

    def secret(self) -> bytes:
        """Random bytes of this installation, made when first asked for."""
        with self._open() as db:
            db.execute("INSERT OR IGNORE INTO secret VALUES (1, ?)", (secrets.token_bytes(32),))
            return bytes(db.execute("SELECT value FROM secret").fetchone()[0])

    def entries(self, limit: int = 50) -> tuple[LoggedRequest, ...]:
        """The newest requests, newest first."""
        with self._open() as db:
            rows = db.execute(
                "SELECT at, model, server, purpose, state, input_tokens, output_tokens, cost, detail"
                " FROM requests ORDER BY id DESC LIMIT ?",
                (limit,),
            ).fetchall()
        return tuple(
            LoggedRequest(datetime.fromtimestamp(row[0], UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), *row[1:]) for row in rows
        )

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One transaction that holds the write lock from its start.

        One that reads first and then writes fails at once when another wrote in between, whatever the time-out.

        Raises:
            ModelError: the disk is full, or the file was damaged.
        """
        try:
            with contextlib.closing(sqlite3.connect(self._path, timeout=30.0, isolation_level=None)) as db:
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA secure_delete = ON")
                db.execute("BEGIN IMMEDIATE")
                with db:  # commits, or rolls back after an exception
                    yield db
        except sqlite3.Error as error:
            hint = "make room on the disk, or delete the file: it is made anew"
            raise ModelError(f"{self._path}: cache and log of the model cannot be used: {error}", hint=hint) from None


def request_key(**parts: object) -> str:
    """The hash under which an answer is kept: of everything that could change it."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _spent(db: sqlite3.Connection) -> float:
    """US dollars of this month, at their worst where a request's end is not known."""
    return float(db.execute("SELECT TOTAL(cost) FROM requests WHERE month = ?", (_month(),)).fetchone()[0])


def _month() -> str:
    return datetime.now(UTC).strftime("%Y-%m")


def entries(store: Path | None, limit: int = 50) -> tuple[LoggedRequest, ...]:
    """The newest requests, newest first; none where nothing was ever kept.

    Args:
        store: the file behind `ModelOptions.store`.
        limit: how many at most.

    Raises:
        UsageError: the file is no log of ours.
    """
    return Ledger(store).entries(limit) if store is not None and store.is_file() else ()


def table(listed: Sequence[LoggedRequest]) -> str:
    """Entries of the log as a table for a person, and their sum."""
    if not listed:
        return "No request to a model is on record.\n"
    rows = [("when", "model", "for", "state", "in", "out", "cost", "")]
    for entry in listed:
        open_end = "" if entry.state in ("done", "failed") else "≤ "
        cost = "unpriced" if entry.cost is None else f"{open_end}${entry.cost:.4f}"
        used = (f"{entry.input_tokens:,}", f"{entry.output_tokens:,}", cost, redact(entry.detail)[:100])
        rows.append((entry.at, redact(entry.model)[:40], entry.purpose, entry.state, *used))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    costs = [entry.cost for entry in listed if entry.cost is not None]
    total = f"{len(listed)} requests" if len(listed) != 1 else "1 request"
    total += f", at most ${sum(costs):.4f}" if costs else ""
    unpriced = len(listed) - len(costs)
    total += f", {unpriced} of them unpriced" if unpriced else ""
    return "\n".join([*lines, "", total]) + "\n"
