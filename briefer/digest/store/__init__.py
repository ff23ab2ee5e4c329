"""What a digest remembers: one connection, short transactions, one lock a job.

SQLite by default: `BEGIN IMMEDIATE`, because a transaction that first reads and then writes fails at once when another
wrote in between, whatever the time-out; a rollback journal with `synchronous=FULL`, because one small writer gains
nothing from a write-ahead log and some of its releases could corrupt one. PostgreSQL when several machines share it.
"""

from __future__ import annotations

from briefer.digest.store.opening import Store, StoreError, existing_store, open_store

__all__ = ["Store", "StoreError", "existing_store", "open_store"]
