"""Schedules for five systems: the very texts, judged by the systems' own tools where they are here."""

import hashlib
import json
import os
import plistlib
import re
import shutil
import subprocess
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from casefile import CASES

from briefer.digest import config
from briefer.digest.schedule import installing, slots, systems
from briefer.errors import UsageError

GOLDEN = Path(__file__).parents[1] / "golden" / "digest"
NAME = "briefer-digest-" + hashlib.sha256(b"/srv/desk/digest.toml").hexdigest()[:6]
PROGRAM = "/opt/briefer/bin/briefer"
KINDS = ("systemd", "cron", "launchd", "github", "k8s")


def plan(kind, path=Path("/srv/desk/digest.toml")):
    """The plan for the good configuration, as if it lay in a certain place."""
    text = (CASES / "digest/config/good.toml").read_text(encoding="utf-8")
    return systems.installation(config.parse(text, path), kind, PROGRAM)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shown(kind):
    """A schedule is shown letter by letter before anything is written (write it anew: BRIEFER_GOLDEN=1)."""
    golden = GOLDEN / f"schedule.{kind}.txt"
    if os.environ.get("BRIEFER_GOLDEN"):
        golden.write_text(plan(kind).text(), encoding="utf-8")
    assert plan(kind).text() == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["plain", 'with a space, a 100% "quote" and $HOME'])
def test_systemd_finds_nothing_wrong(tmp_path, folder):
    """Systemd's own verifier accepts service and timer, whatever the configuration's folder is called."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    (tmp_path / folder).mkdir()
    made = systems.installation(
        config.parse((CASES / "digest/config/good.toml").read_text(), tmp_path / folder / "digest.toml"),
        "systemd", shutil.which("true"),
    )  # fmt: skip
    units = []
    for file in made.files:
        units.append(str(tmp_path / file.path.name))
        Path(units[-1]).write_text(file.body, encoding="utf-8")
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    command = ["systemd-analyze", "verify", "--user", *units]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)
    assert (done.returncode, done.stderr) == (0, "")


def test_launchd_can_read_its_file():
    """The property list is one, and calls the same command."""
    made = plan("launchd")
    agent = plistlib.loads(made.files[0].body.encode())
    assert agent["ProgramArguments"] == [PROGRAM, "digest", "run", "/srv/desk/digest.toml", "--if-due"]


def made(kind, path=Path("/srv/desk/digest.toml"), *, url="sqlite:///briefer.db", jobs=("ai",), at="0 7 * * *"):
    """The plan for a configuration with some jobs and a target that is a folder."""
    text = f'store.url = "{url}"\n[targets.archive]\ntype = "folder"\npath = "public/"\n' + "".join(
        f'[jobs.{job}]\nschedule = "{at}"\nsources = ["in/"]\ntargets = ["archive"]\n' for job in jobs
    )
    return systems.installation(config.parse(text, path), kind, PROGRAM)


@pytest.mark.parametrize("kind", ["systemd", "launchd"])
def test_two_files_of_one_name_do_not_take_each_others_place(kind):
    """What is installed for a file in another folder has another name."""
    names = [{file.path for file in made(kind, Path(f"/srv/{folder}/digest.toml")).files} for folder in "ab"]
    assert not names[0] & names[1]


@pytest.mark.parametrize(
    "jobs", [("A_b", "a-b"), ("j" * 70, "j" * 71), ("a_", "a-"), ("a" * 29 + "-b", "a" * 29 + "-c")]
)
@pytest.mark.parametrize("stem", ["digest", "-", "d" * 80])
def test_every_cronjob_has_a_name_of_its_own(jobs, stem):
    """Whatever jobs and file are called, the CronJobs have different names, and Kubernetes takes them."""
    body = made("k8s", Path(f"/srv/{stem}.toml"), jobs=jobs).files[0].body
    names = re.findall(r"metadata:\n  name: (.+)\n", body)
    assert len(set(names)) == len(jobs)
    assert all(re.fullmatch(r"[a-z0-9]([a-z0-9-]{,50}[a-z0-9])?", name) for name in names)


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (1, 1), (3, 3), (4, 4), (75, 0)])
@pytest.mark.parametrize("kind", ["github", "k8s"])
def test_another_run_under_way_counts_as_done(tmp_path, kind, code, expected):
    """Exit code 75 becomes 0; every other code stays."""
    (tmp_path / "briefer").write_text(f"#!/bin/sh\nexit {code}\n")
    (tmp_path / "briefer").chmod(0o755)
    body = made(kind).files[0].body
    if kind == "github":
        command = ["bash", "-e", "-c", re.search(r" +(briefer digest run .+)", body)[1]]
    else:
        command = json.loads(re.search(r"command: (.+)", body)[1])
    environ = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    assert subprocess.run(command, env=environ, check=False).returncode == expected


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("sqlite:///briefer.db", ["briefer.db*", "briefer.db*"]),
        ("sqlite:///state/x.sqlite", ["state/x.sqlite*", "state/x.sqlite*"]),
        ("sqlite:////var/lib/x.db", ["/var/lib/x.db*", "/var/lib/x.db*"]),
        ("postgresql+psycopg://user@host/name", []),
        ("postgresql+psycopg:///name", []),
        ("env:DIGEST_STORE", []),
    ],
)
def test_a_workflow_keeps_the_file_of_the_store(url, kept):
    """The workflow's cache holds the very file that the store's url names; a store on a server needs none."""
    body = made("github", url=url).files[0].body
    assert re.findall(r' path: "(.+)"', body) == kept
    assert body.count("actions/cache") == len(kept)


def test_a_workflow_makes_the_folder_of_the_store():
    """A store in a folder finds it at the first run, when no cache has brought it yet."""
    assert "          mkdir -p state\n" in made("github", url="sqlite:///state/x.sqlite").files[0].body
    assert "mkdir" not in made("github").files[0].body


def test_a_workflow_says_that_a_folder_is_lost():
    """Pages that a target writes into a folder do not outlive the workflow's run, and its note says so."""
    assert "archive writes into its folder is lost" in made("github").note
    assert "is lost" not in plan("github").note


PLAIN = [
    ("0 7 * * 1-5", "0 7 * * 1-5"),
    ("0 7 * JUL wed", "0 7 * JUL wed"),
    ("0 7 L * *", "0 7 28,29,30,31 * *"),
    ("0 7 1,LW * *", "0 7 1,26,27,28,29,30,31 * *"),
    ("0 7 * * 5L", "0 7 * * 5"),
    ("0 7 * * MON#1,FRI#3", "0 7 * * 1,5"),
    ("0 7 * * 5-7", "0 7 * * 0,5,6"),
]


@pytest.mark.parametrize(("written", "plain"), PLAIN)
@pytest.mark.parametrize("kind", ["github", "k8s"])
def test_a_schedule_that_a_service_does_not_know_is_written_otherwise(kind, written, plain):
    """L, W, # and 7 are written as the days that they can fall on, and the note names each such schedule."""
    shown = made(kind, at=written)
    assert re.findall(r'(?:cron|schedule): "(.+)"', shown.files[0].body) == [plain]
    assert (f"{written!r} of ai" in shown.note) == (written != plain)


@pytest.mark.parametrize(("written", "plain"), PLAIN)
def test_a_schedule_written_otherwise_comes_at_every_slot(written, plain):
    """No slot of the job is left out."""
    until = slots.ANY_TIME + timedelta(days=800)
    wanted, started = (set(slots.between(one, UTC, slots.ANY_TIME, until)) for one in (written, plain))
    assert wanted
    assert wanted <= started


def test_what_is_to_be_called_can_be_pasted():
    """The printed command finds the file in the home of whoever pastes it."""
    line = plan("launchd").text().rpartition("# then: launchctl ")[2]
    done = subprocess.run(
        ["sh", "-c", f"echo {line}"], env={"HOME": "/somewhere"}, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"load -w /somewhere/Library/LaunchAgents/{NAME.replace('briefer-', 'briefer.', 1)}.plist\n"


@pytest.mark.parametrize(
    ("schedules", "expected"),
    [
        (["0 7 * * *"], (0, 15, 30, 45)),
        (["5 7 * * *"], (0, 5, 15, 20, 30, 35, 45, 50)),
        (["*/5 * * * *"], tuple(range(0, 60, 5))),
        (["* * * * *"], tuple(range(60))),
    ],
)
def test_a_timer_comes_at_every_minute_that_can_be_due(schedules, expected):
    """Whatever the zones, a timer comes when a slot does, and every quarter of an hour for what is left over."""
    jobs = [
        config.Job(name="j", schedule=s, timezone="Asia/Kathmandu", sources=("in",), targets=("out",))
        for s in schedules
    ]
    assert slots.minutes(job.schedule for job in jobs) == expected


MARK, LINES = "# briefer x", "# briefer x\n0 * * * * briefer\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", LINES),
        ("5 5 * * * backup\n", "5 5 * * * backup\n" + LINES),
        ("5 5 * * * backup", "5 5 * * * backup\n" + LINES),
        (f"{MARK}\nold\n5 5 * * * backup\n", "5 5 * * * backup\n" + LINES),
        ("# briefer y\nother\n", "# briefer y\nother\n" + LINES),
    ],
)
def test_a_crontab_keeps_what_is_not_ours(before, after):
    """Our line takes the place of our old one; everything else stays, and goes back to what it was on removal."""
    assert installing.with_lines(before, MARK, LINES) == after
    assert installing.with_lines(after, MARK, "") == after.replace(LINES, "")


CRONTAB = """#!/bin/sh
if [ "$1" = -l ]; then cat {file}; else cat > {file}; fi
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home whose `systemctl` and `crontab` write down how they were called."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "systemctl").write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/called\n')
    (programs / "crontab").write_text(CRONTAB.format(file=tmp_path / "crontab"))
    for program in programs.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    return tmp_path


def test_a_timer_is_installed_and_removed(home):
    """The units stand where systemd looks for them, it is told so, and after removal nothing is left."""
    environ = {"HOME": str(home)}
    list(installing.install(plan("systemd"), environ))
    units = home / ".config/systemd/user"
    assert sorted(p.name for p in units.iterdir()) == [f"{NAME}.service", f"{NAME}.timer"]
    list(installing.remove(plan("systemd"), environ))
    assert list(units.iterdir()) == []
    called = (home / "called").read_text().splitlines()
    assert called == [
        "--user daemon-reload",
        f"--user enable --now {NAME}.timer",
        f"--user disable --now {NAME}.timer",
    ]
    assert list(installing.remove(plan("systemd"), environ)) == []


def test_a_crontab_is_written_and_cleared(home):
    """The line stands once in the crontab, however often it is installed, and is gone after removal."""
    (home / "crontab").write_text("5 5 * * * backup\n")
    for _ in range(2):
        list(installing.install(plan("cron"), {}))
    assert (home / "crontab").read_text() == "5 5 * * * backup\n" + plan("cron").crontab
    list(installing.remove(plan("cron"), {}))
    assert (home / "crontab").read_text() == "5 5 * * * backup\n"


@pytest.mark.parametrize("kind", ["github", "k8s"])
def test_what_only_a_person_can_install_is_told(kind):
    """A workflow or a manifest is shown, not installed."""
    with pytest.raises(UsageError, match=kind):
        list(installing.install(plan(kind), {}))


def test_a_system_that_refuses_is_told(home):
    """What the system's command says is passed on."""
    (home / "bin/systemctl").write_text("#!/bin/sh\necho no bus >&2\nexit 1\n")
    with pytest.raises(UsageError, match="no bus"):
        list(installing.install(plan("systemd"), {"HOME": str(home)}))
