"""Who else states a claim: the origins of a story that its writer did not cite, each with the passage that does.

claim that stands | passages that share its senses | the best one of each origin that states it | cited, and counted
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from briefer import checks
from briefer.grounding.corroboration import as_told, corroboration
from briefer.grounding.ground import Grounds
from briefer.grounding.support import evidence
from briefer.language.encoder import Encoder, seconded, vector
from briefer.language.statements import SECONDED, STATED, stated
from briefer.records import Citation, Claim, Match
from briefer.stories.sayings import SayingIndex, sayings, topic_of


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Every passage of a story, ready to be asked whether it states a claim."""

    on: Grounds
    index: SayingIndex
    encoder: Encoder | None = None  #: seconds what words half support


def witnesses(on: Grounds, encoder: Encoder | None = None) -> Witnesses:
    """Prepare a story for many claims."""
    return Witnesses(on, SayingIndex(list(sayings(on.story.articles, on.story.origins))), encoder)


def confirmed(claim: Claim, among: Witnesses) -> Claim:
    """A claim that also cites, from every further origin that states it, the passage that does so best.

    A citation is added only where its origin then counts and no check rejects the claim, so that whoever verifies the
    brief counts the same from its citations alone; of the notes, those stay that hold beside all of them.

    Args:
        claim: a grounded claim.
        among: the story's passages.
    """
    if not claim.citations:
        return claim
    for citation in _further(claim, among, claim.origins):
        cited = (*claim.citations, citation)
        found = checks.run(claim.text, evidence(cited, among.on.library))
        counted = corroboration(claim.text, cited, among.on.origins, among.on.library).counted
        is_new = among.on.origins[citation.article] in counted and set(claim.origins) <= set(counted)
        if is_new and not checks.rejects(found):
            kept = tuple(f for f in claim.findings if f.check not in checks.CHECKS or f in found)
            claim = replace(claim, citations=cited, findings=kept, origins=counted)
    return claim


def _further(claim: Claim, among: Witnesses, known: Collection[str]) -> Iterator[Citation]:
    """The passage of each other origin that states a claim best, in the order of the story."""
    first = among.on.library[claim.citations[0].article]
    said, about = as_told(claim.text, first), topic_of(first.article)
    least = STATED if among.encoder is None else SECONDED
    best: dict[str, tuple[float, int]] = {}
    for place in among.index.near(said):
        one = among.index.said[place]
        if one.origin not in known:
            value = stated(said, one.sentence, one.beside, topics=(about, one.topic), least=least)
            if value >= STATED or (value >= least and seconded(value, _cosine(among, claim.text, place)) >= STATED):
                best[one.origin] = max(best.get(one.origin, (0.0, 0)), (value, -place))
    for _, place in sorted(best.values(), key=lambda found: -found[1]):
        ref = among.index.said[-place].ref
        article = among.on.library[ref.partition(".")[0]].article
        span = next(passage.span for passage in article.passages if passage.ref == ref)
        yield Citation(article.id, span.start, span.end, span.of(article.text), Match.EXACT, (span,))


def _cosine(among: Witnesses, text: str, place: int) -> float:
    """How near a claim and a passage are by an encoder's vectors; 0 without one."""
    if among.encoder is None:
        return 0.0
    mine, theirs = vector(among.encoder, text), vector(among.encoder, among.index.said[place].sentence.text)
    return float(mine @ theirs)
