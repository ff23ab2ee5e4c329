"""News organisations that a claim names as its source: "Reuters reported" invents nobody."""

from __future__ import annotations

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.name_words import OUTLETS
from briefer.language.names import Name, fold, names
from briefer.records import Evidence

_BEFORE, _AFTER = (
    tuple(words.replace("_", " ") for words in lexicon.listed(None, "credits", key)) for key in ("before", "after")
)
_NEAR = 20


def publishes(name: Name, evidence: Evidence) -> bool:
    """Whether a name is that of a cited article's publisher: "BBC" of "bbc.co.uk", "NYT" of "The New York Times"."""
    squashed = "".join(fold(part.text) for part in name.parts)
    letters = "".join(fold(part.text)[:1] for part in name.parts)
    for piece in evidence.pieces if squashed else ():
        spaced = "".join(char if char.isalnum() else " " for char in (piece.publisher or "").casefold())
        words = [word for word in spaced.split() if word not in ("the", "www")]
        called = {"".join(words), "".join(word[0] for word in words), *words[:1]}
        if squashed in called or (len(letters) > 1 and letters in words[:1]):
            return True
    return False


def is_attributed(claim: str, name: Name) -> bool:
    """Whether a name is a known news organisation that the claim gives as its source.

    Args:
        claim: the claim.
        name: one of its names.
    """
    if " ".join(part.text for part in name.parts).casefold() not in OUTLETS:
        return False
    before = claim[max(0, name.span.start - _NEAR) : name.span.start].casefold().removesuffix("the ")
    after = claim[name.span.end : name.span.end + _NEAR].casefold()
    return before.rstrip().endswith(_BEFORE) or after.startswith(_AFTER)


def others_are_known(cited: Cited) -> bool:
    """Whether it is known who said it: every article has a publisher, or the cited words name an organisation."""
    pieces = cited.evidence.pieces
    if pieces and all(piece.publisher for piece in pieces):
        return True
    return any(is_attributed(piece.around, name) for piece in pieces for name in names(piece.around))
