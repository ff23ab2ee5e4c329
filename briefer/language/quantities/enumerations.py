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
    joints = lexicon.any_of(lexicon.listed(language, "word_kinds", "and"))
    opens, holds = re.compile(rf"{joints}\s", re.IGNORECASE), re.compile(rf"\s{joints}\s", re.IGNORECASE)
    found: set[int] = set()
    for clause in _CLAUSE.split(text):
        items = 0
        for place, part in enumerate(clause.split(", ")):
            words = part.split()
            if opens.match(part) or holds.search(part):  # the last item, or the last two of them
                found.add(items + (1 if opens.match(part) else 2))
                items = 1
            elif len(words) > _LONGEST_ITEM:
                items = 1  # its end may be the first item
            elif place or (words[:1] and words[0].lower() not in lexicon.listed(language, "word_kinds", "preposition")):
                items += 1  # "On Monday, …" is none
    return frozenset(size for size in found if size >= _FEWEST)
