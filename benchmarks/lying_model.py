"""What is published of a model that lies, story by story, through a real server and the whole pipe.

Half of its claims are true (the passage's own sentence), with quotes that are exact, short, credited to a wrong passage
or to one that does not exist. Half are lies: invented quotes, one word of a quote changed, numbers or names changed in
the claim, or in claim and quote alike. Claims that are found out are "repaired" with further lies.

    python benchmarks/lying_model.py [DATA_DIR]
"""

import json
import sys
from collections import Counter
from pathlib import Path

import data

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from model_server import ModelServer  # noqa: E402 - the tests' server, found just now
from played import HONEST, LIES, Liar  # noqa: E402 - the same

from briefer import briefing, reading, sources, stories  # noqa: E402 - the same
from briefer.llm import ModelOptions, OpenAIModel  # noqa: E402 - the same
from briefer.records import Brief, RawArticle, Story, Wishes  # noqa: E402 - the same
from briefer.writers.model import ModelWriter  # noqa: E402 - the same
from briefer.writers.prompts import Prompts  # noqa: E402 - the same

#: Invented for this purpose; a check says below that no story has them.
NAMES = ["Quillborne", "Vantreski", "Ostermark", "Delphinger", "Brunhalter", "Szarvasi"]
CLAIMS = 40


def told_stories(folder: Path) -> list[Story]:
    """The sample articles, the five articles, and the events with three articles each."""
    seeds = reading.read(sources.load([str(ROOT / "seeds")])[0])[0]
    found = [seeds, reading.read(sources.load([str(folder / "articles")])[0])[0]]
    for line in (folder / "triples-dev.jsonl").read_text(encoding="utf-8").splitlines():
        listed = json.loads(line)["articles"]
        raws = [
            RawArticle(a["url"], a["text"], title=a["title"], publisher=a["publisher"], published=a["published"])
            for a in listed
        ]
        found.append(reading.read(raws)[0])
    return [stories.story(articles) for articles in found]


def made(story: Story, liar: Liar) -> Brief:
    """The brief that comes of a liar's claims."""
    with ModelServer(lambda asked: liar.answer(asked.user)) as server:
        model = OpenAIModel(ModelOptions("liar", server.url, context_tokens=200_000))
        making = briefing.Making("2026-01-01T00:00:00Z", "0")
        return briefing.brief(story, ModelWriter(model, Prompts.load()), Wishes(), making)


def false_citations(brief: Brief) -> int:
    """Published citations that are not what their source says, and published claims without any."""
    claims = [*brief.claims, *(p for d in brief.disagreements for p in d.positions)]
    texts = {a.id: a.text for a in brief.articles}
    wrong = [c for claim in claims for c in claim.citations if texts[c.article][c.start : c.end] != c.text]
    return len(wrong) + sum(not claim.citations for claim in claims)


def main() -> None:
    """Print one line a kind of claim, and what was published that should not be."""
    folder = data.folder("articles", "triples-dev.jsonl")
    told, kept, slipped, wrong = Counter[str](), Counter[str](), [], 0
    for number, story in enumerate(told_stories(folder)):
        everything = " ".join(a.text for a in story.articles)
        liar = Liar(number, [name for name in NAMES if name not in everything], CLAIMS)
        brief = made(story, liar)
        wrong += false_citations(brief)
        told.update(t.kind for t in liar.told.values())
        for claim in brief.claims:
            if (said := liar.told.get(claim.text)) is None:
                continue
            kept[said.kind] += 1
            if said.kind in LIES:
                slipped.append((story.articles[0].source, said, [f.message for f in claim.findings]))
    print(f"{'kind of claim':26} {'told':>6} {'published':>10} {'share':>8}")
    for kind in (*HONEST, *LIES):
        print(f"{kind:26} {told[kind]:6} {kept[kind]:10} {kept[kind] / max(1, told[kind]):8.1%}")
    honest, lies = sum(told[k] for k in HONEST), sum(told[k] for k in LIES)
    print(f"\n{told.total()} claims; of {lies} lies {sum(kept[k] for k in LIES)} published (limit 0)")
    print(f"of {honest} honest claims {sum(kept[k] for k in HONEST) / honest:.1%} published (at least 98 %)")
    print(f"citations that are not what the source says, or claims without one: {wrong} (limit 0)")
    for source, said, findings in slipped[:40]:
        print(f"\nslipped: {said.kind}: {said.text}\n  quote: {said.quote}\n  {Path(source).name} {findings}")


if __name__ == "__main__":
    main()
