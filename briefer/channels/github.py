"""A brief as Markdown for GitHub: citations are footnotes, and no name, number or address in it becomes a link."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.channels import markdown
from briefer.channels.dialects import GITHUB
from briefer.records import Brief


def render(brief: Brief) -> str:
    """One brief as a Markdown document for GitHub."""
    return markdown.render(brief, dialect=GITHUB)


def render_all(briefs: Sequence[Brief], *, title: str) -> str:
    """Several briefs as one such document."""
    return markdown.render_all(briefs, title=title, dialect=GITHUB)
