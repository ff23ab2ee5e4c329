"""How much a sentence matters, and which ones make the brief: what holds what several origins hold.

The unit is the concept: a stemmed content word or a pair of neighbouring ones. A concept weighs the more, the more
origins use it, and a set of sentences is worth the concepts it covers, each counted once: the covering objective of
Gillick and Favre (2009), with a discount for length, since the reader pays by the word. A brief is a core that covers
the story best, then what adds most, never the same fact twice.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, groupby, pairwise

from briefer.language.lexicon import pattern
from briefer.language.sentence import Sentence
from briefer.language.stems import terms
from briefer.records import Quote, Story, Wishes
from briefer.writers.extractive.repeats import SAME, share
from briefer.writers.standalone import is_concrete, is_vague

# Chosen on the development events (three short articles and an editor's summary each), then read on whole articles.
SINGLE = 0.0125
TITLE = 0.375
_CAP = 6
_LENGTH_FLOOR = 30
LENGTH_POWER = 0.5
_LEAD = 0.1
_OFTEN = 0.5  # a long article uses many words once; what it is about, it repeats
_TOLD = 0.2
# What a sentence is worth that holds a word of a list, to one that does not.
_APPEALS = (
    ("factual", "", 1.25),
    ("pointing_back", "vague", 0.6),
    ("speech", "", 0.7),
    ("connectives", "within", 0.8),
)
_MUSING = 0.8  # for each such word
_ABSTRACT = 0.5
_LATE = 0.4  # what the last sentence of an article loses
_SHORT_LIST = 18  # 816 triples
KNOWN = 0.2  # what is left of a concept's weight when the reader was told of it on another day

CORE = 3
#: How many claims each length aims at; a story with less to say gets fewer.
TARGETS = {"short": 5, "standard": 12, "long": 20}
_EARLY = 0.25  # how much an article's first sentences are preferred for the bottom line
_STOP_AT = 0.1  # of the first addition's gain: below that an addition is filler
_TOLD_FIRST = 0.7  # of the target: what facts that several origins state may fill before the others are looked at
_ENOUGH = 0.7  # of the target: what a brief has before an addition may count as filler


@dataclass(frozen=True, eq=False)
class Candidate:
    """A sentence that may be published."""

    said: Sentence  #: what is published
    origin: str
    quote: Quote  #: what is cited of its passage
    place: int  #: number of the sentence in its article's content, from 0
    length: int  #: how many sentences the article's content has
    told: tuple[str, ...]  #: refs of the passages that state the same, this one first, one an origin
    repeats: int = 0  #: how many other articles have it word for word

    @property
    def ref(self) -> str:
        """The passage that it is from."""
        return self.quote.passage

    @property
    def text(self) -> str:
        """What is published."""
        return self.said.text

    @property
    def goes_on(self) -> bool:
        """Whether an "also" was left out of it: it adds to what its article told before."""
        return bool(pattern(self.said.language, "connectives", "inner", case=True).search(self.quote.text))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What it is about, as `concepts` has it."""
        return concepts(self.text, self.said.language)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its concepts of one word."""
        return frozenset(concept for concept in self.concepts if " " not in concept)

    @cached_property
    def appeal(self) -> float:
        """How much better than its words it is: told by several, factual, early; not musing, not vague."""
        text, language = self.text, self.said.language
        value = len(self.told) * _MUSING ** sum(1 for _ in pattern(language, "musing").finditer(text))
        for name, key, factor in _APPEALS:
            value *= factor if pattern(language, name, key).search(text) else 1.0
        value *= 1.0 if is_concrete(text) else _ABSTRACT
        return value * (1.0 - _LATE * self.place / max(1, self.length))


def concepts(text: str, language: str | None = None) -> frozenset[str]:
    """The concepts of a text: stemmed content words, and neighbouring pairs of them."""
    return frozenset(_listed(text, language))


def _listed(text: str, language: str | None) -> list[str]:
    found = terms(text, language)
    return [*found, *(f"{a} {b}" for a, b in pairwise(found))]


def weights(story: Story) -> dict[str, float]:
    """What each concept of a story weighs, from the share of the origins that use it and of the titles that do."""
    units = _units(story)
    count = Counter(concept for unit in units for concept in unit)
    often = sum(units, Counter())
    titles = Counter(c for a in story.articles for c in concepts(a.title, a.language))
    most = min(max(len(units), 2), _CAP)
    return {
        concept: (max(SINGLE, ((min(n, most) - 1) / (most - 1)) ** 2) * (often[concept] / n) ** _OFTEN)
        + TITLE * titles[concept] / len(story.articles)
        for concept, n in count.items()
    }


def discounted(weigh: Mapping[str, float], told: Iterable[str], language: str | None) -> dict[str, float]:
    """The weights for readers who know some sentences already: what those hold counts for little.

    Args:
        weigh: what each concept weighs.
        told: the sentences that are known.
        language: ISO 639-1 code of the story.
    """
    known = frozenset(concept for text in told for concept in concepts(text, language))
    return {concept: weight * (KNOWN if concept in known else 1.0) for concept, weight in weigh.items()}


def worth(chosen: Iterable[Candidate], weigh: Mapping[str, float]) -> float:
    """What a set of sentences is worth to a reader: concepts covered once, by the root of its length."""
    chosen = tuple(chosen)
    if not chosen:
        return 0.0
    covered: frozenset[str] = frozenset().union(*(c.concepts for c in chosen))
    length = sum(c.text.count(" ") + 1 for c in chosen) + _LENGTH_FLOOR
    leads = sum(c.place == 0 for c in chosen) / len(chosen)
    also_told = sum(len(c.told) - 1 for c in chosen) / len(chosen)
    bonus = 1 + _LEAD * leads + _TOLD * min(also_told, _CAP)
    # fsum is exact, so that equal sets have equal worth in whatever order.
    return math.fsum(weigh.get(c, 0.0) for c in covered) / math.pow(length, LENGTH_POWER) * bonus


def _units(story: Story) -> list[Counter[str]]:
    """What counts as one voice, with how often it uses each concept: an origin, or a paragraph where all is of one."""
    by_id = {a.id: a for a in story.articles}
    first = story.articles[0]
    units = [(list(passages), first) for _, passages in groupby(first.content, key=lambda p: p.paragraph)]
    if len(story.origins) > 1:
        # An origin's articles say the same: one of them speaks for it.
        units = [(list(a.content), a) for a in (by_id[origin.articles[0]] for origin in story.origins)]
    return [Counter(c for p in passages for c in _listed(p.text, a.language)) for passages, a in units]


def values(candidates: Sequence[Candidate], weigh: Mapping[str, float]) -> dict[str, float]:
    """What each of some sentences is worth by itself, by its ref."""
    return {c.ref: worth([c], weigh) * c.appeal for c in candidates}


def aim(wishes: Wishes) -> int:
    """How many claims a brief aims at."""
    return min(TARGETS[wishes.length], wishes.max_claims or TARGETS["long"])


def select(
    candidates: Sequence[Candidate],
    weigh: Mapping[str, float],
    story: Story,
    wishes: Wishes,
    lead: Candidate | None = None,
) -> list[Candidate]:
    """The sentences of the brief, the most important first.

    Args:
        candidates: sentences that stand alone.
        weigh: what each concept weighs.
        story: whose origins the sentences are of.
        wishes: length, focus and the largest number of claims.
        lead: the sentence that stands first, one of the candidates; what tells the story best where None.
    """
    target, value = aim(wishes), values(candidates, weigh)
    firm = [c for c in candidates if not is_vague(c.text, c.said.language)] or list(candidates)
    telling = sorted(firm, key=lambda c: (-value[c.ref], c.text))[:_SHORT_LIST]
    first = [lead] if lead else []
    telling = [c for c in telling if c is not lead]
    sets = combinations(telling, min(CORE - len(first), target - len(first), len(telling)))  # every set is tried
    core = max(
        sets, key=lambda some: worth([*first, *some], weigh) * sum(c.appeal for c in (*first, *some)), default=()
    )
    best = first + sorted(core, key=lambda c: (-value[c.ref] / (1 + c.place) ** _EARLY, c.text))
    chosen: list[Candidate] = []
    for candidate in best:
        if likeness(candidate, chosen) <= SAME:
            chosen.append(candidate)
    rest = [c for c in candidates if c not in best]
    told = [c for c in rest if len(c.told) > 1]
    voices = max(1, len(story.origins))
    chosen = _extended(chosen, told, round(_TOLD_FIRST * target), value, voices)
    return _extended(chosen, rest, target, value, voices)


def _extended(
    chosen: list[Candidate], rest: Sequence[Candidate], target: int, value: Mapping[str, float], voices: int
) -> list[Candidate]:
    """The chosen sentences and those that add most to them, until the target or until only filler is left."""
    chosen = list(chosen)
    alike = {c.ref: likeness(c, chosen) for c in rest}
    first = 0.0
    while len(chosen) < target and (rest := [c for c in rest if alike[c.ref] <= SAME]):
        heard = Counter(c.origin for c in chosen)  # an origin with less than half its part so far adds more
        unheard = {c.ref: 1.3 if heard[c.origin] / max(1, len(chosen)) < 0.5 / voices else 1.0 for c in rest}
        gains = {c.ref: value[c.ref] * (1 - alike[c.ref]) ** 2 * unheard[c.ref] for c in rest}
        added = max(rest, key=lambda c: (gains[c.ref], c.text))
        first = first or gains[added.ref]
        if len(chosen) >= _ENOUGH * target and gains[added.ref] < _STOP_AT * first:
            break
        chosen.append(added)
        alike |= {c.ref: max(alike[c.ref], _share(c, added)) for c in rest}
    return chosen


def likeness(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    """How much of a sentence the brief already says: the largest share of words it has in common with one; 1 for a fact told."""
    return max((_share(candidate, c) for c in chosen), default=0.0)


def _share(a: Candidate, b: Candidate) -> float:
    """How much of the one the other says."""
    if a.ref in b.told or b.ref in a.told:
        return 1.0
    return share(a.said, b.said, len(a.stems & b.stems) / max(1, min(len(a.stems), len(b.stems))))
