"""Where a benchmark's data is: the folder given as argument or in BRIEFER_DATA."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def folder(*needed: str) -> Path:
    """The data folder, which holds all the files that are needed; ends the script with a clear word where it does not.

    Args:
        needed: names of files or folders in it.
    """
    given = next((a for a in sys.argv[1:] if not a.startswith("-")), os.environ.get("BRIEFER_DATA", ""))
    if not given:
        print("skipped: no data folder (give it as an argument or in BRIEFER_DATA)")
        sys.exit(0)
    missing = [name for name in needed if not (Path(given) / name).exists()]
    if missing:
        print(f"skipped: {given} has no {', '.join(missing)}")
        sys.exit(0)
    return Path(given)
