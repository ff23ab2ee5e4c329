"""A digest job killed with SIGKILL at random points, again and again: is anything lost, or told twice?

Real processes (forked after import), a real mail server and a Slack-like server in a process of their own, SQLite as it
is used. Each run finds one new article with a word of its own. After all kills, one run without a kill has to deliver
the rest by itself. Then every word must have arrived at both targets, in messages with one id; the same message may
come twice only if a kill fell between the server's answer and the commit, which the store knows.

A kill does not show what a power failure does: the operating system keeps what was written.

    python benchmarks/kills.py                        # 60 kills
    python benchmarks/kills.py --full                 # 1,000 kills
    python benchmarks/kills.py --kills 250 --seed 2   # a quarter of them, at other points
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from receivers import Arrival, Receivers, receivers

from briefer import __version__, briefing
from briefer.digest import config
from briefer.digest.running import Stopped, run_jobs
from briefer.digest.store import open_store
from briefer.digest.telling import Tools
from briefer.digest.values import moment
from briefer.records import Wishes
from briefer.writers import ExtractiveWriter

CONFIG = """
[jobs.news]
schedule = "*/5 * * * *"
sources = ["in/"]
targets = ["mail", "slack"]
catch_up = "all"
max_stories = 1000
"""
FIRST = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SYLLABLES = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "xo", "zu"]


def word(number: int) -> str:
    """A name that no other article has."""
    made = ""
    for _ in range(5):
        number, rest = divmod(number, len(SYLLABLES))
        made += SYLLABLES[rest]
    return made.capitalize()


def article(number: int) -> str:
    """An article about an event of its own, in words of its own: nothing in it is like another one."""
    name, *others = (word(number + 40_000 * n) for n in range(12))
    a, b, c, d, e, f, g, h, i, j, k = (other.lower() for other in others)
    return (
        f"{name} {a} the {b}\n\n{name} {a} the {b} of {c} with {number + 13} {d} on Monday. The {e} said that {f} had"
        f" been {g} by {name} since May. {name} will {h} the {i} and {j} its {k} for {number + 3} years.\n"
    )


def due(folder: Path, now: datetime, environ: dict[str, str]) -> list[str]:
    """Run what is due, as a timer does; gives what went wrong."""
    read = config.load(folder / "digest.toml")
    making = briefing.Making(moment(now), __version__)

    def press(_job: config.Job, _left: float | None):  # noqa: ANN202 - a function of the story and what was told
        return lambda story, told: briefing.brief(story, ExtractiveWriter(), Wishes(told=told), making)

    tools = Tools(press=press, environ=environ, clock=lambda: now, patience=0.0)
    with open_store(read.store_url, read.folder, environ) as store:
        results = list(run_jobs(read, list(read.jobs.values()), store, tools, if_due=True))
    return [str(result.error) for result in results if isinstance(result, Stopped)]


def forked(folder: Path, now: datetime, environ: dict[str, str], after: float | None) -> str:
    """Run what is due in a process of its own, killed after some seconds: "killed", "done" or "failed"."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = 1 if due(folder, now, environ) else 0
        finally:
            os._exit(code)
    if after is not None:
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return "killed"
    return "done" if os.WEXITSTATUS(status) == 0 else "failed"


def in_doubt(folder: Path) -> tuple[set[str], str]:
    """The bodies that a kill left half sent, and what SQLite says of its file."""
    with closing(sqlite3.connect(folder / "briefer.db", timeout=30)) as db:
        has_table = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").fetchone()
        found = db.execute("SELECT key FROM outbox WHERE state = 'sending'").fetchall() if has_table else []
        return {key for (key,) in found}, str(db.execute("PRAGMA integrity_check").fetchone()[0])


def judged(words: list[str], arrived: list[Arrival]) -> dict[str, int]:
    """What was lost, told in two messages, or received twice."""
    messages: dict[tuple[str, str], str] = {(one.target, one.id): one.text for one in arrived}
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (target, identity), text in messages.items():
        for name in words:
            if name in text:
                told[target, name].add(identity)
    raw = Counter((one.target, one.id) for one in arrived)
    return {
        "lost": sum(not told[target, name] for target in ("mail", "slack") for name in words),
        "duplicates": sum(len(found) > 1 for found in told.values()),
        "repeats": sum(count - 1 for count in raw.values()),
    }


def campaign(folder: Path, to: Receivers, kills: int, seed: int) -> dict[str, object]:
    """Kill runs until so many kills fell, then let one run finish."""
    (folder / "in").mkdir()
    (folder / "digest.toml").write_text(CONFIG + to.targets(), encoding="utf-8")
    environ = {"SLACK": to.webhook}
    chance = random.Random(seed)
    now, number, fallen = FIRST, 0, 0
    words: list[str] = []
    whole = 0.5  # seconds that a run takes, learned from those that were let go on
    kinds: Counter[str] = Counter()
    doubtful, broken = 0, 0
    began = time.perf_counter()
    while fallen < kills:
        words.append(word(number))
        (folder / "in" / f"{number:05}.txt").write_text(article(number), encoding="utf-8")
        (folder / "in" / f"{number - 100:05}.txt").unlink(missing_ok=True)  # as feeds drop what is old
        number, now = number + 1, now + timedelta(minutes=5)
        let_go = number % 10 == 1
        start = time.perf_counter()
        kind = forked(folder, now, environ, None if let_go else chance.uniform(0.0, whole))
        if let_go:
            whole = 0.5 * whole + 0.5 * 1.3 * (time.perf_counter() - start)
        kinds[kind] += 1
        fallen += kind == "killed"
        half_sent, integrity = in_doubt(folder)
        doubtful += len(half_sent)
        broken += integrity != "ok"
    now += timedelta(minutes=5)
    last = [forked(folder, now + timedelta(hours=6 * n), environ, None) for n in range(2)]
    result: dict[str, object] = {"kills": fallen, "runs that finished": kinds["done"], "failed": kinds["failed"]}
    result |= {"last runs": ", ".join(last)} | judged(words, to.arrivals())
    return result | {"in doubt": doubtful, "broken": broken, "seconds": round(time.perf_counter() - began, 1)}


def main() -> None:
    """Print one table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--full", dest="kills", action="store_const", const=1000, default=60, help="1,000 kills")
    options.add_argument("--kills", type=int, default=60)
    options.add_argument("--seed", type=int, default=1)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as name, receivers(Path(name)) as to:
        found = campaign(Path(name), to, wanted.kills, wanted.seed)
    limits = {
        "lost": "0", "duplicates": "0", "failed": "0", "broken": "0", "last runs": "done, done",
        "repeats": f"at most {found['in doubt']}, the messages in doubt after a kill",
    }  # fmt: skip
    for label, value in found.items():
        print(f"{label:26}{value!s:>12}   {'limit ' + limits[label] if label in limits else ''}".rstrip())
    ok = all(str(found[label]) == limits[label] for label in ("lost", "duplicates", "failed", "broken", "last runs"))
    print("ok" if ok and int(str(found["repeats"])) <= int(str(found["in doubt"])) else "BAD")


if __name__ == "__main__":
    main()
