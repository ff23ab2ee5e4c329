"""The digest's configuration: a TOML file read into frozen values, every fault told with file, line and key."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs

from pydantic import AfterValidator, Field, ValidationInfo

from briefer import toml_tables
from briefer.channels import arrangement, target_config
from briefer.digest.schedule import slots
from briefer.errors import UsageError
from briefer.sources.web.urls import NotFetched, address, is_url
from briefer.toml_tables import Listed, Model, Text, TomlTable, meant, said, unless

_TABLES = {"store", "jobs", "targets"}
_NAME = re.compile("^[A-Za-z0-9_-]+$")

# As the database's client reads it: a password may hold anything but an @.
_PASSWORD = re.compile(r"[^:]*://[^:/]*:[^@]*@")
_SECRETS = {"password", "sslpassword"}
_STORE = r"^(?:sqlite:///[^?]+|postgresql\+psycopg://.+|env:[A-Za-z_][A-Za-z0-9_]*)$"
_CODE = Annotated[str, Field(pattern="^[a-z]{2,3}$")]


def _store_fault(url: str) -> str | None:
    """What is wrong with the address of a store that stands in a file; a password is not repeated."""
    if _PASSWORD.match(url) or _SECRETS & parse_qs(url.partition("?")[2], keep_blank_values=True).keys():
        return 'holds a password: put the whole address into an environment variable and write url = "env:NAME"'
    possible = "sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME, or env:NAME for a variable that holds one"
    return None if re.fullmatch(_STORE, url) else f"must be {possible}"


def _source_fault(source: str) -> str | None:
    """What is wrong with a source that can never be read, or None; a file may come, a wrong address stays wrong."""
    if source == "-":
        return "names standard input, which a scheduled job does not have"
    if not is_url(source):
        return None
    try:
        address(source)
    except NotFetched as refused:
        if "@" in source:
            return "names an address with a user or a password, which does not belong into the configuration"
        return f"names {source!r}: {refused}"
    return None


def _there(target: str, info: ValidationInfo) -> str:
    known = info.context["targets"] if info.context else (target,)
    if target not in known:
        raise ValueError(f"names {target!r}, but there is no [targets.{target}]{meant(target, known)}")
    return target


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"names {', '.join(map(repr, twice))} twice")
    return names


def _folder(name: str, info: ValidationInfo) -> str:
    try:
        there = not info.context or (info.context["folder"] / name).is_dir()
    except OSError:  # a name that no folder can have
        there = False
    if not there:
        raise ValueError(f"names {name!r}, and there is no such folder")
    return name


class StoreTable(TomlTable):
    """Where the digest remembers what it read and sent, and for how long."""

    url: Annotated[Text, unless(_store_fault)] = Field(
        "sqlite:///briefer.db",
        description="Where the digest remembers what it read and sent: sqlite:///file (relative to this file) or "
        "postgresql+psycopg://user@host/name; env:NAME reads the whole address from the environment.",
        json_schema_extra={"pattern": _STORE},
    )
    retention_days: int = Field(90, ge=1, description="Articles, briefs and receipts that are older are forgotten.")


class Job(TomlTable):
    """One digest: when, from what, written how, sent where."""

    name: str
    title: Text = Field("", description="The digest's heading; the job's name when missing.")
    schedule: Annotated[Text, unless(slots.schedule_fault)] = Field(
        description='When: five cron fields, like "0 7 * * 1-5".'
    )
    timezone: Annotated[Text, unless(slots.zone_fault)] = Field(
        "UTC", description="The zone of the schedule, like Europe/London."
    )
    sources: Annotated[tuple[Annotated[Text, unless(_source_fault)], ...], Listed] = Field(
        min_length=1, description="Files, folders, globs, URLs and feeds."
    )
    targets: Annotated[tuple[Annotated[Text, AfterValidator(_there)], ...], Listed, AfterValidator(_once)] = Field(
        min_length=1,
        description="Names of [targets.…] that get the digest.",
        json_schema_extra={"uniqueItems": True},
    )
    writer: Text = Field("extractive", description="extractive (built in, no model) or a model's name.")
    focus: Text | None = Field(None, description="What the readers care about most, for a model.")
    audience: Text | None = Field(None, description="For whom it is written, for a model.")
    language: Annotated[_CODE, said("must be an ISO 639 code of two or three lower-case letters, like en")] | None = (
        Field(None, description="Language of the briefs, like en or de, for a model.")
    )
    languages: Annotated[
        tuple[_CODE, ...],
        Listed,
        said('must be ISO 639 codes of two or three lower-case letters, like ["en", "de"]'),
    ] = Field((), description="Only articles in these languages are used; all when missing.")
    length: Literal["auto", "short", "standard", "long"] = Field(
        "auto",
        description="How much a writer should say of a story; auto: standard, and short in a digest of more than five.",
    )
    sections: Annotated[tuple[Text, ...], Listed, unless(arrangement.fault)] = Field(
        (), description="Which sections a story has, and in which order: " + ", ".join(arrangement.CHOICES) + "."
    )
    questions: int = Field(0, ge=0, le=20, description="So many questions of readers are answered, by a model.")
    fallback: Literal["extractive", "none"] = Field(
        "extractive", description="Whether the built-in writer stands in for a model that fails."
    )
    judge: Literal["off", "flagged", "all"] = Field(
        "all", description="About which claims a model is asked a second time."
    )
    judge_model: Text | None = Field(None, description="The name of that model; the writer's when missing.")
    prompts: Annotated[Text, AfterValidator(_folder)] | None = Field(
        None, description="A folder with prompts of your own."
    )
    max_stories: int = Field(20, ge=1, description="At most so many stories in a digest; the rest is counted.")
    max_articles: int = Field(2000, ge=1, description="At most so many new articles a digest, the newest first.")
    max_claims: int | None = Field(None, ge=1, description="At most so many claims a story.")
    max_cost: float | None = Field(None, ge=0, description="US dollars that a model may cost for one digest.")
    max_cost_month: float | None = Field(
        None, ge=0, description="US dollars that a model may cost this job in a calendar month."
    )
    max_age_days: int | None = Field(
        None, ge=1, description="Articles published longer ago are not news; no limit when missing."
    )
    catch_up: Literal["latest", "all", "none"] = Field(
        "latest", description="Which slots that were missed (the machine was off) are made up for."
    )
    when_empty: Literal["skip", "send"] = Field("skip", description="Whether a digest with nothing new is sent.")
    complain_after: int = Field(3, ge=1, description="A source that failed in so many runs in a row is named first.")
    allow_private: bool = Field(default=False, description="Whether sources may be in a private network.")


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
        raise UsageError(toml_tables.syntax(error, path)) from error
    reader = _Reader(path)
    if config := reader.config(values):
        return config
    found = "\n  ".join(toml_tables.told(reader.faults, text, path))
    hint = "`briefer schema config` prints every key with what it is for."
    raise UsageError(f"The configuration cannot be used.\n  {found}", hint=hint)


class _Reader:
    """Reads the values of one file and collects what is wrong with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[tuple[toml_tables.Path, str]] = []

    def config(self, values: Mapping[str, Any]) -> Config | None:
        """The configuration; None where something is wrong with it."""
        self._tell((name, f"is no part of a configuration{meant(name, _TABLES)}") for name in values.keys() - _TABLES)
        if values.get("jobs", {}) == {}:
            missing = "empty" if "jobs" in values else "missing"
            self._tell([("jobs", f"is {missing}: describe at least one [jobs.NAME]")])
        targets = {}
        for name, table in self._named(values, "targets"):
            self._tell(target_config.faults(table), "targets", name)
            own = {key: value for key, value in table.items() if key != "on_unknown"}
            targets[name] = TargetTable(name, own, table.get("on_unknown", "resend"))
        around = {"folder": self.path.parent, "targets": targets}
        store = self._read(StoreTable, values.get("store", {}), around, "store")
        jobs = {
            name: self._read(Job, {"title": name, **table}, around, "jobs", name, name=name)
            for name, table in self._named(values, "jobs")
        }
        if self.faults or store is None:
            return None
        return Config(self.path, store.url, store.retention_days, {n: job for n, job in jobs.items() if job}, targets)

    def _named(self, values: Mapping[str, Any], name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The named tables within a table; whatever else stands there is a fault."""
        outer = values.get(name, {})
        if not isinstance(outer, dict):
            self._tell([(None, f"must hold tables, like [{name}.NAME]")], name)
            return
        for key, inner in outer.items():
            if not isinstance(inner, dict):
                self._tell([(key, f"must be a table, like [{name}.NAME]")], name)
            elif not _NAME.fullmatch(key):
                self._tell([(key, "may have letters, digits, - and _ in its name only")], name)
            else:
                yield key, inner

    def _read(self, model: type[Model], table: Any, around: Mapping[str, Any], *path: str, **own: str) -> Model | None:
        value, faults = toml_tables.read(model, table, around, **own)
        self._tell(faults, *path)
        return value

    def _tell(self, faults: Iterable[toml_tables.Fault], *path: str) -> None:
        self.faults += [((*path, key) if key else path, words) for key, words in faults]


def config_schema() -> str:
    """The JSON schema of a configuration, made from the very models that read it, for editors that complete TOML."""
    named = {"type": "object", "propertyNames": {"pattern": _NAME.pattern}}
    targets = [toml_tables.schema(model) for model in target_config.TARGETS.values()]
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "briefer digest",
        "type": "object",
        "additionalProperties": False,
        "required": ["jobs", "targets"],
        "properties": {
            "store": toml_tables.schema(StoreTable),
            "jobs": {**named, "minProperties": 1, "additionalProperties": toml_tables.schema(Job, "name")},
            "targets": {**named, "additionalProperties": {"oneOf": targets}},
        },
    }
    return json.dumps(found, indent=2) + "\n"
