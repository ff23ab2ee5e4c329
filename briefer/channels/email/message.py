"""A document as a mail: text and HTML, one message, the same bytes for every recipient and every try.

Nothing is loaded from anywhere. A long document is condensed, then cut, and comes whole as an attachment.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from briefer import channels
from briefer.channels import markdown, text
from briefer.channels.delivery import Outgoing, Part, part_key
from briefer.channels.document import MasterDocument, parse
from briefer.channels.email import EmailTarget
from briefer.channels.email.html_part import fitting
from briefer.channels.html import whole as whole_page
from briefer.channels.literal import shorten
from briefer.records import Brief

_MOST_SUBJECT = 150
_LONGEST_WORD = 60  # a longer one would leave the header's first line empty


def render(brief: Brief) -> str:
    """The message as a file, addressed to nobody."""
    outgoing = Outgoing(markdown.render(brief), brief.provenance.created, brief.provenance.created, (brief,))
    return message(outgoing, EmailTarget("eml", host="localhost", sender="briefer@localhost", to=())).decode("ascii")


def parts(outgoing: Outgoing, target: EmailTarget) -> tuple[Part, ...]:
    """One part for every recipient, all with the same bytes: each mailbox is a delivery of its own."""
    body = message(outgoing, target)
    title = _subject(outgoing, parse(outgoing.markdown))
    return tuple(
        Part(
            key=part_key(outgoing, target.name, recipient),
            body=body,
            media_type="message/rfc822",
            summary=f"{title} to {recipient}",
            recipient=parseaddr(recipient)[1],
        )
        for recipient in target.to
    )


def message(outgoing: Outgoing, target: EmailTarget) -> bytes:
    """The message: ASCII, CRLF line ends, the same for the same arguments.

    Args:
        outgoing: the document.
        target: who sends it and who gets it.
    """
    doc = parse(outgoing.markdown, links=outgoing.links)
    subject = _subject(outgoing, doc)
    page, whole = fitting(subject, doc)
    built = EmailMessage(policy=SMTP)
    _address(built, outgoing, target)
    built.set_content(text.from_document(doc), cte="quoted-printable")
    built.add_alternative(page, subtype="html", cte="quoted-printable")
    forms = target.attach or (() if whole else ("html" if outgoing.briefs else "markdown",))
    for form in forms:
        kind = channels.CHANNELS[form]
        name, subtype = f"brief{kind.extension}", kind.media_type.partition("/")[2]
        built.add_attachment(_form(form, outgoing, doc), subtype=subtype, filename=name, cte="base64")
    for number, part in enumerate(part for part in built.walk() if part.is_multipart()):
        part.set_boundary(f"=_{part_key(outgoing, target.name, 'boundary')}_{number}")
    return _by_hand(subject, target) + built.as_bytes()


def _subject(outgoing: Outgoing, doc: MasterDocument) -> str:
    return shorten(outgoing.subject or outgoing.title or doc.title or "Brief", _MOST_SUBJECT)


def _address(built: EmailMessage, outgoing: Outgoing, target: EmailTarget) -> None:
    domain = parseaddr(target.sender)[1].rpartition("@")[2] or "localhost"
    built["From"] = _mailbox(target.sender)
    built["To"] = [_mailbox(one) for one in target.to] or "undisclosed-recipients:;"
    if target.reply_to:
        built["Reply-To"] = _mailbox(target.reply_to)
    built["Date"] = format_datetime(_moment(outgoing.created))
    built["Message-ID"] = f"<{part_key(outgoing, target.name, 'message')}@{domain}>"
    built["List-Id"] = f"<{target.list_id or f'briefer.{domain}'}>"
    built["Auto-Submitted"] = "auto-generated"


def _by_hand(subject: str, target: EmailTarget) -> bytes:
    """The two headers that Python's policies fold badly.

    A long address in List-Unsubscribe would be folded into encoded words, which no mail program undoes; a subject of
    mixed scripts would lose the spaces between its encoded words.
    """
    plain = subject.isascii() and "=?" not in subject and max(map(len, subject.split())) <= _LONGEST_WORD
    encoded = Header(subject, "us-ascii" if plain else "utf-8", header_name="Subject", maxlinelen=76)
    lines = ["Subject: " + encoded.encode(linesep="\r\n")]
    if target.unsubscribe:
        lines.append(f"List-Unsubscribe: <{target.unsubscribe}>")
        if target.unsubscribe.startswith("https://"):
            lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return "".join(line + "\r\n" for line in lines).encode("ascii")


def _mailbox(given: str) -> Address:
    name, address = parseaddr(given)
    return Address(name, addr_spec=address)


def _moment(iso: str) -> datetime:
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _form(form: str, outgoing: Outgoing, doc: MasterDocument) -> str:
    """An attachment: made from the briefs where they are known, else from the document."""
    if form == "markdown" or not outgoing.briefs:
        return outgoing.markdown
    if form == "text":
        return text.from_document(doc)
    several = len(outgoing.briefs) > 1
    if form == "html" and (outgoing.is_digest or several):
        return whole_page(outgoing, doc, _subject(outgoing, doc))
    return channels.render(outgoing.briefs, form, per_story=several)
