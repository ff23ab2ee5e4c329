"""Which kind of document something is: by its name, by what its server says, and by its first bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

FEED: Final = "application/rss+xml"  #: RSS of any version, and Atom
OPML: Final = "text/x-opml"
MAIL: Final = "message/rfc822"
MHTML: Final = "multipart/related"
PDF: Final = "application/pdf"
LINES: Final = "application/jsonl"

#: What a file name ending says. A folder gives the files with these endings and no others.
SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".txt": "text/plain",
        ".text": "text/plain",
        ".md": "text/markdown",
        ".markdown": "text/markdown",
        ".html": "text/html",
        ".htm": "text/html",
        ".xhtml": "application/xhtml+xml",
        ".json": "application/json",
        ".jsonl": LINES,
        ".ndjson": LINES,
        ".xml": FEED,
        ".rss": FEED,
        ".atom": FEED,
        ".opml": OPML,
        ".pdf": PDF,
        ".eml": MAIL,
        ".mht": MHTML,
        ".mhtml": MHTML,
    }
)

#: Other names that servers give to the same kinds.
_ALIASES: Final = {
    "application/atom+xml": FEED,
    "application/rdf+xml": FEED,
    "application/feed+json": "application/json",
    "application/x-ndjson": LINES,
    "application/ndjson": LINES,
    "application/jsonlines": LINES,
    "text/json": "application/json",
    "text/x-markdown": "text/markdown",
    "text/xml+opml": OPML,
    "application/x-mimearchive": MHTML,
    "application/x-pdf": PDF,
}
#: Types that say nothing: the bytes have to tell.
_VAGUE: Final = frozenset(
    ("", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml", "unknown/unknown")
)

_HEAD: Final = 4096
_MARK: Final = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
#: The first element by which a document of markup is known; the groups are `_ROOTS`.
_ROOT = re.compile(
    rb"<(?:(!doctype\s{1,9}html|html|head|body|article|main|div|p|h1)\b|(rss|feed|rdf:rdf)[\s>]|(opml)[\s>])",
    re.IGNORECASE,
)
_ROOTS: Final = ("", "text/html", FEED, OPML)
_HEADER = re.compile(
    rb"(?:from|to|subject|date|received|return-path|mime-version|delivered-to|message-id|content-type)"
    rb":[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE,
)
_SNAPSHOT: Final = rb"(?im)^snapshot-content-location:|^content-type:\s{1,9}multipart/related"


def of_name(name: str) -> str | None:
    """The media type that a file name's ending stands for, or None."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def bare(content_type: str) -> str:
    """A Content-Type value without its parameters, by the one name used here."""
    name = content_type.partition(";")[0].strip().lower()
    return _ALIASES.get(name, name)


def may_be_read(content_type: str) -> bool:
    """Whether a server's answer of this type can be an article or a list of articles."""
    name = bare(content_type)
    return name in _VAGUE or name in SUFFIXES.values() or name.startswith("text/")


def of_document(stated: str, body: bytes) -> str:
    """The media type of a document: what is stated, unless it is vague or the bytes leave no doubt.

    Args:
        stated: a Content-Type value, the type of a file name's ending, or an empty string.
        body: the document.
    """
    name, seen = bare(stated), of_bytes(body)
    if seen in (FEED, OPML, PDF) or name in _VAGUE or (name == FEED and seen == "text/html"):
        return seen  # feeds are served as text/html, and saved as .xml, as often as not
    return name


def of_bytes(body: bytes) -> str:
    """The media type that *body* looks like; plain text when nothing else fits."""
    head = body.lstrip(_MARK)[:_HEAD].replace(b"\0", b"")
    if head.startswith(b"%PDF-"):
        return PDF
    if head[:1] in (b"{", b"["):
        return _json_or_lines(body)
    if head[:1] == b"<":
        return _of_markup(head, body)
    headers = _HEADER.match(head)
    if headers and _HEADER.match(head, headers.end()):
        return MHTML if re.search(_SNAPSHOT, head) else MAIL
    return "text/markdown" if re.match(rb"---\r?\n|#{1,6} \S", head) else "text/plain"


def _of_markup(head: bytes, body: bytes) -> str:
    """By whichever root comes first: a page may speak of `<rss>`, and a feed of `<p>`."""
    head = re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL)
    # A prolog of forty thousand empty lines is still a prolog.
    root = _ROOT.search(head) or _ROOT.search(re.sub(rb"\s{2,}", b" ", body[:200_000]))
    return _ROOTS[root.lastindex or 0] if root else "text/plain"


def _json_or_lines(body: bytes) -> str:
    first = body.lstrip(_MARK).split(b"\n", 1)[0]
    for candidate, media_type in ((first, LINES), (body, "application/json")):
        try:
            value = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        many_lines = candidate is first and body.strip(_MARK) != first.strip()
        if media_type == "application/json" or (isinstance(value, dict) and many_lines):
            return media_type
    return "text/plain"
