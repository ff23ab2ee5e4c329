"""From sources as a person names them to raw articles, in the order given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Final

from briefer.formats import FORMATS
from briefer.formats.decoding import what_it_is
from briefer.records import Failure, RawArticle
from briefer.sources import files
from briefer.sources.articles_json import read_json, read_lines
from briefer.sources.items import Document, Item
from briefer.sources.options import FetchOptions


@dataclass(slots=True)
class Run:
    """What one call of `load` has at hand, and what it has read already."""

    options: FetchOptions
    stdin: BinaryIO | None
    seen: set[str]


def _stdin(_: str, run: Run) -> Iterator[Item]:
    if files.STDIN in run.seen:
        return
    run.seen.add(files.STDIN)
    yield from _open(files.read_stdin(run.stdin, run.options), run)


def _file(name: str, run: Run) -> Iterator[Item]:
    identity = files.identity(name)
    if identity in run.seen:
        return
    run.seen.add(identity)
    yield from _open(files.read_file(name, run.options), run)


def _files(names: Iterable[str | Failure], run: Run) -> Iterator[Item]:
    for name in names:
        if isinstance(name, Failure):
            yield name
        else:
            yield from _file(name, run)


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of source: how it is recognised, and how it is read."""

    kind: str
    recognises: Callable[[str], bool]
    read: Callable[[str, Run], Iterator[Item]]


#: Every kind of source, most particular first; the last takes what no other does.
SOURCES: Final = (
    Source("stdin", files.is_stdin, _stdin),
    Source("folder", files.is_folder, lambda name, run: _files(files.in_folder(name), run)),
    Source("glob", files.is_glob, lambda name, run: _files(files.in_glob(name), run)),
    Source("file", lambda _: True, _file),
)

#: Documents that hold any number of articles. Every other document is one article, read by `briefer.formats`.
COLLECTIONS: Final[Mapping[str, Callable[[Document, FetchOptions], Iterator[Item]]]] = MappingProxyType(
    {"application/json": read_json, "application/jsonl": read_lines}
)


def load(
    sources: Sequence[str], *, stdin: BinaryIO | None = None, options: FetchOptions | None = None
) -> tuple[tuple[RawArticle, ...], tuple[Failure, ...]]:
    """Read every source; whatever cannot be read is a failure in words and stops none of the others.

    Args:
        sources: files, folders, globs or `-` for standard input. A source named twice is read once.
        stdin: where `-` reads from, in binary.
        options: limits and wishes.

    Returns:
        The articles and the failures, each in the order of *sources*.
    """
    run = Run(options or FetchOptions(), stdin, set())
    items = [item for name in sources for item in _kind(name).read(name, run)]
    articles = tuple(item for item in items if isinstance(item, RawArticle))
    return articles, tuple(item for item in items if isinstance(item, Failure))


def _kind(name: str) -> Source:
    return next(source for source in SOURCES if source.recognises(name))


def _open(document: Document | Failure, run: Run) -> Iterator[Item]:
    """The articles of one document."""
    if isinstance(document, Failure):
        yield document
        return
    media_type = document.media_type.partition(";")[0].strip().lower()
    if media_type in COLLECTIONS:
        yield from COLLECTIONS[media_type](document, run.options)
    elif len(document.body) > run.options.max_bytes:
        yield Failure(document.source, run.options.too_large(len(document.body)))
    elif media_type not in FORMATS:
        yield Failure(document.source, f"briefer cannot read {media_type}")
    elif name := what_it_is(document.body):
        yield Failure(document.source, f"it is {name}, not text: save it as HTML, Markdown or plain text")
    else:
        yield RawArticle(document.source, document.body, document.media_type, url=document.url)
