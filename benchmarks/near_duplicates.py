"""Near-duplicate articles: are copies found, is nothing else, how fast, beside datasketch's defaults.

    python benchmarks/near_duplicates.py [DATA_DIR]

The edited copies are made by `edit_suite`, seeded, from sentences of the data folder; the labelled pairs and the news
stories come from there as they are. The rule (30 shared shingles, half of the smaller text) was set before on other
data. Times are CPU time of one process, all its threads. rensa's row is skipped where it is not installed.
"""

from __future__ import annotations

import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from agreement import adjusted_rand, labels
from data import folder
from edit_suite import KINDS, Suite, documents, sentences, suite

from briefer.language.stems import tokens
from briefer.stories import near_duplicates as group
from briefer.stories.near_duplicates import MIN_SHARED, Groups, shared_text
from briefer.stories.shingles import shared, shingle_arrays
from briefer.stories.sketches import WITH_NUMPY, Method, candidates, with_rensa

SIZES = (1_000, 5_000, 10_000, 25_000)


def by_sketch(texts: Sequence[str], method: Method = WITH_NUMPY) -> list[list[int]]:
    """The large run's way, whatever the number of texts."""
    arrays = shingle_arrays([tokens(text) for text in texts])
    pairs = []
    for a, b in candidates(arrays, method=method):
        count = shared(arrays[a], arrays[b])
        if count >= MIN_SHARED and count * 2 >= min(len(arrays[a]), len(arrays[b])):
            pairs.append((a, b))
    return Groups(len(texts), pairs).lists()


def datasketch_defaults(texts: Sequence[str]) -> list[list[int]]:
    """Five-word shingles, 128 permutations, threshold 0.5: what its documentation shows."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - the peer

    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    pairs = []
    for number, text in enumerate(texts):
        words = tokens(text)
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
        pairs += [(other, number) for other in lsh.query(sketch)]
        lsh.insert(number, sketch)
    return Groups(len(texts), pairs).lists()


WAYS: dict[str, Callable[[Sequence[str]], list[list[int]]]] = {
    "briefer, all shingles": group,
    "briefer, sketches": by_sketch,
    **({"briefer, with rensa": partial(by_sketch, method=rensa)} if (rensa := with_rensa()) else {}),
    "datasketch, defaults": datasketch_defaults,
}


def judged(made: Suite, groups: list[list[int]]) -> tuple[float, float, dict[str, float]]:
    """Adjusted Rand index, precision of the pairs put together, recall of each kind of edit."""
    found = labels(groups, len(made.texts))
    pairs = [(a, b) for g in groups for i, a in enumerate(g) for b in g[i + 1 :]]
    precision = sum(made.families[a] == made.families[b] for a, b in pairs) / max(1, len(pairs))
    first = {f: i for i, (f, k) in enumerate(zip(made.families, made.kinds, strict=True)) if k == "original"}
    recall = {}
    for kind in KINDS:
        where = [i for i, k in enumerate(made.kinds) if k == kind]
        recall[kind] = sum(found[i] == found[first[made.families[i]]] for i in where) / len(where)
    return adjusted_rand(found, made.families), precision, recall


def edits(data: Path) -> None:
    made = suite(data)
    print(
        f"{len(made.texts)} documents, ten kinds of edit (wanted: ARI 0.995, precision 0.999, recall 0.97 in each kind)"
    )
    results = {}
    for name, way in WAYS.items():
        start = time.process_time()
        groups = way(made.texts)
        spent = time.process_time() - start
        results[name] = (*judged(made, groups), spent * 1000 / len(made.texts))
    print(f"  {'':24}" + "".join(f"{name:>24}" for name in results))
    print(f"  {'ARI':24}" + "".join(f"{r[0]:24.4f}" for r in results.values()))
    print(f"  {'precision of pairs':24}" + "".join(f"{r[1]:24.4f}" for r in results.values()))
    for kind in KINDS:
        print(f"  {'recall: ' + kind:24}" + "".join(f"{r[2][kind]:24.3f}" for r in results.values()))
    print(f"  {'ms CPU a document':24}" + "".join(f"{r[3]:24.3f}" for r in results.values()) + "   (wanted: 1.2 exact)")
    peer = results["datasketch, defaults"][3]
    print(
        f"  {'times as fast':24}"
        + "".join(f"{peer / r[3]:24.1f}" for r in results.values())
        + "   (wanted: 1.7, rensa 3.5)"
    )
    if not with_rensa():
        print("  with rensa: skipped, not installed (pip install briefer[fast])")


def labelled(data: Path) -> None:
    rows = [line.split(" ", 1) for line in (data / "near-duplicates-1000.train").read_text("utf-8").splitlines()]
    true = {frozenset(line.split()) for line in (data / "near-duplicates-1000.truth").read_text("utf-8").splitlines()}
    pairs = shared_text([text for _, text in rows])
    found = {frozenset((rows[p.a][0], rows[p.b][0])) for p in pairs}
    hit = len(found & true)
    print(
        f"labelled pairs among {len(rows)} articles: P {hit / len(found):.3f} R {hit / len(true):.3f} (wanted: 1 and 1)"
    )


def natural(data: Path) -> None:
    rows = [json.loads(line) for line in (data / "ecbplus-dev.jsonl").read_text("utf-8").splitlines()]
    texts = [f"{row['title']}\n{row['text']}" for row in rows]
    arrays = shingle_arrays([tokens(text) for text in texts])
    sets = [frozenset(array.tolist()) for array in arrays]
    true = set()
    for a, one in enumerate(sets):
        for b in range(a + 1, len(sets)):
            count = len(one & sets[b])
            if count >= MIN_SHARED and count * 2 >= min(len(one), len(sets[b])):
                true.add((a, b))
    ways = {name: way for name, way in WAYS.items() if name.startswith("briefer")}
    found = {name: {(a, b) for g in way(texts) for a in g for b in g if a < b} for name, way in ways.items()}
    across = sum(rows[a]["story"] != rows[b]["story"] for pairs in found.values() for a, b in pairs)
    print(f"natural copies in {len(rows)} news articles, {len(true)} pairs by comparing all with all:")
    for name, pairs in found.items():
        print(f"  {name:24} {len(pairs & true) / len(true):.1%} (wanted: {100 if ways[name] is group else 92} %)")
    print(f"  across stories {across} (wanted: 0)")


def growth(data: Path) -> None:
    """Each size in a process of its own, for its peak of memory."""
    print("growth (wanted: 10,000 articles under 20 s and 600 MB, exponent at most 1.3)")
    spent = {}
    for size in SIZES:
        command = [sys.executable, __file__, str(data), f"--size={size}"]
        seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        spent[size] = float(seconds)
        print(f"  {size:6} articles {spent[size]:7.2f} s CPU {float(peak):6.0f} MB")
    exponent = math.log(spent[SIZES[-1]] / spent[SIZES[0]]) / math.log(SIZES[-1] / SIZES[0])
    print(f"  exponent from {SIZES[0]} to {SIZES[-1]}: {exponent:.2f}")


def one_size(data: Path, size: int) -> None:
    rnd = random.Random(size)
    texts = [" ".join(d) for d in documents(sentences(data), size, rnd)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    group(texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(time.process_time() - start, max(before, peak) / 1024)


def main() -> None:
    data = folder("near-duplicates-1000.train", "near-duplicates-1000.truth", "ecbplus-dev.jsonl")
    size = next((int(a.split("=")[1]) for a in sys.argv if a.startswith("--size=")), None)
    if size:
        one_size(data, size)
        return
    edits(data)
    labelled(data)
    natural(data)
    growth(data)


if __name__ == "__main__":
    main()
