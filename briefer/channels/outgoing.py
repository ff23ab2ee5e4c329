"""What goes out, from what a person has: a Markdown document, or briefs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from briefer.channels import markdown
from briefer.channels.delivery import Outgoing
from briefer.channels.document import parse
from briefer.errors import UsageError
from briefer.records import Brief


def from_markdown(content: str, *, created: str) -> Outgoing:
    """A Markdown document, which a person may have written or edited.

    The delivery's key is made from the content: sending the same file to the same target again is the same delivery,
    with the same Message-ID and the same place in an archive.

    Args:
        content: the file's text.
        created: ISO 8601.
    """
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
