"""How long each channel takes for a brief of 60 claims from 40 sources, and how large the result is.

python benchmarks/render.py
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "channels"))

from briefs import large

from briefer import channels
from briefer.channels import markdown
from briefer.channels.apprise import AppriseTarget
from briefer.channels.delivery import Outgoing
from briefer.channels.folder import FolderTarget
from briefer.channels.stdout import StdoutTarget
from briefer.channels.targets import Secret, Target
from briefer.channels.webhook import WebhookTarget

ROUNDS = 15
MOST_MILLISECONDS = 50


def timed(render: Callable[[], int]) -> tuple[float, float, int]:
    """After one warm-up: median milliseconds of processor time, the best of the clock's, the result's size in bytes."""
    size = render()
    worked, passed = [], []
    for _ in range(ROUNDS):
        clock, work = time.perf_counter(), time.process_time()
        render()
        passed.append((time.perf_counter() - clock) * 1000)
        worked.append((time.process_time() - work) * 1000)
    return statistics.median(worked), min(passed), size


def main() -> None:
    brief = large()
    outgoing = Outgoing(markdown.render(brief), "k", "2026-03-11T07:00:00Z", (brief,))
    targets: list[Target] = [
        WebhookTarget("webhook", url="https://hook.example"),
        FolderTarget("folder", path="unused"),
        StdoutTarget("stdout"),
        AppriseTarget("apprise", url=Secret("A")),
    ]
    work: dict[str, Callable[[], int]] = {
        name: lambda name=name: len(channels.CHANNELS[name].render(brief).encode()) for name in channels.FORMS
    }
    for target in targets:
        work[target.name] = lambda target=target: sum(len(part.body) for part in channels.parts(outgoing, target))
    print(f"{len(brief.claims)} claims, {len(brief.articles)} sources, median of {ROUNDS} rounds")
    print(f"{'channel':<12}{'CPU ms':>8}{'best ms':>9}{'bytes':>10}   within {MOST_MILLISECONDS} ms")
    for name, render in work.items():
        median, best, size = timed(render)
        print(f"{name:<12}{median:>8.1f}{best:>9.1f}{size:>10,}   {'yes' if median <= MOST_MILLISECONDS else 'NO'}")


if __name__ == "__main__":
    main()
