"""The form of a brief as it is sent, counted: length, marks, repeats, what dangles, what is past, every span.

python benchmarks/form.py DATA [--first N] [--skip N] [--print]

DATA holds `articles/`, `triples-dev.jsonl` and `reader-faults/`. The rules stand here once more, in plain words and
patterns of their own, so that a fault of the writer's rules does not hide itself.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from data import folder

import briefer
from briefer.channels import markdown
from briefer.records import Brief, Claim

SOURCES = "\n## Sources\n"
TAIL = re.compile(r"\*(?:— |\()[^*]+\*")
MARK = re.compile(r"\[[\d–, ]+\]")
OPENS = re.compile(
    r"(?:He|She|They|It|Its|His|Her|Their|This|That|These|Those|Such|But|And|Still|However|Also|Meanwhile|Instead|"
    r"So|Yet|Both|All these|All this|The former|The latter|By doing so|In summary|In conclusion)\b"
)
NAMED = re.compile(r"(?:It (?:is|was) \w+ (?:that|who)|This (?:week|month|year)|These (?:are|were))\b")
PAST = re.compile(r"\b(?:last (?:year|month|week)|yesterday|ago|earlier this)\b", re.IGNORECASE)
AHEAD = re.compile(
    r"\b(?:will|would|may|might|could|should|can|to|plans?|planned|expect\w*|next|until|by|ahead|soon|hopes?|"
    r"scheduled|slated|due|set|likely|upcoming|tomorrow|future|intend\w*|remains?)\b",
    re.IGNORECASE,
)
MONTHS = [date(2000, month, 1).strftime("%B").lower() for month in range(1, 13)]
LIMITS = {"words": 350, "share": 0.20, "characters": 6_000}


@dataclass(frozen=True)
class Sheet:
    """What was counted of one brief."""

    name: str
    words: int  #: before the sources
    share: float  #: of the articles' words
    characters: int
    articles: int
    faults: Counter[str]


def sheet(name: str, made: Brief) -> Sheet:
    text = markdown.render(made)
    before = text.partition(SOURCES)[0]
    lines = [line for line in before.splitlines() if line and not line.startswith(("#", "*"))]
    told = sum(len(article.text.split()) for article in made.articles)
    faults: Counter[str] = Counter()
    faults["notes inside"] = sum("note:" in line.lower() for line in lines)
    faults["marks"] = sum(len(MARK.findall(tail)) > 1 for line in lines for tail in TAIL.findall(line))
    sentences = [words for line in lines for words in plain(line)]
    faults["no tail"] = sum(not TAIL.search(line) for line in lines)
    faults["twice"] = sum(n - 1 for n in Counter(s.casefold() for s in sentences).values())
    faults["dangling"] = sum(bool(OPENS.match(s)) and not NAMED.match(s) for s in sentences)
    faults["outlook past"] = sum(is_past(claim, made) for claim in made.claims if claim.section == "outlook")
    faults["spans"] = sum(not exact(claim, made) for claim in made.published)
    report = briefer.verify(text, {article.id: article.text for article in made.articles})
    faults["verify"] = sum(not verdict.holds for verdict in report.verdicts) + len(report.problems)
    faults["unread"] = abs(len(report.verdicts) - len(sentences))
    return Sheet(name, len(before.split()), len(text.split()) / told, len(text), len(made.articles), +faults)


def plain(line: str) -> Iterator[str]:
    """The sentences of a line, without what stands behind them and before them in bold."""
    said = re.sub(r"^- ", "", line)
    said = re.sub(r"^\*\*[^*]+[?:→][^*]*\*\* ", "", said)
    said = re.sub(r"\*(?:as above|Before:)[^*]*\*", "", said)
    for part in TAIL.split(said):
        words = part.replace("*", "").replace("\\", "").strip(" ;")
        if words:
            yield words


def is_past(claim: Claim, made: Brief) -> bool:
    """Whether a sentence of the outlook tells of what was, or of a day before the newest article."""
    newest = max((a.published[:10] for a in made.articles if a.published), default="")
    days = re.findall(r"\b(\w+ \d{1,2}, \d{4}|\d{1,2} \w+ \d{4})\b", claim.text)
    return bool(PAST.search(claim.text)) or not AHEAD.search(claim.text) or any(day(d) < newest for d in days if day(d))


def day(words: str) -> str:
    parts = words.lower().replace(",", "").split()
    month = next((MONTHS.index(p) + 1 for p in parts if p in MONTHS), 0)
    numbers = sorted(int(p) for p in parts if p.isdecimal())
    return date(numbers[1], month, numbers[0]).isoformat() if month and len(numbers) > 1 else ""


def exact(claim: Claim, made: Brief) -> bool:
    """Whether a claim cites, and every citation is the very characters of its article."""
    texts = {article.id: article.text for article in made.articles}
    return bool(claim.citations) and all(texts[c.article][c.start : c.end] == c.text for c in claim.citations)


def stories(data: Path, first: int, skip: int) -> Iterator[tuple[str, Brief]]:
    yield "five articles", briefer.brief(data / "articles")
    with TemporaryDirectory() as there:
        lines = (data / "triples-dev.jsonl").read_text(encoding="utf-8").splitlines()
        for number, line in list(enumerate(lines))[skip : skip + first]:
            file = Path(there) / f"triple-{number}.jsonl"
            articles = json.loads(line)["articles"]
            file.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
            yield f"triple {number}", briefer.brief(file)
    for file in sorted((data / "reader-faults").glob("*.jsonl")):
        yield file.stem, briefer.brief(file)


def option(name: str, default: int) -> int:
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


def main() -> None:
    data = folder("articles", "triples-dev.jsonl", "reader-faults")
    sheets = []
    for name, made in stories(data, option("--first", 10), option("--skip", 0)):
        if "--print" in sys.argv:
            print(f"===== {name}\n{markdown.render(made).partition('[briefer-1]')[0]}")
        sheets.append(sheet(name, made))
    print(f"{'story':<16}{'words':>7}{'share':>8}{'characters':>12}  faults")
    for one in sheets:
        over = [key for key, most in LIMITS.items() if getattr(one, key) > most and one.articles > 2]
        said = ", ".join([*(f"{key} {n}" for key, n in one.faults.items()), *(f"over: {key}" for key in over)])
        print(f"{one.name:<16}{one.words:>7}{one.share:>8.0%}{one.characters:>12,}  {said or '-'}")
    total = sum((one.faults for one in sheets), Counter())
    several = [one for one in sheets if one.articles > 2]
    print(f"\n{len(sheets)} stories; faults: {dict(total) or 'none'}")
    print(
        f"of {len(several)} stories of three to six articles: at most {max(s.words for s in several)} words before the"
        f" sources, {max(s.share for s in several):.0%} of the articles' words,"
        f" {max(s.characters for s in several):,} characters"
    )


if __name__ == "__main__":
    main()
