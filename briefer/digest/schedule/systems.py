"""The texts by which five systems run what is due: pure, printed before anything is written.

All of them call `briefer digest run CONFIG --if-due`, which knows zones, both changes of the clock and missed slots
better than timers do. So timers of the machine itself need no job's schedule and only have to come often enough: at
every minute at which a job can be due, and each quarter of an hour for what could not be delivered. Services that start
a fresh machine or container are given the schedules; what is not on a volume or in a cache is gone when the run ends,
so their notes say what that means.
"""

from __future__ import annotations

import hashlib
import json
import plistlib
import re
import shlex
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from string import Template

from briefer import __version__
from briefer.digest import secrecy
from briefer.digest.config import Config
from briefer.digest.schedule import slots
from briefer.digest.schedule.installing import File, Installation, System

# The name on the public index belongs to another project, so a plan never installs briefer by its name.
_WHEEL = f"briefer-{__version__}-py3-none-any.whl"
_IMAGE = f"briefer:{__version__}"
_LONGEST = 52  # characters of a CronJob's name: Kubernetes appends 11 for a job's, which may have 63


def installation(config: Config, system: System, program: str) -> Installation:
    """What is to be installed for a configuration.

    Args:
        config: its jobs are the ones that run.
        system: which one is to run them.
        program: the briefer to call.
    """
    makers = {"systemd": _systemd, "cron": _cron, "launchd": _launchd, "github": _github, "k8s": _kubernetes}
    return makers[system](config, program)


# --- timers of the machine itself ---------------------------------------------------------------------------


def _systemd(config: Config, program: str) -> Installation:
    name, path, folder = _name(config), config.path.resolve(), Path("~/.config/systemd/user")
    values = {
        "config": str(path).replace("%", "%%"),
        "folder": str(path.parent).replace("%", "%%"),
        "command": " ".join(_unit_word(word) for word in _command(config, program)),
        "minutes": _every(config, "{:02}"),
    }
    units = (File(folder / f"{name}.{kind}", _filled(f"systemd.{kind}", values)) for kind in ("service", "timer"))
    return Installation(
        "systemd",
        tuple(units),
        install=(("systemctl", "--user", "daemon-reload"), ("systemctl", "--user", "enable", "--now", f"{name}.timer")),
        remove=(("systemctl", "--user", "disable", "--now", f"{name}.timer"),),
        note="so that it runs while you are logged out: loginctl enable-linger",
    )


def _cron(config: Config, program: str) -> Installation:
    path = config.path.resolve()
    command = f"cd {shlex.quote(str(path.parent))} && {shlex.join(_command(config, program))}"
    mark = f"# briefer {path}"
    # A percent sign ends the command in a crontab.
    line = f"{_every(config, '{}')} * * * * {command.replace('%', chr(92) + '%')}"
    return Installation("cron", (), crontab=f"{mark}\n{line}\n", mark=mark)


def _launchd(config: Config, program: str) -> Installation:
    path, log = config.path.resolve(), str(config.path.resolve().with_suffix(".log"))
    name = f"briefer.{_name(config).removeprefix('briefer-')}"
    agent = {
        "Label": name,
        "ProgramArguments": _command(config, program),
        "WorkingDirectory": str(path.parent),
        "StartCalendarInterval": [{"Minute": minute} for minute in _minutes(config)],
        "StandardErrorPath": log,
        "StandardOutPath": log,
    }
    plist = Path("~/Library/LaunchAgents") / f"{name}.plist"
    return Installation(
        "launchd",
        (File(plist, plistlib.dumps(agent, sort_keys=False).decode()),),
        install=(("launchctl", "load", "-w", str(plist)),),
        remove=(("launchctl", "unload", "-w", str(plist)),),
    )


def _minutes(config: Config) -> tuple[int, ...]:
    return slots.minutes(job.schedule for job in config.jobs.values())


def _every(config: Config, form: str) -> str:
    """The minutes of an hour at which a timer comes, as a list; a star for all of them."""
    listed = _minutes(config)
    return "*" if len(listed) == 60 else ",".join(map(form.format, listed))  # noqa: PLR2004 - minutes of an hour


def _command(config: Config, program: str) -> list[str]:
    return [program, "digest", "run", str(config.path.resolve()), "--if-due"]


def _name(config: Config) -> str:
    """The slug and six hexadecimal digits of the whole path: two files of one name in two folders are told apart."""
    return f"{_slug(config.path)}-{hashlib.sha256(str(config.path.resolve()).encode()).hexdigest()[:6]}"


def _unit_word(word: str) -> str:
    """A word of ExecStart: systemd's own quoting, its percent and dollar signs doubled."""
    escaped = word.replace("%", "%%").replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"' if re.search(r"[\s\"'\\;]", word) else escaped


# --- GitHub -------------------------------------------------------------------------------------------------


def _github(config: Config, _program: str) -> Installation:
    name, extra = _slug(config.path), "" if config.store_url.startswith("sqlite") else "[postgres]"
    times = (
        f"    - cron: {json.dumps(slots.plain(job.schedule))}\n      timezone: {json.dumps(job.timezone)}"
        for job in config.jobs.values()
    )
    secrets = "\n".join(f"          {name}: ${{{{ secrets.{name} }}}}" for name in _secrets(config))
    file, folder = _store_file(config), Path(_store_file(config)).parent
    values = {
        "title": json.dumps(f"briefer digests of {config.path.name}"),
        "times": "\n".join(times),
        "name": name,
        "cached": "" if file else None,
        "path": json.dumps(f"{file}*"),
        "wheel": f"{_WHEEL}{extra}",
        "made": None if folder == Path() else "",  # it is not there before the first run
        "folder": shlex.quote(str(folder)),
        "command": _run(["briefer", "digest", "run", config.path.name, "--if-due"]),
        "secret": "" if secrets else None,
        "secrets": secrets,
    }
    path = Path(f".github/workflows/{name}.yml")
    note = "\n".join(_github_note(config, path))
    return Installation("github", (File(path, _filled("github.yml", values)),), note=note)


def _github_note(config: Config, path: Path) -> Iterable[str]:
    file = config.path.name
    yield f"commit this as {path}; it works as it is if {file} is at the repository's root"
    yield f"commit {_WHEEL} at the root as well; in briefer's source, `pip wheel --no-deps .` makes it"
    if names := _secrets(config):
        yield f"give the repository these secrets: {', '.join(names)}"
    if not _store_file(config):
        yield "the store must be on a server that GitHub reaches: a file would be lost when the run ends"
    for name in sorted({name for job in config.jobs.values() for name in job.targets}):
        if config.targets[name].values["type"] == "folder":
            yield f"what the target {name} writes into its folder is lost when the run ends"
    yield from _rewritten(config, "GitHub")


# --- Kubernetes ---------------------------------------------------------------------------------------------


def _kubernetes(config: Config, _program: str) -> Installation:
    manifests = []
    for job in config.jobs.values():
        command = ["briefer", "digest", "run", f"/briefer/{config.path.name}", "--job", job.name, "--if-due"]
        # A DNS label, told apart by these: A_b and a-b, and names that are too long, would be one.
        digits = hashlib.sha256(f"{config.path.name}\n{job.name}".encode()).hexdigest()[:6]
        words = re.sub(r"[^a-z0-9]+", "-", f"{_slug(config.path)}-{job.name}".lower())
        plain = words[: _LONGEST - len(digits) - 1].strip("-")
        values = {
            "name": f"{plain}-{digits}",
            "schedule": json.dumps(slots.plain(job.schedule)),
            "zone": json.dumps(job.timezone),
            "image": _IMAGE,
            "command": json.dumps(["sh", "-c", _run(command)]),
        }
        manifests.append(_filled("kubernetes.yaml", values))
    note = "\n".join(_kubernetes_note(config))
    return Installation("k8s", (File(Path("briefer.yaml"), "---\n".join(manifests)),), note=note)


def _kubernetes_note(config: Config) -> Iterable[str]:
    file = config.path.name
    yield f"image: in briefer's source, docker build -f docs/examples/Dockerfile -t {_IMAGE} . ; push it to a"
    yield "  registry that the cluster reads, and write its name there into the file"
    yield f"volume claim briefer: holds {file}, .env if there is one, and all that {file} names by relative paths"
    yield "  (articles, folders of targets, an SQLite store); what is written elsewhere is lost with the container"
    if _store_file(config):
        yield "  it must be a disk and no network file system, since SQLite and its lock are on it"
    if names := _secrets(config):
        yield f"secret briefer, or .env on the volume: {', '.join(names)}"
    yield "then: kubectl apply -f briefer.yaml"
    yield from _rewritten(config, "Kubernetes")


# --- what they share ----------------------------------------------------------------------------------------


def _rewritten(config: Config, service: str) -> Iterable[str]:
    for job in config.jobs.values():
        plain = slots.plain(job.schedule)
        if plain != " ".join(job.schedule.split()):
            yield f"{service} does not know the schedule {job.schedule!r} of {job.name}: it is written as {plain!r},"
            yield "  and a run on a day that is not meant finds no slot due"


def _run(command: list[str]) -> str:
    """A line for a shell in which exit code 75, another run is under way, counts as done, and others stay."""
    return f"{shlex.join(command)} || {{ code=$?; [ $code -eq 75 ] || exit $code; }}"


def _store_file(config: Config) -> str:
    """The path of an SQLite store as the configuration has it; empty for a server, env:NAME and memory."""
    scheme, _, rest = config.store_url.partition(":///")
    file = rest.partition("?")[0]
    return file if scheme.partition("+")[0] == "sqlite" and file != ":memory:" else ""


def _secrets(config: Config) -> list[str]:
    """The environment variables that a run may need."""
    key = {"OPENAI_API_KEY"} if any(job.writer != "extractive" for job in config.jobs.values()) else set()
    return sorted(secrecy.named(config) | key)


def _slug(path: Path) -> str:
    """A name for what runs a configuration: "briefer-digest" for digest.toml, in whatever folder."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", path.stem).strip("-").removeprefix("briefer-")
    return f"briefer-{stem or 'digest'}"


def _filled(template: str, values: Mapping[str, str | None]) -> str:
    """A template with its values, without the lines that begin with one that is None."""
    text = (files("briefer.digest.schedule") / template).read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    kept = (line for line in lines if not any(values[n] is None for n in re.findall(r"\A\$\{(\w+)\}", line)))
    return Template("".join(kept)).substitute(values)
