"""RawArticle to Article: the text as it is, and passages that say what each part of it is.

    raws | formats.extract | language | blocks | marks | sentences | passages

Cleaning is marking: the text is never rewritten, and every passage keeps its exact span.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime

from briefer import formats
from briefer.language.identify import detect
from briefer.reading.blocks import blocks
from briefer.reading.passages import passages
from briefer.reading.titles import shorten, title_of
from briefer.records import Article, Failure, Kind, RawArticle

_TITLE_LONGEST = 300
_WRITTEN_DATES = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%Y/%m/%d", "%A, %d %B %Y", "%A, %B %d, %Y")


def _as_written(form: str) -> Callable[[str], date]:
    """A reader of days written in one form; a day has no zone."""
    return lambda written: datetime.strptime(written, form).date()  # noqa: DTZ007 - it is a day


def _as_mailed(written: str) -> date:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - few dates are written as in mail

    return parsedate_to_datetime(written)


#: Ways to read a date, the strictest first.
_DATE_READERS: tuple[Callable[[str], date], ...] = (
    date.fromisoformat,
    datetime.fromisoformat,
    *(_as_written(form) for form in _WRITTEN_DATES),
    _as_mailed,
)


def read(raws: Iterable[RawArticle]) -> tuple[tuple[Article, ...], tuple[Failure, ...]]:
    """Read every raw article; what cannot be read becomes a failure and stops nothing.

    Returns:
        The articles, numbered "A1", "A2", … in the order given, and the failures.
    """
    articles: list[Article] = []
    failures: list[Failure] = []
    for raw in raws:
        result = article(raw, f"A{len(articles) + 1}")
        if isinstance(result, Failure):
            failures.append(result)
        else:
            articles.append(result)
    return tuple(articles), tuple(failures)


def article(raw: RawArticle, article_id: str) -> Article | Failure:
    """Read one raw article.

    Args:
        raw: what a source gave.
        article_id: the id it gets, "A1".

    Returns:
        The article, or why there is none.
    """
    try:
        extracted = formats.extract(raw)
    except formats.Unreadable as error:
        return Failure(raw.source, str(error))
    text, markdown = extracted.text, raw.media_type == "text/markdown"
    language = extracted.language or detect(text)
    title = extracted.title or title_of(text, blocks(text, markdown=markdown))
    title = shorten(title, _TITLE_LONGEST)
    found = passages(text, article_id, title=title, language=language, markdown=markdown)
    if not any(p.kind is Kind.CONTENT for p in found):
        return Failure(raw.source, "there is no sentence in it that could be cited, only headings or page litter")
    return Article(
        id=article_id,
        source=raw.source,
        title=title,
        text=text,
        sha256=sha256(text),
        passages=found,
        url=extracted.url,
        publisher=extracted.publisher,
        published=iso_date(extracted.published),
        language=language,
        source_id=raw.source_id,
    )


def sha256(text: str) -> str:
    """The hexadecimal SHA-256 of a text as UTF-8; a lone surrogate counts as its own three bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def iso_date(written: str | None) -> str | None:
    """A date or date-time as ISO 8601, or None where it cannot be understood.

    Args:
        written: ISO 8601, RFC 2822 (feeds and mail), or an English date in words.
    """
    if not written or not (written := written.strip()):
        return None
    for read_date in _DATE_READERS:
        try:
            return read_date(written).isoformat()
        except (ValueError, IndexError, TypeError):  # IndexError and TypeError are how the mail parser says no
            continue
    return None
