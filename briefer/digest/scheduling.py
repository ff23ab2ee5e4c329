"""Writing a schedule where the operating system looks for it, and taking it away again."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefer.digest.plans import Plan
from briefer.digest.timers import with_lines
from briefer.errors import UsageError

_BY_HAND = {"github", "k8s"}


def install(plan: Plan, environ: Mapping[str, str]) -> Iterator[str]:
    """Write and start a schedule; tells each step.

    Args:
        plan: of `schedule.plan`.
        environ: the environment, for HOME.

    Raises:
        UsageError: it is one that only a person can install, or the system's command failed.
    """
    if plan.kind in _BY_HAND:
        hint = "Do what stands at the end of what `briefer schedule show` prints."
        raise UsageError(f"A schedule for {plan.kind} is not installed from here.", hint=hint)
    for file in plan.files:
        path = _at_home(file.path, environ)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.body, encoding="utf-8")
        yield f"wrote {path}"
    if plan.crontab:
        _write_crontab(with_lines(_crontab(), plan.mark, plan.crontab))
        yield "wrote the crontab"
    for command in plan.install:
        yield _called(_expanded(command, environ))


def remove(plan: Plan, environ: Mapping[str, str]) -> Iterator[str]:
    """Stop and delete a schedule; tells each step. What is not there is no error."""
    if plan.kind in _BY_HAND:
        raise UsageError(f"A schedule for {plan.kind} is not removed from here.", hint="Delete it where you put it.")
    if any(_at_home(file.path, environ).exists() for file in plan.files):
        for command in plan.remove:
            yield _called(_expanded(command, environ))
    for file in plan.files:
        path = _at_home(file.path, environ)
        if path.exists():
            path.unlink()
            yield f"deleted {path}"
    if plan.crontab:
        _write_crontab(with_lines(_crontab(), plan.mark, ""))
        yield "wrote the crontab"


def _at_home(path: Path, environ: Mapping[str, str]) -> Path:
    home = environ.get("HOME", "")
    return Path(home) / path.relative_to("~") if home and path.parts[0] == "~" else path.expanduser()


def _expanded(command: tuple[str, ...], environ: Mapping[str, str]) -> list[str]:
    return [str(_at_home(Path(word), environ)) if word.startswith("~/") else word for word in command]


def _called(command: list[str], *, text: str | None = None) -> str:
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    except OSError as error:
        raise UsageError(f"{command[0]} cannot be called: {error.strerror}.") from error
    if done.returncode:
        raise UsageError(f"{' '.join(command)} failed: {done.stderr.strip() or done.returncode}.")
    return f"called {' '.join(command)}"


def _crontab() -> str:
    try:
        done = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)  # noqa: S607 - on the PATH
    except OSError as error:
        raise UsageError(f"crontab cannot be called: {error.strerror}.", hint="Install cron.") from error
    return done.stdout if done.returncode == 0 else ""  # a user without a crontab is told so with an error


def _write_crontab(text: str) -> None:
    _called(["crontab", "-"], text=text)
