"""Plain text: the text is the decoded file, to the last character."""

from __future__ import annotations

from briefer.formats.decoding import declared_charset, decode
from briefer.formats.extracted import Extracted
from briefer.records import RawArticle


def extract_plain(raw: RawArticle) -> Extracted:
    """Read plain text. Its title is whatever the source gave; a first line is not taken for one here."""
    return Extracted(text=decode(raw.body, declared=declared_charset(raw.media_type)))
