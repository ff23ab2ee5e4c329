"""The commands about sources and briefs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer import cli
from briefer.errors import UsageError

if TYPE_CHECKING:
    from briefer.app import Gathered, Order
    from briefer.sources import FetchOptions

FORMATS = ("md", "html", "json", "text", "slack", "eml", "github", "atom", "jsonfeed")
_FOR_MODELS = ("base_url", "focus", "judge_model", "language", "max_cost", "prompts", "no_cache", "questions")

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def _options(*options: Decorator) -> Decorator:
    """Several options that commands share."""

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            command = option(command)
        return command

    return add


_reading = _options(
    click.option("--allow-private", is_flag=True, help="Read web addresses inside your own network too."),
    click.option(
        "--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="Feeds: leave out what is older."
    ),
    click.option(
        "--max", "max_entries", type=click.IntRange(min=1), metavar="N", help="Feeds: so many entries of each."
    ),
    click.option("--max-bytes", type=click.IntRange(min=1), metavar="N", help="The largest document that is read."),
)
_targets = _options(
    click.option(
        "--to",
        "targets",
        multiple=True,
        metavar="TARGET",
        help="slack, email, webhook, apprise, stdout or folder:PATH, as the environment describes it, or a target of "
        "--config. May be given repeatedly.",
    ),
    click.option(
        "--config", type=click.Path(dir_okay=False, path_type=Path), help="A digest's configuration, for its [targets]."
    ),
)
_sources = click.argument("names", nargs=-1, required=True, metavar="SOURCE...")


# --- briefs -------------------------------------------------------------------------------------------------


@click.command()
@_sources
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="Form of the output.  [default: md, or by -o]")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--writer", metavar="extractive|MODEL", help="Who writes: the built-in writer or a model's name.")
@click.option("--base-url", metavar="URL", help="An OpenAI-compatible server.")
@click.option("--focus", metavar="TEXT", help="What you care about most (for a model).")
@click.option("--length", type=click.Choice(["short", "standard", "long"]), default="standard", show_default=True)
@click.option(
    "--sections",
    metavar="NAMES",
    help="Which sections a text shows, and in which order, like lead,facts,differ,timeline.  [default: all]",
)
@click.option(
    "--questions", type=click.IntRange(0, 20), default=0, metavar="N", help="Answer so many questions (for a model)."
)
@click.option("--evidence", is_flag=True, help="Markdown and text: print the quotations behind every sentence.")
@click.option("--language", metavar="CODE", help="Language of the brief, like en or de (for a model).")
@click.option("--max-cost", type=click.FloatRange(min=0), metavar="USD", help="What the model may cost at most.")
@click.option("--max-claims", type=click.IntRange(min=1), metavar="N", help="At most so many claims.")
@click.option("--per-story", is_flag=True, help="One brief for each story in the sources.")
@click.option("--embed-sources/--no-embed-sources", default=True, help="JSON: whether it carries the article texts.")
@click.option("--fallback", type=click.Choice(["extractive", "none"]), default="extractive", show_default=True)
@click.option(
    "--judge",
    type=click.Choice(["off", "flagged", "all"]),
    default="all",
    show_default=True,
    help="Which claims a model is asked about a second time.",
)
@click.option("--judge-model", metavar="MODEL", help="Another model for that.  [default: the writer]")
@click.option("--prompts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Your own prompts.")
@click.option("--no-cache", is_flag=True, help="Ask the model again, even for an answer that is remembered.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and what it might cost; ask nobody.")
@_targets
@_reading
@click.option("--report", is_flag=True, help="Say on standard error what was withheld, and why.")
def brief(names: tuple[str, ...], **options: Any) -> None:
    """Make one brief of everything that is given.

    SOURCE is a file, a folder, a glob, a web address, a feed, or - for standard input.
    """
    from briefer import app, channels
    from briefer.channels import arrangement
    from briefer.cli import printed

    fetching, order = _fetch_options(options), _order(options)
    if not order.uses_model and (idle := [name for name in _FOR_MODELS if options[name]]):
        cli.warn(f"no model is named, so this has no effect: {', '.join('--' + n.replace('_', '-') for n in idle)}")
    gathered = app.gather(names, options=fetching, tell=cli.tell, progress=_progress)
    if options["dry_run"]:
        click.echo(printed.plan(*app.plan(gathered, order), per_story=order.per_story), nl=False)
        return
    briefs = app.make(gathered, order, tell=cli.tell, warn=cli.warn)
    _warn_of_failures(gathered)
    for made in briefs:
        if nothing := arrangement.empty(made):
            cli.warn(f"{made.headline}: there is nothing to show under {', '.join(nothing)}")
    form = options["form"] or channels.form_of(options["output"]) or "md"
    shown = {name: options[name] for name in ("per_story", "embed_sources", "evidence")}
    text = channels.render(briefs, form, **shown)
    if options["report"]:
        click.echo(printed.withheld(briefs), err=True, nl=False)
    if options["output"]:
        app.write_file(options["output"], text)
    elif not options["targets"]:
        cli.show(text)
    if options["targets"]:
        from briefer.app import delivering  # who sends nothing reads no targets

        outgoing = delivering.outgoing_briefs(briefs, _own_template())
        _finish(delivering.deliver(outgoing, options["targets"], options["config"], cli.environ()))


def _order(options: dict[str, Any]) -> Order:
    from briefer.app import Order, press
    from briefer.records import Wishes

    settings = cli.settings()
    return Order(
        wishes=Wishes(
            options["length"],
            options["language"],
            options["focus"],
            options["max_claims"],
            questions=options["questions"],
            sections=_sections(options["sections"]),
        ),
        writer=options["writer"] or settings.model or "extractive",
        base_url=options["base_url"] or settings.base_url,
        api_key=settings.api_key,
        max_cost=options["max_cost"] if options["max_cost"] is not None else settings.max_cost,
        fallback=options["fallback"],
        judge=options["judge"],
        judge_model=options["judge_model"] or settings.judge_model,
        per_story=options["per_story"],
        prompts=options["prompts"],
        cache=settings.cache_folder,
        use_cache=not options["no_cache"],
        options=press.model_options(settings.model_options),
    )


def _sections(given: str | None) -> tuple[str, ...]:
    from briefer.channels import arrangement

    names = tuple(name.strip().lower() for name in (given or "").split(",") if name.strip())
    if problem := arrangement.fault(names):
        raise UsageError(f"--sections {problem}.")
    return names


@click.command()
@click.argument("file", metavar="BRIEF", type=click.Path(allow_dash=True))
@click.argument("names", nargs=-1, metavar="[SOURCE...]")
@cli.text_or_json
def verify(file: str, names: tuple[str, ...], form: str) -> None:
    """Ground a finished brief again, without a model.

    BRIEF is JSON or Markdown that briefer wrote, or JSON of another tool with claims and quotes. Its articles' texts
    come from the file itself or from each SOURCE. Ends with 1 when a citation, a hash or a check fails.
    """
    from briefer import app
    from briefer.cli import printed

    report = app.verify_file(file, names)
    cli.show(printed.verdicts(report, form))
    sys.exit(0 if report.holds else 1)


@click.command()
@click.argument("file", metavar="BRIEF", type=click.Path(allow_dash=True))
@_targets
@click.option(
    "--template",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Your own Markdown template, for a brief as JSON.  [default: BRIEFER_TEMPLATE]",
)
@click.option("--dry-run", is_flag=True, help="Say what would go where, and send nothing.")
def send(file: str, targets: tuple[str, ...], config: Path | None, template: Path | None, *, dry_run: bool) -> None:
    """Send a finished brief: JSON or Markdown, which may have been edited by hand."""
    from briefer.app import delivering

    chosen = template or (_own_template() if file.endswith(".json") else None)
    outgoing = delivering.outgoing_of(file, chosen)
    _finish(delivering.deliver(outgoing, targets, config, cli.environ(), dry_run=dry_run))


def _own_template() -> Path | None:
    """The template that the environment names."""
    name = cli.settings().template
    return Path(name) if name else None


def _finish(told: tuple[tuple[str, ...], bool]) -> None:
    """Print what became of each message, on standard error, and end with 4 unless all were delivered."""
    lines, complete = told
    for line in lines:
        click.echo(line, err=True)
    if not complete:
        sys.exit(4)


@click.command()
@click.argument("which", type=click.Choice(["brief", "answer", "config"]))
def schema(which: str) -> None:
    """Print the JSON Schema of a brief, of a model's answer, or of a digest's configuration."""
    from briefer import app

    cli.show(app.schema(which))


# --- sources ------------------------------------------------------------------------------------------------


@click.command()
@_sources
@cli.text_or_json
@_reading
def stories(names: tuple[str, ...], form: str, **options: Any) -> None:
    """Show what is one story, what is a reprint of what, and what overlaps."""
    from briefer import app
    from briefer.cli import printed

    gathered = app.gather(names, options=_fetch_options(options), tell=cli.tell, progress=_progress)
    _warn_of_failures(gathered)
    cli.show(printed.stories(app.cluster(gathered), gathered.failures, form))


@click.command()
@_sources
@cli.text_or_json
@_reading
def sources(names: tuple[str, ...], form: str, **options: Any) -> None:
    """Show what is read of each source, what is marked and why, and what fails."""
    from briefer.sources import survey

    found = survey.survey(names, stdin=sys.stdin.buffer, options=_fetch_options(options), progress=_progress)
    text = survey.as_json(found) if form == "json" else survey.as_text(found)
    cli.show(text.encode("utf-8", "replace").decode())
    sys.exit(0 if found.articles else 3)


def _fetch_options(options: dict[str, Any]) -> FetchOptions:
    """The wishes for reading that some options stand for; takes them out of *options*."""
    from briefer.sources import FetchOptions

    given = {name: options.pop(name) for name in ("allow_private", "since", "max_entries", "max_bytes")}
    given["since"] = given["since"].astimezone() if given["since"] else None
    folder = cli.settings().cache_folder
    return FetchOptions(cache=folder / "web" if folder else None, **{k: v for k, v in given.items() if v is not None})


def _progress(source: str, words: str) -> None:
    """A line on standard error for each source, where a person is watching."""
    if sys.stderr.isatty():
        click.echo(f"  {source}: {words}", err=True)


def _warn_of_failures(gathered: Gathered) -> None:
    for failure in gathered.failures:
        cli.warn(f"{failure.source}: {failure.reason}")
