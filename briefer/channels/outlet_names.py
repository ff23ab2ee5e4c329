"""What an outlet is called: as the article says, else by its site, else by its file; never by a headline."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote, urlsplit

from briefer.channels.literal import clean, shorten, web_url
from briefer.records import Article, Brief

_LONGEST = 40
_DIGEST = re.compile(r"[0-9a-f]{8,}")  # what programs put into the names of files, and nobody reads
_LINE = re.compile(r"(.+\.jsonl?):(\d+)")  # an article of a file that holds many


def names(brief: Brief) -> dict[str, str]:
    """The name of each article's outlet, by the article's id; two files of one name are told apart by their ids."""
    found = {article.id: name(article) for article in brief.articles}
    filed = {article.id for article in brief.articles if not clean(article.publisher or "") and not _site(article)}
    often = Counter(found.values())
    return {i: f"{said} ({i})" if often[said] > 1 and i in filed else said for i, said in found.items()}


def name(article: Article) -> str:
    """The name of one article's outlet.

    >>> name(Article("A1", "in/courier-2026.txt", "", "", ""))
    'Courier'
    """
    return shorten(clean(article.publisher or "") or _site(article) or _file(article), _LONGEST) or article.id


def _site(article: Article) -> str:
    url = web_url(article.url)
    host = (urlsplit(url).hostname or "") if url else ""
    return host.removeprefix("www.")


def _file(article: Article) -> str:
    source, line = article.source, ""
    if found := _LINE.fullmatch(source):
        source, line = found[1], f", line {found[2]}"
    file = unquote(source).replace("\\", "/").rstrip("/").rpartition("/")[2]
    stem = file.rpartition(".")[0] or file
    words = [part for part in re.split(r"[\s_-]+", stem) if part and not _DIGEST.fullmatch(part.lower())]
    named = [word for word in words if not word.isdecimal()] or words  # "01-courier" is the Courier's
    readable = clean(" ".join(named) or stem)
    return (f"file {readable}" if readable.isdecimal() else readable[:1].upper() + readable[1:]) + line
