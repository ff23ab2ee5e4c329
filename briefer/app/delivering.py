"""Briefs sent: to targets that the environment describes, or a configuration."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefer import channels
from briefer.app.press import now
from briefer.channels import delivery, outgoing, target_config
from briefer.channels.delivery import Outgoing
from briefer.channels.targets import Target
from briefer.digest import secrecy
from briefer.errors import UsageError
from briefer.records import Brief, Receipt
from briefer.verifying import written

_MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|feed|rss|!--)\b", re.IGNORECASE)
_TAKES = "Give the brief as JSON (--format json) or Markdown (--format md), in UTF-8."


def outgoing_of(name: str, template: Path | None = None) -> Outgoing:
    """A finished brief from a file, ready to be rendered for any target.

    Args:
        name: a file with JSON or Markdown, or "-" for standard input.
        template: a person's own Markdown template.

    Raises:
        UsageError: a file cannot be read, is no text, is HTML, or holds no brief.
    """
    text = _decoded(sys.stdin.buffer.read(), "standard input") if name == "-" else _read(Path(name))
    if _MARKUP.match(text):
        raise UsageError(f"{name} is HTML or XML, and a brief is sent from JSON or Markdown.", hint=_TAKES)
    return outgoing_text(text, created=now(), template=_read(template) if template else None)


def outgoing_text(text: str, *, created: str, template: str | None = None) -> Outgoing:
    """A finished brief: JSON that briefer wrote, or Markdown, which a person may have written or edited.

    Args:
        text: of the file.
        created: ISO 8601; for JSON the brief's own moment is used instead.
        template: a person's own Markdown template; for JSON alone, since Markdown is finished already.

    Raises:
        UsageError: it is JSON and no brief, it is empty, or there is a template and no brief.
    """
    if not text.strip():
        raise UsageError("There is nothing in this document.", hint="Give a brief as JSON or Markdown.")
    if text.lstrip().startswith("{"):
        return outgoing.from_briefs(written.load(text), template=template)
    if template is not None:
        raise UsageError("A template is filled with a brief, and this is Markdown.", hint="Give the brief as JSON.")
    return outgoing.from_markdown(text, created=created)


def outgoing_briefs(briefs: Sequence[Brief], template: Path | None = None) -> Outgoing:
    """Briefs just made, ready to be rendered for any target.

    Args:
        briefs: at least one.
        template: a person's own Markdown template, for one brief.

    Raises:
        UsageError: the template cannot be read, names what there is not, or there are several briefs.
    """
    return outgoing.from_briefs(briefs, template=_read(template) if template else None)


def deliver(
    what: Outgoing, names: Sequence[str], config: Path | None, environ: Mapping[str, str], *, dry_run: bool = False
) -> tuple[tuple[str, ...], bool]:
    """Send to every target; one that fails does not stop the others.

    Args:
        what: the document.
        names: of targets.
        config: a digest's configuration, for its `[targets]`.
        environ: the environment, which describes targets and holds their secrets.
        dry_run: whether to say only what would be sent, for which no secret is needed.

    Returns:
        A line for a person about each message, and whether all were delivered.

    Raises:
        UsageError: there is no such target, or it is not described fully.
    """
    if not names:
        raise UsageError("No target is named.", hint="Name one with --to, like --to slack or --to folder:briefs.")
    lines: list[str] = []
    tables = _tables(config)
    missing: dict[str, Mapping[str, str]] = {}
    if dry_run:
        missing = {name: target_config.assumed(name, environ) for name in names if name not in tables}
        environ = {**environ, **{key: value for unset in missing.values() for key, value in unset.items()}}
    targets = _targets(names, tables, environ)
    secrets = secrecy.of_targets(targets, environ)
    secrecy.silence(secrets)
    complete = True
    for target in targets:
        parts = channels.parts(what, target)
        if dry_run:
            lines += [delivery.describe(part, target) for part in parts]
            unset = ", ".join(missing.get(target.name, ()))
            lines += [f"{target.name}: {unset} must be set before it can be sent"] if unset else []
            continue
        receipts = channels.send(parts, target, environ)
        lines += [secrecy.without(_line(receipt), secrets) for receipt in receipts]
        complete = complete and all(receipt.state == "sent" for receipt in receipts)
    return tuple(lines), complete


def _tables(config: Path | None) -> Mapping[str, object]:
    """The targets that a configuration describes."""
    if config is None:
        return {}
    try:
        found = tomllib.loads(_read(config)).get("targets", {})
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{config} is no TOML: {error}.") from error
    return found if isinstance(found, dict) else {}


def _targets(names: Sequence[str], tables: Mapping[str, object], environ: Mapping[str, str]) -> list[Target]:
    found: list[Target] = []
    for name in names:
        if name.startswith("folder:") and not name.removeprefix("folder:").strip():
            raise UsageError("No folder is named.", hint="Name it, like --to folder:briefs.")
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
        return _decoded(path.read_bytes(), str(path))
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror or error}.") from error


def _decoded(content: bytes, name: str) -> str:
    """The text of a file; what is no text would go out as a page of nonsense."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is no text in UTF-8.", hint=_TAKES) from error
    if "\0" in text:
        raise UsageError(f"{name} is no text: it holds zero bytes.", hint=_TAKES)
    return text
