"""Counting work instead of time: the steps that Python takes are the same on every machine, however busy it is.

What the engine of regular expressions does in one step is not seen. A text of millions of characters shows that: if
its work grew with the square of the text, the test would run into the suite's limit for a test that hangs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """How many instructions Python carries out for a call, all that it calls included.

    Args:
        work: called once, in this thread.
    """
    taken = 0

    def follow(frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal taken
        if event == "call":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        taken += event == "opcode"
        return follow

    before = sys.gettrace()
    sys._getframe().f_trace_opcodes = True  # Python 3.12 looks for one such frame when tracing begins
    sys.settrace(follow)
    try:
        work()
    finally:
        sys.settrace(before)
    return taken


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times as many steps twice the size takes: about 1 for bounded work, 2 for linear, 4 for quadratic.

    Args:
        work: called with a size.
        size: large enough for the work on the text itself to count.
    """
    work(size // 2)  # what is loaded or remembered at a first call is no part of the work
    return steps(lambda: work(2 * size)) / steps(lambda: work(size))
