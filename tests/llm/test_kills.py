import contextlib
import os
import queue
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from model_server import OK, ModelServer
from one_run import UNIQUE

KILLS = 25  # for each seed


class Hand:
    """The server's answers, and a hand that kills the run at one of its requests or a few milliseconds later."""

    def __init__(self):
        self._left = self._timer = None

    def aim(self, requests, seconds):
        """Kill the next run that long after so many requests; with no time, before the last of them is answered."""
        self._left, self._timer, self.child = requests, threading.Timer(seconds, self._kill), queue.SimpleQueue()
        self._at_once = not seconds

    def answer(self, _asked):
        """Take ten milliseconds over an answer, as a quick model does."""
        if self._left:
            self._left -= 1
            if not self._left:
                (self._kill if self._at_once else self._timer.start)()
        time.sleep(0.01)
        return OK

    def rest(self):
        """Let go of a run that has ended."""
        if self._left == 0 and not self._at_once:
            self._timer.cancel()
            self._timer.join()
        self._left = None

    def _kill(self):
        with contextlib.suppress(ProcessLookupError):  # it was faster
            os.kill(self.child.get(timeout=45), signal.SIGKILL)


def one(runs, which, hand):
    """Start a run of a round; whether it was done before the hand fell."""
    runs.stdin.write(f"{which}\n")
    runs.stdin.flush()
    child = int(runs.stdout.readline())
    if hand:
        hand.child.put(child)
    done = int(runs.stdout.readline()) == 0
    if hand:
        hand.rest()
    return done


@pytest.mark.parametrize("seed", [11, 12])
def test_a_killed_run_never_pays_twice(tmp_path, seed):
    """Many kills at random moments: at most one request more for each kill, and the file stays whole."""
    dice, store, hand, kills, rounds = random.Random(seed), tmp_path / "s.db", Hand(), 0, 0
    paths = os.pathsep.join(str(p) for p in (Path(__file__).parent, Path(__file__).parent.parent))
    with ModelServer(hand.answer) as server:
        command = [sys.executable, str(Path(__file__).with_name("one_run.py")), server.url, str(store)]
        environ = {**os.environ, "PYTHONPATH": paths}
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ) as runs:
            while kills < KILLS:
                hand.aim(dice.randint(1, UNIQUE), dice.choice((0, dice.uniform(0.001, 0.04))))
                done = one(runs, rounds, hand)
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
