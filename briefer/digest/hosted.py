"""Schedules of services that start a fresh machine or container: GitHub Actions and Kubernetes.

They start at a job's own slots only, so they are given its schedule. What is not on a volume or in a cache is gone when
the run ends, so a plan's note says what that means here.
"""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from collections.abc import Iterable
from pathlib import Path

from briefer import __version__
from briefer.digest.config import Config, Job
from briefer.digest.plans import File, Plan, slug

# The name on the public index belongs to another project, so a plan never installs briefer by its name.
_WHEEL = f"briefer-{__version__}-py3-none-any.whl"
_IMAGE = f"briefer:{__version__}"
_LONGEST = 52  # characters of a CronJob's name: Kubernetes appends 11 for a job's, which may have 63
# What cronsim knows and Kubernetes and GitHub do not: the last day, the last or nth weekday, and 7 for Sunday.
_FOREIGN_DAY = re.compile(r"L", re.IGNORECASE)
_FOREIGN_WEEKDAY = re.compile(r"L|#|7", re.IGNORECASE)


# --- GitHub -------------------------------------------------------------------------------------------------


def github(config: Config) -> Plan:
    """A workflow for a repository that holds the configuration."""
    name, extra = slug(config.path), "" if config.store_url.startswith("sqlite") else "[postgres]"
    times = "\n".join(
        f"    - cron: {json.dumps(schedule(job.schedule))}\n      timezone: {json.dumps(job.timezone)}"
        for job in config.jobs.values()
    )
    secrets = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in _secrets(config))
    restore, save = _cache_steps(config)
    body = f"""name: {json.dumps(f"briefer digests of {config.path.name}")}
on:
  schedule:  # GitHub may start hours late; the slot's digest is made when it does
{times}
  workflow_dispatch:
concurrency:
  group: {name}
jobs:
  digest:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
{restore}      - run: pip install "./{_WHEEL}{extra}"
      - run: |  # 75: another run is under way
{_folder_line(config)}          {_run(["briefer", "digest", "run", config.path.name, "--if-due"])}
{f"        env:{chr(10)}{secrets}" if secrets else ""}{save}"""
    path = Path(f".github/workflows/{name}.yml")
    return Plan("github", (File(path, body),), note="\n".join(_github_note(config, path)))


def _cache_steps(config: Config) -> tuple[str, str]:
    """The steps that bring a store's file and keep it; none where the store is no file."""
    file, name = _store_file(config), slug(config.path)
    if not file:
        return "", ""
    kept = f"""        with:
          path: {json.dumps(f"{file}*")}
          key: {name}.${{{{ github.run_id }}}}.${{{{ github.run_attempt }}}}
"""
    restore = (
        "      - uses: actions/cache/restore@v4  # what was read and sent; if it is lost, old articles come again\n"
    )
    save = """      - uses: actions/cache/save@v4
        if: always()  # also when something was not delivered: what was sent must not be forgotten
"""
    return f"{restore}{kept}          restore-keys: {name}.\n", save + kept


def _folder_line(config: Config) -> str:
    """A line that makes the folder of the store, which is not there before the first run."""
    folder = Path(_store_file(config)).parent
    return "" if folder == Path() else f"          mkdir -p {shlex.quote(str(folder))}\n"


def _github_note(config: Config, path: Path) -> Iterable[str]:
    file = config.path.name
    yield f"commit this as {path}; it works as it is if {file} is at the repository's root"
    yield f"commit {_WHEEL} at the root as well; in briefer's source, `pip wheel --no-deps .` makes it"
    if names := _secrets(config):
        yield f"give the repository these secrets: {', '.join(names)}"
    if not _store_file(config):
        yield "the store must be on a server that GitHub reaches: a file would be lost when the run ends"
    wanted = {name for job in config.jobs.values() for name in job.targets}
    for name in sorted(wanted):
        if config.targets[name].values["type"] == "folder":
            yield f"what the target {name} writes into its folder is lost when the run ends"
    yield from _rewritten(config, "GitHub")


# --- Kubernetes ---------------------------------------------------------------------------------------------


def kubernetes(config: Config) -> Plan:
    """A CronJob for each job."""
    manifests = "---\n".join(_cron_job(config, job) for job in config.jobs.values())
    return Plan("k8s", (File(Path("briefer.yaml"), manifests),), note="\n".join(_kubernetes_note(config)))


def _cron_job(config: Config, job: Job) -> str:
    command = ["briefer", "digest", "run", f"/briefer/{config.path.name}", "--job", job.name, "--if-due"]
    return f"""apiVersion: batch/v1
kind: CronJob
metadata:
  name: {_label(config.path.name, f"{slug(config.path)}-{job.name}", job.name)}
spec:
  schedule: {json.dumps(schedule(job.schedule))}
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
              image: {_IMAGE}
              workingDir: /briefer
              # 75: another run is under way
              command: {json.dumps(["sh", "-c", _run(command)])}
              env:
                - name: BRIEFER_CACHE  # a run that died does not pay for a model's answers again
                  value: /briefer/.cache
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


def _label(file: str, words: str, job: str) -> str:
    """A DNS label, told apart by six hexadecimal digits: A_b and a-b, and names that are too long, would be one."""
    digits = hashlib.sha256(f"{file}\n{job}".encode()).hexdigest()[:6]
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower())[: _LONGEST - len(digits) - 1].strip("-")
    return f"{plain}-{digits}"


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


# --- what both share ----------------------------------------------------------------------------------------


def schedule(written: str) -> str:
    """A schedule in the cron that every service knows, which comes at every slot, and may come on more days.

    Args:
        written: five cron fields, as cronsim knows them. L, LW, 5L and 5#2 become all days that they can fall on, and
            7 becomes 0, for a run on a day that is not meant finds no slot due.
    """
    from cronsim import CronSim  # noqa: PLC0415 - `briefer --help` needs no schedule

    from briefer.digest.slots import ANY_TIME  # noqa: PLC0415 - the same

    read, fields = CronSim(written, ANY_TIME), written.split()
    if _FOREIGN_DAY.search(fields[2]):
        may_be = {CronSim.LAST: range(28, 32), CronSim.LAST_WEEKDAY: range(26, 32)}
        fields[2] = _listed(day for one in read.days for day in may_be.get(one, (one,)))
    if _FOREIGN_WEEKDAY.search(fields[4]):
        fields[4] = _listed((one[0] if isinstance(one, tuple) else one) % 7 for one in read.weekdays)
    return " ".join(fields)


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, sorted(set(numbers))))


def _rewritten(config: Config, service: str) -> Iterable[str]:
    for job in config.jobs.values():
        plain = schedule(job.schedule)
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
    named = {value[4:] for t in config.targets.values() for value in t.values.values() if _is_secret(value)}
    named |= {config.store_url[4:]} if _is_secret(config.store_url) else set()
    named |= {"OPENAI_API_KEY"} if any(job.writer != "extractive" for job in config.jobs.values()) else set()
    return sorted(named)


def _is_secret(value: object) -> bool:
    return isinstance(value, str) and value.startswith("env:")
