"""Dates must stand in the evidence, or follow from it and the day of publication."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from briefer.checks.cited import Cited
from briefer.checks.numbers import MOST, nearby, says, stated
from briefer.language import lexicon
from briefer.language.quantities import Quantity, QuantityKind, states
from briefer.language.sentence import Sentence
from briefer.records import EvidencePiece, Finding, Severity

NAME = "dates"


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject a date that neither the cited sentences, nor their neighbours, nor the title of their article state.

    "On Thursday" is reckoned from the day on which that article was published, and from nothing else. A relative day
    in the claim itself ("yesterday") has no such day to start from, so it is flagged unless the evidence says it too.
    """
    found = [q for q in claim.quantities if q.kind is QuantityKind.DATE]
    if len(found) > MOST:
        yield Finding(NAME, Severity.REJECT, f"{len(found)} dates are more than a sentence has")
        return
    if not found:
        return
    pieces = [
        (*stated(piece, piece.sentences), *stated(piece, piece.around), *stated(piece, _title(piece)))
        for piece in cited.evidence.pieces
    ]
    for quantity in found:
        if any(states(piece, quantity) for piece in pieces):
            continue
        if not quantity.when and any(_speaks_of(quantity, one) for found in cited.around for one in found):
            continue
        level = Severity.REJECT if quantity.when else Severity.FLAG
        others = [q for q in nearby(cited) if q.kind is QuantityKind.DATE]
        instead = says(sorted(others, key=partial(_unlike, quantity)), quantity.text)
        yield Finding(NAME, level, f'"{quantity.text}" is not in the evidence{instead}')


def _speaks_of(quantity: Quantity, one: Sentence) -> bool:
    """Whether a sentence speaks of the present period of a claim, whatever stands before it: "the end of the month"."""
    shift, _, unit = quantity.text.lower().partition(" ")
    if shift not in lexicon.listed(None, "dates", "shift"):
        return False
    leads = lexicon.listed(one.language, "determiners") | lexicon.listed(None, "dates", "shift")
    ends = lexicon.listed(one.language, "spans", "ends")  # "the year to March" need not be this one
    following = [*(word.low for word in one.words[1:]), ""]
    pairs = zip(one.words, one.words[1:], following[1:], strict=False)
    return any(lead.low in leads and word.low == unit and after not in ends for lead, word, after in pairs)


def _title(piece: EvidencePiece) -> str:
    """The title of an article, which says of when all of it is; none where its text is a single line."""
    title, line_end, _ = piece.source.partition("\n")
    return title if line_end else ""


def _unlike(one: Quantity, other: Quantity) -> int:
    """The parts of a date that two dates have in common, fewer being more."""
    common = (len(a.parts().keys() & b.parts().keys()) for a in one.when for b in other.when)
    return -max(common, default=0)
