"""Which passages of different origins state the same fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from briefer.language.compare import contradict, states_numbers, support
from briefer.language.encoder import EVIDENCE, Encoder, lift
from briefer.language.sentence import Sentence, sentence
from briefer.language.weights import fit
from briefer.records import Article, Origin

#: A passage states what a claim says when its support is at least this.
STATED = 0.4
#: Two passages state one fact when each says at least this much of the other, and one of them STATED.
RETURNED = 0.3
_MIN_TERMS = 4
LONGEST = 2_000  #: code points; a longer passage is no sentence
_MIN_SHARED = 3  # senses that two passages must share to be compared at all
_COMMON = 150  # passages; a sense that stands in more is no reason to compare two of them


@dataclass(frozen=True, slots=True)
class Said:
    """A passage of an origin, made ready for comparison."""

    ref: str
    origin: str
    sentence: Sentence


def overlaps(
    articles: Sequence[Article], origins: Sequence[Origin], encoder: Encoder | None = None
) -> tuple[tuple[str, ...], ...]:
    """Groups of passages, from different origins, that state the same fact.

    Args:
        articles: the articles of one story.
        origins: their origins; passages of one origin are never put together.
        encoder: finds the same said in other words; by the words alone when None.

    Returns:
        Groups of two or more passage refs in the articles' order, at most one an origin; no ref in two groups.
    """
    said, directed = compared(tuple(articles), tuple(origins), encoder)
    both = {(i, j): (forth, directed.get((j, i), 0.0)) for (i, j), forth in directed.items() if i < j}
    pairs = {
        (i, j): sum(values)
        for (i, j), values in both.items()
        if max(values) >= STATED and min(values) >= RETURNED and not contradict(said[i].sentence, said[j].sentence)
    }
    return tuple(tuple(said[i].ref for i in group) for group in _complete_link(pairs, said))


def stated_by(
    articles: Sequence[Article], origins: Sequence[Origin], encoder: Encoder | None = None
) -> dict[str, tuple[str, ...]]:
    """For each passage, the passages of other origins that state what it says, the best one of each origin.

    This is directed: a short sentence may be stated whole within a long one of another article, but not the other
    way round. Passages that no other origin states are left out.

    Args:
        articles: the articles of one story.
        origins: their origins.
        encoder: as for `overlaps`.
    """
    said, directed = compared(tuple(articles), tuple(origins), encoder)
    best: dict[str, dict[str, tuple[float, int]]] = {}
    for (i, j), value in directed.items():
        if value >= STATED and states_numbers(said[i].sentence, said[j].sentence):
            per_origin = best.setdefault(said[i].ref, {})
            per_origin[said[j].origin] = max(per_origin.get(said[j].origin, (0.0, 0)), (value, -j))
    return {ref: tuple(said[i].ref for i in sorted(-j for _, j in found.values())) for ref, found in best.items()}


def states(claim: str, passage: str, language: str | None = None) -> float:
    """How surely one sentence states what another says: 0 to 1, directed; from `STATED` on it does.

    Args:
        claim: the sentence whose content is looked for.
        passage: the sentence that may state it within more.
        language: ISO 639-1 code; English where unknown.
    """
    said, other = sentence(claim, language), sentence(passage, language)
    return support(said, other, fit(())) if states_numbers(said, other) else 0.0


@lru_cache(maxsize=4)  # a story is compared once, whoever asks
def compared(
    articles: tuple[Article, ...], origins: tuple[Origin, ...], encoder: Encoder | None
) -> tuple[list[Said], Mapping[tuple[int, int], float]]:
    """The passages that may be compared, and by pairs of them how much of the first the second says, from RETURNED on.

    Numbers are not looked at: two sentences that differ in nothing else are what disagreements are made of.
    """
    said = list(_said(articles, origins))
    idf = fit(one.sentence.terms for one in said)
    values: dict[tuple[int, int], float] = {}
    vectors = encoder.encode([one.sentence.text for one in said]) if encoder and said else None
    for i, j in _candidates(said):
        cosine = 0.0 if vectors is None else float(vectors[i] @ vectors[j])
        for a, b in ((i, j), (j, i)):
            more = lift(said[a].sentence, said[b].sentence, cosine)
            least = max(EVIDENCE, RETURNED - more)
            value = support(said[a].sentence, said[b].sentence, idf, least=least)
            if value >= least:
                values[a, b] = min(1.0, value + more)
    return said, values


def _said(articles: Sequence[Article], origins: Sequence[Origin]) -> Iterator[Said]:
    """Every content passage that says enough to be compared; what an origin repeats, once."""
    origin_of = {article_id: origin.id for origin in origins for article_id in origin.articles}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for article in articles:
        origin = origin_of[article.id]
        for passage in article.content:
            if len(passage.text) > LONGEST:
                continue
            made = sentence(passage.text, article.language, article.published)
            if len(made.shares) >= _MIN_TERMS and (origin, made.terms) not in seen:
                seen.add((origin, made.terms))
                yield Said(passage.ref, origin, made)


def _candidates(said: Sequence[Said]) -> list[tuple[int, int]]:
    """Pairs of passages of different origins that share a few senses."""
    holders: dict[object, list[int]] = {}
    for i, one in enumerate(said):
        for sense in one.sentence.senses:
            holders.setdefault(sense, []).append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if len(held) <= _COMMON:
            shared.update(pair for pair in combinations(held, 2) if said[pair[0]].origin != said[pair[1]].origin)
    return sorted(pair for pair, count in shared.items() if count >= _MIN_SHARED)


def _complete_link(pairs: Mapping[tuple[int, int], float], said: Sequence[Said]) -> list[list[int]]:
    """Groups in which every two members are a pair and no origin speaks twice, the surest pairs first."""
    group_of: dict[int, list[int]] = {}
    for (a, b), _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        left, right = group_of.get(a, [a]), group_of.get(b, [b])
        if left is right or any((min(x, y), max(x, y)) not in pairs for x in left for y in right):
            continue
        if {said[x].origin for x in left} & {said[y].origin for y in right}:
            continue
        joined = sorted(left + right)
        for member in joined:
            group_of[member] = joined
    return sorted({id(group): group for group in group_of.values()}.values())
