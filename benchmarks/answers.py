"""What grounding makes of a model's answers: claims lost, claims with notes, and the notes.

    python benchmarks/answers.py FOLDER …

A folder holds pairs of files: `NAME.jsonl`, the articles of one event, an object a line, and `NAME.answer.json`, what a
model answered to the prompt over them. Where the answers are known to be honest, whatever is lost or noted is an alarm
for nothing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from briefer import reading, stories
from briefer.grounding.ground import Grounds, ground, grounds
from briefer.records import DraftClaim, Quote, RawArticle


def story(path: Path) -> Grounds:
    """The articles of a file as one prepared story."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    raws = [
        RawArticle(
            row.get("url") or row["title"],
            row["text"],
            title=row["title"],
            publisher=row.get("publisher"),
            published=row.get("published"),
        )
        for row in rows
    ]
    return grounds(stories.story(reading.read(raws)[0]))


def proposed(path: Path) -> list[DraftClaim]:
    """Every claim and position of an answer."""
    answer = json.loads(path.read_text(encoding="utf-8"))
    said = answer["claims"] + [p for d in answer.get("disagreements", ()) for p in d["positions"]]
    return [DraftClaim(c["text"], tuple(Quote(e["passage"], e["quote"]) for e in c["evidence"])) for c in said]


def main() -> None:
    folders = [Path(argument) for argument in sys.argv[1:]]
    if not folders:
        sys.exit("skipped: no folder with answers (give one as the argument)")
    for folder in folders:
        told, notes, rejects = Counter[str](), Counter[str](), Counter[str]()
        for path in sorted(folder.glob("*.answer.json")):
            on = story(path.with_name(path.name.replace(".answer.json", ".jsonl")))
            for draft in proposed(path):
                found = ground(draft, on)
                told["claims"] += 1
                if found.rejected:
                    told["lost"] += 1
                    rejects.update({finding.check for finding in found.rejected.findings})
                elif found.claim and found.claim.findings:
                    told["with notes"] += 1
                    notes.update(finding.check for finding in found.claim.findings)
        shares = ", ".join(
            f"{told[key]} {key} ({100 * told[key] / told['claims']:.1f} %)" for key in ("lost", "with notes")
        )
        print(f"{folder.name}: {told['claims']} claims, {shares}; notes {dict(notes)}, lost for {dict(rejects)}")


if __name__ == "__main__":
    main()
