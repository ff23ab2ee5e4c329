"""What stands between a source as a person names it and the articles it gives, and how it is to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from briefer.records import Failure, RawArticle

MEGABYTE: Final = 1_000_000
#: Where web servers listen; a link to any other port of a stranger's host is refused.
WEB_PORTS: Final = frozenset((80, 443, 8000, 8008, 8080, 8443))


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes of one file, of standard input or of one answer from the web."""

    source: str  #: path or URL, as a person would name it
    body: bytes
    media_type: str  #: as stated, with its parameters: "text/html; charset=utf-8"; empty when nobody says
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PendingLink:
    """A web address still to be read, and what is known of what stands there."""

    url: str
    source: str
    title: str | None = None
    published: str | None = None
    source_id: str | None = None


#: What reading a source gives, in order.
Item = RawArticle | Failure | PendingLink


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Limits and wishes for reading sources; the defaults suit a desk that reads public news."""

    max_bytes: int = 10 * MEGABYTE  #: of one document, decompressed
    max_entries: int = 20  #: of one feed, the first that it lists
    since: datetime | None = None  #: leave out a feed's entries that are older; with a time zone
    timeout: float = 20.0  #: seconds for one address, redirects and all
    seconds_between: float = 1.0  #: between two requests to one host
    at_once: int = 32  #: requests under way to different hosts
    allow_private: bool = False  #: read addresses outside the public internet, on any port
    ports: frozenset[int] = WEB_PORTS  #: that are connected to, unless private addresses are allowed
    robots: bool = True  #: keep to robots.txt
    user_agent: str | None = None  #: in place of "briefer/<version>"
    proxy: str | None = None  #: URL of an HTTP proxy; without it, none is used, whatever the environment says
    cache: Path | None = None  #: folder for what was fetched, so that sites are asked only what has changed

    @property
    def max_collection_bytes(self) -> int:
        """Of a file that holds many articles, each of which has to keep to `max_bytes`."""
        return 20 * self.max_bytes

    def too_large(self, size: int | None) -> str:
        """The words for a document that is over the limit.

        Args:
            size: in bytes; None when reading stopped at the limit.
        """
        found = f" ({_megabytes(size)})" if size else ""
        return (
            f"it is larger than {_megabytes(self.max_bytes)}, the limit for one document{found}; "
            "a higher limit can be set with --max-bytes"
        )


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.3g} MB"
