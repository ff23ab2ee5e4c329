"""What the deterministic checks catch, and what they wrongly reject: python benchmarks/checks.py [DATA_DIR].

Claims are whole summaries (one to three sentences); the article is cited whole, so that only what stands nowhere in it
can be rejected, except in the rows that say "evidence", where the sentence a person chose is cited.

DeFacto (`defacto-train.jsonl`) was read while the rules were written, and the recorded answer and the five articles
were, too. SummEdits (`summedits-news-dev.jsonl`) was not while the checks that reject were made; of the flags for what
a sentence says, the alarms on right claims were read, so that only other documents of that set are a test of those.
DeFacto's verdicts come from annotators who let outside knowledge pass (a first name, a country that the article leaves
out); most of its false rejects are of that kind.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from briefer import checks
from briefer.language.names import names
from briefer.language.quantities import Quantity, QuantityKind, extract, states
from briefer.records import Evidence, EvidencePiece, Finding, Severity

_PASSAGE = re.compile(r"^\[(A\d+)\.(\d+)\] (.*)$", re.MULTILINE)
_FIGURES = ("numbers", "dates")
#: Changes that make another number of a written one; what happens to equal it is left out of the planted set.
_CHANGES: tuple[Callable[[str], str], ...] = (
    lambda text: re.sub(r"\d", lambda d: str((int(d[0]) + 3) % 10 or 4), text, count=1),
    lambda text: re.sub(r"\d(?=\D*$)", lambda d: str((int(d[0]) + 4) % 10 or 5), text),
    lambda text: re.sub(r"\d+(?:\.\d+)?", lambda d: d[0] + "1", text, count=1),
    lambda text: text.replace("billion", "million") if "billion" in text else text.replace("million", "billion"),
    lambda text: text.replace("%", " percentage points"),
    lambda text: text.replace("$", "€"),
)


_INVENTED = ("Veltrano", "Marla Quennet", "Ostrin Labs", "Norway")


@dataclass(frozen=True)
class Case:
    """A claim, its evidence and whether a person found it faithful."""

    claim: str
    evidence: Evidence
    good: bool


def whole(text: str) -> Evidence:
    return Evidence((EvidencePiece("A1", text, text, text, language="en"),))


def summedits(folder: Path) -> Iterator[Case]:
    for row in _rows(folder / "summedits-news-dev.jsonl"):
        yield Case(row["summary"], whole(row["doc"]), bool(row["label"]))


def defacto(folder: Path, *, sentence: bool) -> Iterator[Case]:
    """Model summaries with a person's verdict, and the same person's corrections, which are faithful."""
    for row in _rows(folder / "defacto-train.jsonl"):
        chosen, article = row["feedback"]["evidence"], row["article"]
        if sentence and not chosen:
            continue
        evidence = whole(article)
        if sentence:
            evidence = Evidence((EvidencePiece("A1", chosen, chosen, article, language="en"),))
        yield Case(row["candidate"], evidence, not row["has_error"])
        if row["has_error"] and row["feedback"]["summary"]:
            yield Case(row["feedback"]["summary"], evidence, good=True)


def recorded(folder: Path) -> list[Case]:
    """One large model's unedited answer over five articles: every claim is fair to the passages it cites."""
    passages = _passages(folder)
    answer = json.loads((folder / "recorded-answers" / "answer.json").read_text(encoding="utf-8"))
    claims = answer["claims"] + [p for d in answer["disagreements"] for p in d["positions"]]
    return [Case(c["text"], _cited(passages, [e["passage"] for e in c["evidence"]]), good=True) for c in claims]


def planted(folder: Path) -> Iterator[Case]:
    """Lies with figures over the five articles.

    Each figure of a claim, and of each passage that has one, is changed; and each claim gets a figure that the same
    article states far from the cited passages. Whatever the cited passages or their neighbours state is no lie.
    """
    passages = _passages(folder)
    sentences = [
        Case(text, _cited(passages, [f"{article}.{number}"]), good=True)
        for article, lines in passages.items()
        for number, text in lines.items()
    ]
    for case in recorded(folder) + sentences:
        for quantity in extract(case.claim, language="en"):
            if quantity.is_small_count:
                continue
            for change in _CHANGES:
                lie = change(quantity.text)
                text = case.claim[: quantity.span.start] + lie + case.claim[quantity.span.end :]
                if lie != quantity.text and _is_lie(lie, case.evidence):
                    yield Case(text, case.evidence, good=False)
    for case in recorded(folder):
        for far in dict.fromkeys(q.text for p in case.evidence.pieces for q in extract(p.source, language="en")):
            if _is_lie(far, case.evidence):
                yield Case(f"{case.claim.removesuffix('.')}, {_phrase(far)}.", case.evidence, good=False)


def renamed(folder: Path) -> Iterator[Case]:
    """The recorded claims with one name replaced by one that no article has."""
    for case in recorded(folder):
        for name in names(case.claim):
            for invented in _INVENTED:
                text = case.claim[: name.span.start] + invented + case.claim[name.span.end :]
                yield Case(text.replace(f"{invented} general", f"{invented}'s general"), case.evidence, good=False)


def _is_lie(figure: str, evidence: Evidence) -> bool:
    """Whether a figure is a figure, not a small count, and stated nowhere near the cited passages."""
    found = extract(figure, language="en")
    near = extract(evidence.around, language="en")
    return len(found) == 1 and not found[0].is_small_count and not any(states(near, q) for q in found)


def _phrase(figure: str) -> str:
    quantity: Quantity = extract(figure, language="en")[0]
    return f"in {figure}" if quantity.kind is QuantityKind.DATE else f"a matter of {figure}"


def _passages(folder: Path) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    text = (folder / "recorded-answers" / "prompt.txt").read_text(encoding="utf-8")
    for article, number, passage in _PASSAGE.findall(text):
        found.setdefault(article, {})[int(number)] = passage
    return found


def _cited(passages: dict[str, dict[int, str]], refs: list[str]) -> Evidence:
    """Evidence as the pipeline makes it: the cited passages, one passage either side, the article's passages."""
    pieces = []
    for article in dict.fromkeys(ref.split(".")[0] for ref in refs):
        lines = passages[article]
        cited = {int(ref.split(".")[1]) for ref in refs if ref.split(".")[0] == article}
        near = {n + step for n in cited for step in (-1, 0, 1)} & lines.keys()
        texts = ("\n".join(lines[n] for n in sorted(chosen)) for chosen in (cited, near, lines.keys()))
        pieces.append(EvidencePiece(article, *texts, language="en"))
    return Evidence(tuple(pieces))


def _rows(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _row(name: str, cases: list[Case]) -> None:
    found = [(case, checks.run(case.claim, case.evidence)) for case in cases]
    columns = [
        lambda f: f.severity is Severity.REJECT and f.check in _FIGURES,
        lambda f: f.severity is Severity.REJECT,
        lambda _: True,
    ]
    print(f"{name:<34}" + "".join(f"{_rates(found, column):>34}" for column in columns))


def _rates(found: list[tuple[Case, tuple[Finding, ...]]], counts: Callable[[Finding], bool]) -> str:
    cells = []
    for good in (False, True):
        group = [any(map(counts, findings)) for case, findings in found if case.good is good]
        cells.append(f"{sum(group)}/{len(group)} {100 * sum(group) / len(group):.1f}%" if group else "-")
    return "  ".join(cells)


def _speed(folder: Path) -> None:
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((folder / "articles").glob("*.txt")))[:6000]
    cases = [replace(case, evidence=whole(text)) for case in recorded(folder)]
    checks.run("Meta paid $14.3 billion.", cases[0].evidence)
    start = time.perf_counter()
    for case in cases:
        checks.run(case.claim, case.evidence)
    each = (time.perf_counter() - start) / len(cases) * 1000
    print(f"\none new claim against a source of {len(text)} characters that was seen before: {each:.2f} ms")


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("BRIEFER_DATA", ""))
    if not (folder / "summedits-news-dev.jsonl").is_file():
        sys.exit("skipped: no data folder (give it as the argument or in BRIEFER_DATA)")
    print("share of unfaithful claims with a finding, then of faithful ones")
    print(f"{'':<34}{'numbers, dates reject':>34}{'any check rejects':>34}{'rejects or flags':>34}")
    _row("SummEdits news, article", list(summedits(folder)))
    _row("DeFacto, article (read)", list(defacto(folder, sentence=False)))
    _row("DeFacto, chosen evidence (read)", list(defacto(folder, sentence=True)))
    _row("recorded answer, passages (read)", recorded(folder))
    _row("planted figures, passages", list(planted(folder)))
    _row("planted names, passages", list(renamed(folder)))
    _speed(folder)


if __name__ == "__main__":
    main()
