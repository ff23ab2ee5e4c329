"""From sources as a person names them to raw articles, in the order given.

    SOURCES: where is it?  ->  RawDocument  ->  COLLECTIONS: one article or many?  ->  articles, failures, links

Links (a feed's entries, a list's feeds) are read in turn, all of one round at once, until none is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Final

from briefer.formats import FORMATS
from briefer.formats.decoding import declared_charset, transported, what_it_is
from briefer.records import Failure, RawArticle
from briefer.sources import files, media_types
from briefer.sources.articles_json import read_json, read_lines
from briefer.sources.items import FetchOptions, Item, PendingLink, RawDocument
from briefer.sources.syndication import read_feed, read_opml
from briefer.sources.web.urls import is_url, without_tracking

if TYPE_CHECKING:
    from briefer.sources.web.fetcher import Fetcher

_MOST_ROUNDS: Final = 3  #: a list of feeds, a feed, an article

#: Told of each source that was read: its name, and what came of it in words.
Progress = Callable[[str, str], None]


@dataclass(slots=True)
class Loading:
    """What one call of `load` has at hand, and what it has read already."""

    options: FetchOptions
    stdin: BinaryIO | None = None
    progress: Progress = lambda _source, _words: None
    seen: set[str] = field(default_factory=set)

    def is_new(self, identity: str) -> bool:
        """Whether this is the first time that something is read."""
        known = identity in self.seen
        self.seen.add(identity)
        return not known


def _stdin(_: str, run: Loading) -> Iterator[Item]:
    if run.is_new(files.STDIN):
        yield from _open(files.read_stdin(run.stdin, run.options), run)


def _files(names: Iterable[str | Failure], run: Loading) -> Iterator[Item]:
    for name in names:
        if isinstance(name, Failure):
            yield name
        elif run.is_new(files.identity(name)):
            yield from _open(files.read_file(name, run.options), run)


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source: how it is recognised, and how it is read."""

    kind: str
    recognises: Callable[[str], bool]
    read: Callable[[str, Loading], Iterator[Item]]


#: Every kind of source, most particular first; the last takes what no other does.
SOURCES: Final = (
    SourceKind("stdin", files.is_stdin, _stdin),
    SourceKind("url", is_url, lambda name, _: iter([PendingLink(name, source=name)])),
    SourceKind("folder", files.is_folder, lambda name, run: _files(files.in_folder(name), run)),
    SourceKind("glob", files.is_glob, lambda name, run: _files(files.in_glob(name), run)),
    SourceKind("file", lambda _: True, lambda name, run: _files([name], run)),
)

#: Documents that hold any number of articles. Every other document is one article, read by `briefer.formats`.
COLLECTIONS: Final[Mapping[str, Callable[[RawDocument, FetchOptions], Iterator[Item]]]] = MappingProxyType(
    {
        "application/json": read_json,
        media_types.LINES: read_lines,
        media_types.FEED: read_feed,
        media_types.OPML: read_opml,
    }
)


def load(
    sources: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    options: FetchOptions | None = None,
    progress: Progress | None = None,
) -> tuple[tuple[RawArticle, ...], tuple[Failure, ...]]:
    """Read every source; whatever cannot be read is a failure in words and stops none of the others.

    Args:
        sources: files, folders, globs, web addresses of pages, feeds or lists of feeds, or `-` for standard input.
            A source named twice is read once.
        stdin: where `-` reads from, in binary.
        options: limits and wishes.
        progress: told of each source when it has been read; called from the thread of the caller.

    Returns:
        The articles and the failures, each in the order of *sources*.
    """
    run = Loading(options or FetchOptions(), stdin)
    if progress:
        run.progress = progress
    kinds = (next(kind for kind in SOURCES if kind.recognises(name)) for name in sources)
    items = [item for name, kind in zip(sources, kinds, strict=True) for item in kind.read(name, run)]
    items = _followed(items, run)
    articles = tuple(item for item in items if isinstance(item, RawArticle))
    return articles, tuple(item for item in items if isinstance(item, Failure))


def _open(document: RawDocument | Failure, run: Loading) -> list[Item]:
    """The articles of one document."""
    found: list[Item] = [document] if isinstance(document, Failure) else list(_items(document, run.options))
    reason = found[0].reason if len(found) == 1 and isinstance(found[0], Failure) else ""
    run.progress(document.source, reason or f"{len(found)} {'article' if len(found) == 1 else 'articles'}")
    return found


def _items(document: RawDocument, options: FetchOptions) -> Iterator[Item]:
    media_type = media_types.of_document(document.media_type, document.body)
    if media_type in COLLECTIONS:
        yield from COLLECTIONS[media_type](document, options)
    elif len(document.body) > options.max_bytes:
        yield Failure(document.source, options.too_large(len(document.body)))
    elif media_type not in FORMATS:
        yield Failure(document.source, f"briefer cannot read {media_type}")
    elif (name := what_it_is(document.body)) and media_type != media_types.PDF:
        yield Failure(document.source, f"it is {name}, not text: save it as PDF, HTML or plain text")
    else:
        url = without_tracking(document.url) if document.url else None
        # What the transport says of the charset counts before what the page says, so it is heeded while it is known.
        charset = declared_charset(document.media_type)
        body = transported(document.body, charset) if charset else document.body
        yield RawArticle(document.source, body, media_type, url=url)


def _followed(items: list[Item], run: Loading) -> list[Item]:
    """The items with every link replaced, in its place, by what stands there."""
    fetcher: Fetcher | None = None
    for _ in range(_MOST_ROUNDS):
        links = [item for item in items if isinstance(item, PendingLink)]
        if not links:
            break
        from briefer.sources.web.fetcher import Fetcher  # noqa: PLC0415 - 70 ms that files need not pay

        fetcher = fetcher or Fetcher(run.options)
        new = [link for link in links if run.is_new(without_tracking(link.url))]
        found = dict(zip(map(id, new), _read(new, fetcher, run), strict=True))
        items = [
            each for item in items for each in (found.get(id(item), []) if isinstance(item, PendingLink) else [item])
        ]
    reason = "it is a list within a list within a list: give it as a source of its own"
    return [Failure(item.source, reason) if isinstance(item, PendingLink) else item for item in items]


def _read(links: list[PendingLink], fetcher: Fetcher, run: Loading) -> list[list[Item]]:
    """What stands at each of many links, read at once, and told of in the order given."""
    threads = ThreadPoolExecutor(run.options.at_once)
    try:
        documents = threads.map(lambda link: fetcher.fetch(link.url, source=link.source), links)
        return [
            [_told(item, link) for item in _open(document, run)]
            for document, link in zip(documents, links, strict=True)
        ]
    finally:
        threads.shutdown(wait=False, cancel_futures=True)  # whoever presses Ctrl-C does not wait for the queue


def _told(item: Item, link: PendingLink) -> Item:
    """An article with what its feed said of it, where it does not say so itself."""
    if not isinstance(item, RawArticle):
        return item
    facts = {name: getattr(item, name) or getattr(link, name) for name in ("title", "published", "source_id")}
    return replace(item, **facts)
