"""Installing a schedule: what that writes and calls is shown before anything is written, then done or undone."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Literal

from briefer.errors import UsageError

System = Literal["systemd", "cron", "launchd", "github", "k8s"]

_BY_HAND = {"github", "k8s"}


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written."""

    path: Path
    body: str


@dataclass(frozen=True, slots=True)
class Installation:
    """All that is written and called so that a system runs what is due."""

    system: System
    files: tuple[File, ...]
    install: tuple[tuple[str, ...], ...] = ()  #: commands, in order
    remove: tuple[tuple[str, ...], ...] = ()
    crontab: str = ""  #: lines for the user's crontab
    mark: str = ""  #: by which those lines are found again
    note: str = ""  #: what a person has to do and to know, a line each

    def text(self) -> str:
        """All of it, to be read before anything is done."""
        parts = [f"# {file.path}\n{file.body}" for file in self.files]
        parts += [f"# crontab of this user\n{self.crontab}"] if self.crontab else []
        # For a shell, to which a tilde in quotation marks would not be the home.
        words = ([f"~/{quote(w[2:])}" if w.startswith("~/") else quote(w) for w in one] for one in self.install)
        parts += ["".join(f"# then: {' '.join(command)}\n" for command in words)] if self.install else []
        parts += ["".join(f"# {line}\n" for line in self.note.splitlines())] if self.note else []
        return "\n".join(parts)


def install(made: Installation, environ: Mapping[str, str]) -> Iterator[str]:
    """Write and start a schedule; tells each step.

    Args:
        made: of `systems.installation`.
        environ: the environment, for HOME.

    Raises:
        UsageError: it is one that only a person can install, or the system's command failed.
    """
    if made.system in _BY_HAND:
        hint = "Do what stands at the end of what `briefer schedule show` prints."
        raise UsageError(f"A schedule for {made.system} is not installed from here.", hint=hint)
    for file in made.files:
        path = _at_home(file.path, environ)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.body, encoding="utf-8")
        yield f"wrote {path}"
    if made.crontab:
        yield _write_crontab(made.mark, made.crontab)
    for command in made.install:
        yield _called(_expanded(command, environ))


def remove(made: Installation, environ: Mapping[str, str]) -> Iterator[str]:
    """Stop and delete a schedule; tells each step. What is not there is no error."""
    if made.system in _BY_HAND:
        raise UsageError(f"A schedule for {made.system} is not removed from here.", hint="Delete it where you put it.")
    written = [path for file in made.files if (path := _at_home(file.path, environ)).exists()]
    for command in made.remove if written else ():
        yield _called(_expanded(command, environ))
    for path in written:
        path.unlink()
        yield f"deleted {path}"
    if made.crontab:
        yield _write_crontab(made.mark, "")


def with_lines(crontab: str, mark: str, lines: str) -> str:
    """A crontab with our lines in the place of those that bear the same mark; an empty text takes them out.

    Args:
        crontab: as it is.
        mark: the comment above our line.
        lines: ours, the mark included.
    """
    ended = crontab if crontab.endswith("\n") or not crontab else f"{crontab}\n"
    return re.sub(rf"^(?:{re.escape(mark)}\n)+.*\n?", "", ended, flags=re.MULTILINE) + lines


def _at_home(path: Path, environ: Mapping[str, str]) -> Path:
    home = environ.get("HOME", "")
    return Path(home) / path.relative_to("~") if home and path.parts[0] == "~" else path.expanduser()


def _expanded(command: tuple[str, ...], environ: Mapping[str, str]) -> list[str]:
    return [str(_at_home(Path(word), environ)) if word.startswith("~/") else word for word in command]


def _called(command: list[str], *, text: str | None = None) -> str:
    done = _done(command, text)
    if done.returncode:
        raise UsageError(f"{' '.join(command)} failed: {done.stderr.strip() or done.returncode}.")
    return f"called {' '.join(command)}"


def _write_crontab(mark: str, lines: str) -> str:
    listed = _done(["crontab", "-l"], hint="Install cron.")
    now = listed.stdout if listed.returncode == 0 else ""  # a user without a crontab is told so with an error
    _called(["crontab", "-"], text=with_lines(now, mark, lines))
    return "wrote the crontab"


def _done(command: list[str], text: str | None = None, *, hint: str = "") -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    except OSError as error:
        raise UsageError(f"{command[0]} cannot be called: {error.strerror}.", hint=hint) from error
