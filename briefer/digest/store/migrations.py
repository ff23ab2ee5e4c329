"""The store's versions: each step brings a store from one to the next, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, insert, inspect, select, text, update

from briefer.digest.store.tables import meta, metadata
from briefer.errors import UsageError

Step = Callable[[Connection], None]


def _first(db: Connection) -> None:
    metadata.create_all(db)
    db.execute(insert(meta).values(name="installation", value=secrets.token_hex(8)))


#: In order; a store's version is how many of them it has been through. Released steps are never changed.
STEPS: tuple[Step, ...] = (_first,)


def migrate(db: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring a store to the version that this briefer knows.

    Args:
        db: in a transaction.
        steps: all of them, from the first.

    Raises:
        UsageError: a newer briefer made this store.
    """
    if db.dialect.name == "postgresql":  # SQLite's transaction is alone already
        db.execute(text("SELECT pg_advisory_xact_lock(6218477)"))
    version = _version(db)
    if version > len(steps):
        raise UsageError(
            f"This store has version {version}, made by a newer briefer; this one knows up to {len(steps)}.",
            hint="Update briefer, or name another store.",
        )
    if version == len(steps):
        return
    for step in steps[version:]:
        step(db)
    if version:
        db.execute(update(meta).where(meta.c.name == "version").values(value=str(len(steps))))
    else:
        db.execute(insert(meta).values(name="version", value=str(len(steps))))


def _version(db: Connection) -> int:
    if not inspect(db).has_table(meta.name):
        return 0
    found = db.execute(select(meta.c.value).where(meta.c.name == "version")).scalar()
    return int(found) if found else 0
