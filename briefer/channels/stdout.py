"""A document on standard output."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from briefer.channels import text
from briefer.channels.delivery import Outgoing, Part, Refused, part_key
from briefer.channels.document import parse
from briefer.channels.literal import visible
from briefer.channels.targets import TargetKind
from briefer.records import Receipt


@dataclass(frozen=True, slots=True)
class StdoutTarget:
    """Standard output, in any text form."""

    channel_name: ClassVar[str] = "stdout"
    name: str
    format: Annotated[Literal["markdown", "text"], Field(description="The form that is printed.")] = "markdown"


KIND = TargetKind(StdoutTarget)


def parts(outgoing: Outgoing, target: StdoutTarget) -> tuple[Part, ...]:
    """One part: the document as Markdown or as text."""
    doc = parse(outgoing.markdown, links=outgoing.links)
    shown = text.from_document(doc) if target.format == "text" else visible(outgoing.markdown)
    kind = "text/plain" if target.format == "text" else "text/markdown"
    return (Part(part_key(outgoing, target.name, 1), shown.encode(), kind, outgoing.title or doc.title),)


def send(part: Part, target: StdoutTarget, _environ: Mapping[str, str], _thread: str | None = None) -> Receipt:
    """Write the part.

    Raises:
        Refused: nobody reads standard output any more.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(part.body)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise Refused(f"Standard output cannot be written: {error.strerror or error}.") from error
    return Receipt("stdout", target.name, part.key, "sent")
