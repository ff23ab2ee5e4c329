"""Articles into stories: news in 66 stories of which each has a look-alike, beside what others do.

    python benchmarks/clusters.py [DATA_DIR]

briefer's cut and the four parts of its similarity were chosen on these articles (and on the other sets named in
`briefer/stories/clusters.py`): one setting, the same for all rows. The peers get the cut that is best for them here, in
hindsight. scikit-learn's row is skipped where it is not installed (`pip install briefer[bench]`).
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from agreement import bcubed, labels
from data import folder

from briefer.reading import read
from briefer.records import Article, RawArticle
from briefer.stories import story
from briefer.stories.clusters import stories
from briefer.stories.near_duplicates import Groups

CUTS = [n / 100 for n in range(4, 60, 2)]
SIZES = (2, 5, 10, 20)


def main() -> None:
    data = folder("ecbplus-dev.jsonl", "articles")
    rows = [json.loads(line) for line in (data / "ecbplus-dev.jsonl").read_text("utf-8").splitlines()]
    articles = [article(n, row["title"], row["text"]) for n, row in enumerate(rows, 1)]
    true = [row["story"] for row in rows]
    start = time.process_time()
    found = labels(stories(articles), len(rows))
    spent = time.process_time() - start
    print(f"{len(rows)} articles in {len(set(true))} stories, BCubed (wanted: F1 0.89)")
    report("briefer, one setting", found, true, f"{spent:.1f} s CPU")
    texts = [f"{row['title']}\n{row['text']}" for row in rows]
    for name, way in PEERS.items():
        hindsight(name, way, texts, true)
    subsets(articles, true)
    five(data, articles)


def report(name: str, found: Sequence[int], true: Sequence[str], note: str) -> None:
    precision, recall, f1 = bcubed(found, true)
    print(f"  {name:44} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  {note}")


def hindsight(
    name: str, way: Callable[[Sequence[str]], Callable[[float], list[int]]], texts: Sequence[str], true: list[str]
) -> None:
    try:
        at = way(texts)
    except ImportError as error:
        print(f"  {name:44} skipped: {error}")
        return
    best = max(CUTS, key=lambda cut: bcubed(at(cut), true)[2])
    report(name, at(best), true, f"best cut {best}")


def _cosines(texts: Sequence[str]):  # noqa: ANN202 - a matrix of scikit-learn's
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - the peer

    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    return (matrix @ matrix.T).toarray()


def components(texts: Sequence[str]) -> Callable[[float], list[int]]:
    """Everything that is joined by a chain of similar pairs."""
    import numpy as np  # noqa: PLC0415 - see above

    cosines = _cosines(texts)

    def at(cut: float) -> list[int]:
        first, second = np.nonzero(np.triu(cosines >= cut, 1))
        return labels(Groups(len(texts), zip(first.tolist(), second.tolist(), strict=True)).lists(), len(texts))

    return at


def average(texts: Sequence[str]) -> Callable[[float], list[int]]:
    """Average link on the cosines of words alone."""
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 - the peer

    cosines = _cosines(texts)

    def at(cut: float) -> list[int]:
        made = AgglomerativeClustering(
            n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - cut
        )
        return [int(n) for n in made.fit_predict(1 - cosines)]

    return at


PEERS = {
    "scikit-learn TF-IDF, connected components": components,
    "scikit-learn TF-IDF, average link": average,
}


def subsets(articles: Sequence[Article], true: Sequence[str]) -> None:
    print("  the same setting on fewer stories, mean F1 of ten draws:")
    rnd = random.Random(9)
    for size in SIZES:
        values = []
        for _ in range(10):
            drawn = set(rnd.sample(sorted(set(true)), size))
            where = [i for i, name in enumerate(true) if name in drawn]
            found = labels(stories([articles[i] for i in where]), len(where))
            values.append(bcubed(found, [true[i] for i in where])[2])
        print(f"    {size:3} stories {sum(values) / len(values):.3f}")


def five(data: Path, others: Sequence[Article]) -> None:
    files = sorted((data / "articles").glob("*.txt"))
    made, _ = read([RawArticle(f.name, f.read_text("utf-8")) for f in files])
    for name, more in (("alone", []), ("among 100 others", others[:100]), ("among all others", others)):
        groups = [group for group in stories([*made, *more]) if group[0] < len(made)]
        print(f"  the five articles {name}: {'one story, alone' if groups == [[0, 1, 2, 3, 4]] else groups}")
    print(f"  their origins: {len(story(made).origins)} (wanted: 5)")


def article(number: int, title: str, text: str) -> Article:
    return Article(f"A{number}", f"{number}", title, text, hashlib.sha256(text.encode()).hexdigest(), language="en")


if __name__ == "__main__":
    main()
