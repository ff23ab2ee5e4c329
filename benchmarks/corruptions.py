"""Forged quotes accepted and honest variants found: briefer beside rapidfuzz and langextract, on the same cases.

    python benchmarks/corruptions.py [DATA_DIR] [--show]

Forged quotes are windows of real articles with one thing changed (or words of another place); one whose words stand
in the source by chance, by a rule that shares no code with briefer's, is no case. Honest variants change typography
only, in the quote or in the source, and the right span is known: both ends must be right to the character. Cases and
ladder have the same author.

rapidfuzz accepts at 90 of 100 (`partial_ratio_alignment`), langextract at its defaults; langextract is slow and gets
every n-th case. Last, DeFacto: the evidence that people picked by hand, whole strings as they were typed; that UTF-8
misread as Windows-1252 is a typographic variant was learnt from what was missed there (98.4 % before).
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import quotes
from data import folder
from langextract.core import data as langextract_data
from langextract.resolver import WordAligner
from rapidfuzz import fuzz

from briefer.grounding.locate import locate

SEED = 20_251
EACH_FORGERY, EACH_VARIANT = 180, 50
LANGEXTRACT_EVERY = 25
RAPIDFUZZ_SCORE = 90

Finder = Callable[[str, str], tuple[int, int] | None]


def briefer_finds(text: str, quote: str) -> tuple[int, int] | None:
    found = locate(text, quote)
    return (found.start, found.end) if found else None


def rapidfuzz_finds(text: str, quote: str) -> tuple[int, int] | None:
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=RAPIDFUZZ_SCORE)
    return (found.dest_start, found.dest_end) if found else None


def langextract_finds(text: str, quote: str) -> tuple[int, int] | None:
    extraction = langextract_data.Extraction(extraction_class="quote", extraction_text=quote)
    aligned = WordAligner().align_extractions([[extraction]], text)[0][0]
    place = aligned.char_interval
    return None if place is None or place.start_pos is None else (place.start_pos, place.end_pos or place.start_pos)


FINDERS: dict[str, tuple[Finder, int]] = {
    "briefer": (briefer_finds, 1),
    f"rapidfuzz {RAPIDFUZZ_SCORE}": (rapidfuzz_finds, 1),
    "langextract": (langextract_finds, LANGEXTRACT_EVERY),
}


def table(title: str, cases: Sequence[quotes.Forgery] | Sequence[quotes.Variant], hit: Callable[..., bool]) -> None:
    """Per kind of case, how many of them each finder hits."""
    print(f"\n{title:38}" + "".join(f"{name:>16}" for name in FINDERS))
    hits: Counter[tuple[str, str]] = Counter()
    tried: Counter[tuple[str, str]] = Counter()
    for name, (find, every) in FINDERS.items():
        for case in cases[::every]:
            good = hit(case, find(case.source, case.quote))
            for kind in (case.kind, "all"):
                hits[kind, name] += good
                tried[kind, name] += 1
    for kind in [*dict.fromkeys(case.kind for case in cases), "all"]:
        cells = (f"{hits[kind, name]} / {tried[kind, name]}" for name in FINDERS)
        print(f"{kind:38}" + "".join(f"{cell:>16}" for cell in cells))


def exactly(case: quotes.Variant, place: tuple[int, int] | None) -> bool:
    return place == (case.start, case.end)


def evidence(data: Path) -> None:
    """How many of the human evidence strings of DeFacto are located."""
    records = [json.loads(line) for line in (data / "defacto-train.jsonl").read_text("utf-8").splitlines()]
    picked = [(r["article"], r["feedback"]["evidence"]) for r in records if r["feedback"]["evidence"].strip()]
    found = Counter(place.match.value for text, quote in picked if (place := locate(text, quote)))
    share = found.total() / len(picked)
    print(f"\nDeFacto evidence located: {found.total()} of {len(picked)} ({share:.1%}): {dict(found)}")


def show(forged: Sequence[quotes.Forgery], honest: Sequence[quotes.Variant]) -> None:
    """Every case that briefer gets wrong."""
    for forgery in forged:
        if found := locate(forgery.source, forgery.quote):
            stretch = forgery.source[found.start : found.end]
            print(f"ACCEPTED {forgery.kind} ({found.match}): {forgery.quote!r}\n  in {stretch!r}")
    for variant in honest:
        if not exactly(variant, place := briefer_finds(variant.source, variant.quote)):
            right, got = variant.source[variant.start : variant.end], place and variant.source[slice(*place)]
            print(f"MISSED {variant.kind}: {variant.quote!r}\n  is {right!r}\n  got {got!r}")


def main() -> None:
    data = folder(*quotes.FILES)
    texts, rng = quotes.sources(data), random.Random(SEED)
    forged = list(quotes.forgeries(texts, EACH_FORGERY, rng))
    honest = list(quotes.variants(texts, EACH_VARIANT, rng))
    print(f"{len(texts)} articles, {len(forged)} forged quotes, {len(honest)} honest variants")
    if "--show" in sys.argv:
        show(forged, honest)
        return
    table("forged quotes accepted", forged, lambda _, place: place is not None)
    table("honest variants exactly found", honest, exactly)
    evidence(data)


if __name__ == "__main__":
    main()
