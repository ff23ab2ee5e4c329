"""How much of an article is found in its page, and how much else: F1 over four-word shingles.

    python benchmarks/extraction.py [DATA_DIR]

The measure is that of the public article extraction benchmark (scrapinghub/article-extraction-benchmark): for each
page the shares of shingles that are right, wrong and missing; precision and recall are means over pages. Measured on
the pages of tests/cases/formats/pages, which were written for this project (and looked at while it was written), and
on the public benchmark's 181 pages where DATA_DIR (or BRIEFER_DATA) has its `ground-truth.json` and `html` folder,
by itself or in a folder `article-extraction-benchmark`. Peers: trafilatura with its defaults and with
`favor_precision`; everything a browser shows.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import trafilatura

from briefer.formats import Unreadable, extract
from briefer.formats.web_page.layout import blocks, join
from briefer.formats.web_page.markup import parse
from briefer.formats.web_page.visibility import remove_hidden
from briefer.records import RawArticle

PAGES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "formats" / "pages"
SHINGLE = 4

Page = tuple[str, bytes, str]  #: name, page, the article's true text


def own_pages() -> Iterator[Page]:
    for path in sorted(PAGES.glob("*.html")):
        yield path.stem, path.read_bytes(), path.with_suffix(".txt").read_text(encoding="utf-8")


def public_pages() -> Iterator[Page]:
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("BRIEFER_DATA", "")
    for folder in (Path(given), Path(given) / "article-extraction-benchmark"):
        truth = folder / "ground-truth.json"
        if given and truth.is_file():
            for key, article in json.loads(truth.read_text(encoding="utf-8")).items():
                yield key, gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()), article["articleBody"]
            return


def briefer(body: bytes) -> str:
    try:
        return extract(RawArticle("page", body, "text/html")).text
    except Unreadable:
        return ""


def visible(body: bytes) -> str:
    tree = parse(body.decode("utf-8", errors="replace"))
    remove_hidden(tree)
    return join(blocks(tree)).text


def by_trafilatura(**wishes: bool) -> Callable[[bytes], str]:
    return lambda body: trafilatura.extract(body, include_comments=False, **wishes) or ""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    return Counter(tuple(tokens[i : i + SHINGLE]) for i in range(max(1, len(tokens) - SHINGLE + 1)) if tokens)


def scores(truth: str, found: str) -> tuple[float, float]:
    """Precision and recall on one page."""
    right, given = shingles(truth), shingles(found)
    both = (right & given).total()
    return both / given.total() if given else 0.0, both / right.total() if right else 1.0


def report(name: str, pages: list[Page]) -> None:
    print(f"\n{name}: {len(pages)} pages")
    print(f"{'':<30} {'F1':>6} {'precision':>10} {'recall':>7} {'exact':>6} {'pages/s':>8}  worst page")
    readers: list[tuple[str, Callable[[bytes], str]]] = [
        ("briefer", briefer),
        ("trafilatura favor_precision", by_trafilatura(favor_precision=True)),
        ("trafilatura defaults", by_trafilatura()),
        ("everything that is shown", visible),
    ]
    for reader_name, reader in readers:
        for _, body, _ in pages[:20]:
            reader(body)  # what is loaded once is not counted
        start = time.perf_counter()
        found = [scores(truth, reader(body)) for _, body, truth in pages]
        rate = len(pages) / (time.perf_counter() - start)
        precision, recall = statistics.mean(p for p, _ in found), statistics.mean(r for _, r in found)
        f1 = 2 * precision * recall / (precision + recall)
        exact = statistics.mean(score == (1.0, 1.0) for score in found)
        worst, page = min((p + r, page[0]) for (p, r), page in zip(found, pages, strict=True))
        print(
            f"{reader_name:<30} {f1:6.3f} {precision:10.3f} {recall:7.3f} {exact:6.3f} {rate:8.0f}"
            f"  {page[:20]} ({worst / 2:.2f})"
        )


def main() -> None:
    report("pages of our own", list(own_pages()))
    public = list(public_pages())
    if public:
        report("public benchmark", public)
    else:
        print("\npublic benchmark: not here (give the folder that has its ground-truth.json)")


if __name__ == "__main__":
    main()
