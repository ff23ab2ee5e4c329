"""Articles as JSON: one object, a list, `{"articles": […]}`, or one object a line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from briefer.formats import Unreadable
from briefer.formats.decoding import decode
from briefer.records import Failure, RawArticle
from briefer.sources.items import FetchOptions, Item, RawDocument
from briefer.sources.syndication import is_json_feed, read_json_feed

_MOST_FAILURES = 100
_LONE_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")  # one for one, so offsets stay


def read_json(document: RawDocument, options: FetchOptions) -> Iterator[Item]:
    """Read the article or articles of one JSON document."""
    try:
        value = json.loads(decode(document.body))
    except Unreadable as error:
        yield Failure(document.source, str(error))
        return
    except (ValueError, RecursionError) as error:
        yield Failure(document.source, f"it is not valid JSON: {_plainly(error)}")
        return
    if is_json_feed(value):
        yield from read_json_feed(value, document, options)
        return
    found = value.get("articles", value) if isinstance(value, dict) else value
    if not isinstance(found, list):
        yield _article(found, document, document.source, options)
        return
    if not found:
        yield Failure(document.source, "it holds no articles: the list is empty")
    named = ((each, f"{document.source}#{number}") for number, each in enumerate(found, 1))
    yield from _bounded((_article(each, document, name, options) for each, name in named), document)


def read_lines(document: RawDocument, options: FetchOptions) -> Iterator[Item]:
    """Read one article a line. A bad line is a failure that names it; the others are used."""
    body = document.body
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        body = decode(body).encode("utf-8", errors="replace")
    lines = enumerate(io.BytesIO(body.removeprefix(b"\xef\xbb\xbf")), 1)
    written = ((number, line) for number, line in lines if line.strip())
    found = (_line(line, document, f"{document.source}:{number}", options) for number, line in written)
    first = next(found, None)
    if first is None:
        yield Failure(document.source, "it is empty")
    else:
        yield from _bounded(chain([first], found), document)


def _line(line: bytes, document: RawDocument, name: str, options: FetchOptions) -> Item:
    try:
        value = json.loads(line)
    except UnicodeDecodeError:
        return Failure(name, "the line is not UTF-8, which JSON must be")
    except (ValueError, RecursionError) as error:
        return Failure(name, f"the line is not valid JSON: {_plainly(error)}")
    return _article(value, document, name, options)


def _bounded(items: Iterable[Item], document: RawDocument) -> Iterator[Item]:
    """The items, but of a file that is bad throughout only so many failures, and the count of the others."""
    failures = 0
    for item in items:
        failures += isinstance(item, Failure)
        if not isinstance(item, Failure) or failures <= _MOST_FAILURES:
            yield item
    if failures > _MOST_FAILURES:
        yield Failure(document.source, f"{failures - _MOST_FAILURES:,} more of its articles are as bad")


def _article(value: Any, document: RawDocument, name: str, options: FetchOptions) -> Item:
    if not isinstance(value, dict):
        return Failure(name, f'it is {_kind(value)}, not an article: give an object with at least "text"')
    text = value.get("text")
    if not isinstance(text, str):
        keys = ", ".join(sorted(value)[:6])[:100] or "nothing"
        reason = f'its "text" is {_kind(text)}' if "text" in value else f'it has no "text" (it has {keys})'
        return Failure(name, f"{reason}: the article's text must be a string")
    if not text.strip():
        return Failure(name, 'its "text" is empty')
    if len(text) > options.max_bytes:
        return Failure(name, options.too_large(len(text.encode("utf-8", errors="replace"))))
    facts: dict[str, str | None] = {}
    for key in ("title", "url", "publisher", "published", "id"):
        fact = value.get(key)
        if isinstance(fact, (dict, list, bool)):
            return Failure(name, f'its "{key}" is {_kind(fact)}, not text')
        facts[key] = str(fact).translate(_LONE_SURROGATES).strip() or None if fact is not None else None
    return RawArticle(
        source=name,
        body=text.translate(_LONE_SURROGATES),
        title=facts["title"],
        url=facts["url"] or document.url,
        publisher=facts["publisher"],
        published=facts["published"],
        source_id=facts["id"],
    )


def _kind(value: Any) -> str:
    kinds = ((type(None), "null"), (bool, "true or false"), (str, "a string"), (list, "a list"), (dict, "an object"))
    return next((words for kind, words in kinds if isinstance(value, kind)), "a number")


def _plainly(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
