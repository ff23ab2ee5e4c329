"""A brief as a JSON Feed of one item; an archive folder keeps a longer one."""

from __future__ import annotations

from briefer.channels import feeds, markdown
from briefer.channels.document import parse
from briefer.records import Brief


def render(brief: Brief) -> str:
    """One brief as a JSON Feed."""
    created = brief.provenance.created
    entry = feeds.entry(parse(markdown.render(brief)), key=created + brief.headline, created=created)
    return feeds.json_feed([entry], title=brief.headline or "Brief")
