"""What an installation of a schedule writes and calls, as it is printed before anything is written."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["systemd", "cron", "launchd", "github", "k8s"]


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
    note: str = ""  #: what a person has to do and to know, a line each

    def text(self) -> str:
        """All of it, to be read before anything is done."""
        parts = [f"# {file.path}\n{file.body}" for file in self.files]
        parts += [f"# crontab of this user\n{self.crontab}"] if self.crontab else []
        parts += ["".join(f"# then: {_pasted(command)}\n" for command in self.install)] if self.install else []
        parts += ["".join(f"# {line}\n" for line in self.note.splitlines())] if self.note else []
        return "\n".join(parts)


def slug(path: Path) -> str:
    """A name for what runs a configuration: "briefer-digest" for digest.toml, in whatever folder.

    Args:
        path: of the configuration.
    """
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", path.stem).strip("-").removeprefix("briefer-")
    return f"briefer-{stem or 'digest'}"


def _pasted(command: tuple[str, ...]) -> str:
    """A command for a shell; a tilde in quotation marks would not be the home."""
    return " ".join(f"~/{shlex.quote(w[2:])}" if w.startswith("~/") else shlex.quote(w) for w in command)
