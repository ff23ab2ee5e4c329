"""Mail as files: newsletters (`.eml`), and pages that a browser saved as one file (`.mht`, which is mail in form)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefer.formats.decoding import decode
from briefer.formats.extracted import Extracted, Unreadable
from briefer.formats.web_page import extract_html
from briefer.records import RawArticle

if TYPE_CHECKING:
    from email.message import Message

_MOST_PARTS: Final = 1_000  # a saved page has one for each of its pictures
_MOST_NESTED: Final = 50
_LONGEST_HEADER: Final = 2_000  # bytes; the parser of headers takes quadratic time
_BOUNDARY: Final = b"\n--"


def extract_mail(raw: RawArticle) -> Extracted:
    """Read a message: its HTML part as a page, or else its text part.

    Raises:
        Unreadable: when it has neither.
    """
    from email.utils import parseaddr  # noqa: PLC0415 - 10 ms that only mail needs

    message = _message(raw)
    sender = parseaddr((_header(message, "From") or "")[:200])[0]
    return _read(message, raw, None).stated(
        title=_header(message, "Subject"), publisher=sender, published=_header(message, "Date")
    )


def extract_mhtml(raw: RawArticle) -> Extracted:
    """Read a saved page.

    Raises:
        Unreadable: when no page is in it.
    """
    message = _message(raw)
    place = _header(message, "Snapshot-Content-Location") or _header(_part(message, "html"), "Content-Location")
    url = place if (place or "").startswith(("http://", "https://")) else None
    return _read(message, raw, url).stated(title=_header(message, "Subject"))


def _read(message: Message, raw: RawArticle, url: str | None) -> Extracted:
    """The text of the page in it, and what that says of itself."""
    if (html := _part(message, "html")) is not None:
        title = raw.title or _header(message, "Subject")
        page = extract_html(RawArticle(raw.source, _content(html), "text/html", title=title, url=raw.url or url))
        return page if page.url else page.stated(url=url)
    if (plain := _part(message, "plain")) is not None:
        return Extracted(text=_content(plain).replace("\r\n", "\n"), url=url)
    raise Unreadable("the message has no text: neither an HTML part nor a plain one")


def _message(raw: RawArticle) -> Message:
    from email import message_from_bytes  # noqa: PLC0415 - as above

    body = raw.body if isinstance(raw.body, bytes) else raw.body.encode("utf-8", errors="replace")
    if body.count(_BOUNDARY) > _MOST_PARTS or body.lower().count(b"multipart/") > _MOST_NESTED:
        raise Unreadable("the message is made of too many parts")
    # The older policy on purpose: it leaves headers alone until they are asked for, and has no parser that recurses.
    message = message_from_bytes(body)
    if not message.keys():
        raise Unreadable("it is no mail message: it has no headers")
    return message


def _part(message: Message, subtype: str) -> Message | None:
    """The first text part of a kind that is no attachment."""
    texts = (part for part in message.walk() if part.get_content_type() == f"text/{subtype}")
    return next((part for part in texts if part.get_content_disposition() != "attachment"), None)


def _content(part: Message) -> str:
    """A part's text. The charset it states may be wrong or unknown, so the bytes are decoded here."""
    payload = part.get_payload(decode=True)
    return decode(payload if isinstance(payload, bytes) else b"", declared=part.get_content_charset())


def _header(message: Message | None, name: str) -> str | None:
    """One header as text. A damaged one is as good as none."""
    from email.errors import MessageError  # noqa: PLC0415 - as above
    from email.header import decode_header, make_header  # noqa: PLC0415

    if message is None:
        return None
    try:
        value = str(make_header(decode_header(str(message.get(name, ""))[:_LONGEST_HEADER])))
    except (ValueError, LookupError, MessageError):  # bytes that are not what they say; a charset that nobody knows
        return None
    return " ".join(value.split()).encode("utf-8", "replace").decode("utf-8") or None
