"""Which language a claim is in, and what follows for the checks that compare words."""

from __future__ import annotations

from functools import lru_cache

from briefer.language.language import detect
from briefer.language.mentions import mentions
from briefer.language.names import covers, fold
from briefer.language.quantities.conventions import LANGUAGES
from briefer.language.tokens import tokenise
from briefer.records import Evidence, EvidencePiece, Severity

_NAMES = "names"
_WORDS = ("negation", "hedging", "attribution", "antonyms", "superlatives", "speaker", "order")


@lru_cache(maxsize=1024)
def _detected(text: str) -> str | None:
    return detect(text)


def of_piece(piece: EvidencePiece) -> str | None:
    """The language of a cited article: the one given, else the one it looks like."""
    return piece.language[:2].lower() if piece.language else _detected(piece.source)


def of_claim(claim: str, evidence: Evidence) -> str | None:
    """The language of a claim; that of its evidence when the claim is too short to tell.

    "Nine men died" has a Swedish small word in it. A claim that is written in its source's own words is in its
    source's language, whatever it looks like by itself.
    """
    found = _detected(claim)
    languages = {of_piece(piece) for piece in evidence.pieces}
    if found is None or (found not in languages and _shares_words(claim, evidence)):
        return languages.pop() if len(languages) == 1 else None
    return found


def _shares_words(claim: str, evidence: Evidence) -> bool:
    """Whether at least a third of the claim's words that are no names stand in a cited article."""
    mine = [fold(token.text) for token in tokenise(claim) if token.kind == "word" and token.text.islower()]
    known = (mentions(piece.source).small for piece in evidence.pieces)
    return any(sum(word in small for word in mine) * 3 >= len(mine) for small in known)


def severity(claim: str, evidence: Evidence) -> Severity:
    """REJECT for a check that compares words, but FLAG where claim and sources are in different languages."""
    mine = of_claim(claim, evidence)
    others = {of_piece(piece) for piece in evidence.pieces} - {None}
    return Severity.REJECT if mine is None or others <= {mine} else Severity.FLAG


def is_english(claim: str, evidence: Evidence) -> bool:
    """Whether the rules about English words apply: to the claim and to at least one source."""
    mine = of_claim(claim, evidence)
    return mine in ("en", None) and any(of_piece(piece) in ("en", None) for piece in evidence.pieces)


def not_checked(language: str | None) -> tuple[str, ...]:
    """What is not checked in a language, in words for a person; empty for English.

    Args:
        language: ISO 639-1 code of the brief; None is read as English.

    >>> not_checked("en"), not_checked("ja")[0]
    ((), 'names: no rules for language ja')
    """
    code = (language or "en").lower()[:2]
    missing = [] if covers(code) else [_NAMES]
    if code not in LANGUAGES:
        missing.append("numbers in words")
    if code != "en":
        missing.extend(_WORDS)
    return tuple(f"{name}: no rules for language {code}" for name in missing)
