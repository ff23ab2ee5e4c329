"""Making a story fit a request: nothing is left out while all of it fits, and then what adds least.

A story that is too large for that is parted by origin, and the drafts of its parts are put together again.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import TypeVar

from briefer.language.capitals import telling_words
from briefer.records import Draft, Story
from briefer.writers.shown import Line, header, origins

#: The rules by which passages are left out, in the order in which they are tried, as a person is told of them.
RULES = {
    "all": "every passage is shown",
    "overlaps": "of passages that state the same fact, one is shown, and each that has a figure or a name of its own",
    "novelty": "the passages with the most new words for their length are shown, at least one of each origin",
}
T = TypeVar("T")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fit:
    """The passages that a request has room for."""

    lines: tuple[Line, ...]  #: in reading order
    tokens: int  #: of the lines and their articles' headers
    rule: str  #: a key of `RULES`
    left_out: tuple[str, ...] = ()  #: refs


def fit(story: Story, shown: Sequence[Line], count: Callable[[str], int], room: int) -> Fit:
    """Choose passages that together have at most *room* tokens.

    Args:
        story: what overlaps in it, and which origins it has.
        shown: all passages, in reading order.
        count: tokens of a text.
        room: how many tokens the passages may have.

    Returns:
        what is shown and by which rule; no lines at all where not even one of each origin has room.
    """
    cost = {line.ref: count(f"{line}\n") for line in shown}
    articles = {line.article for line in shown}
    headers = sum(count(f"{header(a)}\n") for a in story.articles if a.id in articles)

    def result(kept: set[str], rule: str) -> Fit:
        lines = tuple(line for line in shown if line.ref in kept)
        left_out = tuple(line.ref for line in shown if line.ref not in kept)
        return Fit(lines, headers + sum(cost[line.ref] for line in lines), rule, left_out)

    if headers + sum(cost.values()) <= room:
        return result(set(cost), "all")
    once = overlaps_once(story, shown)
    if headers + sum(cost[line.ref] for line in once) <= room:
        return result({line.ref for line in once}, "overlaps")
    return result(_most_novel(story, once, cost, room - headers), "novelty")


def overlaps_once(story: Story, shown: Sequence[Line], *, within_origins: bool = False) -> list[Line]:
    """The lines without those that only repeat a longer one of their overlap.

    A line with a figure or a name that the kept ones lack stays: there sources may disagree.

    Args:
        story: what overlaps, and who depends on whom.
        shown: the lines, in reading order.
        within_origins: whether only lines of one origin stand for one another. Those add no corroboration to each
            other, so that nothing is lost; this is how reprints that were edited cost next to nothing.
    """
    by_ref = {line.ref: line for line in shown}
    origin_of = origins(story)
    gone: set[str] = set()
    for group in story.overlaps:
        told: dict[str | None, set[str]] = {}
        left = (by_ref[ref] for ref in group if ref in by_ref and ref not in gone)
        for line in sorted(left, key=lambda line: (-len(line.text), line.ref)):
            known = told.setdefault(origin_of[line.article] if within_origins else None, set())
            telling = set(telling_words(line.text))
            if known and telling <= known:
                gone.add(line.ref)
            known |= telling | {""}
    return [line for line in shown if line.ref not in gone]


def _most_novel(story: Story, lines: Sequence[Line], cost: dict[str, int], room: int) -> set[str]:
    """Greedy choice by new words for each token; a word weighs more the more articles have it.

    The gain of a line only ever falls while others are chosen, so a heap of old gains finds the best one without
    computing them all again (lazy evaluation, Minoux 1978).
    """
    words = {line.ref: frozenset(_WORD.findall(line.text.casefold())) for line in lines}
    articles = Counter(word for word, _article in {(w, line.article) for line in lines for w in words[line.ref]})
    covered: set[str] = set()
    left = room

    def gain(ref: str) -> float:
        new = words[ref] - covered
        return sum(math.log(1 + articles[w]) for w in new) / cost[ref]

    first: dict[str, str] = {}  # line of every origin, so that none vanishes; as many as there is room for
    origin_of = origins(story)
    for line in lines:
        first.setdefault(origin_of[line.article], line.ref)
    chosen: set[str] = set()
    for ref in first.values():
        if cost[ref] <= left:
            chosen.add(ref)
            covered |= words[ref]
            left -= cost[ref]
    heap = [(-gain(line.ref), i, line.ref) for i, line in enumerate(lines) if line.ref not in chosen]
    heapq.heapify(heap)
    while heap:
        old, i, ref = heapq.heappop(heap)
        now = -gain(ref)
        if now > old and heap and now > heap[0][0]:
            heapq.heappush(heap, (now, i, ref))
        elif cost[ref] <= left and now < 0:
            chosen.add(ref)
            covered |= words[ref]
            left -= cost[ref]
    return chosen


def parts(story: Story, tokens: Callable[[Story], int], room: int) -> tuple[Story, ...]:
    """*story* as several, origin by origin, each filled with as many origins as have room.

    Args:
        story: the whole.
        tokens: how many a part's passages have.
        room: how many they may have. An origin that is larger alone makes a part of its own.
    """
    by_origin = [origin.articles for origin in story.origins] or [(article.id,) for article in story.articles]

    def part(some: Sequence[Sequence[str]]) -> Story:
        wanted = {article for articles in some for article in articles}
        overlaps = (tuple(r for r in group if r.partition(".")[0] in wanted) for group in story.overlaps)
        return replace(
            story,
            articles=tuple(a for a in story.articles if a.id in wanted),
            copies=tuple(kept for group in story.copies if (kept := tuple(i for i in group if i in wanted))),
            origins=tuple(o for o in story.origins if wanted.issuperset(o.articles)),
            overlaps=tuple(kept for kept in overlaps if len(kept) > 1),
            links=(),
        )

    return tuple(map(part, grouped(by_origin, lambda group: tokens(part(group)) <= room)))


def grouped(pieces: Iterable[T], fits: Callable[[Sequence[T]], bool]) -> list[list[T]]:
    """Pieces in groups, each filled with as many as fit, in order; one that does not makes a group of its own."""
    groups: list[list[T]] = []
    for piece in pieces:
        if groups and fits([*groups[-1], piece]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def joined(drafts: Sequence[Draft]) -> Draft:
    """All that the drafts say, one after another: what is left when no model can merge them."""
    lists = {one.name: tuple(chain.from_iterable(getattr(d, one.name) for d in drafts)) for one in fields(Draft)[1:]}
    return Draft(drafts[0].headline, **lists)
