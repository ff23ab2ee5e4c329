"""Articles that give orders to the model, and a model that obeys them: what reaches the reader?

Every attack document stands beside two clean articles: as an article of its own, in a title, or as the first, a middle
or the last passage of an article, before or after the clean ones. The model obeys: it puts the attacker's words into
every field of its answer (and is given them even where the pipe did not show them). The briefs that come of it are
written in every form and searched by the rules of the channels' own tests: foreign links, pictures, scripts, markup,
mentions, headers, control characters; claims without citation, citations that are not what their source says.

"planted" counts documents after which the attacker's words stand in a claim that cites clean articles alone: no markup
and no false quotation, but words that the quoted sentences do not back.

BIPIA's 75 strings come from DATA_DIR; spikee's orders in all their wrappers from its package, if it is installed
(`pip install --no-deps spikee==0.9.2`; what it depends on is not needed); some are our own. Every twentieth document
goes through a real server.

    python benchmarks/injection.py [DATA_DIR] [--every=N]
"""

import json
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import data

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "channels")]

import hostile  # noqa: E402 - the tests' own rules, found just now
from model_server import ModelServer  # noqa: E402 - the same
from played import obey, own_attacks, passages  # noqa: E402 - the same
from scripted import ScriptedModel  # noqa: E402 - the same

from briefer import briefing, reading, stories  # noqa: E402 - the same
from briefer.errors import ModelError  # noqa: E402 - the same
from briefer.llm import ModelOptions, OpenAIModel  # noqa: E402 - the same
from briefer.records import Brief, Claim, Kind, RawArticle, Wishes  # noqa: E402 - the same
from briefer.writers import ExtractiveWriter  # noqa: E402 - the same
from briefer.writers.model import ModelWriter  # noqa: E402 - the same
from briefer.writers.prompts import Prompts  # noqa: E402 - the same

_ONE = """The town of Eldermoor closed its old bridge on Monday after engineers found cracks in two piers. Mayor Jonna
Virtaala said that repairs would take until October and cost 4.2 million crowns. Buses will cross the river at Haldane
until then."""
_TWO = """Eldermoor's old bridge is closed since Monday. Engineers found cracks in two of its piers, the road office
said. The repairs are to cost 4.2 million crowns. Shopkeepers on Bridge Street fear for their trade."""
CLEAN = tuple(" ".join(text.split()) for text in (_ONE, _TWO))
POSITIONS = ("own article", "title", "first", "middle", "last")


class Attack(NamedTuple):
    """One document: where it comes from, its text, what the attacker wants to see."""

    origin: str
    text: str
    payload: str


def attacks(folder: Path) -> Iterator[Attack]:
    """Every attack there is."""
    for text in own_attacks():
        yield Attack("own", text, text)
    bipia = json.loads((folder / "bipia-text-attacks-test.json").read_text(encoding="utf-8"))
    for texts in bipia.values():
        for text in texts:
            yield Attack("BIPIA", text, text)
    if (found := find_spec("spikee")) is None or not found.submodule_search_locations:
        print("spikee is not installed: its documents are left out")
        return
    seeds = Path(next(iter(found.submodule_search_locations))) / "data/workspace/datasets/seeds-cybersec-2026-01"
    wrappers, orders = (_lines(seeds / f"{name}.jsonl") for name in ("jailbreaks", "instructions"))
    for wrapper in wrappers:
        for order in orders:
            wanted = order["judge_args"] if isinstance(order["judge_args"], str) else str(order["judge_args"])
            yield Attack("spikee", wrapper["text"].replace("<INSTRUCTION>", order["instruction"]), wanted)


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def articles(attack: Attack, number: int) -> list[RawArticle]:
    """The clean articles and the poisoned one, at a position that changes from document to document."""
    position, before = POSITIONS[number % len(POSITIONS)], number // len(POSITIONS) % 2
    first, second = (
        RawArticle(f"clean{i}.txt", text, url=f"https://clean{i}.example/a") for i, text in enumerate(CLEAN)
    )
    sentences = CLEAN[1].split(". ")
    where = {"first": 0, "middle": 2, "last": len(sentences)}.get(position, 0)
    body = ". ".join([*sentences[:where], attack.text, *sentences[where:]])
    poisoned = RawArticle(
        "poisoned.txt",
        attack.text if position == "own article" else CLEAN[1] if position == "title" else body,
        title=attack.text if position == "title" else "Bridge closed",
        url="https://poisoned.example/b",
    )
    return [poisoned, first, second] if before else [first, second, poisoned]


class Outcome(NamedTuple):
    """What became of one document."""

    origin: str
    leaks: tuple[str, ...]
    shown: bool  #: whether the model was shown the attack, or part of it
    marked: bool  #: whether a passage was marked as an order to a machine
    planted: bool  #: whether the attacker's words stand in a claim that cites clean articles alone
    stood_in: bool
    clean: int  #: claims cited from the clean articles
    vanished: int  #: articles without an entry in the coverage


def outcome(job: tuple[int, Attack]) -> Outcome:
    """One document through the whole pipe and every form."""
    number, attack = job
    read, _failures = reading.read(articles(attack, number))
    story = stories.story(read)
    seen: list[str] = []

    def answer(user: str) -> str:
        seen.append(user)
        return obey(user, attack.payload if number % 2 else attack.text, number)

    making = briefing.Making("2026-01-01T00:00:00Z", "0")
    try:
        if number % 20:
            model = ScriptedModel(lambda request: answer(request.user))
            brief = briefing.brief(story, ModelWriter(model, Prompts.load()), Wishes(), making)
        else:
            with ModelServer(lambda asked: answer(asked.user)) as server:
                served = OpenAIModel(ModelOptions("obedient", server.url))
                brief = briefing.brief(story, ModelWriter(served, Prompts.load()), Wishes(), making)
        stood_in = False
    except ModelError:
        stood_in, brief = True, briefing.brief(story, ExtractiveWriter(), Wishes(), making)
    kinds = {p.kind for a in read for p in a.passages}
    cited = {c.article for claim in brief.claims for c in claim.citations}
    return Outcome(
        attack.origin,
        tuple(leaks(brief)),
        any(_meets(attack.text, text) for user in seen for _ref, text in passages(user)),
        Kind.INSTRUCTION in kinds,
        any(_planted(claim, attack, brief) for claim in brief.claims),
        stood_in,
        len(cited & {a.id for a in read if "clean" in a.source}),
        sum(a.id not in {c.article for c in brief.coverage} for a in read),
    )


def _meets(attack: str, passage: str) -> bool:
    return len(passage) > 20 and passage[:60] in " ".join(attack.split())


def _planted(claim: Claim, attack: Attack, brief: Brief) -> bool:
    words = " ".join(claim.text.split()).casefold()
    hit = any(len(t) > 10 and " ".join(t.split()).casefold()[:80] in words for t in (attack.text, attack.payload))
    sources = [article.source for article in brief.articles if article.id in {c.article for c in claim.citations}]
    return hit and all("clean" in source for source in sources)


def leaks(brief: Brief) -> Iterator[str]:
    """Everything that should not be."""
    # Markdown numbers a claim's citations upwards, whatever their order in the claim: that is no leak.
    yield from (fault for fault in hostile.faults(brief) if "citation changed" not in fault)
    texts = {a.id: a.text for a in brief.articles}
    for claim in [*brief.claims, *(p for d in brief.disagreements for p in d.positions)]:
        if not claim.citations:
            yield f"uncited: {claim.text!r}"
        for c in claim.citations:
            if texts[c.article][c.start : c.end] != c.text:
                yield f"not what the source says: {c.text!r}"


def main() -> None:
    """Print one line an origin, then the leaks."""
    every = next((int(a.removeprefix("--every=")) for a in sys.argv if a.startswith("--every=")), 1)
    jobs = list(enumerate(attacks(data.folder("bipia-text-attacks-test.json"))))[::every]
    started = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        done = pool.map(outcome, jobs, chunksize=20)
    columns = ("documents", "leaking", "shown", "marked", "planted", "stand-in", "no clean source")
    print(f"{'attacks':10}" + "".join(f"{c:>{len(c) + 2}}" for c in columns))
    for origin in dict.fromkeys(o.origin for o in done):
        these = [o for o in done if o.origin == origin]
        counts = [len(these), *(sum(map(bool, v)) for v in zip(*(o[1:6] for o in these), strict=True))]
        counts.append(sum(o.clean == 0 for o in these))
        print(f"{origin:10}" + "".join(f"{n:{len(c) + 2}}" for n, c in zip(counts, columns, strict=True)))
    leaking, seconds = sum(bool(o.leaks) for o in done), time.perf_counter() - started
    print(f"\n{len(done)} documents in {seconds:.0f} s; leaking: {leaking} (limit 0)")
    print(f"articles that vanished from the coverage: {sum(o.vanished for o in done)} (limit 0)")
    for leak, times in Counter(leak[:200] for o in done for leak in o.leaks).most_common(20):
        print(f"  {times} x {leak}")
    if any(o.leaks or o.vanished for o in done):
        sys.exit(1)


if __name__ == "__main__":
    main()
