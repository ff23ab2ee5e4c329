"""How long locating an inexact quote and folding a source take: beside langextract and rapidfuzz.

    python benchmarks/locate.py [DATA_DIR]

Sources of 6, 26 and 100 kB are made of whole articles. Half of the quotes are honest with another typography, half are
forged. briefer has folded the source before (it does so once per source) but sees each quote for the first time;
langextract (its aligner, at its defaults) and rapidfuzz (`partial_ratio_alignment`, 90) keep nothing between quotes.
Medians of one run on one core.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import quotes
from corruptions import FINDERS
from data import folder

from briefer.grounding import rungs
from briefer.language import fold

SEED = 7
SIZES = (6_000, 26_000, 100_000)
QUOTES = 20
REPEATS = {"langextract": 1}
TARGETS = {6_000: 150, 100_000: 1_500}


def source_of(texts: list[str], size: int, rng: random.Random) -> str:
    """Whole articles, cut to *size* characters at a space."""
    text = ""
    while len(text) < size:
        text += rng.choice(texts) + "\n\n"
    return text[: text.rindex(" ", 0, size)]


def inexact(source: str, rng: random.Random) -> list[str]:
    """Half honest variants, half forgeries, none of which stands in the source as it is."""
    honest = [v.quote for v in quotes.variants([source], 3, rng) if v.source == source and v.quote not in source]
    forged = [f.quote for f in quotes.forgeries([source], 2, rng)]
    return rng.sample(honest, QUOTES // 2) + rng.sample(forged, QUOTES // 2)


def milliseconds(repeats: int, call: Callable[..., object], *args: object) -> float:
    """The median time of one call, with nothing remembered of the quote."""
    times = []
    for _ in range(repeats):
        rungs.normal.cache_clear()
        rungs.needle.cache_clear()
        start = time.perf_counter()
        call(*args)
        times.append(1_000 * (time.perf_counter() - start))
    return statistics.median(times)


def per_quote(data: Path) -> None:
    rng = random.Random(SEED)
    texts = [text for text in quotes.sources(data) if len(text) > 2_000]
    print(f"ms per quote, median of {QUOTES}" + "".join(f"{name:>16}" for name in FINDERS) + "   langextract / briefer")
    for size in SIZES:
        source = source_of(texts, size, rng)
        offered, medians = inexact(source, rng), {}
        FINDERS["briefer"][0](source, "words that fold the source once before")
        for name, (find, _) in FINDERS.items():
            repeats = REPEATS.get(name, 7)
            medians[name] = statistics.median(milliseconds(repeats, find, source, quote) for quote in offered)
        ratio = medians["langextract"] / medians["briefer"]
        target = f" (at least {TARGETS[size]})" if size in TARGETS else ""
        cells = "".join(f"{medians[name]:16.3f}" for name in FINDERS)
        print(f"{size / 1_000:>9.0f} kB{'':17}{cells}{ratio:>12.0f}{target}")


def folding(data: Path) -> None:
    """All three forms, per 1,000 characters of source."""
    texts = quotes.sources(data)
    plain = next(t for t in texts if len(t) > 4_000 and t.isascii())
    curly = next(t for t in texts if len(t) > 4_000 and "’" in t)
    accented = curly.replace("e", "é").replace("o", "ö")
    print("\nfolding, ms per kB (once per source)      typographic    all forms")
    for name, text in (("ASCII", plain), ("curly quotes and dashes", curly), ("accents throughout", accented)):
        first = milliseconds(15, fold.fold_typographic, text)
        folded = fold.fold_typographic(text)
        every = first + sum(milliseconds(15, fold.fold_loose, folded, joint) for joint in ("", " "))
        print(f"{name:40}{first * 1_000 / len(text):12.3f}{every * 1_000 / len(text):13.3f}")


def main() -> None:
    data = folder(*quotes.FILES)
    per_quote(data)
    folding(data)


if __name__ == "__main__":
    main()
