"""What a configuration that is well formed lacks here and now: variables, files, a model's key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from glob import iglob
from pathlib import Path

from briefer.digest import secrecy
from briefer.digest.config import Config, Job
from briefer.sources import files
from briefer.sources.web.urls import is_url

_MODEL = ("OPENAI_API_KEY", "OPENAI_BASE_URL")


def unset(config: Config, jobs: Iterable[Job], environ: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    """The environment variables without which some jobs cannot run, by the table that names them.

    Args:
        config: the configuration.
        jobs: of which the targets matter.
        environ: the environment.
    """
    found = {f"targets.{name}": secrecy.missing(config.targets[name], environ) for job in jobs for name in job.targets}
    stored = config.store_url.removeprefix("env:")
    if stored != config.store_url and not environ.get(stored, "").strip():
        found["store"] = [stored]
    return {table: names for table, names in sorted(found.items()) if names}


def warnings(config: Config, jobs: Iterable[Job], environ: Mapping[str, str]) -> Iterator[str]:
    """What may be right by the time a job runs.

    Args:
        config: the configuration.
        jobs: those to look at.
        environ: the environment.
    """
    for job in jobs:
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
