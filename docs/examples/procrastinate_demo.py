"""A digest under Procrastinate, from an empty database to a delivered digest: `make queue` starts it.

One slot is queued three times and four tasks work at once, and the slot is still delivered once: the second run finds
the first one's digest, or its lock. Needs DATABASE_URL (libpq's own PGHOST and the like serve as well) and the extra
`postgres` with procrastinate; the digest is made of the sample articles in seeds/.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLOT = "2026-11-23T07:00"
CONFIG = """
[store]
url = "env:DIGEST_STORE"

[jobs.demo]
title = "Sample digest"
schedule = "0 7 * * *"
sources = [{seeds}]
targets = ["out"]

[targets.out]
type = "folder"
path = {out}
"""


def main(folder: Path) -> int:
    """Queue, work, show what was delivered; 0 when it was one digest."""
    out = folder / "out"
    config = folder / "digest.toml"
    config.write_text(CONFIG.format(seeds=quoted(ROOT / "seeds"), out=quoted(out)), encoding="utf-8")
    os.environ.setdefault("DATABASE_URL", "postgresql://")
    os.environ.setdefault("DIGEST_STORE", os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://"))
    os.environ["DIGEST_CONFIG"] = str(config)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    import procrastinate_digest as queue  # noqa: PLC0415 - it reads DATABASE_URL as it is imported

    with queue.app.open():
        queue.app.schema_manager.apply_schema()
        jobs = [queue.slot.defer(job="demo", at=SLOT) for _ in range(3)]
    queue.app.run_worker(wait=False, concurrency=4, install_signal_handlers=False, listen_notify=False)
    made = sorted(out.glob("*.md"))
    print(f"queued {len(jobs)} times, delivered: {len(made)}")
    for path in made:
        print(path.read_text(encoding="utf-8"))
    return int(len(made) != 1)


def quoted(path: Path) -> str:
    """A path as a TOML string."""
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="briefer-queue-") as name:
        sys.exit(main(Path(name)))
