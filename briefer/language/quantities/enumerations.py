"""How many things a text lists: a claim may count them, though the text does not."""

from __future__ import annotations

import re
from functools import lru_cache

from briefer.language import lexicon

_CLAUSE = re.compile(r"[.!?;:()\n]+(?=\s|$)|\s[-–—]\s")
_LONGEST_ITEM = 6  #: words
_FEWEST = 3  #: two things beside one another stand in every sentence


@lru_cache(maxsize=256)
def counted(text: str, language: str | None = None) -> frozenset[int]:
    """The sizes of the lists in a text, of three items and more.

    Args:
        text: some sentences.
        language: ISO 639-1 code; English where None.

    >>> sorted(counted("On Monday, Ternhaven, Port Ellery, Wexmoor and Tolvane signed it."))
    [4]
    """
    joints = lexicon.any_of(lexicon.listed(language, "grammar", "enumerates"))
    opening, last = re.compile(rf"{joints}\s", re.IGNORECASE), re.compile(rf"\s{joints}\s", re.IGNORECASE)
    found: set[int] = set()
    for clause in _CLAUSE.split(text):
        items = 0
        for place, part in enumerate(clause.split(", ")):
            is_item = len(part.split()) <= _LONGEST_ITEM
            begins = opening.match(part)
            if begins or (joined := last.search(part)):
                found.add(items + (1 if begins else 2))
                items = 1
            elif is_item and not (place == 0 and _is_circumstance(part, language)):
                items += 1
            else:  # its end may be the first item
                items = 0 if is_item else 1
    return frozenset(size for size in found if size >= _FEWEST)


def _is_circumstance(part: str, language: str | None) -> bool:
    """Whether the beginning of a sentence only says when or where: "On Monday"."""
    return lexicon.pattern(language, "openings").match(f"{part}, ") is not None
