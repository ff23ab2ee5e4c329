"""Bytes to text: which characters a document is made of.

A byte order mark tells first; then the bytes, if they are UTF-8 beyond ASCII, which no other charset's text is by
accident; then what the transport or the document declares; and only then comes a guess. The guess is
charset-normalizer's: it is maintained, pure Python if need be, and installed anyway (tiktoken needs requests, which
needs it). By itself it takes German for DOS Baltic and Spanish for Central European, so it chooses among the charsets
of the web only, and after the western languages have been tried by their letters.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from briefer.formats.extracted import Unreadable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What a label means in practice, from the WHATWG Encoding standard: pages that say "latin-1" are windows-1252.
_IN_PRACTICE: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
}

#: Legacy charsets of pages and files, as the WHATWG Encoding standard lists them; the DOS and EBCDIC ones are not.
_CANDIDATES: Final = (
    *("cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp874"),
    *("cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949"),
)
#: The letters beyond ASCII that a language of windows-1252 has; a text with no others is in windows-1252.
_WESTERN: Final = tuple(
    frozenset(letters)
    for letters in (
        *("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúüªº", "àèéìîòóù", "ãõáéíóúâêôàçª"),
        *("åäöéü", "åæøéèôü", "áéíóúýþæöð", "áéíóúëïèêçü"),
    )
)
_PUNCTUATION: Final = frozenset("‘’‚“”„‹›«»–—…•·¿¡€£§°©®™½¼¾²³×\xa0")

_NAMES: Final = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive (a Word or OpenDocument file is one too)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"RIFF", "a sound, film or picture"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
)

_ONE_BAD_IN: Final = 1_000  # characters: windows-1252 has five bytes without a meaning, and pages that have them

_LABEL = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_LABEL = re.compile(rb"<\?xml[^>]{1,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]+)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # without tab, line ends, form feed and escape


def decode(body: bytes | str, *, declared: str | None = None) -> str:
    """Read *body* as text, exactly: nothing is stripped, replaced or normalised except a byte order mark.

    Args:
        body: the document as it came; a `str` is given back as it is.
        declared: the charset that the transport or the document states, if any.

    Raises:
        Unreadable: when the bytes are no text.
    """
    if isinstance(body, str):
        return body
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, errors="replace")
    if name := what_it_is(body):
        raise Unreadable(f"it is {name}, not text")
    text = _utf8(body) or _declared(body, declared) or _unmarked_utf16(body) or _damaged_utf8(body)
    text = _guessed(body) if text is None else text
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise Unreadable("it is binary data, not text")
    return text


def transported(body: bytes, charset: str) -> bytes | str:
    """What came with a charset stated by its transport: as text when the bytes agree, else as it is."""
    if any(body.startswith(mark) for mark, _ in _MARKS):
        return body
    text = _utf8(body)
    text = _declared(body, charset) if text is None else text
    return body if text is None else text


def declared_charset(content_type: str) -> str | None:
    """The `charset` parameter of a Content-Type value, if it has one."""
    found = _LABEL.search(content_type)
    return found.group(1) if found else None


def xml_charset(body: bytes) -> str | None:
    """The charset that an XML declaration at the top states, if there is one."""
    found = _XML_LABEL.search(body, 0, 1024)
    return found.group(1).decode("ascii") if found else None


def what_it_is(body: bytes) -> str | None:
    """The name of the binary format that *body* opens with, or None."""
    return next((name for magic, name in _NAMES if body.startswith(magic)), None)


def _declared(body: bytes, label: str | None) -> str | None:
    """Believe the label only when the bytes agree: pages state wrong ones."""
    if not label:
        return None
    try:
        codec = codecs.lookup(label)
        if not codec._is_text_encoding:  # noqa: SLF001 - "hex", "zlib" …
            return None
        encoding = _IN_PRACTICE.get(codec.name, codec.name)
        text = body.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if text.count("\N{REPLACEMENT CHARACTER}") <= len(text) // _ONE_BAD_IN else None


def _unmarked_utf16(body: bytes) -> str | None:
    """UTF-16 without a mark shows as zeros in every second place, for scripts of the first 256 code points."""
    head = body[:2000]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) >= 4 and head[start::2].count(0) > 0.4 * len(head[start::2]) and not head[1 - start :: 2].count(0):  # noqa: PLR2004
            try:
                return body.decode(encoding)
            except UnicodeError:
                return None
    return None


def _utf8(body: bytes) -> str | None:
    if b"\x1b" in body or body.isascii():  # seven bits may be ISO-2022-JP, or UTF-16 of plain English
        return None
    try:
        return body.decode("utf-8")
    except UnicodeError:
        return None


def _damaged_utf8(body: bytes) -> str | None:
    """UTF-8 with a few damaged bytes: a guess would garble all of it for the sake of those."""
    text = body.decode("utf-8", errors="replace")
    if text.isascii():
        return text
    damaged = text.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(1 for character in text if character > "\x7f") - damaged
    return text if whole >= 4 * damaged else None


def _guessed(body: bytes) -> str:
    if b"\0" in body:
        raise Unreadable("it is binary data, not text")
    try:
        western = body.decode("cp1252")
    except UnicodeError:
        western = ""
    letters = {character.lower() for character in western if character > "\x7f"} - _PUNCTUATION
    if western and any(letters <= language for language in _WESTERN):
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 50 ms, needed for one file in hundreds

    best = from_bytes(body, cp_isolation=list(_CANDIDATES)).best()
    return str(best) if best is not None else body.decode("cp1252", errors="replace")
