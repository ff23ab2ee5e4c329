"""Drafts held to their sources: claims and positions, what a writer repairs of them, and the words above them.

draft claims | ground, and show the writer what fails, twice at most | positions likewise | audit | headline, questions
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefer import checks
from briefer.grounding.ground import Grounded, Grounds, ground
from briefer.grounding.support import Source, evidence
from briefer.language.characters import clean
from briefer.language.words import folded
from briefer.reading.titles import shorten
from briefer.records import (
    Citation,
    Claim,
    Disagreement,
    Draft,
    DraftClaim,
    DraftDisagreement,
    Evidence,
    EvidencePiece,
    Finding,
    Rejected,
    Section,
    Severity,
    Wishes,
)
from briefer.writers import Failing, Repairing, Writer

PLAIN_QUESTION = "On what do the sources differ here?"
REPAIR_ROUNDS = 2
_HEADLINE_LONGEST = 160


def ground_claims(
    drafts: Sequence[DraftClaim], on: Grounds, writer: Writer, wishes: Wishes
) -> tuple[list[Claim], list[Rejected]]:
    """Every draft claim grounded; what fails is shown to the writer again, the rest is left alone."""
    results = [ground(draft, on) for draft in drafts]
    if isinstance(writer, Repairing):
        for _ in range(REPAIR_ROUNDS):
            failing = [i for i, r in enumerate(results) if r.rejected]
            if not failing:
                break
            asked = [_failing(results[i]) for i in failing]
            for i, repaired in zip(failing, writer.repair(on.story, asked, wishes), strict=True):
                if repaired != results[i].draft:
                    results[i] = _regrounded(results[i], repaired, on)
    return [r.claim for r in results if r.claim], [r.rejected for r in results if r.rejected]


def _failing(result: Grounded) -> Failing:
    return result.draft, result.rejected.findings if result.rejected else (), result.hint


def _regrounded(before: Grounded, repaired: DraftClaim, on: Grounds) -> Grounded:
    """A repair, grounded; it may say nothing that neither the claim nor the evidence shown for it said."""
    after = ground(repaired, on)
    if not after.claim or not before.rejected:
        return after
    named = {q.passage for q in before.draft.quotes}
    shown = [p.text for a in on.story.articles for p in a.passages if p.ref in named]
    known = [before.draft.text, before.hint or "", *shown, *(c.text for c in after.claim.citations)]
    added = _hard_findings(after.claim.text, Evidence((_piece(known),)))
    return Grounded(repaired, rejected=withheld(after.claim, *added), hint=before.hint) if added else after


def ground_disagreements(
    draft: Draft, on: Grounds, found: Sequence[DraftDisagreement]
) -> tuple[list[Disagreement], list[Claim], list[Rejected]]:
    """The writer's disagreements and those found by code; a lone grounded position of the writer's becomes a claim."""
    disputes: list[Disagreement] = []
    lone: list[Claim] = []
    rejected: list[Rejected] = []
    for proposed in draft.disagreements:
        results = [ground(position, on) for position in proposed.positions]
        positions = once([r.claim for r in results if r.claim])
        rejected += [r.rejected for r in results if r.rejected]
        if len(positions) > 1:
            disputes.append(Disagreement(question(proposed.question, positions, on), tuple(positions)))
        else:
            lone += [replace(p, section=Section.KEY_FACTS) for p in positions]
    for proposed in found:
        positions = once([c for p in proposed.positions if (c := ground(p, on).claim)])
        if len(positions) > 1 and not any(_shares_citations(positions, d.positions) for d in disputes):
            asked = question(proposed.question, positions, on)
            disputes.append(Disagreement(asked, tuple(positions), _latest(proposed, positions)))
    return disputes, lone, rejected


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
    """The last look: no rejected claim stands among the published ones, and every citation is what its source says."""
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
        return withheld(claim, Finding("audit", Severity.REJECT, found)) if found else claim

    return sifted(claims, disputes, rejected, look)


def sifted(
    claims: Sequence[Claim],
    disputes: Sequence[Disagreement],
    rejected: Sequence[Rejected],
    look: Callable[[Claim], Claim | Rejected],
) -> tuple[list[Claim], list[Disagreement], list[Rejected]]:
    """Every claim and position looked at once more; a position that is left alone becomes a claim.

    Args:
        claims: those that stand.
        disputes: the disagreements, with their positions.
        rejected: what was withheld before.
        look: gives a claim back, or withholds it.
    """
    refused: list[Rejected] = []

    def standing(found: Sequence[Claim]) -> tuple[Claim, ...]:
        looked = [look(claim) for claim in found]
        refused.extend(one for one in looked if isinstance(one, Rejected))
        return tuple(one for one in looked if isinstance(one, Claim))

    kept = standing(claims)
    left = [replace(d, positions=standing(d.positions)) for d in disputes]
    lone = [p for d in left if len(d.positions) == 1 for p in d.positions]
    return [*kept, *lone], [d for d in left if len(d.positions) > 1], [*rejected, *refused]


def withheld(claim: Claim, *findings: Finding) -> Rejected:
    """A claim that stood until now, withheld after all."""
    return Rejected(claim.text, tuple(clean(c.text) for c in claim.citations), findings)


def _is_true(citation: Citation, on: Grounds) -> bool:
    source = on.library.get(citation.article)
    return source is not None and source.article.text[citation.start : citation.end] == citation.text


# --- published words that no single claim backs -------------------------------------------------------------


def headline(proposed: str, published: Sequence[Claim], on: Grounds) -> str:
    """The proposed headline if its numbers, dates and names occur in published claims or their evidence.

    Args:
        proposed: what the writer says.
        published: every claim and position of the brief.
        on: the prepared story.

    Returns:
        The headline, or the first claim's sentence in its place.
    """
    if words := _backed(proposed, published, on):
        return shorten(words, _HEADLINE_LONGEST)
    first = published[0].text if published else "Nothing could be grounded in the sources"
    return shorten(first, _HEADLINE_LONGEST).removesuffix(".")


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
    """What in published words neither the claims nor their evidence say: numbers, dates, names and quoted words.

    Args:
        words: a headline or a question.
        said: the sentences of the claims.
        citations: what the claims cite.
        library: the articles cited, by id.
    """
    return _hard_findings(words, Evidence((_piece(said), *evidence(citations, library).pieces)))


def _piece(lines: Sequence[str]) -> EvidencePiece:
    """Some words as evidence, of no article."""
    return EvidencePiece("", *["\n".join(lines)] * 3)


def _hard_findings(text: str, against: Evidence) -> tuple[Finding, ...]:
    return tuple(f for f in checks.run(text, against) if f.severity is Severity.REJECT)
