"""What a person may ask of the reading of sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Limits and wishes for reading sources; the defaults suit a desk that reads public news."""

    max_bytes: int = 10 * MEGABYTE  #: of one document, decompressed

    @property
    def max_collection_bytes(self) -> int:
        """Of a file that holds many articles, each of which has to keep to `max_bytes`."""
        return 20 * self.max_bytes

    def too_large(self, size: int) -> str:
        """The words for a document of *size* bytes that is over the limit."""
        return (
            f"it is larger than {_megabytes(self.max_bytes)}, the limit for one document ({_megabytes(size)}); "
            "a higher limit can be set with --max-bytes"
        )


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.3g} MB"
