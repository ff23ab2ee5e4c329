"""The digest's commands as a person uses them: what is printed, and the exit codes."""

import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner
from desk import MONDAY, TUESDAY
from model_server import ModelServer

from briefer import cli
from briefer.digest.store import Store

SLOT = "2026-11-23T07:00"


@pytest.fixture
def desk(tmp_path, sqlite_desk, monkeypatch):
    """A desk in the working folder, with Monday's articles."""
    for name in [n for n in os.environ if n.startswith(("BRIEFER_", "OPENAI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BRIEFER_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    sqlite_desk.write(MONDAY)
    return sqlite_desk


def run(*arguments, stdin=None):
    """What the command line does with some arguments."""
    return CliRunner().invoke(cli.main, [str(a) for a in arguments], input=stdin)


def test_a_run_tells_what_it_did(desk):
    """One line a job on standard output; the same slot again sends nothing."""
    first = run("digest", "run", "digest.toml", "--job", "ports", "--slot", SLOT)
    assert (first.exit_code, first.stdout) == (0, f"ports {SLOT}: digest made, 1 message sent\n")
    again = run("digest", "run", "digest.toml", "--job", "ports", "--slot", SLOT)
    assert (again.exit_code, again.stdout) == (0, f"ports {SLOT}: has its digest already\n")
    assert (desk.folder / "out" / "index.html").is_file()


@pytest.mark.usefixtures("desk")
def test_a_timer_that_finds_nothing_says_nothing():
    """`--if-due` runs the newest slot once, and from then on is silent until the next."""
    assert "digest made" in run("digest", "run", "digest.toml", "--if-due").stdout
    later = run("digest", "run", "digest.toml", "--if-due")
    assert (later.exit_code, later.output) == (0, "")


@contextmanager
def served(folder):
    """A folder on the web."""
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_dry_run_prints_the_digest(desk, monkeypatch):
    """The digest as Markdown on standard output; nothing is written, be it the store or the cache of the web."""
    monkeypatch.setenv("BRIEFER_CACHE", str(desk.folder / "cache"))
    with served(desk.folder / "in") as address:
        desk.edit('sources = ["in/"]', f'sources = ["{address}/herald.txt"]\nallow_private = true')
        before = sorted(desk.folder.rglob("*"))
        done = run("digest", "run", "digest.toml", "--slot", SLOT, "--dry-run")
        assert done.stdout.startswith("# Ports: Monday 23 November 2026\n\n1 story from 1 new article.")
        assert sorted(desk.folder.rglob("*")) == before
        assert run("digest", "run", "digest.toml", "--slot", SLOT).exit_code == 0
    assert list(desk.folder.glob("cache/web/*"))


def test_a_dry_run_minds_what_is_due(desk):
    """With `--if-due` nothing is printed once the slot has its digest; without it, that is said beside what is new."""
    assert run("digest", "run", "digest.toml", "--dry-run", "--if-due").stdout.startswith("# Ports: ")
    run("digest", "run", "digest.toml", "--if-due")
    assert run("digest", "run", "digest.toml", "--dry-run", "--if-due").output == ""
    again = run("digest", "run", "digest.toml", "--dry-run")
    assert "has its digest already" in again.stderr
    assert "Nothing new" in again.stdout
    assert desk.path.is_file()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("slot", "said"), [(SLOT, ""), ("2026-11-23T07:01", "is none of its slots (0 7 * * *, Europe/London)")]
)
def test_a_slot_that_is_none_is_run_with_a_word(slot, said):
    """A time that the schedule does not have is run, since a person asked for it, and that is said."""
    done = run("digest", "run", "digest.toml", "--slot", slot)
    assert done.exit_code == 0
    assert "digest made" in done.stdout
    assert said in done.stderr
    assert bool(said) == bool(done.stderr)


def test_standard_output_is_the_targets(desk):
    """Where a digest goes to standard output, what the run did is told on standard error."""
    desk.edit('targets = ["archive"]', 'targets = ["out"]')
    desk.path.write_text(desk.path.read_text() + '\n[targets.out]\ntype = "stdout"\n')
    done = run("digest", "run", "digest.toml", "--slot", SLOT)
    assert "digest made, 1 message sent" in done.stderr
    assert "digest made" not in done.stdout
    assert done.stdout


def test_secrets_may_stand_beside_the_configuration(desk, tmp_path, monkeypatch):
    """A `.env` beside the configuration is read wherever the command is called."""
    desk.edit('targets = ["archive"]', 'targets = ["slack"]')
    desk.path.write_text(desk.path.read_text() + '\n[targets.slack]\ntype = "slack"\nwebhook = "env:HOOK"\n')
    (desk.folder / ".env").write_text("HOOK=https://hooks.example/x\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert run("digest", "check", desk.path).exit_code == 0


def test_a_port_that_is_taken_is_told(desk):
    """`serve` ends with 2 and says what to name instead."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("digest", "serve", desk.path, "--port", taken.getsockname()[1])
    assert done.exit_code == 2
    assert "health page" in done.stderr
    assert "--port" in done.stderr


def test_what_did_not_arrive_ends_with_4(desk):
    """A message that could not be delivered is told with its reason, and the exit code is 4."""
    desk.edit('targets = ["archive"]', 'targets = ["archive", "slack"]')
    desk.path.write_text(desk.path.read_text() + '\n[targets.slack]\ntype = "slack"\nwebhook = "env:HOOK"\n')
    done = run("digest", "run", "digest.toml", "--slot", SLOT, "--patience", "0")
    assert done.exit_code == 4
    assert "1 message sent, 1 message not delivered\n  slack, 1 of 1: " in done.stdout
    assert "HOOK is not set" in done.stdout


def test_a_held_lock_ends_with_75(desk, opened):
    """A second run leaves the first alone."""
    with opened(desk) as store, store.lock("ports"):
        assert isinstance(store, Store)
        done = run("digest", "run", "digest.toml", "--slot", SLOT)
    assert done.exit_code == 75
    assert "Another run of 'ports' is under way. (busy)" in done.stderr


def test_nothing_readable_ends_with_3(desk):
    """Soon after its time a job whose sources all fail ends with 3 and stays open."""
    desk.edit('"in/"', '"gone/"')
    done = run("digest", "run", "digest.toml", "--slot", "2126-11-23T07:00")
    assert done.exit_code == 3
    assert "there is no such file" in done.stderr


@pytest.mark.parametrize("command", [["run"], ["check"], ["list"], ["outbox"], ["show", "--job", "ports"]])
def test_a_bad_configuration_ends_with_2(desk, command):
    """Whatever is asked, a faulty configuration is told with file and line."""
    desk.edit("schedule", "shedule")
    done = run("digest", command[0], "digest.toml", *command[1:])
    assert done.exit_code == 2
    assert "digest.toml:7: jobs.ports.shedule" in done.stderr


def test_check_shows_what_will_run(desk):
    """A configuration that can be used is shown with its jobs and their next slots."""
    good = run("digest", "check", desk.path.name)
    assert (good.exit_code, good.stdout.splitlines()[0]) == (0, "digest.toml: can be used")
    assert "ports: Ports\n  1 source, written by extractive, sent to archive\n  next: 20" in good.stdout


def test_check_says_which_variables_are_not_set(desk):
    """While a variable of the store or of a target is not set, a configuration cannot be used yet: exit code 2."""
    desk.edit('targets = ["archive"]', 'targets = ["slack"]')
    desk.edit('url = "sqlite:///briefer.db"', 'url = "env:STORE_X"')
    desk.path.write_text(desk.path.read_text() + '\n[targets.slack]\ntype = "slack"\nwebhook = "env:HOOK"\n')
    bad = run("digest", "check", "digest.toml")
    assert (bad.exit_code, bad.stdout.splitlines()[:3]) == (
        2,
        ["digest.toml: cannot be used yet", "  store: not set: STORE_X", "  targets.slack: not set: HOOK"],
    )


def test_check_warns_of_files_that_are_not_there(desk):
    """A file, folder or pattern that is not there may come: a warning, which does not change the exit code."""
    desk.edit('sources = ["in/"]', 'sources = ["in/", "in/*.txt", "nofile.txt", "in/*.pdf", "https://example.org/"]')
    warned = run("digest", "check", "digest.toml")
    assert (warned.exit_code, warned.stdout.splitlines()[-1]) == (0, "ports: not there now: nofile.txt, in/*.pdf")


@pytest.mark.parametrize(("variable", "warned"), [("OPENAI_API_KEY", 0), ("OPENAI_BASE_URL", 0), ("OTHER", 1)])
def test_check_warns_of_a_model_without_a_key(desk, monkeypatch, variable, warned):
    """A model needs a key or a server of its own; without both there is a warning."""
    monkeypatch.setenv(variable, "http://127.0.0.1:1")
    desk.edit('sources = ["in/"]', 'sources = ["in/"]\nwriter = "test-model"')
    checked = run("digest", "check", "digest.toml")
    assert checked.exit_code == 0
    assert checked.stdout.count("ports: test-model needs OPENAI_API_KEY or OPENAI_BASE_URL") == warned


def test_what_was_made_is_listed(desk):
    """The digests, newest first, as a table and as JSON; sources that fail under them."""
    assert run("digest", "list", "digest.toml").stdout == "No digest was made yet.\n"
    desk.edit('"in/"', '"in/", "gone.txt"')
    run("digest", "run", "digest.toml", "--slot", SLOT)
    desk.write(TUESDAY)
    run("digest", "run", "digest.toml", "--slot", "2026-11-24T07:00")
    lines = run("digest", "list", "digest.toml").stdout.splitlines()
    assert [line.split()[:4] for line in lines[1:3]] == [
        ["ports", "2026-11-24T07:00", "1", "1"],
        ["ports", SLOT, "2", "3"],
    ]
    assert "gone.txt could not be read 2 times in a row" in lines[3]
    value = json.loads(run("digest", "list", "digest.toml", "-f", "json").stdout)
    assert [one["slot"] for one in value["digests"]] == ["2026-11-24T07:00", SLOT]
    assert lines[1].endswith("archive: 1 sent")
    assert value["digests"][0]["messages"] == {"archive": {"sent": 1}}


@pytest.mark.usefixtures("desk")
def test_a_digest_can_be_shown_again():
    """What was told on a day can be printed later; what never was is told."""
    run("digest", "run", "digest.toml", "--slot", SLOT)
    assert run("digest", "show", "digest.toml", "--job", "ports").stdout.startswith("# Ports: Monday 23 November")
    assert run("digest", "show", "digest.toml", "--job", "ports", "--slot", "2020-01-01T07:00").exit_code == 2


def test_the_outbox_is_listed_retried_and_dropped(desk):
    """Messages that did not arrive are listed with their reason; a person retries or drops them."""
    desk.edit('targets = ["archive"]', 'targets = ["slack"]')
    desk.path.write_text(desk.path.read_text() + '\n[targets.slack]\ntype = "slack"\nwebhook = "env:HOOK"\n')
    run("digest", "run", "digest.toml", "--slot", SLOT, "--patience", "0")
    listed = json.loads(run("digest", "outbox", "digest.toml", "-f", "json").stdout)["messages"]
    assert [(one["target"], one["state"], one["attempts"]) for one in listed] == [("slack", "pending", 1)]
    dropped = run("digest", "outbox", "digest.toml", "--drop", listed[0]["id"])
    assert dropped.stdout == "The outbox is empty.\n"
    assert "dropped" in run("digest", "outbox", "digest.toml", "--all").stdout
    assert run("digest", "outbox", "digest.toml", "--retry", "99").exit_code == 2


@pytest.mark.usefixtures("desk")
def test_a_schedule_is_shown_before_it_is_installed():
    """`install` prints what it would write and asks; a no leaves everything as it was."""
    shown = run("schedule", "show", "digest.toml", "--cron").stdout
    asked = run("schedule", "install", "digest.toml", "--cron", stdin="n\n")
    assert asked.stdout == shown
    assert asked.exit_code == 0
    assert run("schedule", "show", "digest.toml").exit_code == 2


def test_the_commands_cost_nothing_to_load():
    """Importing the commands loads neither the database nor anything else that is slow."""
    slow = ("sqlalchemy", "numpy", "openai")
    code = f"import sys, briefer.cli.digest_commands; print([m for m in {slow} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


ANSWER = {
    "headline": "Three killed at Port Ellery",
    "claims": [
        {
            "section": "key_facts",
            "text": "Wexmoor has stopped all loading at the northern quay.",
            "evidence": [{"passage": "A1.2", "quote": "stopped all loading at the northern quay"}],
        }
    ],
    "disagreements": [],
}
PRICES = '[model.prices."test-model"]\ninput = 100.0\noutput = 100.0\n'


@pytest.mark.parametrize(("cap", "asked"), [("5.0", True), ("0.01", False)])
def test_a_model_writes_as_long_as_the_month_allows(desk, monkeypatch, cap, asked):
    """A job's model writes its briefs; above the month's cap the built-in writer does, and says so."""
    for name in ("herald.txt", "bulletin.txt"):
        (desk.folder / "in" / name).unlink()
    (desk.folder / "options.toml").write_text(PRICES)
    desk.edit('sources = ["in/"]', f'sources = ["in/"]\nwriter = "test-model"\nmax_cost_month = {cap}')
    with ModelServer(ANSWER) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("BRIEFER_MODEL_OPTIONS", "options.toml")
        monkeypatch.setenv("BRIEFER_CACHE", str(desk.folder / "cache"))
        assert run("digest", "run", "digest.toml", "--slot", SLOT).exit_code == 0
        assert bool(server.requests) == asked
    document = run("digest", "show", "digest.toml", "--job", "ports").stdout
    assert ("The built-in writer stood in for test-model" in document) != asked
    assert ("with test-model" in document) == asked
    cost = json.loads(run("digest", "list", "digest.toml", "-f", "json").stdout)["digests"][0]["cost"]
    assert (cost > 0) == asked


def test_a_model_is_told_what_readers_know(desk, monkeypatch):
    """On the second day the model gets the claims of the first beside the new article, and on the first day none."""
    for name in ("herald.txt", "bulletin.txt"):
        (desk.folder / "in" / name).unlink()
    desk.edit('sources = ["in/"]', 'sources = ["in/"]\nwriter = "test-model"')
    with ModelServer(ANSWER) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run("digest", "run", "digest.toml", "--slot", SLOT)
        desk.write(TUESDAY)
        run("digest", "run", "digest.toml", "--slot", "2026-11-24T07:00")
    first, second = (asked.user for asked in server.requests if asked.purpose == "brief")
    assert "Told before" not in first
    assert f"Told before\n- {ANSWER['claims'][0]['text']}\n" in second


@pytest.mark.parametrize(
    ("keys", "variable", "models"),
    [
        ("", "", {"test-model"}),
        ('\njudge_model = "careful"', "other", {"careful"}),
        ("", "other", {"other"}),
        ('\njudge = "off"', "other", set()),
    ],
)
def test_a_job_names_who_judges(desk, monkeypatch, keys, variable, models):
    """Its own key comes before the environment, and both before the writer; a job may also do without."""
    for name in ("herald.txt", "bulletin.txt"):
        (desk.folder / "in" / name).unlink()
    desk.edit('sources = ["in/"]', f'sources = ["in/"]\nwriter = "test-model"{keys}')
    with ModelServer(ANSWER) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("BRIEFER_JUDGE_MODEL", variable)
        run("digest", "run", "digest.toml", "--slot", SLOT)
    assert {one.body["model"] for one in server.requests if one.purpose == "judge"} == models
    assert {one.body["model"] for one in server.requests if one.purpose == "brief"} == {"test-model"}
