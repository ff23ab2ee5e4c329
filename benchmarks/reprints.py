"""Reprints that come on a later day: how many does the store's index find, beside bands of MinHash sketches?

The store has to find, for one new text, the known text that it is printed from, also where it is only the beginning of
it. A pair counts when the exact rule holds: half of the new text's shingles stand in the known one. Both indexes only
say whom to compare. Bands find texts that are alike as a whole; a sample by value finds parts as well.

    python benchmarks/reprints.py [DATA_DIR]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from data import folder
from edit_suite import documents, sentences

from briefer.digest import sifting
from briefer.digest.config import Job
from briefer.digest.store import Store, articles, open_store
from briefer.reading import article
from briefer.records import Article, RawArticle
from briefer.stories.near_duplicates import MIN_SHARE
from briefer.stories.sketches import Bands, Index

KNOWN, SEED = 1_000, 41_077
MOMENT = "2026-11-23T07:00:00Z"
LIMIT = 0.99  # of the reprints that the exact rule has


def cut(share: float) -> Callable[[list[str]], list[str]]:
    """The beginning of a text."""
    return lambda text: text[: max(1, round(len(text) * share))]


def edited(text: list[str]) -> list[str]:
    """Every thirtieth word is another."""
    words = " ".join(text).split()
    return [" ".join("qwzx" if n % 30 == 29 else word for n, word in enumerate(words))]


KINDS: dict[str, Callable[[list[str]], list[str]]] = {
    "whole": cut(1),
    "edited": edited,
    "first half": cut(0.5),
    "first quarter": cut(0.25),
    "first eighth": cut(0.125),
    "within other text": lambda text: [*cut(0.5)(text), *(s[::-1] for s in cut(0.4)(text))],
}


def read(number: int, text: Sequence[str]) -> Article:
    """A text as an article of its own address."""
    made = article(RawArticle(f"{number}.txt", " ".join(text), title="", url=f"https://news.example/{number}"), "A1")
    assert isinstance(made, Article)
    return made


def with_store(store: Store, known: Sequence[Article], new: Sequence[Article]) -> tuple[list[bool], float, float]:
    """The store as a digest uses it: whether each new text's source is found, rows a known text, seconds a text."""
    job = Job(name="j", schedule="0 7 * * *", sources=("in",), targets=("out",))
    rows = 0
    with store.transaction() as db:
        story = articles.tell_story(db, job.name, None, "", MOMENT)
        for one in known:
            identity, sample = sifting.identity(one), sifting.sample(one)
            number = articles.add(
                db, job=job.name, at=MOMENT, now=MOMENT, article=one, identity=identity, raw="", story=story
            )
            articles.add_shingles(db, job.name, number, sample)
            rows += len(sample)
        began = time.process_time()
        found = [bool(sifting.originals(db, job.name, [one])) for one in new]
        return found, rows / len(known), (time.process_time() - began) / len(new)


def with_bands(bands: Bands, known: Sequence[Article], new: Iterable[Article]) -> tuple[list[bool], float, float]:
    """The same with bands; texts that are added to be asked about do not disturb those before them."""
    index = Index(bands)
    for one in known:
        index.add(one.text)
    found = []
    began = time.process_time()
    for number, one in enumerate(new, len(known)):
        met = index.add(one.text)
        found.append(any(n < len(known) and shared >= MIN_SHARE * index.size(number) for n, shared in met))
    return found, float(bands.number), (time.process_time() - began) / len(found)


def main() -> int:
    """Print the table; 0 when the store finds what it should."""
    data = folder("near-duplicates-1000.train", "ecbplus-dev.jsonl")
    rnd = random.Random(SEED)
    texts = documents(sentences(data), KNOWN, rnd)
    known = [read(n, text) for n, text in enumerate(texts)]
    new = [
        read(KNOWN * (1 + k) + n, make(text)) for k, make in enumerate(KINDS.values()) for n, text in enumerate(texts)
    ]
    with tempfile.TemporaryDirectory() as name, open_store("sqlite:///briefer.db", Path(name), {}) as store:
        rows = {f"store, one in {sifting.SAMPLE} by value": with_store(store, known, new)}
    rows |= {f"MinHash, {b.number} bands of {b.rows}": with_bands(b, known, new) for b in (Bands(64, 2), Bands(32, 4))}
    print(f"{'found of ' + str(KNOWN) + ' each':28}" + "".join(f"{kind:>19}" for kind in KINDS) + "   rows    ms")
    worst = 1.0
    for way, (found, size, seconds) in rows.items():
        shares = [sum(found[n * KNOWN : (n + 1) * KNOWN]) / KNOWN for n in range(len(KINDS))]
        worst = min(shares) if way.startswith("store") else worst
        print(f"{way:28}" + "".join(f"{share:19.3f}" for share in shares) + f"{size:7.0f}{seconds * 1000:6.1f}")
    print(f"worst of the store: {worst:.3f} (limit {LIMIT})")
    return int(worst < LIMIT)


if __name__ == "__main__":
    sys.exit(main())
