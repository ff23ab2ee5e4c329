"""PDF: the text of its pages, with the lines that a page breaks put together to paragraphs again.

pypdf does the reading: it is pure Python and under a free licence, which PyMuPDF's is not for this use. It is an
extra (`pip install 'briefer[pdf]'`), since few sources are PDF documents.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from briefer.formats.extracted import Extracted, Unreadable
from briefer.records import RawArticle

_MOST_PAGES: Final = 200
_MOST_TEXT: Final = 2_000_000  # code points
_RUNNING: Final = 3  # pages on which a first or last line stands that is the page's frame
_SHORT: Final = 0.7  # of the longest lines' length: a line that ends earlier ends its paragraph
_HYPHEN = re.compile(r"(?<=[a-zäöüß])[-\u00ad]$")
_NUMBER_ONLY = re.compile(r"\s*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?\s*", re.IGNORECASE)


def extract_pdf(raw: RawArticle) -> Extracted:
    """Read a PDF document.

    Raises:
        Unreadable: when it is locked, damaged, or pictures of pages without text; or when pypdf is not installed.
    """
    try:
        import pypdf  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise Unreadable("a PDF document needs one package more: pip install 'briefer[pdf]'") from error
    body = raw.body if isinstance(raw.body, bytes) else raw.body.encode("latin-1", errors="replace")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each of a document's many small faults
    try:
        reader = _unlocked(pypdf.PdfReader(io.BytesIO(body)))
        pages = list(_pages(reader))
        title = " ".join(str(getattr(reader.metadata, "title", None) or "").split()) or None
    except Unreadable:
        raise
    except Exception as error:  # any bytes whatever come here, and pypdf raises what it meets
        raise Unreadable(f"the PDF document is damaged ({type(error).__name__})") from error
    text = "\n\n".join(paragraphs(pages))
    if not text:
        raise Unreadable("the PDF document holds no text, only pictures of it: run text recognition over it first")
    return Extracted(text=text, title=title)


def _unlocked(reader: Any) -> Any:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("the PDF document is locked with a password")
    return reader


def _pages(reader: Any) -> Iterator[list[str]]:
    total = 0
    for page in reader.pages[:_MOST_PAGES]:
        lines = (page.extract_text() or "").split("\n")
        total += sum(map(len, lines))
        if total > _MOST_TEXT:
            raise Unreadable(f"the PDF document holds more than {_MOST_TEXT / 1e6:.0f} million characters")
        yield [" ".join(line.split()) for line in lines]


def paragraphs(pages: list[list[str]]) -> list[str]:
    """Lines put together to paragraphs, over page breaks too, without running heads and page numbers.

    Args:
        pages: the lines of each page; an empty one separates paragraphs.
    """
    framed = Counter(line for page in pages for line in dict.fromkeys(_edges(page)))
    found: list[str] = []
    open_ = False  # the last paragraph goes on in the next line
    for page in pages:
        width = sorted(map(len, page))[-max(1, len(page) // 4)] if page else 0
        for line in page:
            if not line or _NUMBER_ONLY.fullmatch(line) or framed[line] >= _RUNNING:
                open_ = open_ and bool(line)
                continue
            if open_ and found:
                found[-1] = _HYPHEN.sub("", found[-1]) + line if _HYPHEN.search(found[-1]) else f"{found[-1]} {line}"
            else:
                found.append(line)
            ended = line[-1] in '.!?:”"»' and len(line) < _SHORT * width
            open_ = not ended and len(line) >= _SHORT * width
    return found


def _edges(page: list[str]) -> list[str]:
    lines = [line for line in page if line]
    return lines[:2] + lines[-2:]
