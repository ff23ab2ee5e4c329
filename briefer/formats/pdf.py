"""PDF: the text of its pages, with the lines that a page breaks put together to paragraphs again.

pypdf does the reading: it is pure Python and under a free licence, which PyMuPDF's is not for this use. It is an
extra (`pip install 'briefer[pdf]'`), since few sources are PDF documents.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from briefer.formats.extracted import Extracted, Unreadable
from briefer.language import lexicon
from briefer.records import RawArticle

_MOST_PAGES: Final = 200
#: What pypdf may spend on one document. Its own limits are made for whoever has to read a file at any cost.
_LIMITS: Final[dict[str, Any]] = {
    "zlib_maximum_output_length": 16_000_000,
    "lzw_maximum_output_length": 16_000_000,
    "run_length_maximum_output_length": 16_000_000,
    "array_based_stream_maximum_output_length": 16_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 150_000,
    "page_tree_maximum_page_entries": 50_000,
    "xform_maximum_invocations_per_extraction": 300,
    "disable_legacy_handling": True,
}
_TOO_MUCH: Final = "the PDF document unpacks to far more than an article: print the part that matters anew"
_RUNNING: Final = 3  # pages on which a first or last line stands that is the page's frame
_SHORT: Final = 0.7  # of the longest lines' length: a line that ends earlier ends its paragraph
_HYPHEN: Final = ("-", "\u00ad")


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
        with pypdf.apply_configuration(**_LIMITS):
            reader = pypdf.PdfReader(io.BytesIO(body))
            pages = list(_pages(reader, 1_000_000 + 2 * len(body)))
            title = " ".join(str(getattr(reader.metadata, "title", None) or "").split()) or None
    except Unreadable:
        raise
    except Exception as error:  # any bytes whatever come here, and pypdf raises what it meets
        if type(error).__name__ == "LimitReachedError":
            raise Unreadable(_TOO_MUCH) from error
        raise Unreadable(f"the PDF document is damaged ({type(error).__name__})") from error
    text = "\n\n".join(paragraphs(pages))
    if not text:
        raise Unreadable("the PDF document holds no text, only pictures of it: run text recognition over it first")
    return Extracted(text=text, title=title)


def _pages(reader: Any, most_content: int) -> Iterator[list[str]]:
    """The lines of each page, as long as what is drawn on them stays in proportion to the file's size."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("the PDF document is locked with a password")
    total = 0
    for page in reader.pages[:_MOST_PAGES]:
        contents = page.get_contents()
        total += len(contents.get_data()) if contents is not None else 0
        if total > most_content:
            raise Unreadable(_TOO_MUCH)
        yield [" ".join(line.split()) for line in (page.extract_text() or "").split("\n")]


def paragraphs(pages: list[list[str]]) -> list[str]:
    """Lines put together to paragraphs, over page breaks too, without running heads and page numbers.

    Args:
        pages: the lines of each page; an empty one separates paragraphs.
    """
    written = ([line for line in page if line] for page in pages)
    framed = Counter(line for page in written for line in {*page[:2], *page[-2:]})
    found: list[str] = []
    number = lexicon.pattern(lexicon.EVERY, "page_numbers")
    open_ = False  # the last paragraph goes on in the next line
    for page in pages:
        width = sorted(map(len, page))[-max(1, len(page) // 4)] if page else 0
        for line in page:
            if not line or number.fullmatch(line) or framed[line] >= _RUNNING:
                open_ = open_ and bool(line)
                continue
            if open_ and found:
                within_a_word = found[-1].endswith(_HYPHEN) and found[-1][-2:-1].islower()
                found[-1] = found[-1][:-1] + line if within_a_word else f"{found[-1]} {line}"
            else:
                found.append(line)
            ended = line[-1] in '.!?:”"»' and len(line) < _SHORT * width
            open_ = not ended and len(line) >= _SHORT * width
    return found
