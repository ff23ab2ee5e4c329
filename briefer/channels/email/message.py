"""A document as a mail: text and HTML, one message, the same bytes for every recipient and every try.

The HTML has tables and inline styles, since that is what mail programs keep. Outlook ignores `@media`, Gmail drops
local anchors: so the dark colours are an extra, and a citation links straight to its source. Nothing is loaded from
anywhere, and nothing is hidden: some programs would show a hidden preview line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape

from briefer import channels
from briefer.channels import captions, markdown, text
from briefer.channels.delivery import Outgoing, Part, part_key
from briefer.channels.document import MasterBlock, MasterDocument, Stretch, parse, sentences
from briefer.channels.email import EmailTarget
from briefer.channels.html import inline, nested, whole
from briefer.channels.literal import shorten
from briefer.records import Brief

MOST_HTML = 80_000  #: bytes; Gmail hides what follows about 102,000
_MOST_SUBJECT = 150
_LONGEST_WORD = 60  # a longer one would leave the header's first line empty


def render(brief: Brief) -> str:
    """The message as a file, addressed to nobody."""
    outgoing = Outgoing(markdown.render(brief), brief.provenance.created, brief.provenance.created, (brief,))
    return message(outgoing, EmailTarget("eml", host="localhost", sender="briefer@localhost", to=())).decode("ascii")


def parts(outgoing: Outgoing, target: EmailTarget) -> tuple[Part, ...]:
    """One part for every recipient, all with the same bytes: each mailbox is a delivery of its own."""
    body = message(outgoing, target)
    title = _subject(outgoing, parse(outgoing.markdown)) if not outgoing.title else outgoing.title
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
    html, whole = _html(subject, doc)
    built = EmailMessage(policy=SMTP)
    _address(built, outgoing, target)
    built.set_content(text.from_document(doc), cte="quoted-printable")
    built.add_alternative(html, subtype="html", cte="quoted-printable")
    forms = target.attach or (() if whole else ("html" if outgoing.briefs else "markdown",))
    for form in forms:
        kind = channels.CHANNELS[form]
        name, subtype = f"brief{kind.extension}", kind.media_type.partition("/")[2]
        built.add_attachment(_form(form, outgoing, doc), subtype=subtype, filename=name, cte="base64")
    for number, part in enumerate(part for part in built.walk() if part.is_multipart()):
        part.set_boundary(f"=_{part_key(outgoing, target.name, 'boundary')}_{number}")
    return _by_hand(subject, target) + built.as_bytes()


def _subject(outgoing: Outgoing, doc: MasterDocument) -> str:
    return shorten(outgoing.title or doc.title or "Brief", _MOST_SUBJECT)


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
        return whole(outgoing, doc, _subject(outgoing, doc))
    return channels.render(outgoing.briefs, form, per_story=several)


# --- the HTML, within what Gmail shows ------------------------------------------------------------------------


def _html(subject: str, doc: MasterDocument) -> tuple[str, bool]:
    """The HTML part, and whether it holds all that a reader needs: a long document is condensed, then cut."""
    whole = page(subject, doc.blocks)
    if len(whole.encode()) <= MOST_HTML:
        return whole, True
    heading = doc.blocks[:1] if doc.blocks[0].kind == "heading" else ()
    blocks = [*heading, *condense(doc)[0], _note("The quotations are in the attached file.")]
    condensed = page(subject, blocks)
    if len(condensed.encode()) <= MOST_HTML:
        return condensed, False
    return page(subject, [*_cut(subject, blocks), _note("This is a part. The whole is in the attached file.")]), False


def _cut(subject: str, blocks: Sequence[MasterBlock]) -> Sequence[MasterBlock]:
    """As many blocks as fit, ending before a heading where there is one, never inside a block."""
    low, high = 1, len(blocks)
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(page(subject, blocks[:middle]).encode()) <= MOST_HTML - 500
        low, high = (middle, high) if fits else (low, middle - 1)
    ends = [i for i, block in enumerate(blocks[: low + 1]) if block.kind == "heading" and i > low // 2]
    return blocks[: ends[-1] if ends else low]


def _note(said: str) -> MasterBlock:
    return MasterBlock("paragraph", (Stretch(said, em=True),))


# --- the HTML of some blocks ----------------------------------------------------------------------------------

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>@media (prefers-color-scheme:dark){{.b{{background:#16181b!important}}.c{{background:#1e2125!important;\
color:#e4e4e0!important}}.s{{color:#a2a8af!important}}.c a{{color:#8fc0ff!important}}}}</style></head>
<body class="b" style="margin:0;padding:0;background:#f4f4f0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" \
style="padding:12px 0">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td class="c" style="padding:24px 20px;background:#fff;color:#1d1f21;font-family:Georgia,serif;font-size:17px;\
line-height:1.5">
{body}
</td></tr></table></td></tr></table></body></html>
"""
_SANS = "font-family:Arial,sans-serif"
_SMALL = f'class="s" style="{_SANS};font-size:13px;color:#5b6168"'
_HEADINGS = {
    1: "margin:0 0 8px;font-size:25px;line-height:1.25",
    2: f"margin:28px 0 10px;padding:0 0 4px;border-bottom:1px solid #ccc;{_SANS};font-size:14px",
}


def page(title: str, blocks: Sequence[MasterBlock]) -> str:
    """The HTML of a mail.

    Args:
        title: the subject.
        blocks: the document, its heading included.
    """
    return _PAGE.format(title=escape(title), body="\n".join(_lines(blocks)))


def _lines(blocks: Sequence[MasterBlock]) -> Iterator[str]:
    """The blocks as HTML; all after the claims is set smaller."""
    small = False

    def draw(block: MasterBlock) -> str:
        nonlocal small
        if block.kind == "heading":
            small = block.text in {captions.SOURCES}
        return _block(block, small=small)

    def opened(_first: MasterBlock) -> str:
        return f'<ul style="margin:0 0 14px;padding:0 0 0 20px{";font-size:14px" if small else ""}">'

    return nested(blocks, draw, opened)


def _block(block: MasterBlock, *, small: bool) -> str:
    match block.kind:
        case "heading":
            level = min(block.level, 3)
            style = _HEADINGS.get(level, f"margin:18px 0 8px;{_SANS};font-size:14px")
            return f'<h{level} style="{style}">{inline(block.runs)}</h{level}>'
        case "item":
            return _item(block, small=small)
        case "rule":
            return '<hr style="border:0;border-top:1px solid #ccc;margin:24px 0 12px">'
        case "quote":
            return f'<p style="margin:0 0 12px;padding:0 0 0 12px;border-left:3px solid #ccc">{inline(block.runs)}</p>'
        case "code":
            return f'<pre style="font-size:13px">{escape(block.text)}</pre>'
    if all(run.em for run in block.runs):
        return f'<p {_SMALL[:-1]};margin:0 0 10px">{inline(block.runs, plain=True)}</p>'
    return f'<p style="margin:0 0 8px{";font-size:14px" if small else ""}">{inline(block.runs)}</p>'


def _item(block: MasterBlock, *, small: bool) -> str:
    """A claim, what stands behind it on a line of its own; under Sources a number is not linked a second time."""
    if small:
        unlinked = (Stretch(block.runs[0].text), *block.runs[1:]) if block.runs[0].text.startswith("[") else block.runs
        return f'<li style="margin:0 0 5px">{inline(unlinked)}</li>'
    _, end = sentences(block.runs)
    said, tail = inline(block.runs[:end]).rstrip(), inline(block.runs[end:], plain=True).strip()
    return f'<li style="margin:0 0 12px">{said}{f"<br><span {_SMALL}>{tail}</span>" if tail else ""}</li>'
