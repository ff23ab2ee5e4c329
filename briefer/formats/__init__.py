"""Documents to text: one module a media type, and the table that names them. Pure functions, no I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from briefer.formats.extracted import Extracted, Unreadable
from briefer.records import RawArticle

__all__ = ["FORMATS", "Extracted", "Unreadable", "extract"]


def _reader(module: str, function: str) -> Callable[[RawArticle], Extracted]:
    """A function of a module that is loaded when the first such document comes: pages and mail take 40 ms."""

    def read(raw: RawArticle) -> Extracted:
        found: Extracted = getattr(import_module(f"briefer.formats.{module}"), function)(raw)
        return found

    return read


#: How a document of each media type becomes text. A new format is one module and one line here.
FORMATS: Final[Mapping[str, Callable[[RawArticle], Extracted]]] = MappingProxyType(
    {
        "text/plain": _reader("plain", "extract_plain"),
        "text/markdown": _reader("plain", "extract_markdown"),
        "text/html": _reader("web_page", "extract_html"),
        "application/xhtml+xml": _reader("web_page", "extract_html"),
        "application/pdf": _reader("pdf", "extract_pdf"),
        "message/rfc822": _reader("mail", "extract_mail"),
        "multipart/related": _reader("mail", "extract_mhtml"),
    }
)


def extract(raw: RawArticle) -> Extracted:
    """The readable text of one raw article and what is known of it.

    What the source itself stated (a JSON line's title, a feed's date) comes before what the document says.

    Raises:
        Unreadable: when there is no text in it that a person could read; the reason is in words.
    """
    media_type = raw.media_type.partition(";")[0].strip().lower()
    reader = FORMATS.get(media_type)
    if reader is None:
        raise Unreadable(f"briefer cannot read {media_type or 'a document without a type'}")
    try:
        found = reader(raw)
    except RecursionError as error:  # libraries that walk a document do so by recursion
        raise Unreadable("it is nested too deeply") from error
    if not found.text.strip():
        raise Unreadable("it is empty")
    return found.stated(title=raw.title, url=raw.url, publisher=raw.publisher, published=raw.published)
