"""The commands about the model: parses arguments, calls `llm`, prints. No logic."""

from __future__ import annotations

import sys
from typing import Any

import click

from briefer.errors import UsageError


@click.command()
@click.option("--writer", metavar="MODEL", help="The model's name.  [default: BRIEFER_MODEL]")
@click.option("--base-url", metavar="URL", help="An OpenAI-compatible server.  [default: OPENAI_BASE_URL]")
@click.pass_obj
def doctor(settings: Any, writer: str | None, base_url: str | None) -> None:
    """See whether a model is there and does what a brief needs. Sends a few small requests."""
    from briefer.llm import doctor as looking  # noqa: PLC0415 - `--help` must not wait for it
    from briefer.llm.options import OPENAI, ModelOptions  # noqa: PLC0415 - the same

    name = writer or settings().model
    if not name:
        raise UsageError(
            "No model is named, and the built-in writer needs no doctor.", hint="--writer or BRIEFER_MODEL"
        )
    options = ModelOptions(name, base_url or settings().base_url or OPENAI, settings().api_key)
    failed = False
    for probe in looking.doctor(options):
        click.echo(looking.line(probe))
        failed = failed or probe.state == "failed"
    sys.exit(3 if failed else 0)


@click.command()
@click.option("--last", "most", type=click.IntRange(min=1), default=50, show_default=True, metavar="N")
@click.pass_obj
def logs(settings: Any, most: int) -> None:
    """List the requests that were made of models, and what they cost."""
    from briefer.llm import ledger  # noqa: PLC0415 - `--help` must not wait for it

    folder = settings().cache_folder
    click.echo(ledger.table(ledger.entries(folder / "answers.db" if folder else None, most)), nl=False)
