"""The command that sends a finished brief: parses arguments, calls `app.delivering`, prints. No logic."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

to = click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="TARGET",
    help="slack, email, webhook, apprise, stdout or folder:PATH, as the environment describes it, or a target of "
    "--config. May be given repeatedly.",
)
config = click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), help="A digest's configuration, for its [targets]."
)


@click.command()
@click.argument("file", metavar="BRIEF", type=click.Path(allow_dash=True))
@to
@config
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Your own Markdown template, for a brief as JSON.  [default: BRIEFER_TEMPLATE]",
)
@click.option("--dry-run", is_flag=True, help="Say what would go where, and send nothing.")
def send(file: str, targets: tuple[str, ...], config: Path | None, template: Path | None, *, dry_run: bool) -> None:
    """Send a finished brief: JSON or Markdown, which may have been edited by hand."""
    from briefer.app import delivering  # noqa: PLC0415 - `--help` must not wait for it

    chosen = template or (own_template() if file.endswith(".json") else None)
    outgoing = delivering.outgoing_of(file, chosen)
    finish(delivering.deliver(outgoing, targets, config, environ(), dry_run=dry_run))


def own_template() -> Path | None:
    """The template that the environment names."""
    from briefer.settings import Settings  # noqa: PLC0415 - `--help` must not wait for it

    name = Settings.from_env(environ()).template
    return Path(name) if name else None


def environ() -> Mapping[str, str]:
    """The environment, and what `.env` in the working folder adds to it."""
    from briefer.settings import environment  # noqa: PLC0415 - `--help` must not wait for it

    return environment(os.environ)


def finish(told: tuple[tuple[str, ...], bool]) -> None:
    """Print what became of each message, on standard error, and end with 4 unless all were delivered."""
    lines, complete = told
    for line in lines:
        click.echo(line, err=True)
    if not complete:
        sys.exit(4)
