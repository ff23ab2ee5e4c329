"""Files, folders, globs and standard input.

A folder is read with all its subfolders, in the order of the names. Left out are hidden files and folders (those
whose name begins with a dot), what does not end in one of `media_types.SUFFIXES`, and links to folders.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from briefer.records import Failure
from briefer.sources import media_types
from briefer.sources.items import FetchOptions, RawDocument

STDIN = "-"
_NAMED = "stdin"


def is_stdin(source: str) -> bool:
    """Whether the source is standard input."""
    return source == STDIN


def is_folder(source: str) -> bool:
    """Whether the source is a folder that exists."""
    return _path(source).is_dir()


def is_glob(source: str) -> bool:
    """Whether the source is a pattern, and no file is really called that."""
    try:
        return glob.has_magic(source) and not os.path.lexists(_path(source))
    except ValueError:  # a name with a zero character
        return False


def read_stdin(stdin: BinaryIO | None, options: FetchOptions) -> RawDocument | Failure:
    """Read standard input, whatever kind of document it carries."""
    if stdin is None:
        return Failure(_NAMED, "there is no standard input to read")
    body = stdin.read(options.max_collection_bytes + 1)
    return _document(_NAMED, body, None, options)


def read_file(name: str, options: FetchOptions) -> RawDocument | Failure:
    """Read one file."""
    path = _path(name)
    try:
        with path.open("rb") as file:
            body = file.read(options.max_collection_bytes + 1)
    except FileNotFoundError:
        return Failure(name, "there is no such file")
    except PermissionError:
        return Failure(name, "it may not be read: permission denied")
    except (OSError, ValueError) as error:
        return Failure(name, f"it could not be read: {getattr(error, 'strerror', None) or error}")
    return _document(name, body, media_types.of_name(name), options)


def in_glob(pattern: str) -> Iterator[str | Failure]:
    """The files that a pattern matches, and those in the folders it matches."""
    matches = sorted(glob.glob(str(_path(pattern)), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not matches:
        yield Failure(pattern, "no file matches this pattern")
    for match in matches:
        if os.path.isdir(match):  # noqa: PTH112 - a match is shown as the pattern has it; Path would rewrite it
            yield from in_folder(match)
        else:
            yield match


def in_folder(folder: str) -> Iterator[str | Failure]:
    """The readable files of a folder and its subfolders, or one failure that says why there are none."""
    refused: list[OSError] = []
    ignored: Counter[str] = Counter()
    found: list[Path] = []
    for at, folders, files in os.walk(_path(folder), onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.startswith("."):
                continue
            if media_types.of_name(name) and Path(at, name).is_file():
                found.append(Path(at, name))
            else:
                ignored[Path(name).suffix.lower() or "no ending"] += 1
    for error in refused:
        yield Failure(str(error.filename), f"the folder could not be read: {error.strerror}")
    yield from (str(path) for path in sorted(found))
    if not found and not refused:
        kinds = ", ".join(f"{count} × {kind}" for kind, count in sorted(ignored.items())[:8])
        read = f"files ending in {', '.join(media_types.SUFFIXES)} are read, it has {kinds}"
        yield Failure(folder, f"the folder holds no article: {read}" if ignored else "the folder is empty")


def identity(name: str) -> str:
    """What is the same for two names of one file."""
    try:
        return os.path.realpath(_path(name))
    except (OSError, ValueError):  # a name that no file can have is told so when it is read
        return name


def _path(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # "~nobody"
        return Path(name)


def _document(name: str, body: bytes, media_type: str | None, options: FetchOptions) -> RawDocument | Failure:
    if not body:
        return Failure(name, "it is empty")
    if len(body) > options.max_collection_bytes:
        return Failure(name, options.too_large(len(body)))
    return RawDocument(name, body, media_type or "")
