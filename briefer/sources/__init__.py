"""Where articles come from: files, folders, globs and standard input."""

from __future__ import annotations

from briefer.sources.loading import SOURCES, load
from briefer.sources.options import FetchOptions

__all__ = ["SOURCES", "FetchOptions", "load"]
