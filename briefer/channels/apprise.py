"""A document as text to any service that Apprise knows: the optional extra for everything else.

Apprise hands text over as it is, and some services turn parts of it into pings; so a zero-width character is put
behind every "@" and "<" that could begin one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from pydantic import Field

from briefer.channels import text
from briefer.channels.delivery import LostReply, Outgoing, Part, Refused, part_key
from briefer.channels.document import MasterDocument, parse
from briefer.channels.literal import clean
from briefer.channels.targets import SecretKey, TargetKind
from briefer.errors import UsageError
from briefer.records import Receipt

_MENTION = re.compile(r"(?<=@)(?=\S)|(?<=<)(?=\S)")


@dataclass(frozen=True, slots=True)
class AppriseTarget:
    """Any service that Apprise knows (optional extra)."""

    channel_name: ClassVar[str] = "apprise"
    name: str
    url: Annotated[SecretKey, Field(description="The service, as an address of Apprise.")]


KIND = TargetKind(AppriseTarget, variables={"url": "APPRISE_URL"}, assumed={"url": "-"})


def parts(outgoing: Outgoing, target: AppriseTarget) -> tuple[Part, ...]:
    """One part: the document as plain text, in which nothing can ping anybody."""
    doc = parse(outgoing.markdown, links=outgoing.links)
    blocks = (
        replace(block, runs=tuple(replace(run, text=quiet(run.text)) for run in block.runs)) for block in doc.blocks
    )
    body = text.from_document(MasterDocument(tuple(blocks))).encode()
    title = quiet(clean(outgoing.title or doc.title)) or "Brief"
    return (Part(part_key(outgoing, target.name, 1), body, "text/plain", title),)


def quiet(words: str) -> str:
    """*words* with nothing in them that a chat service would take for a mention or a link of its own."""
    return _MENTION.sub("\u2060", words)


def send(part: Part, target: AppriseTarget, environ: Mapping[str, str], _thread: str | None = None) -> Receipt:
    """Hand the part to Apprise, which cuts it where a service wants shorter messages.

    Raises:
        Refused: Apprise does not understand the address.
        LostReply: Apprise reports a failure; it does not say whether a part arrived.
        UsageError: the extra is not installed, or the secret is not set.
    """
    try:
        import apprise  # noqa: PLC0415 - the optional extra
    except ImportError as error:
        raise UsageError("Apprise is not installed.", hint="Install it: pip install 'briefer[apprise]'.") from error
    service = apprise.Apprise()
    if not service.add(target.url.reveal(environ)):
        raise Refused(
            f"Apprise does not understand the address of {target.name}.", hint="See Apprise's list of services."
        )
    if not service.notify(body=part.body.decode(), title=part.summary, body_format="text"):
        raise LostReply(
            f"Apprise could not deliver to {target.name}, and does not say whether a part arrived.",
            hint="Look there before you send it again.",
        )
    return Receipt("apprise", target.name, None, "sent")
