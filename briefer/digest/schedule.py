"""The texts by which an operating system or a cluster runs what is due: pure, printed before anything is written.

All of them call `briefer digest run CONFIG --if-due`, which knows zones, both changes of the clock and missed slots
better than timers do, so a timer only has to come often enough: at every minute at which a job can be due, and each
quarter of an hour for what could not be delivered.
"""

from __future__ import annotations

import json
import plistlib
import re
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefer import __version__
from briefer.digest.config import Config, Job

Kind = Literal["systemd", "cron", "launchd", "github", "k8s"]

_QUARTERS = (0, 15, 30, 45)
_TOO_MANY = 20  # minutes an hour; from there on every minute is simpler


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written."""

    path: Path
    body: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an installation writes and calls."""

    kind: Kind
    files: tuple[File, ...]
    install: tuple[tuple[str, ...], ...] = ()  #: commands, in order
    remove: tuple[tuple[str, ...], ...] = ()
    crontab: str = ""  #: lines for the user's crontab
    mark: str = ""  #: by which those lines are found again
    note: str = ""  #: what a person has to do

    def text(self) -> str:
        """All of it, to be read before anything is done."""
        parts = [f"# {file.path}\n{file.body}" for file in self.files]
        parts += [f"# crontab of this user\n{self.crontab}"] if self.crontab else []
        parts += ["".join(f"# then: {shlex.join(command)}\n" for command in self.install)] if self.install else []
        parts += [f"# {self.note}\n"] if self.note else []
        return "\n".join(parts)


def plan(config: Config, kind: Kind, program: str) -> Plan:
    """What is to be installed for a configuration.

    Args:
        config: its jobs are the ones that run.
        kind: for which system.
        program: the briefer to call.
    """
    return _KINDS[kind](config, program)


def minutes(jobs: Iterable[Job]) -> tuple[int, ...]:
    """The minutes of every hour at which a job can be due, in whatever zone, and every quarter of an hour."""
    from cronsim import CronSim  # noqa: PLC0415 - `briefer --help` needs no schedule

    from briefer.digest.slots import ANY_TIME  # noqa: PLC0415 - the same

    # Zones differ by quarters of an hour, so a minute of theirs is one of four of ours.
    own = {(m + q) % 60 for job in jobs for m in CronSim(job.schedule, ANY_TIME).minutes for q in _QUARTERS}
    found = tuple(sorted(own | set(_QUARTERS)))
    return found if len(found) <= _TOO_MANY else tuple(range(60))


def _systemd(config: Config, program: str) -> Plan:
    name, folder = _name(config), Path("~/.config/systemd/user")
    listed = minutes(config.jobs.values())
    when = "*" if len(listed) == 60 else ",".join(f"{minute:02}" for minute in listed)  # noqa: PLR2004 - an hour
    command = " ".join(_unit_word(word) for word in _command(config, program))
    service = f"""[Unit]
Description=briefer digests of {config.path.name}

[Service]
Type=oneshot
WorkingDirectory={_unit_path(config.path.resolve().parent)}
ExecStart={command}
# 75: another run is under way
SuccessExitStatus=75
"""
    timer = f"""[Unit]
Description=briefer digests of {config.path.name}

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


def _cron(config: Config, program: str) -> Plan:
    listed = minutes(config.jobs.values())
    when = "*" if len(listed) == 60 else ",".join(map(str, listed))  # noqa: PLR2004 - an hour
    # A percent sign ends the command in a crontab.
    command = f"cd {shlex.quote(str(config.path.resolve().parent))} && {shlex.join(_command(config, program))}"
    mark = f"# briefer {config.path.resolve()}"
    line = f"{when} * * * * {command.replace('%', chr(92) + '%')}"
    return Plan("cron", (), crontab=f"{mark}\n{line}\n", mark=mark)


def _launchd(config: Config, program: str) -> Plan:
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


def _github(config: Config, _program: str) -> Plan:
    times = "\n".join(
        f"    - cron: {json.dumps(job.schedule)}\n      timezone: {json.dumps(job.timezone)}"
        for job in config.jobs.values()
    )
    secrets = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in _secrets(config))
    env = f"        env:\n{secrets}" if secrets else ""
    extra = "" if config.store_url.startswith("sqlite") else "[postgres]"
    body = f"""name: briefer digests
on:
  schedule:  # GitHub may start hours late; the slot's digest is made when it does
{times}
  workflow_dispatch:
concurrency:
  group: {_name(config)}
jobs:
  digest:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - uses: actions/cache/restore@v4  # what was read and sent; a lost cache means that old articles are told again
        with:
          path: "*.db"
          key: {_name(config)}-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          restore-keys: {_name(config)}-
      - run: pip install "briefer{extra}=={__version__}"
      - run: briefer digest run {shlex.quote(config.path.name)} --if-due
{env}      - uses: actions/cache/save@v4
        if: always()  # also when something was not delivered: what was sent must not be forgotten
        with:
          path: "*.db"
          key: {_name(config)}-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
"""
    note = f"commit this file beside {config.path.name}, and give the repository the secrets that it names"
    return Plan("github", (File(Path(".github/workflows/briefer.yml"), body),), note=note)


def _k8s(config: Config, _program: str) -> Plan:
    manifests = "---\n".join(_cron_job(config, job) for job in config.jobs.values())
    note = "kubectl apply -f briefer.yaml; with a store in PostgreSQL the volume is not needed"
    return Plan("k8s", (File(Path("briefer.yaml"), manifests),), note=note)


def _cron_job(config: Config, job: Job) -> str:
    name = re.sub(r"[^a-z0-9-]+", "-", f"{_name(config)}-{job.name}".lower()).strip("-")
    command = ["briefer", "digest", "run", f"/briefer/{config.path.name}", "--job", job.name, "--if-due"]
    return f"""apiVersion: batch/v1
kind: CronJob
metadata:
  name: {name}
spec:
  schedule: {json.dumps(job.schedule)}
  timeZone: {json.dumps(job.timezone)}
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 3600
  jobTemplate:
    spec:
      backoffLimit: 4
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: briefer
              image: briefer:{__version__}
              command: {json.dumps(command)}
              envFrom:
                - secretRef:
                    name: briefer
                    optional: true
              volumeMounts:
                - name: briefer
                  mountPath: /briefer
          volumes:
            - name: briefer
              persistentVolumeClaim:
                claimName: briefer
"""


_KINDS: dict[Kind, Callable[[Config, str], Plan]] = {
    "systemd": _systemd,
    "cron": _cron,
    "launchd": _launchd,
    "github": _github,
    "k8s": _k8s,
}


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
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", config.path.stem).strip("-").removeprefix("briefer-")
    return f"briefer-{stem or 'digest'}"


def _secrets(config: Config) -> list[str]:
    """The environment variables that a run may need."""
    named = {value[4:] for t in config.targets.values() for value in t.values.values() if _is_secret(value)}
    named |= {config.store_url[4:]} if _is_secret(config.store_url) else set()
    named |= {"OPENAI_API_KEY"} if any(job.writer != "extractive" for job in config.jobs.values()) else set()
    return sorted(named)


def _is_secret(value: object) -> bool:
    return isinstance(value, str) and value.startswith("env:")


def _unit_word(word: str) -> str:
    """A word of ExecStart: systemd's own quoting, its percent and dollar signs doubled."""
    escaped = _unit_path(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"' if re.search(r"[\s\"'\\;]", word) else escaped


def _unit_path(path: str | Path) -> str:
    return str(path).replace("%", "%%")
