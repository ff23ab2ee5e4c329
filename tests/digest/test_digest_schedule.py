"""Schedules for five systems: the very texts, judged by the systems' own tools where they are here."""

import os
import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest
from casefile import CASES

from briefer.digest import config, schedule, scheduling
from briefer.errors import UsageError

GOLDEN = Path(__file__).parents[1] / "golden" / "digest"
PROGRAM = "/opt/briefer/bin/briefer"
KINDS = ("systemd", "cron", "launchd", "github", "k8s")


def plan(kind, path=Path("/srv/desk/digest.toml")):
    """The plan for the good configuration, as if it lay in a certain place."""
    text = (CASES / "digest/config/good.toml").read_text(encoding="utf-8")
    return schedule.plan(config.parse(text, path), kind, PROGRAM)


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
    made = schedule.plan(
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
    jobs = [config.Job("j", "j", s, "Asia/Kathmandu", ("in",), ("out",)) for s in schedules]
    assert schedule.minutes(jobs) == expected


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
    assert schedule.with_lines(before, MARK, LINES) == after
    assert schedule.with_lines(after, MARK, "") == after.replace(LINES, "")


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
    list(scheduling.install(plan("systemd"), environ))
    units = home / ".config/systemd/user"
    assert sorted(p.name for p in units.iterdir()) == ["briefer-digest.service", "briefer-digest.timer"]
    list(scheduling.remove(plan("systemd"), environ))
    assert list(units.iterdir()) == []
    called = (home / "called").read_text().splitlines()
    assert called == [
        "--user daemon-reload",
        "--user enable --now briefer-digest.timer",
        "--user disable --now briefer-digest.timer",
    ]
    assert list(scheduling.remove(plan("systemd"), environ)) == []


def test_a_crontab_is_written_and_cleared(home):
    """The line stands once in the crontab, however often it is installed, and is gone after removal."""
    (home / "crontab").write_text("5 5 * * * backup\n")
    for _ in range(2):
        list(scheduling.install(plan("cron"), {}))
    assert (home / "crontab").read_text() == "5 5 * * * backup\n" + plan("cron").crontab
    list(scheduling.remove(plan("cron"), {}))
    assert (home / "crontab").read_text() == "5 5 * * * backup\n"


@pytest.mark.parametrize("kind", ["github", "k8s"])
def test_what_only_a_person_can_install_is_told(kind):
    """A workflow or a manifest is shown, not installed."""
    with pytest.raises(UsageError, match=kind):
        list(scheduling.install(plan(kind), {}))


def test_a_system_that_refuses_is_told(home):
    """What the system's command says is passed on."""
    (home / "bin/systemctl").write_text("#!/bin/sh\necho no bus >&2\nexit 1\n")
    with pytest.raises(UsageError, match="no bus"):
        list(scheduling.install(plan("systemd"), {"HOME": str(home)}))
