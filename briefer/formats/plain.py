"""Plain text and Markdown: the text is the decoded file, to the last character.

Front matter and headings of Markdown only say more about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefer.formats.decoding import declared_charset, decode
from briefer.formats.extracted import Extracted
from briefer.records import RawArticle, Span

_FIELD: Final = r"(?m)^([A-Za-z_]{1,40})[ \t]{0,9}:[ \t]{0,9}([^\r\n]{0,1000})"
_LINE = re.compile(r"[^\n]*\n?")
_ATX: Final = r" {0,3}#{1,6}[ \t]+(?=\S)"
_UNDERLINE: Final = r" {0,3}(?:={2,}|-{2,})$"
_FENCE: Final = r" {0,3}(`{3,}|~{3,})"
_LONGEST_HEADING: Final = 500  # code points; a longer line is no heading

#: The names that front matter has for each fact.
_NAMES: Final = {
    "title": ("title",),
    "url": ("url", "link", "canonical", "permalink"),
    "publisher": ("publisher", "source", "site", "outlet"),
    "published": ("published", "date", "created"),
    "language": ("lang", "language"),
}


def extract_plain(raw: RawArticle) -> Extracted:
    """Read plain text. Its title is whatever the source gave; a first line is not taken for one here."""
    return Extracted(text=decode(raw.body, declared=declared_charset(raw.media_type)))


def extract_markdown(raw: RawArticle) -> Extracted:
    """Read Markdown: title from the front matter or the first heading, other facts from the front matter."""
    text = decode(raw.body, declared=declared_charset(raw.media_type))
    front = _front_matter(text)
    # Nested YAML is no part of what we need, so no YAML parser.
    fields = {
        key.lower(): value.strip().strip("\"'") for key, value in re.findall(_FIELD, front.of(text) if front else "")
    }
    facts = {fact: next((fields[name] for name in names if fields.get(name)), None) for fact, names in _NAMES.items()}
    headings = tuple(_headings(text, front.end if front else 0))
    title = headings[0].of(text) if headings else None
    furniture = ((front, "front matter"),) if front else ()
    return Extracted(text=text, title=title, headings=headings, furniture=furniture).stated(**facts)


def _front_matter(text: str) -> Span | None:
    """The lines between two lines of three hyphens at the very top, those included."""
    lines = _LINE.finditer(text)
    if next(lines).group().rstrip() != "---":
        return None
    closing = next((line for line in lines if line.group().rstrip() in ("---", "...")), None)
    return Span(0, closing.end()) if closing else None


def _headings(text: str, start: int) -> Iterator[Span]:
    """The words of each heading, without its marks, outside front matter and fenced code."""
    fence = ""
    above = Span(start, start)  # the line before, if it can be the words of an underlined heading
    for line in _LINE.finditer(text, start):
        words = line.group().rstrip()
        found = re.match(_FENCE, words)
        if found and (not fence or words.strip().startswith(fence)):
            fence = "" if fence else found.group(1)
        here = Span(line.start(), line.start())
        if not fence and not found and len(words) <= _LONGEST_HEADING:
            if mark := re.match(_ATX, words):
                yield Span(line.start() + mark.end(), line.start() + len(re.sub(r"[ \t]+#+$", "", words)))
            elif re.match(_UNDERLINE, words) and above.of(text):
                yield above
            else:
                here = Span(line.start() + len(words) - len(words.lstrip()), line.start() + len(words))
        above = here
