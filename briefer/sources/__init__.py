"""Where articles come from: files, folders, globs, standard input, web pages, feeds and lists of feeds."""

from __future__ import annotations

from briefer.sources.items import FetchOptions
from briefer.sources.loading import COLLECTIONS, SOURCES, Progress, load

__all__ = ["COLLECTIONS", "SOURCES", "FetchOptions", "Progress", "load"]
