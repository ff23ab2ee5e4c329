"""Timers of the machine itself: systemd, cron and launchd.

They need no knowledge of a job's schedule, so a timer only has to come often enough: at every minute at which a job can
be due, and each quarter of an hour for what could not be delivered.
"""

from __future__ import annotations

import hashlib
import plistlib
import re
import shlex
from collections.abc import Iterable
from pathlib import Path

from briefer.digest.config import Config, Job
from briefer.digest.plans import File, Plan, slug

_QUARTERS = (0, 15, 30, 45)
_TOO_MANY = 20  # minutes an hour; from there on every minute is simpler


def minutes(jobs: Iterable[Job]) -> tuple[int, ...]:
    """The minutes of every hour at which a job can be due, in whatever zone, and every quarter of an hour."""
    from cronsim import CronSim  # noqa: PLC0415 - `briefer --help` needs no schedule

    from briefer.digest.slots import ANY_TIME  # noqa: PLC0415 - the same

    # Zones differ by quarters of an hour, so a minute of theirs is one of four of ours.
    own = {(m + q) % 60 for job in jobs for m in CronSim(job.schedule, ANY_TIME).minutes for q in _QUARTERS}
    found = tuple(sorted(own | set(_QUARTERS)))
    return found if len(found) <= _TOO_MANY else tuple(range(60))


def systemd(config: Config, program: str) -> Plan:
    """A timer and a service of this user."""
    name, folder = _name(config), Path("~/.config/systemd/user")
    listed = minutes(config.jobs.values())
    when = "*" if len(listed) == 60 else ",".join(f"{minute:02}" for minute in listed)  # noqa: PLR2004 - an hour
    command = " ".join(_unit_word(word) for word in _command(config, program))
    service = f"""[Unit]
Description=briefer digests of {_unit_path(config.path.resolve())}

[Service]
Type=oneshot
WorkingDirectory={_unit_path(config.path.resolve().parent)}
ExecStart={command}
# 75: another run is under way
SuccessExitStatus=75
"""
    timer = f"""[Unit]
Description=briefer digests of {_unit_path(config.path.resolve())}

[Timer]
OnCalendar=*-*-* *:{when}:00
Persistent=true
AccuracySec=15s

[Install]
WantedBy=timers.target
"""
    reload = ("systemctl", "--user", "daemon-reload")
    return Plan(
        "systemd",
        (File(folder / f"{name}.service", service), File(folder / f"{name}.timer", timer)),
        install=(reload, ("systemctl", "--user", "enable", "--now", f"{name}.timer")),
        remove=(("systemctl", "--user", "disable", "--now", f"{name}.timer"),),
        note="so that it runs while you are logged out: loginctl enable-linger",
    )


def cron(config: Config, program: str) -> Plan:
    """A line of this user's crontab."""
    listed = minutes(config.jobs.values())
    when = "*" if len(listed) == 60 else ",".join(map(str, listed))  # noqa: PLR2004 - an hour
    # A percent sign ends the command in a crontab.
    command = f"cd {shlex.quote(str(config.path.resolve().parent))} && {shlex.join(_command(config, program))}"
    mark = f"# briefer {config.path.resolve()}"
    line = f"{when} * * * * {command.replace('%', chr(92) + '%')}"
    return Plan("cron", (), crontab=f"{mark}\n{line}\n", mark=mark)


def launchd(config: Config, program: str) -> Plan:
    """A launch agent of this user."""
    name = f"briefer.{_name(config).removeprefix('briefer-')}"
    agent = {
        "Label": name,
        "ProgramArguments": _command(config, program),
        "WorkingDirectory": str(config.path.resolve().parent),
        "StartCalendarInterval": [{"Minute": minute} for minute in minutes(config.jobs.values())],
        "StandardErrorPath": str(config.path.resolve().with_suffix(".log")),
        "StandardOutPath": str(config.path.resolve().with_suffix(".log")),
    }
    path = Path("~/Library/LaunchAgents") / f"{name}.plist"
    return Plan(
        "launchd",
        (File(path, plistlib.dumps(agent, sort_keys=False).decode()),),
        install=(("launchctl", "load", "-w", str(path)),),
        remove=(("launchctl", "unload", "-w", str(path)),),
    )


def with_lines(crontab: str, mark: str, lines: str) -> str:
    """A crontab with our lines in the place of those that bear the same mark; an empty text takes them out.

    Args:
        crontab: as it is.
        mark: the comment above our line.
        lines: ours, the mark included.
    """
    kept: list[str] = []
    skip = False
    for line in crontab.splitlines(keepends=True):
        if line.rstrip("\n") == mark:
            skip = True
        elif skip:
            skip = False
        else:
            kept.append(line if line.endswith("\n") else line + "\n")
    return "".join(kept) + lines


def _command(config: Config, program: str) -> list[str]:
    return [program, "digest", "run", str(config.path.resolve()), "--if-due"]


def _name(config: Config) -> str:
    """The slug and six hexadecimal digits of the whole path: two files of one name in two folders are told apart."""
    return f"{slug(config.path)}-{hashlib.sha256(str(config.path.resolve()).encode()).hexdigest()[:6]}"


def _unit_word(word: str) -> str:
    """A word of ExecStart: systemd's own quoting, its percent and dollar signs doubled."""
    escaped = _unit_path(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"' if re.search(r"[\s\"'\\;]", word) else escaped


def _unit_path(path: str | Path) -> str:
    return str(path).replace("%", "%%")
