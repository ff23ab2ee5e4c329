"""A digest on a disk that fills up, at a hundred sizes: is anything corrupted, is any file half written?

A real file system of a given size (a tmpfs, so it takes root; otherwise this is skipped) holds the store and a folder
that digests are delivered to. For each size the job runs until the disk is full, the store is checked, and every
delivered file is held against the one that a run with room enough writes. Then the disk grows, and the next run has to
deliver the digest without help.

    python benchmarks/disk_full.py
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kills import article

from briefer import __version__, briefing
from briefer.digest import config
from briefer.digest.running import Outcome, run_jobs
from briefer.digest.store import open_store
from briefer.digest.telling import Tools
from briefer.digest.values import moment
from briefer.errors import BrieferError
from briefer.records import Wishes
from briefer.writers import ExtractiveWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)
ENOUGH = 8_000  # kilobytes
SIZES = 100
CONFIG = """
[store]
url = "sqlite:///{store}"

[jobs.news]
schedule = "0 7 * * *"
sources = ["in/"]
targets = ["archive"]

[targets.archive]
type = "folder"
path = "{disk}/out"
"""


@contextmanager
def disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of a given size."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def grow(folder: Path, kilobytes: int) -> None:
    """Make room."""
    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", str(folder)], check=True)


def attempt(desk: Path, hours: int = 0) -> str:
    """Run the slot, so many hours later; gives in a word how that ended."""
    now = NOW + timedelta(hours=hours)
    read = config.load(desk / "digest.toml")
    making = briefing.Making(moment(now), __version__)

    def press(_job: config.Job, _left: float | None):  # noqa: ANN202 - a function of the story and what was told
        return lambda story, told: briefing.brief(story, ExtractiveWriter(), Wishes(told=told), making)

    tools = Tools(press=press, clock=lambda: now, patience=0.0)
    try:
        with open_store(read.store_url, read.folder, {}) as store:
            (result,) = run_jobs(read, list(read.jobs.values()), store, tools, slot="2026-11-23T07:00")
    except BrieferError as error:
        return f"told: {type(error).__name__}"
    if isinstance(result, Outcome):
        return "delivered" if not result.open else "told: not delivered"
    return f"told: {type(result.error).__name__}"


def files(folder: Path) -> dict[str, bytes]:
    """What stands in the archive under its final name."""
    if not folder.exists():
        return {}
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(".")}


def kinds(folder: Path) -> set[str]:
    """The names in the archive without the digits that tell one installation's from another's."""
    return {re.sub(r"-[0-9a-f]{6}(?=\.)", "", name) for name in files(folder)}


def integrity(store: Path) -> str:
    """What SQLite says of the store; one that is not there yet is well."""
    if not store.exists() or not store.stat().st_size:
        return "ok"
    with closing(sqlite3.connect(store)) as db:
        return str(db.execute("PRAGMA integrity_check").fetchone()[0])


def series(desk: Path, store: str, ends: Counter[str], counts: Counter[str]) -> str:
    """Half of the sizes, the store on the disk that fills up or elsewhere; gives the largest size in kB."""
    place = desk / "disk"
    (desk / "digest.toml").write_text(CONFIG.format(store=store, disk=place), encoding="utf-8")
    with disk(place, ENOUGH):
        assert attempt(desk) == "delivered"
        needed = sum(p.stat().st_blocks for p in place.rglob("*")) // 2
        names = kinds(place / "out")
    for step in range(SIZES // 2):
        (desk / "briefer.db").unlink(missing_ok=True)
        size = 8 + 2 * needed * step // (SIZES // 2)
        with disk(place, size):
            ends[attempt(desk)] += 1
            counts["corrupt"] += any(integrity(where / "briefer.db") != "ok" for where in (desk, place))
            counts["half files"] += sum(not whole(name, body) for name, body in files(place / "out").items())
            grow(place, ENOUGH)
            counts["not recovered"] += attempt(desk, hours=1) != "delivered"
            counts["missing"] += kinds(place / "out") != names
    return str(8 + 2 * needed)


def main() -> None:
    """Print one table."""
    if os.getuid() != 0 or not shutil.which("mount"):
        print("skipped: making a file system of a given size takes root")
        return
    ends: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        desk = Path(name)
        (desk / "in").mkdir()
        for number in range(12):
            (desk / "in" / f"{number}.txt").write_text(article(number), encoding="utf-8")
        largest = [series(desk, store, ends, counts) for store in ("disk/briefer.db", "briefer.db")]
    for label, number in sorted(ends.items()):
        print(f"{label:30}{number:>6}")
    for label in ("corrupt", "half files", "not recovered", "missing"):
        print(f"{label:30}{counts[label]:>6}   limit 0")
    verdict = "ok" if not sum(counts.values()) else "BAD"
    print(f"{SIZES} sizes from 8 to {' and '.join(largest)} kB (store and archive there, archive alone): {verdict}")


def whole(name: str, body: bytes) -> bool:
    """Whether a delivered file is complete: pages and feeds end as they should."""
    ends = {".html": b"</html>", ".xml": b">", ".atom": b"</feed>", ".json": b"}", ".md": b"\n", ".css": b"}"}
    end = ends.get(Path(name).suffix)
    return bool(body) and (end is None or body.rstrip(b" \n" if end != b"\n" else b"").endswith(end))


if __name__ == "__main__":
    main()
