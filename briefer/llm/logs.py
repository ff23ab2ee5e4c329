"""The log of requests, for a person: what was asked of whom, and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefer.llm.ledger import Entry, Ledger
from briefer.llm.redaction import redact


def entries(store: Path | None, limit: int = 50) -> tuple[Entry, ...]:
    """The newest requests, newest first; none where nothing was ever kept.

    Args:
        store: the file behind `ModelOptions.store`.
        limit: how many at most.

    Raises:
        UsageError: the file is no log of ours.
    """
    return Ledger(store).entries(limit) if store is not None and store.is_file() else ()


def table(listed: Sequence[Entry]) -> str:
    """Entries as a table, and their sum."""
    if not listed:
        return "No request to a model is on record.\n"
    rows = [("when", "model", "for", "state", "in", "out", "cost", ""), *map(_row, listed)]
    widths = [max(len(row[i]) for row in rows) for i in range(7)]
    lines = ["  ".join([*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[7]]).rstrip() for row in rows]
    return "\n".join([*lines, "", _sum(listed)]) + "\n"


def _row(entry: Entry) -> tuple[str, ...]:
    numbers = (f"{entry.input_tokens:,}", f"{entry.output_tokens:,}", _dollars(entry))
    return entry.at, redact(entry.model)[:40], entry.purpose, entry.state, *numbers, redact(entry.detail)[:100]


def _dollars(entry: Entry) -> str:
    if entry.cost is None:
        return "unpriced"
    return f"${entry.cost:.4f}" if entry.state in ("done", "failed") else f"≤ ${entry.cost:.4f}"


def _sum(listed: Sequence[Entry]) -> str:
    priced = [entry for entry in listed if entry.cost is not None]
    total = f"{len(listed)} requests" if len(listed) != 1 else "1 request"
    total += f", at most ${sum(entry.cost or 0.0 for entry in priced):.4f}" if priced else ""
    unpriced = len(listed) - len(priced)
    return total + (f", {unpriced} of them unpriced" if unpriced else "")
