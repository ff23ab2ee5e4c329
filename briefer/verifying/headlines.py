"""What the headline and the questions of a finished brief say that its claims do not, as when it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefer.briefing.claims import PLAIN_QUESTION, unbacked
from briefer.grounding.support import Source
from briefer.language.characters import excerpt
from briefer.language.words import folded
from briefer.records import Citation
from briefer.verifying.written import WrittenBrief


@dataclass(frozen=True, slots=True)
class BriefBacking:
    """What backs a finished brief."""

    claims: tuple[tuple[Citation, ...], ...]  #: the citations of each claim, in the order of the claims
    more: tuple[Citation, ...]  #: of the claims for which the document has no room
    library: Mapping[str, Source]


def headline_faults(brief: WrittenBrief, on: BriefBacking, titles: Sequence[str]) -> Iterator[str]:
    """What is wrong with the headline; one that opens a sentence of the sources has nothing of its own.

    Args:
        brief: what a file says.
        on: what backs it.
        titles: of the sources that are given; the ones that a file lists are nobody's but its own.
    """
    if not brief.headline or _opens_a_sentence(brief, on.library, titles):
        return
    said = [claim.text for claim in brief.claims]
    fuller = [*said, *(citation.text for citation in on.more)]  # for the claims without room, their sources' words
    cited = [*(citation for citations in on.claims for citation in citations), *on.more]
    headline, cut, last = brief.headline, brief.headline.endswith("…"), ""
    if cut:  # its last word may be half of "14 million": it need only stand somewhere
        headline, _, last = headline.removesuffix("…").rpartition(" ")
    found = unbacked(headline, said, cited, on.library) and unbacked(headline, fuller, cited, on.library)
    yield from (f"the headline: {f.check}: {f.message}" for f in found)
    everything = "\n".join([*fuller, *(source.readable for source in on.library.values())])
    if cut and last not in everything:
        yield f'the headline: "{last}" is not in the claims or their sources'


def question_faults(brief: WrittenBrief, on: BriefBacking) -> Iterator[str]:
    """What is wrong with the questions of the disagreements."""
    for question in dict.fromkeys(brief.questions):
        if question in {"", PLAIN_QUESTION}:
            continue
        sides = [pair for pair in zip(brief.claims, on.claims, strict=True) if pair[0].question == question]
        cited = [citation for _, citations in sides for citation in citations]
        found = unbacked(question, [claim.text for claim, _ in sides], cited, on.library)
        yield from (f'the question "{excerpt(question)}": {f.check}: {f.message}' for f in found)


def _opens_a_sentence(brief: WrittenBrief, library: Mapping[str, Source], titles: Sequence[str]) -> bool:
    """Whether a headline is the beginning of the first claim, of a sentence of the sources, or of a source's title."""
    headline = folded(brief.headline.removesuffix("…"))
    theirs = (passage.text for source in library.values() for passage in source.article.passages)
    first = (claim.text for claim in brief.claims[:1])
    return any(folded(text).startswith(headline) for text in (*first, *theirs, *titles))
