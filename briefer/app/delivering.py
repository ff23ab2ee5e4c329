"""Briefs sent: to targets that the environment describes, or a configuration."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefer import channels
from briefer.app.press import now
from briefer.channels import delivery, outgoing, target_config
from briefer.channels.delivery import Outgoing
from briefer.channels.targets import Target
from briefer.errors import UsageError
from briefer.records import Brief, Receipt


def outgoing_of(name: str, template: Path | None = None) -> Outgoing:
    """A finished brief from a file, ready to be rendered for any target.

    Args:
        name: a file with JSON or Markdown, or "-" for standard input.
        template: a person's own Markdown template.

    Raises:
        UsageError: a file cannot be read, or holds no brief.
    """
    text = sys.stdin.buffer.read().decode("utf-8-sig", "replace") if name == "-" else _read(Path(name))
    return outgoing.from_file(text, created=now(), template=_read(template) if template else None)


def outgoing_briefs(briefs: Sequence[Brief]) -> Outgoing:
    """Briefs just made, ready to be rendered for any target."""
    return outgoing.from_briefs(briefs)


def deliver(
    what: Outgoing, names: Sequence[str], config: Path | None, environ: Mapping[str, str], *, dry_run: bool = False
) -> tuple[tuple[str, ...], bool]:
    """Send to every target; one that fails does not stop the others.

    Args:
        what: the document.
        names: of targets.
        config: a digest's configuration, for its `[targets]`.
        environ: the environment, which describes targets and holds their secrets.
        dry_run: whether to say only what would be sent.

    Returns:
        A line for a person about each message, and whether all were delivered.

    Raises:
        UsageError: there is no such target, or it is not described fully.
    """
    if not names:
        raise UsageError("No target is named.", hint="Name one with --to, like --to slack or --to folder:briefs.")
    targets = _targets(names, config, environ)
    lines: list[str] = []
    complete = True
    for target in targets:
        parts = channels.parts(what, target)
        if dry_run:
            lines += [delivery.describe(part, target) for part in parts]
            continue
        receipts = channels.send(parts, target, environ)
        lines += [_line(receipt) for receipt in receipts]
        complete = complete and all(receipt.state == "sent" for receipt in receipts)
    return tuple(lines), complete


def _targets(names: Sequence[str], config: Path | None, environ: Mapping[str, str]) -> list[Target]:
    tables: dict[str, object] = {}
    if config is not None:
        try:
            tables = tomllib.loads(_read(config)).get("targets", {})
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"{config} is no TOML: {error}.") from error
    found: list[Target] = []
    for name in names:
        table = tables.get(name)
        if isinstance(table, dict):
            found.append(target_config.from_table(name, table))
        else:
            found.append(target_config.from_name(name, environ))
    return found


def _line(receipt: Receipt) -> str:
    detail = f": {receipt.detail}" if receipt.detail else ""
    return f"briefer: {receipt.target}: {receipt.state}{detail}"


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror or error}.") from error
