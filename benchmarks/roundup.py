"""The built-in writer against sumy's LexRank and the lead, on events with an editor's summary (ROUGE, stemmed).

    python benchmarks/roundup.py [DATA_DIR]

Reads `roundup-dev.jsonl`: one event a line, `articles` with title and text, `summary.text` as the reference. Each
system gives three sentences. The writer's weights were chosen on these events; the last row chooses them anew in
five-fold cross-validation, so that no event is scored with weights that saw it.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from data import folder
from rouge_score import rouge_scorer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer

from briefer import reading, stories
from briefer.language.sentences import split
from briefer.records import Article, RawArticle, Story, Wishes
from briefer.writers import extractive
from briefer.writers.extractive import salience
from briefer.writers.extractive.salience import select
from briefer.writers.standalone import obstacle

SENTENCES = 3
METRICS = ("rouge1", "rouge2", "rougeLsum")
RESAMPLES = 10_000
FOLDS = 5

Scores = list[tuple[float, ...]]
_SCORER = rouge_scorer.RougeScorer(list(METRICS), use_stemmer=True)


def events(path: Path) -> list[tuple[tuple[Article, ...], str]]:
    """Each event's articles and its reference summary."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        raws = [RawArticle(f"{i}", a["text"], title=a["title"]) for i, a in enumerate(event["articles"])]
        found.append((reading.read(raws)[0], event["summary"]["text"]))
    return found


def score(reference: str, sentences: Sequence[str]) -> tuple[float, ...]:
    """F1 of each metric, in per cent; a summary's sentences stand a line each, as ROUGE-Lsum wants them."""
    lines = "\n".join(span.of(reference) for span in split(reference))
    found = _SCORER.score(lines, "\n".join(sentences))
    return tuple(100 * found[name].fmeasure for name in METRICS)


class _Words:
    """Words for sumy, whose own tokenizer downloads data."""

    def to_words(self, sentence: str) -> list[str]:
        return re.findall(r"[\w'’]+", sentence)


def lexrank(articles: Sequence[Article]) -> list[str]:
    """The three sentences that sumy's LexRank ranks highest."""
    words = _Words()
    paragraphs = [Paragraph([Sentence(p.text, words) for p in a.content]) for a in articles]
    return [str(s) for s in LexRankSummarizer(Stemmer("english"))(ObjectDocumentModel(paragraphs), SENTENCES)]


def lead(articles: Sequence[Article]) -> list[str]:
    """The first sentence of each article."""
    return [a.content[0].text for a in articles][:SENTENCES]


def built_in(articles: Sequence[Article]) -> list[str]:
    """The built-in writer's claims."""
    draft = extractive.write(stories.story(articles), Wishes(max_claims=SENTENCES))
    return [claim.text for claim in draft.claims]


def cross_validated(data: list[tuple[tuple[Article, ...], str]]) -> Scores:
    """The built-in writer's selection with weights chosen on the other folds."""
    choices = [(s, t, c) for s in (0.0, 0.0125, 0.05) for t in (0.0, 0.2, 0.375, 0.6) for c in (0.4, 0.5, 0.6)]
    ready = [(story := stories.story(articles), extractive.candidates(story), text) for articles, text in data]
    table = [_with(choice, ready) for choice in choices]
    order = list(range(len(data)))
    random.Random(0).shuffle(order)
    result: Scores = [()] * len(data)
    for fold in range(FOLDS):
        held_out = set(order[fold::FOLDS])
        seen = [i for i in order if i not in held_out]
        best = max(table, key=lambda rows: sum(rows[i][0] + rows[i][1] for i in seen))
        for i in held_out:
            result[i] = best[i]
    return result


def _with(choice: tuple[float, float, float], ready: list[tuple[Story, list[salience.Candidate], str]]) -> Scores:
    kept = salience.SINGLE, salience.TITLE, salience.LENGTH_POWER
    salience.SINGLE, salience.TITLE, salience.LENGTH_POWER = choice
    wishes = Wishes(max_claims=SENTENCES)
    try:
        return [
            score(text, [c.text for c in select(found, salience.weights(story), story, wishes)])
            for story, found, text in ready
        ]
    finally:
        salience.SINGLE, salience.TITLE, salience.LENGTH_POWER = kept


def interval(ours: Scores, theirs: Scores, metric: int) -> str:
    """The mean difference with its 95 % interval, from a paired bootstrap over the events."""
    differences = [a[metric] - b[metric] for a, b in zip(ours, theirs, strict=True)]
    chance, n = random.Random(0), len(differences)
    means = sorted(sum(chance.choices(differences, k=n)) / n for _ in range(RESAMPLES))
    low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]
    return f"{sum(differences) / n:+.2f} [{low:+.2f}, {high:+.2f}]"


def main() -> None:
    data = events(folder("roundup-dev.jsonl") / "roundup-dev.jsonl")
    systems: dict[str, Callable[[Sequence[Article]], list[str]]] = {
        "sumy LexRank": lexrank,
        "lead sentences": lead,
        "briefer built-in": built_in,
    }
    outputs = {name: [system(articles) for articles, _ in data] for name, system in systems.items()}
    scores = {name: [score(t, out) for (_, t), out in zip(data, outs, strict=True)] for name, outs in outputs.items()}
    scores["briefer, 5-fold"] = cross_validated(data)
    print(f"{len(data)} events, {SENTENCES} sentences each")
    print(f"{'system':18} {'R1':>6} {'R2':>6} {'RLsum':>6}   difference to LexRank in R1, R2 (95 % paired bootstrap)")
    for name, rows in scores.items():
        means = "".join(f"{sum(r[m] for r in rows) / len(rows):7.2f}" for m in range(3))
        against = ", ".join(interval(rows, scores["sumy LexRank"], m) for m in range(2))
        print(f"{name:18}{means}   {against}")
    sentences = [s for out in outputs["briefer built-in"] for s in out]
    odd = [(s, why) for s in sentences if (why := obstacle(s))]
    print(f"briefer: {len(sentences)} sentences, {len(odd)} fragments or dangling openings by its own rules")
    sys.exit(1 if odd else 0)


if __name__ == "__main__":
    main()
