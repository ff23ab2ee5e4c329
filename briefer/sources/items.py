"""What stands between a source as a person names it and the articles it gives."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.records import Failure, RawArticle


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one file, of standard input or of one answer from the web."""

    source: str  #: path or URL, as a person would name it
    body: bytes
    media_type: str  #: as stated, with its parameters: "text/html; charset=utf-8"; empty when nobody says
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A web address still to be read, and what is known of what stands there."""

    url: str
    source: str
    title: str | None = None
    published: str | None = None
    source_id: str | None = None


#: What reading a source gives, in order.
Item = RawArticle | Failure | Link
