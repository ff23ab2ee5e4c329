"""Briefs written down: in a channel's form, to a file, with their schemas."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from briefer import channels
from briefer.channels import document, html, markdown, text
from briefer.channels import json as as_json
from briefer.errors import UsageError
from briefer.records import Brief


def render(briefs: Sequence[Brief], form: str, *, per_story: bool = False, embed_sources: bool = True) -> str:
    """Briefs in one of the channels' forms.

    Args:
        briefs: one, or one a story.
        form: a channel's name or alias.
        per_story: whether JSON lists briefs, even if there is only one.
        embed_sources: whether JSON carries the articles' texts.

    Raises:
        UsageError: the form holds one brief, and there are several.
    """
    name = channels.ALIASES.get(form, form)
    if name == "json":
        if per_story:
            return as_json.render_all(briefs, embed_sources=embed_sources)
        return as_json.render(briefs[0], embed_sources=embed_sources)
    if len(briefs) == 1:
        return channels.channel(name).render(briefs[0])
    title = f"{len(briefs)} stories"
    whole = markdown.render_all(briefs, title=title)
    match name:
        case "markdown":
            return whole
        case "text":
            return text.from_document(document.parse(whole))
        case "html":
            return html.render_all(briefs, title=title)
        case _:
            raise UsageError(
                f"--format {form} holds one brief, and these are {len(briefs)}.", hint="Use md, html or json."
            )


def form_of(output: Path | None) -> str | None:
    """The form that a file's ending asks for, if it is one of the channels'."""
    if output is None:
        return None
    return next((n for n, c in channels.CHANNELS.items() if c.extension == output.suffix.lower()), None)


def schema(which: str) -> str:
    """A JSON Schema: of a brief as JSON, of the answer that a model is asked for, or of a digest's configuration."""
    from briefer.digest.config import config_schema  # noqa: PLC0415 - only this needs it
    from briefer.writers import replies  # noqa: PLC0415 - the same

    if which == "config":
        return config_schema()
    return as_json.schema() if which == "brief" else json.dumps(replies.ANSWER_SCHEMA, indent=2) + "\n"


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        UsageError: it cannot be written there.
    """
    from briefer.channels.folder import write_whole  # noqa: PLC0415 - a target's module needs pydantic

    try:
        write_whole(path, text)
    except OSError as error:
        raise UsageError(
            f"Cannot write {path}: {error.strerror or error}.", hint="Give another file with -o."
        ) from error
