"""The command line: parses arguments, calls the other rooms, prints. No logic.

A command is a function in one of this folder's modules and a line in `COMMANDS`. These modules load click alone; what a
command needs beyond that stands inside of it, so that `--help` waits for nothing.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from briefer import __version__
from briefer.errors import BrieferError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefer.settings import Settings

#: Where each command is.
COMMANDS = {
    "brief": "commands", "schema": "commands", "send": "commands", "sources": "commands", "stories": "commands",
    "verify": "commands", "doctor": "model_commands", "logs": "model_commands",
    "digest": "digest_commands", "schedule": "digest_commands",
}  # fmt: skip
_INTERRUPTED = 130


class _Commands(click.Group):
    """The commands of the table; their errors speak to the person and end with their exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Their names."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"briefer.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return found

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and turn every expected error into words."""
        # A run is short and most of what it makes lives to its end: looking for cycles at every 700 objects costs 3 %.
        gc.set_threshold(20_000, 20, 20)
        try:
            return super().main(*args, **{**kwargs, "standalone_mode": False})
        except BrieferError as error:
            fail(error.message, error.hint, error.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            fail("stopped", "", _INTERRUPTED)
        except BrokenPipeError:
            # The reader of our output went away, as `head` does. Nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefer")
def main() -> None:
    """Make one brief from many overlapping articles, every claim cited to the exact words that back it."""


# --- what the commands share --------------------------------------------------------------------------------

text_or_json = click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)


def environ(folder: Path | None = None) -> Mapping[str, str]:
    """The environment, what `.env` in the working folder adds to it, then what one in another folder adds."""
    from briefer.settings import environment

    found = environment(os.environ)
    return environment(found, folder) if folder else found


def settings() -> Settings:
    """What the environment says of models, caches and limits."""
    from briefer.settings import Settings

    return Settings.from_env(environ())


def show(text: str) -> None:
    """Print a result on standard output.

    Raises:
        UsageError: there is none.
    """
    if sys.stdout is None:
        raise UsageError("There is no standard output to write to.", hint="Name a file with -o.")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or error
        fail(f"Cannot write to standard output: {reason}", "Name a file with -o.", UsageError.exit_code)


def tell(words: str) -> None:
    """Say on standard error what is going on, where a person is watching."""
    if sys.stderr.isatty():
        click.echo(f"{words} …", err=True)


def warn(words: str) -> None:
    """Say on standard error what the person should know."""
    click.echo(f"briefer: warning: {words}", err=True)


def fail(message: str, hint: str, code: int) -> None:
    """Say on standard error what went wrong, and end."""
    click.echo(f"briefer: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    sys.exit(code)
