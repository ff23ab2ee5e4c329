import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from model_server import OK, ModelServer
from one_run import UNIQUE

KILLS = 50


def one(runs, which, seconds):
    """Start a run of a round and kill it after that time, if one is given; whether it was done before."""
    runs.stdin.write(f"{which}\n")
    runs.stdin.flush()
    child = int(runs.stdout.readline())
    if seconds is not None:
        time.sleep(seconds)
        with contextlib.suppress(ProcessLookupError):  # it was faster
            os.kill(child, signal.SIGKILL)
    return int(runs.stdout.readline()) == 0


def test_a_killed_run_never_pays_twice(tmp_path):
    """Over fifty kills at random moments: at most one request more for each kill, and the file stays whole."""
    dice, store, kills, rounds = random.Random(11), tmp_path / "s.db", 0, 0
    paths = os.pathsep.join(str(p) for p in (Path(__file__).parent, Path(__file__).parent.parent))
    with ModelServer(lambda _asked: time.sleep(0.01) or OK) as server:
        command = [sys.executable, str(Path(__file__).with_name("one_run.py")), server.url, str(store)]
        environ = {**os.environ, "PYTHONPATH": paths}
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ) as runs:
            assert one(runs, 0, None)
            began = time.perf_counter()
            assert one(runs, 1, None)
            whole, rounds = time.perf_counter() - began, 2  # a busy machine takes longer, and is killed later
            while kills < KILLS:
                done = one(runs, rounds, dice.uniform(0.05, 1.6) * whole)
                kills, rounds = kills + (not done), rounds + done
            assert one(runs, rounds, None)
            runs.stdin.close()
    unique = (rounds + 1) * UNIQUE
    with contextlib.closing(sqlite3.connect(store)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT COUNT(*) FROM answers").fetchone() == (unique,)
        in_flight = db.execute("SELECT COUNT(*) FROM requests WHERE state = 'in flight'").fetchone()[0]
    sent = len(server.requests) - 1  # less the one to warm up
    assert unique <= sent <= unique + kills
    assert 0 < in_flight <= kills
    assert rounds > 2
