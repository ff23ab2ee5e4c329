"""The options for reading sources, and the command that shows what was read. No logic."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from briefer.sources import FetchOptions

_OPTIONS = (
    click.option("--allow-private", is_flag=True, help="Read web addresses inside your own network too."),
    click.option(
        "--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="Feeds: leave out what is older."
    ),
    click.option(
        "--max", "max_entries", type=click.IntRange(min=1), metavar="N", help="Feeds: so many entries of each."
    ),
    click.option("--max-bytes", type=click.IntRange(min=1), metavar="N", help="The largest document that is read."),
)


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of reading sources."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def fetch_options(settings: Any, options: dict[str, Any]) -> FetchOptions:
    """The wishes for reading that some options stand for; takes them out of *options*."""
    from briefer.sources import FetchOptions  # noqa: PLC0415 - `--help` must not wait for it

    given = {name: options.pop(name) for name in ("allow_private", "since", "max_entries", "max_bytes")}
    since: datetime | None = given["since"]
    given["since"] = since.astimezone() if since else None
    folder = settings.cache_folder
    return FetchOptions(cache=folder / "web" if folder else None, **{k: v for k, v in given.items() if v is not None})


def progress(source: str, words: str) -> None:
    """A line on standard error for each source, where a person is watching."""
    if sys.stderr.isatty():
        click.echo(f"  {source}: {words}", err=True)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@reading
@click.pass_obj
def sources(settings: Callable[[], Any], /, names: tuple[str, ...], form: str, **options: Any) -> None:
    """Show what is read of each source, what is marked and why, and what fails."""
    from briefer.sources import survey  # noqa: PLC0415 - `--help` must not wait for it

    found = survey.survey(names, stdin=sys.stdin.buffer, options=fetch_options(settings(), options), progress=progress)
    text = survey.as_json(found) if form == "json" else survey.as_text(found)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.exit(0 if found.articles else 3)
