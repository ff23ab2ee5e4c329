"""What becomes of a brief when the model's server fails, fault by fault, against a real server on this machine.

Each fault of `tests/cases/llm/faults.toml` meets the command line, in a process forked from this one so that no time is
spent on starting: with the built-in writer to stand in (exit code 0 and a whole brief), and without (exit code 3, one
line that says why). Faults that only a time limit ends meet the edge itself, with a deadline of two seconds.

    python benchmarks/faults.py
"""

import contextlib
import io
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from model_server import ModelServer, faults  # noqa: E402 - the tests' server, found just now

from briefer import cli  # noqa: E402 - the same
from briefer.errors import ModelError  # noqa: E402 - the same
from briefer.llm import Meter, ModelOptions, OpenAIModel, Request  # noqa: E402 - the same

KEY = "sk-CANARY-0123456789"
DEADLINE = 2.0
AT_ONCE = 6  # much of the time is spent waiting between tries


class Result(NamedTuple):
    """What one fault led to."""

    name: str
    way: str  #: stand-in, alone or edge
    requests: int
    most: int
    seconds: float
    problem: str  #: "" when all is as it should be
    outcome: str


class Done(NamedTuple):
    """How a command ended."""

    code: int
    stdout: str
    stderr: str


def run(arguments: list[str]) -> Done:
    """The command line, in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            cli.main(arguments, prog_name="briefer")
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def command_line(job: tuple[str, bool]) -> Result:
    """One run of `briefer brief` against a fault, alone or with the built-in writer to stand in."""
    name, alone = job
    answers, case = faults()[name]
    os.environ |= {"OPENAI_API_KEY": KEY, "BRIEFER_CACHE": "off"}
    with ModelServer(answers) as server:
        arguments = ["brief", str(ROOT / "seeds"), "-f", "json", "--writer", "test-model", "--base-url", server.url]
        started = time.perf_counter()
        done = run([*arguments, *(["--fallback", "none"] if alone else [])])
        seconds = time.perf_counter() - started
    problem = _complaint(done, case, alone=alone)
    if len(server.requests) > case["requests"]:
        problem = problem or f"{len(server.requests)} requests"
    said = next(iter(done.stderr.strip().splitlines()), "")
    way = "alone" if alone else "stand-in"
    return Result(name, way, len(server.requests), case["requests"], seconds, problem, said)


def _complaint(done: Done, case: dict[str, Any], *, alone: bool) -> str:
    expected = 3 if alone and case["error"] != "answer" else 0
    if done.code != expected:
        return f"exit code {done.code}, not {expected}"
    if "Traceback" in done.stderr or "CANARY" in done.stderr + done.stdout:
        return "a traceback or a secret"
    if expected == 0 and not alone:
        made = json.loads(done.stdout)
        if made["schema"] != "briefer/brief/1" or not made["claims"] or made["provenance"]["writer"] != "extractive":
            return "no labelled brief"
        if "stood in" not in done.stderr:
            return "no warning"
    return ""


def edge(name: str) -> Result:
    """The fault met by the edge, with a deadline."""
    answers, case = faults()[name]
    outcome, started = "answer", time.perf_counter()
    with ModelServer(answers) as server:
        options = ModelOptions("test-model", server.url, KEY, timeout=DEADLINE / 2, deadline=DEADLINE, backoff=0.05)
        try:
            OpenAIModel(options).complete(Request("system", "user " * 1000, {"type": "object"}, "brief"), Meter())
        except ModelError as error:
            outcome = type(error).__name__
    seconds = time.perf_counter() - started
    problem = "" if outcome == case["error"] else f"{outcome}, not {case['error']}"
    if seconds > DEADLINE + 1:
        problem = problem or f"{seconds:.1f} s"
    return Result(name, "edge", len(server.requests), case["requests"], seconds, problem, outcome)


def results() -> Iterator[Result]:
    """Every fault in every way that suits it."""
    table = {name: case for name, (_answers, case) in faults().items()}
    endless = [n for n, c in table.items() if c.keys() & {"before", "drip", "drip_headers"}]
    jobs = [(n, alone) for n, c in table.items() for alone in (False, True) if n not in endless]
    import openai.resources.chat  # noqa: PLC0415 - loaded once, before any fork
    import openai.resources.responses  # noqa: F401, PLC0415 - the same

    run(["brief", str(ROOT / "seeds")])  # what it loads is loaded, too
    with multiprocessing.get_context("fork").Pool(AT_ONCE, maxtasksperchild=1) as pool:
        yield from pool.imap_unordered(command_line, jobs, chunksize=1)
    edge("bad-request")  # what the first request loads is no part of a fault's time
    yield from (edge(name) for name in endless)


def main() -> None:
    """Print a line a fault, then the sums."""
    print(f"{'fault':34} {'way':9} {'requests':>8} {'most':>5} {'s':>6}  outcome")
    every = list(results())
    for r in sorted(every):
        print(
            f"{r.name:34} {r.way:9} {r.requests:8} {r.most:5} {r.seconds:6.1f}  {r.problem or 'ok'}: {r.outcome[:150]}"
        )
    good = [r for r in every if not r.problem]
    finals = [r for r in every if r.most == 1]
    print(f"\n{len({r.name for r in every})} faults, {len(every)} runs: {len(good)} as they should be")
    print(f"final errors with exactly one request: {sum(r.requests == 1 for r in finals)} of {len(finals)}")
    print(f"most requests for one question: {max(r.requests for r in every)}; limit 4")
    if len(good) < len(every):
        sys.exit(1)


if __name__ == "__main__":
    main()
