"""The main job on real articles: is every citation exact, is no litter cited, who is cited, what is corroborated.

    python benchmarks/brief.py [DATA_DIR]

Runs `briefer brief DATA_DIR/articles -f json` as a person would and checks what it prints against the files, with
nothing of briefer's but its reading of passages (to know what is litter).
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from data import folder

from briefer import reading
from briefer.records import Kind, RawArticle

CITABLE = {Kind.CONTENT, Kind.HEADING}


def brief_of(articles: Path) -> dict[str, Any]:
    """What the command prints."""
    command = [sys.executable, "-m", "briefer", "brief", str(articles), "-f", "json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # type: ignore[no-any-return]


def main() -> None:
    brief = brief_of(folder("articles") / "articles")
    texts = {a["id"]: Path(a["source"]).read_bytes().decode("utf-8") for a in brief["articles"]}
    positions = [p for d in brief["disagreements"] for p in d["positions"]]
    citations = [c for claim in [*brief["claims"], *positions] for c in claim["citations"]]
    exact = sum(texts[c["article"]][c["start"] : c["end"]] == c["text"] for c in citations)
    litter = sum(not _is_citable(c, texts[c["article"]]) for c in citations)
    hashes = sum(hashlib.sha256(texts[a["id"]].encode()).hexdigest() == a["sha256"] for a in brief["articles"])
    cited = {c["article"] for claim in brief["claims"] for c in claim["citations"]}
    accounted = sum(a["use"] == "cited" or bool(a["reason"]) for a in brief["articles"])
    corroborated = sum(claim["corroboration"] > 1 for claim in brief["claims"])
    number = len(brief["articles"])
    rows = [
        ("claims", len(brief["claims"]), "at least 8", len(brief["claims"]) >= 8),
        ("corroborated by two or more origins", corroborated, "at least 3", corroborated >= 3),
        ("citations equal to the text they cite", f"{exact} of {len(citations)}", "all", exact == len(citations)),
        ("citations of page litter", litter, "0", litter == 0),
        ("articles cited by a claim", f"{len(cited)} of {number}", "at least 4", len(cited) >= 4),
        ("articles accounted for", f"{accounted} of {number}", "all", accounted == number),
        ("hashes equal to the files'", f"{hashes} of {number}", "all", hashes == number),
        ("disagreements shown", len(brief["disagreements"]), "", True),
    ]
    for name, found, wanted, ok in rows:
        print(f"{name:40} {found!s:>10}   {wanted:12} {'ok' if ok else 'MISSED'}")
    sys.exit(not all(ok for *_, ok in rows))


def _is_citable(citation: dict[str, Any], text: str) -> bool:
    article = reading.article(RawArticle("x", text), "A1")
    return all(
        p.kind in CITABLE
        for p in article.passages  # type: ignore[union-attr]
        if p.span.start < citation["end"] and citation["start"] < p.span.end
    )


if __name__ == "__main__":
    main()
