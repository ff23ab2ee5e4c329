"""Where a key stands in a TOML file: Python's parser gives values without their lines, and a person needs the line."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str, ...]

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
# What decides whether a line still belongs to the value above: strings are skipped, brackets counted.
_TOKEN = re.compile(r'''"""|\'\'\'|"(?:\\.|[^"\\])*"|'[^']*'|#.*|[\[\]{}]''')
_QUOTES = ('"""', "'''")


@dataclass(slots=True)
class _Reading:
    """How far a scan has come."""

    table: Path = ()
    depth: int = 0  #: of open brackets in a value
    quote: str = ""  #: the open multi-line quotation mark
    lines: dict[Path, int] = field(default_factory=dict)


def key_lines(text: str) -> Mapping[Path, int]:
    """The line (from 1) of every table header and key of a TOML file, by path.

    Args:
        text: a file that `tomllib` accepts; keys within inline tables are not listed.
    """
    reading = _Reading()
    for number, line in enumerate(text.splitlines(), 1):
        _scan(line, number, reading)
    return reading.lines


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of a key, or of the nearest table that holds it; None for none.

    Args:
        lines: of `key_lines`.
        path: table names and key, outermost first.
    """
    for end in range(len(path), 0, -1):
        if path[:end] in lines:
            return lines[path[:end]]
    return None


def syntax_line(error: tomllib.TOMLDecodeError) -> int | None:
    """The line that Python's parser complains of."""
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else None


def syntax_words(error: tomllib.TOMLDecodeError) -> str:
    """What Python's parser complains of, in the file's own terms."""
    said = str(error)
    if twice := re.search(r"Cannot declare (\(.*\)) twice", said):
        return f"[{'.'.join(ast.literal_eval(twice[1]))}] stands there twice"
    if "Cannot overwrite a value" in said:
        return "a key stands there twice"
    return f"this is not TOML: {said}"


def _scan(line: str, number: int, reading: _Reading) -> None:
    if reading.depth or reading.quote:
        _follow(line, reading)
    elif header := _HEADER.match(line):
        reading.table = _path(header[1])
        for end in range(1, len(reading.table) + 1):
            reading.lines.setdefault(reading.table[:end], number)
    elif key := _KEY.match(line):
        path = (*reading.table, *_path(key[1]))
        for end in range(len(reading.table) + 1, len(path) + 1):
            reading.lines.setdefault(path[:end], number)
        _follow(line[key.end() :], reading)


def _follow(rest: str, reading: _Reading) -> None:
    """Count what a value opens and closes on this line."""
    if reading.quote:
        _, closing, rest = rest.partition(reading.quote)
        if not closing:
            return
        reading.quote = ""
    for token in _TOKEN.finditer(rest):
        if token[0] in _QUOTES:
            reading.quote = token[0]
            _follow(rest[token.end() :], reading)
            return
        if token[0] in "[{":
            reading.depth += 1
        elif token[0] in "]}":
            reading.depth = max(0, reading.depth - 1)


def _path(written: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(written))
