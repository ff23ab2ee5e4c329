"""How many of 10,000 hostile texts come alive in any channel: mentions, foreign links, pictures, scripts, headers.

    python benchmarks/hostile.py [TEXTS]

The texts are mixed from tests/cases/channels/hostile.json with a seed that the test suite does not use; what must be
true of every channel is in tests/channels/hostile.py.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "channels"))

import hostile

from briefer import channels

SEED = 2026


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    found: Counter[str] = Counter()
    started = time.perf_counter()
    errors = briefs = 0
    for brief in hostile.briefs(count, SEED):
        briefs += 1
        try:
            found.update(fault.split(":")[0] for fault in hostile.faults(brief))
        except Exception as error:  # noqa: BLE001 - what is counted here is any exception at all
            errors += 1
            print(f"exception in brief {briefs}: {error!r}", file=sys.stderr)
    print(f"{count:,} hostile texts in {briefs} briefs, {time.perf_counter() - started:.0f} s")
    print(f"{'channel':<12}{'alive':>7}")
    for name in [*channels.FORMS, "parts"]:
        print(f"{name:<12}{found[name]:>7}")
    print(f"{'exceptions':<12}{errors:>7}")
    sys.exit(1 if errors or found else 0)


if __name__ == "__main__":
    main()
