"""A seeded suite of near-copies: ten kinds of edit of articles made from real sentences, none used twice."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

WORDS_A_DOCUMENT = 400
HEADLINES = ("What we know so far", "Live updates from the scene", "Here is the latest", "Five things to know today")
LITTER = "Sign up to our newsletter. Share this article with your friends. All rights reserved."


class Suite(NamedTuple):
    """Documents with the family each belongs to and the kind of edit that made it ("original" for none)."""

    texts: list[str]
    families: list[int]
    kinds: list[str]


def sentences(data: Path) -> list[str]:
    """Distinct sentences of the news articles in the data folder, in a fixed order."""
    lines = (data / "near-duplicates-1000.train").read_text(encoding="utf-8").splitlines()
    texts = [line.split(" ", 1)[1] for line in lines if " " in line]
    texts += [json.loads(line)["text"] for line in (data / "ecbplus-dev.jsonl").read_text("utf-8").splitlines()]
    found = (part.strip() for text in texts for part in re.split(r"(?<=[.!?]) +(?=[A-Z])", text))
    return list(dict.fromkeys(s for s in found if 8 <= len(s.split()) <= 60))


def documents(pool: Sequence[str], count: int, rnd: random.Random, words: int = WORDS_A_DOCUMENT) -> list[list[str]]:
    """Documents as lists of sentences; every sentence is used once, and then again with its words shuffled."""
    found: list[list[str]] = []
    queue = rnd.sample(list(pool), len(pool))
    used = 0
    while len(found) < count:
        document: list[str] = []
        length = 0
        while length < words:
            sentence = queue[used % len(queue)].split()
            if used >= len(queue):
                rnd.shuffle(sentence)
            document.append(" ".join(sentence))
            length += len(sentence)
            used += 1
        found.append(document)
    return found


def suite(data: Path, count: int = 5_000, seed: int = 20_311) -> Suite:
    """One eleventh of the documents are originals with ten edits each; one in nine stands alone."""
    rnd = random.Random(seed)
    families = count * 8 // 9 // (len(KINDS) + 1)
    alone = count - families * (len(KINDS) + 1)
    pool = sentences(data)
    needed = sum(len(s.split()) for s in pool) // (families + alone)
    bases = documents(pool, families + alone, rnd, min(WORDS_A_DOCUMENT, needed - 30))
    made = [(base, number, "original") for number, base in enumerate(bases)]
    rows = [(" ".join(base), number, kind) for base, number, kind in made]
    rows += [(edit(base, rnd), n, kind) for n, base in enumerate(bases[:families]) for kind, edit in KINDS.items()]
    rnd.shuffle(rows)
    return Suite([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])


def _spaced(base: list[str], rnd: random.Random) -> str:
    words = " ".join(base).split()
    changed = (w.upper() if rnd.random() < 0.1 else w.replace("'", "’").replace('"', "”") for w in words)
    return "".join(w + rnd.choice((" ", "  ", "\n")) for w in changed)


def _headlined(base: list[str], rnd: random.Random) -> str:
    return f"{rnd.choice(HEADLINES)}\n\n{' '.join(base)}\n\n{LITTER}"


def _edited(share: float) -> Callable[[list[str], random.Random], str]:
    def edit(base: list[str], rnd: random.Random) -> str:
        words = " ".join(base).split()
        for place in rnd.sample(range(len(words)), int(len(words) * share)):
            words[place] = rnd.choice(("", f"x{rnd.randrange(10**6)}", f"{words[place]} y{rnd.randrange(10**6)}"))
        return " ".join(words)

    return edit


def _truncated(share: float) -> Callable[[list[str], random.Random], str]:
    def edit(base: list[str], _: random.Random) -> str:
        words = " ".join(base).split()
        return " ".join(words[: int(len(words) * share)])

    return edit


def _shuffled(base: list[str], rnd: random.Random) -> str:
    return " ".join(rnd.sample(base, len(base)))


def _inserted(base: list[str], rnd: random.Random) -> str:
    extra = [f"{' '.join(f'z{rnd.randrange(10**6)}' for _ in range(20))}." for _ in range(max(1, len(base) * 3 // 10))]
    mixed = [*base, *extra]
    rnd.shuffle(mixed)
    order = iter(base)
    return " ".join(next(order) if s in base else s for s in mixed)


KINDS: dict[str, Callable[[list[str], random.Random], str]] = {
    "white space and case": _spaced,
    "headline and litter": _headlined,
    "2 % of words": _edited(0.02),
    "5 % of words": _edited(0.05),
    "10 % of words": _edited(0.10),
    "first 75 %": _truncated(0.75),
    "first 50 %": _truncated(0.50),
    "first 30 %": _truncated(0.30),
    "shuffled": _shuffled,
    "30 % inserted": _inserted,
}
