"""News organisations that a claim names as its source: "Reuters reported" invents nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.name_words import OUTLETS
from briefer.language.names import Name, fold, names
from briefer.records import Evidence

_BEFORE, _AFTER = (
    tuple(words.replace("_", " ") for words in lexicon.listed(None, "credits", key)) for key in ("before", "after")
)
#: What an outlet may leave out of its name, in front and at its end.
_ARTICLES, _DROPPED = (lexicon.listed(None, "credits", key) for key in ("article", "dropped"))
_NEAR = 20
_SHORTEST_CODE, _LONGEST_CODE = 3, 4


def publishes(name: Name, evidence: Evidence) -> bool:
    """Whether a name is that of a cited article's publisher: "BBC News" of "bbc.co.uk", "HuffPost" of "hpo"."""
    letters = "".join(fold(part.text)[:1] for part in name.parts)
    for piece in evidence.pieces:
        spaced = "".join(char if char.isalnum() else " " for char in (piece.publisher or "").casefold())
        words = [word for word in spaced.split() if word not in ("the", "www")]
        if not words:
            continue
        labels = ["".join(filter(str.isalnum, label)) for label in (piece.publisher or "").casefold().split(".")[:-1]]
        called = {"".join(words), "".join(word[0] for word in words), *words[:1], *labels}
        if any(map(_forms(name).fullmatch, called)) or (len(letters) > 1 and letters in words[:1]):
            return True
        if len(words) == 1 and _is_code(words[0], name):
            return True
    return False


@lru_cache(maxsize=256)
def _forms(name: Name) -> re.Pattern[str]:
    """How an address writes an outlet's name: each word whole or as its first letter, "the" and "news" if it likes."""
    words = [re.sub(r"[\W_]+", "", fold(word)) for word in name.text.split()]
    words = [word for word in words if word] or [fold(name.text)]
    if len(words) > 1 and words[-1] in _DROPPED:
        words.pop()
    # one word is never told by its first letter alone
    each = "".join(f"(?:{word}|{word[0]})" for word in words) if len(words) > 1 else re.escape(words[0])
    return re.compile(rf"{lexicon.any_of(_ARTICLES)}?{each}{lexicon.any_of(_DROPPED)}?")


def _is_code(code: str, name: Name) -> bool:
    """Whether a publisher is a code for a known outlet: its letters stand in the name, in this order."""
    called = " ".join(part.text for part in name.parts).casefold()
    if called not in OUTLETS or not _SHORTEST_CODE <= len(code) <= _LONGEST_CODE or code[0] != called[0]:
        return False
    letters = iter(called)
    return all(letter in letters for letter in code)


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
