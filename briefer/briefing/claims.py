"""What is published of all that was proposed: claims, disagreements, the last look, and the words above them.

proposals that stand | claims | disagreements, and what is left of one | audit | headline, questions
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefer import checks
from briefer.briefing.proposals import Proposal, piece, withheld
from briefer.grounding.ground import Grounds
from briefer.grounding.support import Source, evidence
from briefer.language.characters import clean
from briefer.language.paring import brief_words
from briefer.language.words import folded
from briefer.reading.titles import shorten
from briefer.records import (
    Citation,
    Claim,
    Disagreement,
    DraftDisagreement,
    Evidence,
    Finding,
    Rejected,
    Section,
    Severity,
)
from briefer.writers.standalone import dangling, leans

#: What a headline or a question leaves out since it is short: of which part, when, in which of several figures.
_SHORTENED = frozenset({"extent", "periods", "figures", "transferred"})
#: What a question asks and does not say: whether it was done, of which kind, and why.
_ASKED = frozenset({"hedging", "attribution", "causes", "deeds", "added", "superlatives"})
PLAIN_QUESTION = "On what do the sources differ here?"
_HEADLINE_LONGEST = 160


def claims_of(pool: Sequence[Proposal]) -> tuple[list[Claim], list[Rejected]]:
    """The claims among what was proposed: those that stand, and those that do not."""
    own = [p.result for p in pool if p.dispute is None and p.entry is None]
    return [r.claim for r in own if r.claim], [r.rejected for r in own if r.rejected]


def disagreements_of(
    pool: Sequence[Proposal], proposed: Sequence[DraftDisagreement], on: Grounds
) -> tuple[list[Disagreement], list[Claim], list[Rejected]]:
    """The disagreements whose positions stand; of the writer's, what is left of one becomes a claim if it can.

    Args:
        pool: all that was proposed, as it ended.
        proposed: the disagreements, in the order of their numbers.
        on: the prepared story.
    """
    disputes: list[Disagreement] = []
    left: list[Claim | Rejected] = []
    rejected: list[Rejected] = []
    for number, dispute in enumerate(proposed):
        mine = [p for p in pool if p.dispute == number]
        positions = once([p.result.claim for p in mine if p.result.claim])
        by_code = any(p.by_code for p in mine)
        rejected += [p.result.rejected for p in mine if p.result.rejected and not by_code]
        if by_code and any(_shares_citations(positions, d.positions) for d in disputes):
            continue
        if by_code and any(leans(p.text, on.library[p.citations[0].article].article.language) for p in positions):
            continue  # nobody understands what they differ about
        if len(positions) > 1:
            asked = question(dispute.question, positions, on)
            disputes.append(Disagreement(asked, tuple(positions), _latest(dispute, positions)))
        elif positions and not by_code:
            left.append(_alone(positions[0], dispute.question, on))
    claims, refused = parted(left)
    return disputes, claims, [*rejected, *refused]


def _alone(position: Claim, asked: str, on: Grounds) -> Claim | Rejected:
    """A position without its opposite: a key fact where it is understood without its question, else withheld."""
    article = on.library[position.citations[0].article].article
    if reason := dangling(position.text, asked, article.language):
        told = f"the other side of the disagreement is not published, and alone it is not understood: {reason}"
        return withheld(position, on, Finding("position", Severity.REJECT, told))
    return replace(position, section=Section.KEY_FACTS)


def _latest(proposed: DraftDisagreement, positions: Sequence[Claim]) -> str | None:
    """The article of the most recent position, if that one still stands."""
    standing = {c.article for p in positions for c in p.citations}
    return proposed.latest if proposed.latest in standing else None


def _shares_citations(mine: Sequence[Claim], others: Sequence[Claim]) -> bool:
    spans = {(c.article, c.start) for p in others for c in p.citations}
    return sum(any((c.article, c.start) in spans for c in p.citations) for p in mine) > 1


def once(claims: Sequence[Claim]) -> list[Claim]:
    """Each sentence once: what a writer says again is heard the first time."""
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(folded(claim.text), claim)
    return list(found.values())


# --- the last look ------------------------------------------------------------------------------------------


def audited(
    claims: Sequence[Claim], disputes: Sequence[Disagreement], rejected: Sequence[Rejected], on: Grounds
) -> tuple[list[Claim], list[Disagreement], list[Rejected]]:
    """The last look: no rejected claim stands among the published ones, and every citation is what its source says.

    A position that is left alone becomes a claim if it can.
    """
    refused = {(folded(r.text), tuple(folded(q) for q in r.quotes)) for r in rejected}

    def fault(claim: Claim) -> str | None:
        if not claim.citations:
            return "it has no citation"
        if any(not _is_true(c, on) for c in claim.citations):
            return "a citation is not what its source says"
        key = (folded(claim.text), tuple(folded(c.text) for c in claim.citations))
        return "the same claim was rejected before" if key in refused else None

    def look(claim: Claim) -> Claim | Rejected:
        found = fault(claim)
        return withheld(claim, on, Finding("audit", Severity.REJECT, found)) if found else claim

    kept, refused_now = parted(map(look, claims))
    left: list[Disagreement] = []
    for dispute in disputes:
        positions, fallen = parted(map(look, dispute.positions))
        lone, unfit = parted(_alone(p, dispute.question, on) for p in positions if len(positions) == 1)
        kept, refused_now = [*kept, *lone], [*refused_now, *fallen, *unfit]
        left += [replace(dispute, positions=tuple(positions))] if len(positions) > 1 else []
    return kept, left, [*rejected, *refused_now]


def parted(looked_at: Iterable[Claim | Rejected]) -> tuple[list[Claim], list[Rejected]]:
    """What stands and what does not."""
    found = list(looked_at)
    return [one for one in found if isinstance(one, Claim)], [one for one in found if isinstance(one, Rejected)]


def _is_true(citation: Citation, on: Grounds) -> bool:
    source = on.library.get(citation.article)
    return source is not None and source.article.text[citation.start : citation.end] == citation.text


# --- published words that no single claim backs -------------------------------------------------------------


def headline(proposed: str, published: Sequence[Claim], on: Grounds) -> str:
    """The proposed headline if published claims or their evidence have its figures and names, and say nothing else.

    Args:
        proposed: what the writer says.
        published: every claim and position of the brief.
        on: the prepared story.

    Returns:
        The headline, or the first claim's sentence in its place.
    """
    if words := _backed(proposed, published, on):
        return _without_stop(shorten(words, _HEADLINE_LONGEST))
    if not published:
        return "Nothing could be grounded in the sources"
    spoken = on.library[published[0].citations[0].article].article.language
    return shorten(brief_words(published[0].text, spoken), _HEADLINE_LONGEST)


def _without_stop(words: str) -> str:
    """A headline that is a whole sentence without its full stop; the one of "U.S." stays."""
    last = words.rpartition(" ")[2]
    return words[:-1] if last.endswith(".") and last.count(".") == 1 and len(last) > len("St..") else words


def question(proposed: str, positions: Sequence[Claim], on: Grounds) -> str:
    """The proposed question if the positions back its words, else a plain one."""
    return _backed(proposed, positions, on) or PLAIN_QUESTION


def _backed(proposed: str, published: Sequence[Claim], on: Grounds) -> str:
    """Proposed words on one line, or nothing where they say what neither the claims nor their evidence do."""
    words = clean(" ".join(proposed.split()))
    citations = [c for claim in published for c in claim.citations]
    return "" if words and unbacked(words, [c.text for c in published], citations, on.library) else words


def unbacked(
    words: str, said: Sequence[str], citations: Sequence[Citation], library: Mapping[str, Source]
) -> tuple[Finding, ...]:
    """What in published words neither the claims nor their evidence say: figures, names, quoted words, or otherwise.

    Args:
        words: a headline or a question.
        said: the sentences of the claims.
        citations: what the claims cite.
        library: the articles cited, by id.
    """
    told = piece(said)
    found = checks.run(words, Evidence((told, *evidence(citations, library).pieces)), checks.MEANING)
    meant = checks.MEANING - _SHORTENED - (_ASKED if words.endswith("?") else frozenset())
    otherwise = checks.run(words, Evidence((told,)), frozenset(checks.CHECKS) - meant)
    return (*(f for f in found if f.severity is Severity.REJECT), *otherwise)
