"""The digest's configuration: a TOML file read into frozen values, every fault told with file, line and key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from briefer.channels import target_config
from briefer.digest import addresses
from briefer.digest.keys import JOB, STORE, TARGET, Key
from briefer.digest.schedule import slots
from briefer.digest.toml_lines import key_lines, line_of, syntax_line, syntax_words
from briefer.errors import UsageError

_TABLES = ("store", "jobs", "targets")


@dataclass(frozen=True, slots=True)
class Job:
    """One digest: when, from what, written how, sent where. The keys are explained in `keys.JOB`."""

    name: str
    title: str
    schedule: str
    timezone: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    writer: str = "extractive"
    focus: str | None = None
    audience: str | None = None
    language: str | None = None
    languages: tuple[str, ...] = ()
    length: Literal["auto", "short", "standard", "long"] = "auto"
    fallback: Literal["extractive", "none"] = "extractive"
    judge: Literal["off", "flagged", "all"] = "flagged"
    prompts: str | None = None
    max_stories: int = 20
    max_articles: int = 2000
    max_claims: int | None = None
    max_cost: float | None = None
    max_cost_month: float | None = None
    max_age_days: int | None = None
    catch_up: Literal["latest", "all", "none"] = "latest"
    when_empty: Literal["skip", "send"] = "skip"
    complain_after: int = 3
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class TargetTable:
    """A target as the file describes it; its channel reads the values."""

    name: str
    values: Mapping[str, Any]
    on_unknown: Literal["resend", "hold"] = "resend"


@dataclass(frozen=True, slots=True)
class Config:
    """A whole configuration file."""

    path: Path
    store_url: str
    retention_days: int
    jobs: Mapping[str, Job]
    targets: Mapping[str, TargetTable]
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict, repr=False)

    @property
    def folder(self) -> Path:
        """What relative paths are relative to."""
        return self.path.parent

    def job(self, name: str) -> Job:
        """The job of that name.

        Raises:
            UsageError: there is none; names those there are.
        """
        if name not in self.jobs:
            raise UsageError(f"{self.path} has no job {name!r}.", hint=f"It has: {', '.join(self.jobs)}.")
        return self.jobs[name]

    def where(self, *path: str) -> str:
        """A place in the file, as an editor can jump to it: "digest.toml:12: jobs.ai.schedule"."""
        return _place(self.path, self.lines, path)


def load(path: Path) -> Config:
    """Read a configuration file.

    Args:
        path: the file.

    Raises:
        UsageError: it cannot be read, or something in it is wrong; the message has a line for every fault.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8.", hint="Save it as UTF-8.") from error
    return parse(text, path)


def parse(text: str, path: Path) -> Config:
    """Read a configuration.

    Args:
        text: of the file.
        path: of the file, for messages and relative paths.

    Raises:
        UsageError: something in it is wrong.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = syntax_line(error)
        raise UsageError(f"{path}{f':{line}' if line else ''}: {syntax_words(error)}.") from error
    reader = _Reader(path, key_lines(text))
    config = reader.config(values)
    if reader.faults:
        found = "\n".join(f"  {words}" for _, words in sorted(set(reader.faults)))
        hint = "`briefer schema config` prints every key with what it is for."
        raise UsageError(f"The configuration cannot be used.\n{found}", hint=hint)
    return config


def _place(path: Path, lines: Mapping[tuple[str, ...], int], keys: tuple[str, ...]) -> str:
    line = line_of(lines, keys)
    return f"{path}{f':{line}' if line else ''}: {'.'.join(keys)}"


class _Reader:
    """Reads the values of one file and collects what is wrong with them."""

    def __init__(self, path: Path, lines: Mapping[tuple[str, ...], int]) -> None:
        self.path = path
        self.lines = lines
        self.faults: list[tuple[int, str]] = []  #: by line

    def config(self, values: Mapping[str, Any]) -> Config:
        """The configuration, as far as it can be read."""
        for name in values.keys() - set(_TABLES):
            self._fault((name,), f"is no part of a configuration{_meant(name, _TABLES)}")
        store = self._store(values.get("store", {}))
        targets = {name: self._target(name, table) for name, table in self._tables(values, "targets").items()}
        jobs = {name: self._job(name, table) for name, table in self._tables(values, "jobs").items()}
        if values.get("jobs", {}) == {}:
            self._fault(
                ("jobs",), f"is {'empty' if 'jobs' in values else 'missing'}: describe at least one [jobs.NAME]"
            )
        for job in jobs.values():
            for target in job.targets:
                if target not in targets:
                    hint = _meant(target, targets)
                    self._fault(
                        ("jobs", job.name, "targets"), f"names {target!r}, but there is no [targets.{target}]{hint}"
                    )
        return Config(self.path, store["url"], store["retention_days"], jobs, targets, self.lines)

    def _tables(self, values: Mapping[str, Any], name: str) -> dict[str, Mapping[str, Any]]:
        """The named tables within a table; whatever else stands there is a fault."""
        outer = values.get(name, {})
        if not isinstance(outer, dict):
            self._fault((name,), f"must hold tables, like [{name}.NAME]")
            return {}
        found: dict[str, Mapping[str, Any]] = {}
        for key, inner in outer.items():
            if not isinstance(inner, dict):
                self._fault((name, key), f"must be a table, like [{name}.NAME]")
            elif not key.replace("-", "").replace("_", "").isalnum() or not key.isascii():
                self._fault((name, key), "may have letters, digits, - and _ in its name only")
            else:
                found[key] = inner
        return found

    def _table(self, values: Any, path: tuple[str, ...], keys: Mapping[str, Key]) -> dict[str, Any]:
        """The values of one table, those left out by their defaults; lists become tuples."""
        if not isinstance(values, dict):
            self._fault(path, "must be a table")
            values = {}
        for name in values:
            if name not in keys:
                self._fault((*path, name), f"is no key that is known here{_meant(name, keys)}")
        found: dict[str, Any] = {}
        for name, key in keys.items():
            given = values.get(name)
            fault = key.fault(given) if name in values else "is missing" if key.required else None
            if fault:
                self._fault((*path, name), fault)
                given = None
            given = key.default if given is None else given
            found[name] = tuple(given) if isinstance(given, list) else given
        return found

    def _store(self, values: Any) -> dict[str, Any]:
        url = values.get("url") if isinstance(values, dict) else None
        self._look(("store", "url"), addresses.store_fault(url) if isinstance(url, str) else None)
        return self._table(values, ("store",), STORE)

    def _job(self, name: str, values: Mapping[str, Any]) -> Job:
        path = ("jobs", name)
        found = self._table(values, path, JOB)
        found["title"] = found["title"] or name
        found["sources"], found["targets"] = found["sources"] or (), found["targets"] or ()
        for source in found["sources"]:
            self._look((*path, "sources"), addresses.source_fault(source))
        checks = {"timezone": slots.zone_fault, "schedule": slots.schedule_fault, "prompts": self._folder_fault}
        for key, fault in checks.items():
            if found[key]:
                self._look((*path, key), fault(found[key]))
        return Job(name=name, **found)

    def _folder_fault(self, folder: str) -> str | None:
        try:
            there = (self.path.parent / folder).is_dir()
        except OSError:  # a name that no folder can have
            there = False
        return None if there else f"names {folder!r}, and there is no such folder"

    def _target(self, name: str, values: Mapping[str, Any]) -> TargetTable:
        """A target; its channel says what is wrong with its own keys."""
        path = ("targets", name)
        own = self._table({k: v for k, v in values.items() if k in TARGET}, path, TARGET)
        rest = {k: v for k, v in values.items() if k not in TARGET}
        kind, kinds = rest.get("type"), target_config.TARGETS
        if not isinstance(kind, str) or kind not in kinds:
            self._fault((*path, "type"), f"must be one of: {', '.join(sorted(kinds))}")
            return TargetTable(name, rest)
        for key, words in target_config.faults(kind, rest):
            meant = _meant(str(key), [*kinds[kind][1], *TARGET]) if words == target_config.UNKNOWN else ""
            self._fault((*path, key) if key else path, f"{words}{meant}")
        return TargetTable(name, rest, own["on_unknown"])

    def _look(self, path: tuple[str, ...], fault: str | None) -> None:
        if fault:
            self._fault(path, fault)

    def _fault(self, path: tuple[str, ...], words: str) -> None:
        self.faults.append((line_of(self.lines, path) or 0, f"{_place(self.path, self.lines, path)} {words}"))


def _meant(name: str, known: Any) -> str:
    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
