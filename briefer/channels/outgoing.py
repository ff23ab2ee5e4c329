"""What goes out, from what a person has: a Markdown document, or briefs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from briefer.channels import markdown
from briefer.channels.delivery import Outgoing
from briefer.channels.document import parse
from briefer.channels.literal import shorten
from briefer.channels.wording import wording
from briefer.errors import UsageError
from briefer.records import Brief

_MOST_OF_A_HEADLINE = 110  # characters in a subject, so that what follows is seen too


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
        title: of the document; of one brief its headline, of several "3 stories".
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
    named = title or (briefs[0].headline if len(briefs) == 1 else f"{len(briefs)} stories")
    said = "" if title else subject(briefs)
    return Outgoing(written, key or _key(written), briefs[0].provenance.created, tuple(briefs), named, said)


def subject(briefs: Sequence[Brief]) -> str:
    """What a mail says the news is: the first headline, and how many stories come with it; nothing without a story.

    Args:
        briefs: in reading order.
    """
    if not briefs:
        return ""
    more = [wording(briefs[0]).count("and_more", len(briefs) - 1)] if len(briefs) > 1 else []
    return ", ".join([shorten(briefs[0].headline, _MOST_OF_A_HEADLINE), *more])


def _key(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
