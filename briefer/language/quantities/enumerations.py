"""How many things a text lists: a claim may count them, though the text does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from briefer.language import lexicon
from briefer.records import Span

_CLAUSE = re.compile(r"[.!?;:()\n]+(?=\s|$)|\s[-–—]\s")
_WORD = re.compile(r"\w+")
_LONGEST_ITEM = 6  #: words
_FEWEST = 3  #: two things beside one another stand in every sentence


@lru_cache(maxsize=256)
def counted(text: str, language: str | None = None) -> frozenset[int]:
    """The sizes of the lists in a text, of three items and more, and what words such as "both" count.

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
    words = frozenset(_WORD.findall(text.lower()))
    told = (int(key) for key, known in lexicon.table(language, "counts").items() if key.isdigit() and words & {*known})
    return frozenset((*(size for size in found if size >= _FEWEST), *told))


def paired(text: str, spans: Sequence[Span], language: str | None = None) -> bool:
    """Whether two of some places in a text stand side by side, and no third one before them: "Tolvane and Wexmoor".

    Args:
        text: a sentence.
        spans: places in it, in order.
        language: ISO 639-1 code; English where None.
    """
    last = re.compile(rf"\s+{lexicon.any_of(lexicon.listed(language, 'number_style', 'and'))}\s+(?:\w+\s+)?")
    gaps = [text[one.end : other.start] for one, other in pairwise(spans)]
    return any(last.fullmatch(gap) and before != ", " for before, gap in zip(["", *gaps], gaps, strict=False))
