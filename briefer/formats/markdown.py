"""Markdown: the text is the decoded file; front matter and headings only say more about it."""

from __future__ import annotations

import re
from typing import Final

from briefer.formats.decoding import declared_charset, decode
from briefer.formats.extracted import Extracted
from briefer.records import RawArticle, Span

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*\r?$", re.MULTILINE)
_SETEXT = re.compile(r"^ {0,3}(\S[^\r\n]*?)[ \t]*\r?\n {0,3}(?:={2,}|-{2,})[ \t]*\r?$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1[`~]*[ \t]*\r?$", re.DOTALL | re.MULTILINE)

_PUBLISHED: Final = ("published", "date", "created")
_PUBLISHER: Final = ("publisher", "source", "site", "outlet")
_URL: Final = ("url", "link", "canonical", "permalink")


def extract_markdown(raw: RawArticle) -> Extracted:
    """Read Markdown: title from the front matter or the first heading, other facts from the front matter."""
    text = decode(raw.body, declared=declared_charset(raw.media_type))
    front = _FRONT.match(text)
    fields = _fields(front.group(1)) if front else {}
    headings = _headings(text, front.end() if front else 0)
    return Extracted(
        text=text,
        title=fields.get("title") or (headings[0].of(text) if headings else None),
        url=_first(fields, _URL),
        publisher=_first(fields, _PUBLISHER),
        published=_first(fields, _PUBLISHED),
        language=fields.get("lang") or fields.get("language"),
        headings=headings,
        furniture=((Span(0, front.end()), "front matter"),) if front else (),
    )


def _fields(front: str) -> dict[str, str]:
    """The `key: value` lines of front matter; nested YAML is no part of what we need, so no YAML parser."""
    return {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front)}


def _first(fields: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((fields[key] for key in keys if fields.get(key)), None)


def _headings(text: str, start: int) -> tuple[Span, ...]:
    """The words of each heading, without its marks, outside front matter and fenced code."""
    fences = [match.span() for match in _FENCE.finditer(text, start)]
    found = [match.span(1) for rule in (_ATX, _SETEXT) for match in rule.finditer(text, start)]
    return tuple(Span(a, b) for a, b in sorted(found) if not any(x <= a < y for x, y in fences))
