"""What a configuration that is well formed lacks here and now: variables, files, a model's key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from glob import iglob
from pathlib import Path

from briefer.channels.literal import clean
from briefer.digest import secrecy
from briefer.digest.config import Config, Job
from briefer.digest.schedule import slots
from briefer.language.words import counted
from briefer.sources import files
from briefer.sources.web.urls import is_url

_MODEL = ("OPENAI_API_KEY", "OPENAI_BASE_URL")


def plan(config: Config, jobs: Sequence[Job], environ: Mapping[str, str], now: datetime) -> tuple[str, bool]:
    """In words whether a configuration can be used, its jobs, their next slots, and what may be right by then.

    Args:
        config: the configuration.
        jobs: those to look at.
        environ: the environment.
        now: an aware moment.

    Returns:
        The words, and whether all variables are set without which the jobs cannot run.
    """
    unset = {f"targets.{name}": secrecy.missing(config.targets[name], environ) for job in jobs for name in job.targets}
    unset["store"] = [name for name in secrecy.of_store(config) if not environ.get(name, "").strip()]
    lacking = [f"  {table}: not set: {', '.join(names)}" for table, names in sorted(unset.items()) if names]
    lines = [f"{config.path}: {'cannot be used yet' if lacking else 'can be used'}", *lacking, ""]
    for job in jobs:
        comes = slots.upcoming(job.schedule, slots.zone(job.timezone), now, 3)
        lines += [
            f"{job.name}: {job.title}",
            f"  {counted(len(job.sources), 'source')}, written by {job.writer}, sent to {', '.join(job.targets)}",
            f"  next: {', '.join(slot.key for slot in comes)} ({job.timezone})",
        ]
    noted = [clean(warning) for job in jobs for warning in _warnings(config, job, environ)]
    return "\n".join([*lines, *([""] if noted else []), *noted]) + "\n", not lacking


def _warnings(config: Config, job: Job, environ: Mapping[str, str]) -> Iterator[str]:
    gone = [source for source in job.sources if not is_url(source) and not _is_there(str(config.folder / source))]
    if gone:
        yield f"{job.name}: not there now: {', '.join(gone)}"
    if job.writer != "extractive" and not any(environ.get(name, "").strip() for name in _MODEL):
        yield f"{job.name}: {job.writer} needs {' or '.join(_MODEL)}, and neither is set"


def _is_there(path: str) -> bool:
    try:
        if files.is_glob(path):
            return any(iglob(path, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        return Path(path).exists()
    except (OSError, ValueError):  # a name that no file can have
        return False
