"""The commands about models: whether one is there, and what was asked of it."""

from __future__ import annotations

import sys

import click

from briefer import cli
from briefer.errors import UsageError


@click.command()
@click.option("--writer", metavar="MODEL", help="The model's name.  [default: BRIEFER_MODEL]")
@click.option("--judge-model", metavar="MODEL", help="Another model, for the judge.  [default: BRIEFER_JUDGE_MODEL]")
@click.option("--base-url", metavar="URL", help="An OpenAI-compatible server.  [default: OPENAI_BASE_URL]")
def doctor(writer: str | None, judge_model: str | None, base_url: str | None) -> None:
    """See whether a model is there and does what a brief needs. Sends a few small requests."""
    from briefer.llm import doctor as looking
    from briefer.llm.options import OPENAI, ModelOptions

    settings = cli.settings()
    name = writer or settings.model
    if not name:
        raise UsageError(
            "No model is named, and the built-in writer needs no doctor.", hint="--writer or BRIEFER_MODEL"
        )
    failed = False
    for model in dict.fromkeys((name, judge_model or settings.judge_model or name)):
        for probe in looking.doctor(ModelOptions(model, base_url or settings.base_url or OPENAI, settings.api_key)):
            click.echo(looking.line(probe))
            failed = failed or probe.state == "failed"
    sys.exit(3 if failed else 0)


@click.command()
@click.option("--last", "most", type=click.IntRange(min=1), default=50, show_default=True, metavar="N")
def logs(most: int) -> None:
    """List the requests that were made of models, and what they cost."""
    from briefer.llm import ledger

    folder = cli.settings().cache_folder
    click.echo(ledger.table(ledger.entries(folder / "answers.db" if folder else None, most)), nl=False)
