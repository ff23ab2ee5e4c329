"""The commands of the scheduled digest."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer import cli

if TYPE_CHECKING:
    from briefer.digest.config import Config, Job
    from briefer.digest.schedule.installing import Installation, System
    from briefer.digest.store import Store
    from briefer.digest.telling import Tools

_config = click.argument("config", type=click.Path(dir_okay=False, path_type=Path))
_yes = click.option("--yes", is_flag=True, help="Do not ask first.")
_job = click.option("--job", "names", multiple=True, metavar="NAME", help="Only this job (may be given repeatedly).")


@click.group()
def digest() -> None:
    """Make, send and look after scheduled digests."""


@digest.command()
@_config
@_job
@click.option("--slot", metavar="TIME", help="This slot, like 2026-11-23T07:00, whatever the clock says.")
@click.option("--if-due", is_flag=True, help="Only what is due and was not made yet; for timers.")
@click.option("--dry-run", is_flag=True, help="Print the digest; remember and send nothing, ask no model.")
@click.option("--patience", type=click.FloatRange(min=0), default=60, show_default=True, metavar="SECONDS",
              help="Spend at most so long on waiting for targets that are busy.")  # fmt: skip
def run(
    config: Path, names: tuple[str, ...], slot: str | None, *, if_due: bool, dry_run: bool, patience: float
) -> None:
    """Run jobs: make the digest of the newest slot, once, and send it.

    Running a slot again sends nothing but what did not arrive. Ends with 4 when something did not, with 75 when another
    run is under way.
    """
    from briefer.digest import printing, running

    read, jobs, environ = _opened(config, names)
    tools = _tools(read, environ, patience, remember=not dry_run)
    for line in running.off_schedule(jobs, slot) if slot else ():
        click.echo(line, err=True)
    if dry_run:
        made = list(running.previews(read, jobs, tools, slot=slot, if_due=if_due))
        for note in [note for note, _ in made if note]:
            click.echo(note, err=True)
        click.echo("\n".join(shown for _, shown in made), nl=False)
        return
    results = []
    with _store(read, environ) as store:
        for result in running.run_jobs(read, jobs, store, tools, slot=slot, if_due=if_due):
            results.append(result)
            if said := printing.outcome(result):
                # Standard output is a target's where a job has one there.
                click.echo(said, err=isinstance(result, running.Stopped) or running.prints(read, result.job))
    sys.exit(running.exit_code(results))


@digest.command()
@_config
@_job
def check(config: Path, names: tuple[str, ...]) -> None:
    """Check a configuration: every fault with its line; the next slots; what is not set or not there."""
    from briefer.digest import checking

    read, jobs, environ = _opened(config, names)
    plan, can_be_used = checking.plan(read, jobs, environ, datetime.now(UTC))
    click.echo(plan, nl=False)
    sys.exit(0 if can_be_used else 2)


@digest.command("list")
@_config
@_job
@click.option("-n", "--most", type=click.IntRange(min=1), default=20, show_default=True, help="The newest so many.")
@cli.text_or_json
def listed(config: Path, names: tuple[str, ...], most: int, form: str) -> None:
    """Show the digests that were made, what they cost, what was sent, and sources that cannot be read."""
    from briefer.digest import printing
    from briefer.digest.store import outbox, runs

    read, jobs, environ = _opened(config, names)
    wanted = [job.name for job in jobs]
    with _store(read, environ) as store, store.transaction() as db:
        found = runs.listed(db, wanted, most), outbox.counts(db, wanted), runs.failing(db, wanted)
    click.echo((printing.runs_json if form == "json" else printing.runs)(*found), nl=False)


@digest.command()
@_config
@click.option("--job", "name", required=True, metavar="NAME", help="The job.")
@click.option("--slot", metavar="TIME", help="The slot; the newest when missing.")
def show(config: Path, name: str, slot: str | None) -> None:
    """Print a digest that was made, as Markdown."""
    from briefer.digest.store import runs
    from briefer.errors import UsageError

    read, _, environ = _opened(config, (name,))
    with _store(read, environ) as store, store.transaction() as db:
        found = runs.find(db, name, slot) if slot else next(iter(runs.listed(db, [name], 1)), None)
    if found is None:
        raise UsageError(f"{name} has no digest{f' of {slot}' if slot else ''}.", hint="`briefer digest list` has all.")
    click.echo(found.document, nl=False)


@digest.command()
@_config
@_job
@click.option("--all", "everything", is_flag=True, help="Also what was sent or dropped.")
@click.option("--retry", type=int, multiple=True, metavar="ID", help="Let this message go out again with the next run.")
@click.option("--drop", type=int, multiple=True, metavar="ID", help="Never send this message.")
@cli.text_or_json
def outbox(config: Path, names: tuple[str, ...], **options: Any) -> None:
    """Show what is still to be sent; retry or drop messages that were refused or are held."""
    from briefer.digest import printing
    from briefer.digest.store import outbox as messages
    from briefer.digest.values import moment

    read, jobs, environ = _opened(config, names)
    wanted = [job.name for job in jobs]
    with _store(read, environ) as store, store.transaction() as db:
        now = moment(datetime.now(UTC))
        messages.decide(db, wanted, retry=options["retry"], drop=options["drop"], at=now)
        entries = messages.rows(db, wanted, states=tuple(messages.State) if options["everything"] else messages.OPEN)
    click.echo((printing.outbox_json if options["form"] == "json" else printing.outbox)(entries), nl=False)


@digest.command()
@_config
@_job
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the health page is.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="Its port; 0 for any.")
@click.option("--every", type=click.FloatRange(min=0.1), default=30, show_default=True, metavar="SECONDS",
              help="How often to look what is due.")  # fmt: skip
def serve(config: Path, names: tuple[str, ...], host: str, port: int, every: float) -> None:
    """Run what is due, again and again: for containers that have no timer. SIGTERM ends it after the current step."""
    from briefer.digest import serving

    read, jobs, environ = _opened(config, names)
    tools = _tools(read, environ, 0)
    serving.serve(read, jobs, tools, lambda: _store(read, environ), host=host, port=port, every=every)


# --- schedule -------------------------------------------------------------------------------------------------


@click.group()
def schedule() -> None:
    """Let the operating system run what is due."""


def _kinds(command: Callable[..., None]) -> Callable[..., None]:
    for kind, help_ in (
        ("k8s", "Kubernetes CronJobs."),
        ("github", "A GitHub Actions workflow."),
        ("launchd", "A launch agent of macOS."),
        ("cron", "A line of your crontab."),
        ("systemd", "A timer and a service of your user."),
    ):
        command = click.option(f"--{kind}", "kind", flag_value=kind, help=help_)(command)
    return command


@schedule.command("show")
@_config
@_kinds
def show_schedule(config: Path, kind: System | None) -> None:
    """Print what `install` would write, and change nothing."""
    click.echo(_plan(config, kind).text(), nl=False)


@schedule.command("install")
@_config
@_kinds
@_yes
def install_schedule(config: Path, kind: System | None, *, yes: bool) -> None:
    """Print what will be written, ask, and write it."""
    from briefer.digest.schedule import installing

    plan = _plan(config, kind)
    click.echo(plan.text(), nl=False)
    if yes or click.confirm("Install this?", err=True):
        for line in installing.install(plan, cli.environ()):
            click.echo(line, err=True)


@schedule.command("remove")
@_config
@_kinds
@_yes
def remove_schedule(config: Path, kind: System | None, *, yes: bool) -> None:
    """Take away what `install` wrote."""
    from briefer.digest.schedule import installing

    plan = _plan(config, kind)
    if yes or click.confirm(f"Remove the {plan.system} schedule of {config}?", err=True):
        for line in installing.remove(plan, cli.environ()):
            click.echo(line, err=True)


def _plan(config: Path, kind: System | None) -> Installation:
    """What would be written, for the briefer that runs now as a timer can find it."""
    from briefer.digest.schedule import systems

    if kind is None:
        raise click.UsageError("Say for what: --systemd, --cron, --launchd, --github or --k8s.")
    beside = Path(sys.executable).with_name("briefer")
    return systems.installation(_read(config), kind, str(beside) if beside.is_file() else "briefer")


# --- what the commands share ----------------------------------------------------------------------------------


def _read(path: Path) -> Config:
    from briefer.digest import config

    return config.load(path)


def _opened(path: Path, names: tuple[str, ...]) -> tuple[Config, tuple[Job, ...], Mapping[str, str]]:
    from briefer.digest import secrecy

    read = _read(path)
    environ = cli.environ(read.folder)
    secrecy.silence(secrecy.of_config(read, environ))
    jobs = tuple(read.job(name) for name in names) if names else tuple(read.jobs.values())
    return read, jobs, environ


@contextmanager
def _store(config: Config, environ: Mapping[str, str]) -> Iterator[Store]:
    from briefer.digest.store import open_store

    with open_store(config.store_url, config.folder, environ) as store:
        yield store


def _tools(config: Config, environ: Mapping[str, str], patience: float, *, remember: bool = True) -> Tools:
    from briefer.app import press
    from briefer.digest.telling import Tools
    from briefer.settings import Settings
    from briefer.sources import FetchOptions

    settings = Settings.from_env(environ)
    cache = settings.cache_folder / "web" if settings.cache_folder and remember else None
    return Tools(
        press=lambda job, left: press.for_job(job, left, settings, config.folder),
        environ=environ,
        tell=cli.tell,
        options=FetchOptions(cache=cache),
        patience=patience,
    )
