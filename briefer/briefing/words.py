"""The published words that no single claim backs: the headline and the questions of disagreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefer import checks
from briefer.grounding.ground import Grounds
from briefer.grounding.support import Source, evidence
from briefer.language.fold import clean
from briefer.reading.titles import shorten
from briefer.records import Citation, Claim, Evidence, EvidencePiece, Finding, Severity

PLAIN_QUESTION = "On what do the sources differ here?"
_HEADLINE_LONGEST = 160


def headline(proposed: str, published: Sequence[Claim], on: Grounds) -> str:
    """The proposed headline if its numbers, dates and names occur in published claims or their evidence.

    Args:
        proposed: what the writer says.
        published: every claim and position of the brief.
        on: the prepared story.

    Returns:
        The headline, or the first claim's sentence in its place.
    """
    words = clean(" ".join(proposed.split()))
    if words and is_backed(words, published, on):
        return shorten(words, _HEADLINE_LONGEST)
    first = published[0].text if published else "Nothing could be grounded in the sources"
    return shorten(first, _HEADLINE_LONGEST).removesuffix(".")


def question(proposed: str, positions: Sequence[Claim], on: Grounds) -> str:
    """The proposed question if the positions back its words, else a plain one."""
    words = clean(" ".join(proposed.split()))
    return words if words and is_backed(words, positions, on) else PLAIN_QUESTION


def is_backed(words: str, published: Sequence[Claim], on: Grounds) -> bool:
    """Whether the numbers, dates and names of published words occur in published claims or their evidence."""
    citations = [c for claim in published for c in claim.citations]
    return not unbacked(words, [c.text for c in published], citations, on.library)


def unbacked(
    words: str, said: Sequence[str], citations: Sequence[Citation], library: Mapping[str, Source]
) -> tuple[Finding, ...]:
    """What in published words neither the claims nor their evidence say.

    Args:
        words: a headline or a question.
        said: the sentences of the claims.
        citations: what the claims cite.
        library: the articles cited, by id.
    """
    claims = EvidencePiece("", *(["\n".join(said)] * 3))
    return facts(words, Evidence((claims, *evidence(citations, library).pieces)))


def facts(text: str, against: Evidence) -> tuple[Finding, ...]:
    """What the hard checks of a sentence find: numbers, dates, names and quoted words."""
    return tuple(f for f in checks.run(text, against) if f.severity is Severity.REJECT)
