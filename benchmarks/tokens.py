"""What a request costs in tokens: how well they are counted, and what reprints add.

Counts are compared with tiktoken's own on the five articles. Then twenty articles of which twelve are reprints (another
headline, a credit line, most of them shortened at the end) are put to the model writer; the eight originals are the
five articles and three of the sample articles, taken as one story. Its request is compared with what sending all text
would take: the bare text of all twenty, and the same prompt with every sentence of all twenty.

    python benchmarks/tokens.py [DATA_DIR]
"""

import random
import sys
import time
from pathlib import Path

import data
import tiktoken

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from scripted import ScriptedModel  # noqa: E402 - the tests' model, found just now

from briefer import reading, sources, stories  # noqa: E402 - the same
from briefer.llm import Request  # noqa: E402 - the same
from briefer.llm import tokenizer as counting  # noqa: E402 - the same
from briefer.llm.tokenizer import Tokenizer, tokenizer  # noqa: E402 - the same
from briefer.records import RawArticle, Story, Wishes  # noqa: E402 - the same
from briefer.writers import prompts, shown  # noqa: E402 - the same
from briefer.writers.model import ModelWriter  # noqa: E402 - the same
from briefer.writers.prompts import Prompts  # noqa: E402 - the same

MODEL = "gpt-5"
REPRINTS = 12


def counts(texts: list[str]) -> None:
    """How far each way of counting is from tiktoken's own."""
    raw = counting._ranks("o200k_base")  # noqa: SLF001 - the encoding, built from its parts as tiktoken would
    print(f"ranks of o200k_base installed and as tiktoken expects them: {raw is not None}")
    started = time.perf_counter()
    exact = tokenizer(MODEL)
    exact.count("")
    print(f"building the encoding: {time.perf_counter() - started:.2f} s, tiktoken {tiktoken.__version__}\n")
    truth = [len(counting._build("o200k_base").encode(t, disallowed_special=())) for t in texts]  # noqa: SLF001 - the same
    print(f"{'counted by':42} {'tokens':>8} {'worst article':>14}")
    for name, counter in (
        (f"{MODEL}: {exact.label}", exact),
        (f"unknown model: {tokenizer('some-model').label} by o200k_base", tokenizer("some-model")),
        ("without ranks: estimate by bytes", Tokenizer(None, exact=False)),
    ):
        found = [counter.count(t) for t in texts]
        worst = max(abs(f - t) / t for f, t in zip(found, truth, strict=True))
        print(f"{name:42} {sum(found):8,} {worst:14.1%}")
    print(f"{'tiktoken itself':42} {sum(truth):8,}\n")


def reprinted(originals: list[RawArticle]) -> list[RawArticle]:
    """The originals and twelve reprints of them."""
    dice = random.Random(3)
    added = []
    for number in range(REPRINTS):
        article = originals[number % len(originals)]
        body = article.body if isinstance(article.body, str) else article.body.decode()
        paragraphs = [p for p in body.split("\n") if p.strip()]
        kept = paragraphs[: max(3, len(paragraphs) - dice.randrange(0, 4))]
        credit = f"This report was first published elsewhere and is reprinted by the Courier of town {number}."
        added.append(RawArticle(f"reprint-{number}.txt", "\n".join([*kept, credit]), title=f"Headline number {number}"))
    return [*originals, *added]


def asked(story: Story) -> Request:
    """The request that the model writer makes."""
    model = ScriptedModel(['{"claims": []}'], context_tokens=1_000_000)
    ModelWriter(model, Prompts.load(), secret=b"benchmark").write(story, Wishes())
    return model.requests[0]


def main() -> None:
    """Print both tables."""
    folder = data.folder("articles")
    five, _ = sources.load([str(folder / "articles")])
    three = [
        raw
        for raw in sources.load([str(ROOT / "seeds")])[0]
        if raw.source.endswith(("blog.txt", "column.md", "wire.txt"))
    ]
    read, _ = reading.read(reprinted([*five, *three]))
    count = tokenizer(MODEL).count
    counts([a.text for a in reading.read(five)[0]])

    story = stories.story(read)
    request = asked(story)
    whole = count(request.system) + count(request.user) + count(str(request.schema))
    everything = "\n".join(f"{shown.header(a)}\n" + "\n".join(f"[{p.ref}] {p.text}" for p in a.passages) for a in read)
    lines = shown.lines(story)
    ours = shown.passages(story, lines)
    bare = sum(count(a.text) for a in read)
    same_prompt = whole - count(ours) + count(everything)
    everywhere, citable = (sum(len(getattr(a, name)) for a in read) for name in ("passages", "content"))
    print(f"{len(read)} articles, {REPRINTS} of them reprints; found as copies: {len(read) - len(story.copies)}")
    print(f"passages: {everywhere}, citable {citable}, shown {len(lines)}")
    print(f"{'input tokens':44} {'ours':>8} {'all text':>9} {'share':>7}")
    for name, tokens, theirs in (
        ("the same prompt with every sentence", whole, same_prompt),
        ("passages with references, against bare text", count(ours), bare),
        ("whole request and schema, against bare text", whole, bare),
    ):
        print(f"{name:44} {tokens:8,} {theirs:9,} {tokens / theirs:7.1%}")
    print("limit for sending all text: 45 %")
    answers = ", ".join(f"{length} {scope.tokens:,}" for length, scope in prompts.LENGTHS.items())
    print(f"\nlargest answers asked for: {answers} tokens")


if __name__ == "__main__":
    main()
