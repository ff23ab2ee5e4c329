"""What was fetched before, on disk, so that a site is asked only whether something has changed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

_MOST_FRESH: Final = 3_600.0  # seconds: a site's own max-age counts up to an hour, since news is corrected


@dataclass(frozen=True, slots=True)
class Stored:
    """One answer as it is kept."""

    url: str  #: where it came from in the end, redirects followed
    media_type: str
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    fresh_until: float = 0.0  #: seconds since the epoch

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask "only if it has changed", with the site's own words, quotes and all."""
        named = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in named if value}


@dataclass(frozen=True, slots=True)
class HttpCache:
    """Answers in a folder, one file each."""

    folder: Path  #: where; it is made when the first answer is kept

    def get(self, url: str) -> Stored | None:
        """What is kept for a URL. A damaged file counts as none."""
        try:
            head, _, body = self._file(url).read_bytes().partition(b"\n")
            return Stored(body=body, **json.loads(head))
        except (OSError, ValueError, TypeError):
            return None

    def put(self, url: str, stored: Stored) -> None:
        """Keep an answer: whole or not at all. A full disk costs the next run a request, not this run its article."""
        head = json.dumps({name: value for name, value in asdict(stored).items() if name != "body"})
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(head.encode("ascii") + b"\n" + stored.body)
                Path(name).replace(self._file(url))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def _file(self, url: str) -> Path:
        return self.folder / hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def fresh_until(headers: Mapping[str, str], now: float) -> float | None:
    """Until when an answer may be used without asking again, in seconds since the epoch; None to keep it at all."""
    control = headers.get("cache-control", "").lower()
    if "no-store" in control:
        return None
    found = re.search(r"max-age\s{0,9}=\s{0,9}\"?(\d{1,9})", control)
    if not found or "no-cache" in control:
        return now
    return now + min(float(found.group(1)), _MOST_FRESH)
