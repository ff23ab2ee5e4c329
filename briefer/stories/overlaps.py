"""Which passages of different origins state the same fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from briefer.language.compare import contradict
from briefer.language.encoder import Encoder, seconded
from briefer.language.sentence import sentence
from briefer.language.statements import SECONDED, STATED, are_at_odds, past_topic, stated, told
from briefer.records import Article, Origin
from briefer.stories.sayings import LONGEST as LONGEST  # noqa: PLC0414 - disagreements read no longer ones either
from briefer.stories.sayings import Said, SayingIndex, sayings, voices

#: Two passages state one fact when each says at least this much of the other, and one of them STATED.
RETURNED = 0.3


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
        if max(values) >= STATED
        and min(values) >= RETURNED
        and any(_states(value, said[a], said[b]) for value, (a, b) in zip(values, ((i, j), (j, i)), strict=True))
        and not contradict(said[i].sentence, said[j].sentence)
        and _agree(said[i], said[j])
        and _agree(said[j], said[i])
        and len(voices((said[i].sentence, said[j].sentence))) > 1
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
        if _states(value, said[i], said[j]) and _agree(said[i], said[j]):
            per_origin = best.setdefault(said[i].ref, {})
            per_origin[said[j].origin] = max(per_origin.get(said[j].origin, (0.0, 0)), (value, -j))
    place = {one.ref: i for i, one in enumerate(said)}
    found = {ref: [place[ref], *sorted(-j for _, j in others.values())] for ref, others in best.items()}
    heard = {ref: [places[n] for n in voices([said[i].sentence for i in places])][1:] for ref, places in found.items()}
    return {ref: tuple(said[i].ref for i in others) for ref, others in heard.items() if others}


def states(claim: str, passage: str, language: str | None = None) -> float:
    """How surely one sentence states what another says: 0 to 1, directed; from `STATED` on it does.

    Args:
        claim: the sentence whose content is looked for.
        passage: the sentence that may state it within more.
        language: ISO 639-1 code; English where unknown.
    """
    return stated(sentence(claim, language), sentence(passage, language))


@lru_cache(maxsize=4)  # a story is compared once, whoever asks
def compared(
    articles: tuple[Article, ...], origins: tuple[Origin, ...], encoder: Encoder | None
) -> tuple[list[Said], Mapping[tuple[int, int], float]]:
    """The passages that may be compared, and by pairs of them how much of the first the second tells, from RETURNED on.

    Whether they are at odds is not looked at: two sentences that differ in nothing else are what disagreements are
    made of.
    """
    said = list(sayings(articles, origins))
    least = RETURNED if encoder is None else min(RETURNED, SECONDED)
    values: dict[tuple[int, int], float] = {}
    vectors = encoder.encode([one.sentence.text for one in said]) if encoder and said else None
    for i, j in SayingIndex(said).pairs():
        for a, b in ((i, j), (j, i)):
            value = told(said[a].sentence, said[b].sentence, said[b].beside, least=least)
            if vectors is not None:
                value = seconded(value, float(vectors[i] @ vectors[j]))
            if value >= RETURNED:
                values[a, b] = value
    return said, values


def _states(value: float, claim: Said, passage: Said) -> bool:
    """Whether a value stands, the words of the topic aside: from STATED on, or SECONDED where an encoder does so."""
    if value < STATED:
        return False
    asked = (claim.sentence, passage.sentence, passage.beside)
    left = past_topic(value, *asked, (claim.topic, passage.topic))
    return left >= STATED or (left >= SECONDED and value > told(*asked))


def _agree(claim: Said, passage: Said) -> bool:
    return not are_at_odds(claim.sentence, passage.sentence, passage.beside)


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
