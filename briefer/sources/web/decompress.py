"""What a server sent compressed, in pieces of bounded size: a bomb of 200 kB must not become 200 MB first."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from briefer.sources.web.urls import Refused

#: What is asked for. Brotli and Zstandard would need further packages, and text gains little by them.
ACCEPTED: Final = "gzip, deflate"
_PIECE: Final = 65_536
_EITHER: Final = 47  # zlib's window bits for "gzip or zlib, whichever it is"


def decompressed(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The decoded body, at most 64 KiB at a time.

    Args:
        chunks: the body as it came.
        encoding: the Content-Encoding header, or an empty string.

    Raises:
        Refused: when it is none of the encodings asked for, or broken.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from chunks
    elif encoding in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(chunks)
    else:
        raise Refused(f"it is compressed with {encoding[:40]}, which was not asked for")


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflate, first = zlib.decompressobj(_EITHER), True
    for chunk in chunks:
        rest = chunk
        while rest and not inflate.eof:
            try:
                piece = inflate.decompress(rest, _PIECE)
            except zlib.error as error:
                if not first:
                    raise Refused("its compressed body is broken") from error
                inflate = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers mean raw deflate
                first = False
                continue
            first = False
            if piece:
                yield piece
            rest = inflate.unconsumed_tail
