"""What goes out, from what a person has: a brief as JSON, a Markdown document, or briefs just made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from briefer.channels import json, markdown
from briefer.channels.delivery import Outgoing
from briefer.channels.document import parse
from briefer.errors import UsageError
from briefer.records import Brief


def from_file(content: str, *, created: str, template: str | None = None) -> Outgoing:
    """A finished brief: JSON that briefer wrote, or Markdown, which a person may have written or edited.

    The delivery's key is made from the content: sending the same file to the same target again is the same delivery,
    with the same Message-ID and the same place in an archive.

    Args:
        content: the file's text.
        created: ISO 8601; for JSON the brief's own moment is used instead.
        template: a person's own Markdown template; for JSON alone, since Markdown is finished already.

    Raises:
        UsageError: it is JSON and no brief, it is empty, or there is a template and no brief.
    """
    if not content.strip():
        raise UsageError("There is nothing in this document.", hint="Give a brief as JSON or Markdown.")
    if content.lstrip().startswith("{"):
        return from_briefs(json.load(content), template=template)
    if template is not None:
        raise UsageError("A template is filled with a brief, and this is Markdown.", hint="Give the brief as JSON.")
    return Outgoing(content, _key(content), created, title=parse(content).title)


def from_briefs(briefs: Sequence[Brief], *, title: str = "", key: str = "", template: str | None = None) -> Outgoing:
    """Briefs as one document.

    Args:
        briefs: at least one.
        title: the subject; of one brief its headline, of several "3 stories".
        key: names the delivery; made from the document when empty.
        template: a person's own Markdown template, filled once a brief.

    Raises:
        UsageError: the template names what there is not.
    """
    if template is not None:
        if len(briefs) > 1:
            raise UsageError(f"A template holds one brief, and these are {len(briefs)}.")
        written = markdown.fill(template, briefs[0])
    elif len(briefs) == 1:
        written = markdown.render(briefs[0])
    else:
        written = markdown.render_all(briefs, title=title or f"{len(briefs)} stories")
    subject = title or (briefs[0].headline if len(briefs) == 1 else f"{len(briefs)} stories")
    return Outgoing(written, key or _key(written), briefs[0].provenance.created, tuple(briefs), subject)


def _key(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
