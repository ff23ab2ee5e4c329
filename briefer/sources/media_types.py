"""Which kind of document something is: by its name, and where that does not tell, by its first bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

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
        ".jsonl": "application/jsonl",
        ".ndjson": "application/jsonl",
    }
)

_HEAD: Final = 4096
_HTML = re.compile(
    rb"^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|article|main|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(rb"^(---\r?\n|#{1,6} \S)")


def of_name(name: str) -> str | None:
    """The media type that a file name's ending stands for, or None."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def of_bytes(body: bytes) -> str:
    """The media type that *body* looks like; plain text when nothing else fits."""
    head = body[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head[:1] in (b"{", b"["):
        return _json_or_lines(body)
    if _HTML.match(head):
        return "text/html"
    if _MARKDOWN.match(head):
        return "text/markdown"
    return "text/plain"


def _json_or_lines(body: bytes) -> str:
    first = body.lstrip().split(b"\n", 1)[0]
    for candidate, media_type in ((first, "application/jsonl"), (body, "application/json")):
        try:
            value = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        many_lines = candidate is first and body.strip() != first.strip()
        if media_type == "application/json" or (isinstance(value, dict) and many_lines):
            return media_type
    return "text/plain"
