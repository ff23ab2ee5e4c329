"""How long briefer takes to start and to make a small brief, and how much memory it needs.

Every run is a new process, timed from its start to its end, with the files already in the disk cache and no model.

    python benchmarks/startup.py [RUNS]
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BRIEFER = Path(sys.executable).parent / "briefer"

#: what is run, its arguments, and the limits: seconds of wall clock, MB of peak memory
CASES = (
    ("briefer --help", ["--help"], 0.2, 150),
    ("briefer brief seeds/", ["brief", str(ROOT / "seeds")], 1.0, 150),
    ("briefer brief seeds/ -f json", ["brief", str(ROOT / "seeds"), "-f", "json"], 1.0, 150),
)


class Run(NamedTuple):
    """One process: wall-clock seconds, processor seconds, peak resident memory in MB."""

    wall: float
    cpu: float
    peak: float


def run_once(arguments: list[str]) -> Run:
    """Run briefer to its end with no model named.

    Raises:
        SystemExit: when briefer fails: a failed run has no time worth reporting.
    """
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "BRIEFER_"))}
    started = time.perf_counter()
    process = subprocess.Popen(
        [BRIEFER, *arguments], env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    complaint = process.stderr.read().decode() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"briefer {' '.join(arguments)} failed with exit code {process.returncode}:\n{complaint}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main(runs: int = 9) -> None:
    """Print one table: medians of *runs* runs after one that warms the disk cache."""
    load = os.getloadavg()[0]
    print(f"median (worst) of {runs} runs; {os.cpu_count()} cores, load before the first run {load:.1f}\n")
    print(f"{'command':30} {'wall s':>14} {'limit':>6}  {'cpu s':>6} {'peak MB':>8} {'limit':>6}")
    for name, arguments, most_seconds, most_memory in CASES:
        run_once(arguments)
        done = [run_once(arguments) for _ in range(runs)]
        wall, cpu, peak = (statistics.median(getattr(r, f) for r in done) for f in Run._fields)
        worst = max(r.wall for r in done)
        verdict = "ok" if wall <= most_seconds and peak <= most_memory else "OVER"
        times = f"{wall:6.3f} ({worst:5.3f}) {most_seconds:6.1f}  {cpu:6.3f}"
        print(f"{name:30} {times} {peak:8.0f} {most_memory:6d}  {verdict}")


if __name__ == "__main__":
    main(*(int(a) for a in sys.argv[1:2]))
