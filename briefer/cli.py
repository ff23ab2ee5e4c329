"""The command line: parses arguments, calls `app`, prints. No logic."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer import __version__, cli_digest, cli_model, cli_send, cli_sources
from briefer.errors import BrieferError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefer.app import Order
    from briefer.records import Brief
    from briefer.settings import Settings

FORMATS = ("md", "html", "json", "text", "slack", "eml", "github", "atom", "jsonfeed")
_INTERRUPTED = 130
_FOR_MODELS = ("base_url", "focus", "language", "max_cost", "prompts", "no_cache")


class _Commands(click.Group):
    """A group whose errors speak to the person and end with their exit codes."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and turn every expected error into words."""
        try:
            return super().main(*args, **{**kwargs, "standalone_mode": False})
        except BrieferError as error:
            _fail(error.message, error.hint, error.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            _fail("stopped", "", _INTERRUPTED)
        except BrokenPipeError:
            # The reader of our output went away, as `head` does. Nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


def _fail(message: str, hint: str, code: int) -> None:
    click.echo(f"briefer: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    sys.exit(code)


def _warn(words: str) -> None:
    click.echo(f"briefer: warning: {words}", err=True)


def _tell(words: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"{words} …", err=True)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefer")
@click.pass_context
def main(context: click.Context) -> None:
    """Make one brief from many overlapping articles, every claim cited to the exact words that back it."""
    context.obj = _settings


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="Form of the output.  [default: md, or by -o]")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--writer", metavar="extractive|MODEL", help="Who writes: the built-in writer or a model's name.")
@click.option("--base-url", metavar="URL", help="An OpenAI-compatible server.")
@click.option("--focus", metavar="TEXT", help="What you care about most (for a model).")
@click.option("--length", type=click.Choice(["short", "standard", "long"]), default="standard", show_default=True)
@click.option("--language", metavar="CODE", help="Language of the brief, like en or de (for a model).")
@click.option("--max-cost", type=click.FloatRange(min=0), metavar="USD", help="What the model may cost at most.")
@click.option("--max-claims", type=click.IntRange(min=1), metavar="N", help="At most so many claims.")
@click.option("--per-story", is_flag=True, help="One brief for each story in the sources.")
@click.option("--embed-sources/--no-embed-sources", default=True, help="JSON: whether it carries the article texts.")
@click.option("--fallback", type=click.Choice(["extractive", "none"]), default="extractive", show_default=True)
@click.option(
    "--judge",
    type=click.Choice(["off", "flagged", "all"]),
    default="flagged",
    show_default=True,
    help="Which claims a model is asked about a second time.",
)
@click.option("--prompts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Your own prompts.")
@click.option("--no-cache", is_flag=True, help="Ask the model again, even for an answer that is remembered.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and what it might cost; ask nobody.")
@cli_send.to
@cli_send.config
@cli_sources.reading
@click.option("--report", is_flag=True, help="Say on standard error what was withheld, and why.")
def brief(sources: tuple[str, ...], **options: Any) -> None:
    """Make one brief of everything that is given.

    SOURCE is a file, a folder, a glob, a web address, a feed, or - for standard input.
    """
    from briefer import app, views  # noqa: PLC0415 - `--help` must not wait for them
    from briefer.app import output  # noqa: PLC0415 - the same

    reading = cli_sources.fetch_options(_settings(), options)
    order = _order(options)
    if not order.uses_model and (idle := [name for name in _FOR_MODELS if options[name]]):
        _warn(f"no model is named, so this has no effect: {', '.join('--' + n.replace('_', '-') for n in idle)}")
    gathered = app.gather(sources, options=reading, tell=_tell, progress=cli_sources.progress)
    if options["dry_run"]:
        click.echo(app.plan(gathered, order), nl=False)
        return
    briefs = app.make(gathered, order, tell=_tell, warn=_warn)
    for failure in gathered.failures:
        _warn(f"{failure.source}: {failure.reason}")
    text = _rendered(briefs, options)
    if options["report"]:
        click.echo(views.withheld(briefs), err=True, nl=False)
    if options["output"]:
        output.write_file(options["output"], text)
    elif not options["targets"]:
        _print(text)
    if options["targets"]:
        from briefer.app import delivering  # noqa: PLC0415 - who sends nothing reads no targets

        outgoing = delivering.outgoing_briefs(briefs, cli_send.own_template())
        cli_send.finish(delivering.deliver(outgoing, options["targets"], options["config"], cli_send.environ()))


@main.command()
@click.argument("file", metavar="BRIEF", type=click.Path(allow_dash=True))
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(file: str, sources: tuple[str, ...], form: str) -> None:
    """Ground a finished brief again, without a model.

    BRIEF is JSON or Markdown that briefer wrote, or JSON of another tool with claims and quotes. Its articles' texts
    come from the file itself or from each SOURCE. Ends with 1 when a citation, a hash or a check fails.
    """
    from briefer import views  # noqa: PLC0415 - `--help` must not wait for them
    from briefer.app import checking  # noqa: PLC0415 - the same

    report = checking.verify_file(file, sources)
    _print(views.verdicts(report, form))
    sys.exit(0 if report.holds else 1)


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@cli_sources.reading
def stories(sources: tuple[str, ...], form: str, **options: Any) -> None:
    """Show what is one story, what is a reprint of what, and what overlaps."""
    from briefer import app, views  # noqa: PLC0415 - `--help` must not wait for them

    reading = cli_sources.fetch_options(_settings(), options)
    gathered = app.gather(sources, options=reading, tell=_tell, progress=cli_sources.progress)
    for failure in gathered.failures:
        _warn(f"{failure.source}: {failure.reason}")
    _print(views.stories(app.cluster(gathered), gathered.failures, form))


@main.command()
@click.argument("which", type=click.Choice(["brief", "answer", "config"]))
def schema(which: str) -> None:
    """Print the JSON Schema of a brief, of a model's answer, or of a digest's configuration."""
    from briefer.app import output  # noqa: PLC0415 - `--help` must not wait for it

    _print(output.schema(which))


def _order(options: dict[str, Any]) -> Order:
    from briefer.app import Order, press  # noqa: PLC0415 - `--help` must not wait for it
    from briefer.records import Wishes  # noqa: PLC0415 - the same

    settings = _settings()
    return Order(
        wishes=Wishes(options["length"], options["language"], options["focus"], options["max_claims"]),
        writer=options["writer"] or settings.model or "extractive",
        base_url=options["base_url"] or settings.base_url,
        api_key=settings.api_key,
        max_cost=options["max_cost"] if options["max_cost"] is not None else settings.max_cost,
        fallback=options["fallback"],
        judge=options["judge"],
        per_story=options["per_story"],
        prompts=options["prompts"],
        cache=settings.cache_folder,
        use_cache=not options["no_cache"],
        options=press.model_options(settings.model_options),
    )


def _settings() -> Settings:
    from briefer.settings import Settings  # noqa: PLC0415 - `--help` must not wait for it

    return Settings.from_env(cli_send.environ())


def _rendered(briefs: Sequence[Brief], options: dict[str, Any]) -> str:
    from briefer.app import output  # noqa: PLC0415 - `--help` must not wait for it

    form = options["form"] or output.form_of(options["output"]) or "md"
    return output.render(briefs, form, per_story=options["per_story"], embed_sources=options["embed_sources"])


def _print(text: str) -> None:
    if sys.stdout is None:
        raise UsageError("There is no standard output to write to.", hint="Name a file with -o.")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _fail(
            f"Cannot write to standard output: {error.strerror or error}", "Name a file with -o.", UsageError.exit_code
        )


for command in (
    cli_digest.digest,
    cli_digest.schedule,
    cli_model.doctor,
    cli_model.logs,
    cli_send.send,
    cli_sources.sources,
):
    main.add_command(command)
