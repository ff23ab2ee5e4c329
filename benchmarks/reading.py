"""A sentence is read once: the CPU of a whole brief, this checkout beside another, and how often sentences are built.

Every run is a new process, user and system time from its start to its end, with this Python and its packages; the two
checkouts take turns, so that what else the machine does meets both. Then one brief is made in this process, and the
memory of sentences is asked how often a sentence was wanted and how often it had to be made.

    python benchmarks/reading.py [--beside CHECKOUT] [--runs N] [FOLDER]

FOLDER holds articles; without it, `articles` in BRIEFER_DATA is taken where there is one.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import briefer
from briefer.language.sentence import _sentence

ROOT = Path(__file__).resolve().parent.parent


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of articles")
    parser.add_argument("--beside", type=Path, metavar="CHECKOUT", help="the root of another checkout of briefer")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="runs of each (default: 5)")
    given = parser.parse_args()
    if given.beside and not (given.beside / "briefer" / "__init__.py").is_file():
        parser.error(f"{given.beside} is no checkout of briefer")
    if given.folder and not given.folder.is_dir():
        parser.error(f"{given.folder} is no folder")
    return given


def folders(given: Path | None) -> Iterator[tuple[str, Path]]:
    """The folders of articles, by the names under which they are shown."""
    yield "seeds/", ROOT / "seeds"
    data = os.environ.get("BRIEFER_DATA")
    folder = given or (Path(data) / "articles" if data else None)
    if folder and folder.is_dir():
        yield f"{folder.name}/", folder.resolve()


def spent(checkout: Path, folder: Path, empty: str) -> float:
    """CPU seconds of `briefer brief FOLDER` by the code of a checkout, as a process.

    Args:
        checkout: the root of the checkout.
        folder: the articles.
        empty: the folder that it is run in, where no `.env` and no other package is.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEFER_", "OPENAI_"))}
    with tempfile.TemporaryFile() as told:
        command = [sys.executable, "-m", "briefer", "brief", str(folder)]
        environ = {**own, "PYTHONPATH": str(checkout)}
        process = subprocess.Popen(command, cwd=empty, env=environ, stdout=subprocess.DEVNULL, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            sys.exit(f"briefer in {checkout} failed:\n{told.read().decode(errors='replace')}")
    return usage.ru_utime + usage.ru_stime


def medians(checkouts: list[Path], folder: Path, runs: int) -> list[float]:
    """The median CPU seconds of each checkout, run in turns after one run each that counts nothing."""
    with tempfile.TemporaryDirectory() as empty:
        rounds = [[spent(checkout, folder, empty) for checkout in checkouts] for _ in range(runs + 1)]
    return [statistics.median(column) for column in zip(*rounds[1:], strict=True)]


def built_and_asked(folder: Path) -> tuple[int, int]:
    """How many sentences were built for a brief of a folder, and how often one was asked for."""
    _sentence.cache_clear()
    briefer.brief([str(folder)])
    known = _sentence.cache_info()
    return known.misses, known.hits + known.misses


def main() -> None:
    """Print both tables."""
    given = arguments()
    checkouts = [ROOT] + ([given.beside.resolve()] if given.beside else [])
    found = list(folders(given.folder))
    print(f"CPU seconds (user and system) of whole processes, median of {given.runs}\n")
    print(f"{'':<28}{'here':>8}" + (f"{'beside':>10}{'share':>9}" if given.beside else ""))
    for name, folder in found:
        here, *other = medians(checkouts, folder, given.runs)
        beside = "".join(f"{seconds:>10.2f}{here / seconds:>9.0%}" for seconds in other)
        print(f"{f'briefer brief {name}':<28}{here:>8.2f}{beside}")
    print(f"\n{'sentences of one brief':<28}{'built':>8}{'asked for':>11}{'each':>7}")
    for name, folder in found:
        built, asked = built_and_asked(folder)
        print(f"{name:<28}{built:>8}{asked:>11}{asked / built:>7.1f}")


if __name__ == "__main__":
    main()
