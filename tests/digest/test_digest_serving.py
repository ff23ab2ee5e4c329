"""The loop for containers: runs what is due, tells how it does, ends when asked."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from desk import MONDAY
from waiting import until


def health(port):
    """Status and JSON of the health page."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


@pytest.fixture
def served(sqlite_desk):
    """A running loop: the process and its port."""
    sqlite_desk.write(MONDAY)
    environ = {"PATH": os.environ["PATH"], "BRIEFER_CACHE": "off"}
    command = [str(Path(sys.executable).with_name("briefer")), "digest", "serve", "digest.toml"]
    process = subprocess.Popen(
        [*command, "--port", "0", "--every", "0.1"],
        cwd=sqlite_desk.folder, env=environ, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        port = re.search(r"http://127\.0\.0\.1:(\d+)/health", process.stderr.readline())[1]
        yield process, int(port)
    finally:
        process.kill()
        process.communicate(timeout=45)


def test_the_loop_runs_what_is_due_and_ends_when_asked(sqlite_desk, served):
    """A slot that is due is delivered once, the health page is good, and SIGTERM ends the loop with 0."""
    process, port = served
    until((sqlite_desk.folder / "out" / "index.html").is_file)
    status, page = until(lambda: (found := health(port))[1]["looked"] and found)
    assert (status, page["ok"], page["errors"], list(page["next"])) == (200, True, {}, ["ports"])
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=45)
    assert process.returncode == 0
    assert said.count("digest made") == 1
    assert said.endswith("stopped\n")


def test_a_job_that_fails_is_seen_from_outside(sqlite_desk, served):
    """When the store is gone the health page says so with 503, and when it is back, all is well again."""
    _, port = served
    folder = sqlite_desk.folder
    until((folder / "out" / "index.html").is_file)
    store, kept, gone = folder / "briefer.db", folder / "kept.db", folder / "gone.db"
    kept.hardlink_to(store)
    gone.symlink_to(folder, target_is_directory=True)
    gone.replace(store)  # in one step: between two, the loop would make a store of its own
    # A job that was under way may lose its store first, and then the page names the job until the next look.
    status, page = until(lambda: "store" in (found := health(port))[1]["errors"] and found)
    assert (status, list(page["errors"])) == (503, ["store"])
    kept.replace(store)
    assert until(lambda: health(port)[0] == 200)
