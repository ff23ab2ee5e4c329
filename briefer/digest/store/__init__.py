"""What a digest remembers: one connection, short transactions, one lock a job that dies with its process.

SQLite by default: `BEGIN IMMEDIATE`, because a transaction that first reads and then writes fails at once when another
wrote in between, whatever the time-out; a rollback journal with `synchronous=FULL`, because one small writer gains
nothing from a write-ahead log and some of its releases could corrupt one. PostgreSQL when several machines share it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, make_url, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidRequestError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from briefer.digest.store.schema import migrate
from briefer.errors import BrieferError, Locked, UsageError

#: Seconds that a transaction waits for another process's; none of ours takes a tenth of that.
_PATIENCE = 30.0


class StoreError(BrieferError):
    """The store did not take what was to be written: the disk is full, the server is gone."""

    retryable = True


class Store:
    """One open connection to a digest's store. Not to be shared between threads.

    Args:
        connection: to a migrated database.
        path: the database's file, beside which the lock files lie; None for a server or a database in memory.
    """

    def __init__(self, connection: Connection, path: Path | None) -> None:
        self._connection = connection
        self._path = path

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All of it or nothing.

        Raises:
            StoreError: the database did not take it.
        """
        with _in_words(self._connection.engine.url), self._connection.begin():
            yield self._connection

    def lock(self, job: str) -> AbstractContextManager[None]:
        """Hold the job: nobody else runs it or sends for it meanwhile. A process that dies lets go of it.

        Args:
            job: the job's name.

        Raises:
            Locked: another process holds it.
        """
        if self._connection.dialect.name == "postgresql":
            return self._advisory(job)
        return _flock(self._path.with_name(f".{self._path.name}.{job}.lock"), job) if self._path else nullcontext()

    @contextmanager
    def _advisory(self, job: str) -> Iterator[None]:
        """PostgreSQL's lock of a session: it goes with the very connection that writes, so a lost one does no harm."""
        key = int.from_bytes(hashlib.sha256(f"briefer\n{job}".encode()).digest()[:8], "big", signed=True)
        with self.transaction() as db:
            held = db.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}).scalar()
        if not held:
            raise _locked(job)
        try:
            yield
        finally:
            # A connection that was lost has lost its lock as well.
            with suppress(StoreError), self.transaction() as db:
                db.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})


@contextmanager
def open_store(url: str, folder: Path, environ: Mapping[str, str]) -> Iterator[Store]:
    """Open a store, making or migrating its tables as needed.

    Args:
        url: "sqlite:///file", relative to *folder*, a PostgreSQL address, or env:NAME.
        folder: of the configuration.
        environ: the environment, for env:NAME.

    Raises:
        UsageError: there is no such database, or it was made by a newer briefer.
        StoreError: the database does not answer.
    """
    address = _address(url, environ)
    if path := _file(address, folder):
        address = address.set(database=str(path))
        try:
            # Made with its mode: there is no moment at which others can read what articles say.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            hint = "Name another in [store]."
            raise UsageError(f"The store {path} cannot be used: {error.strerror}.", hint=hint) from error
    engine = _engine(address)
    try:
        with _in_words(address), engine.connect() as connection:
            with connection.begin():
                migrate(connection)
            yield Store(connection, path)
    finally:
        engine.dispose()


def existing_store(url: str, folder: Path, environ: Mapping[str, str]) -> AbstractContextManager[Store]:
    """A store that is only looked into: the one there is, or an empty one in memory where there is no file yet.

    Args:
        url: as for `open_store`.
        folder: of the configuration.
        environ: the environment, for env:NAME.
    """
    path = _file(_address(url, environ), folder)
    return open_store("sqlite://" if path and not path.is_file() else url, folder, environ)


def _address(url: str, environ: Mapping[str, str]) -> URL:
    if url.startswith("env:"):
        name = url[4:]
        if not (url := environ.get(name, "").strip()):
            raise UsageError(f"The store's address is in {name}, which is not set.", hint="Set it, or put it in .env.")
    try:
        return make_url(url)
    except ArgumentError as error:
        hint = "Write it like sqlite:///briefer.db."
        raise UsageError("The store's url is no database address.", hint=hint) from error


def _file(address: URL, folder: Path) -> Path | None:
    if not address.drivername.startswith("sqlite") or not address.database or address.database == ":memory:":
        return None
    return (folder / address.database).resolve()


def _engine(address: URL) -> Engine:
    try:
        # No pool: the one connection holds the lock, and a pool would hand it to somebody else.
        if not address.drivername.startswith("sqlite"):
            return create_engine(address, poolclass=NullPool, hide_parameters=True)
        options: dict[str, Any] = {"timeout": _PATIENCE, "isolation_level": None}
        engine = create_engine(address, poolclass=NullPool, connect_args=options, hide_parameters=True)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        hint = "PostgreSQL needs the extra: pip install 'briefer[postgres]', and postgresql+psycopg:// in the address."
        raise UsageError(f"There is no driver for the store's kind of database: {error}.", hint=hint) from error

    def prepare(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode = DELETE", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


@contextmanager
def _flock(path: Path, job: str) -> Iterator[None]:
    import fcntl  # noqa: PLC0415 - not on Windows, where nothing else of the digest needs it

    try:
        handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise UsageError(f"The lock {path} cannot be made: {error.strerror}.") from error
    with os.fdopen(handle):
        try:
            # The file stays when the lock is let go: if it were deleted, two runs could hold two files of one name.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _locked(job) from None
        yield


def _locked(job: str) -> Locked:
    return Locked(f"Another run of {job!r} is under way.", hint="It will finish the slot; nothing is lost.")


@contextmanager
def _in_words(address: URL) -> Iterator[None]:
    """A database's exception in words, without the password of its address."""
    try:
        yield
    except (DBAPIError, InvalidRequestError) as error:
        said = " ".join(str(getattr(error, "orig", error)).split())
        hint = next((hint for sign, hint in _HINTS if sign in said), "")
        raise StoreError(f"The store {address.render_as_string()} failed: {said}.", hint=hint) from None


_HINTS: tuple[tuple[str, str], ...] = (
    ("disk is full", "Make room; the next run takes up where this one stopped."),
    ("disk I/O error", "Look at the disk, and whether it is full; the next run takes up where this one stopped."),
    ("not a database", "Name another file in [store], or move this one away."),
    ("database is locked", "Another program holds it open for writing."),
    ("readonly database", "Let briefer write to it and to its folder."),
    ("Connection refused", "Is the server running, and the address right?"),
)
