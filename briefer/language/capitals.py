"""What capitals alone tell, whatever stands around them: the words that are likely names, without a closer look."""

from __future__ import annotations

import re
from itertools import islice

_RUN = re.compile(r"\b[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)+")
_RUN_OF_ANY = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ][\w.&’'-]+(?: [A-ZÀ-ÖØ-Þ][\w.&’'-]+)*")
_CAPITALISED = re.compile(r"[^\W\d_]*[A-Z][\w’'-]*|\d[\d.,]*")
_TELLING = re.compile(r"\d[\d.,:]*|\b[A-Z]\w+")
_INNER = re.compile(r"(?<![.!?:]\s)(?<!^)\b[^\W\d_a-z][\w&'’.-]*", re.MULTILINE)
_TITLE_CASE = 0.6  # of the words
_FEWEST = 300  # letters for one capital: English news has one for every thirty


def capitalised(text: str) -> list[str]:
    """The words of a text that have a capital anywhere, and its figures."""
    return _CAPITALISED.findall(text)


def telling_words(text: str) -> list[str]:
    """The words of a text that begin with a capital, and its figures: what two tellings of one fact may differ in."""
    return _TELLING.findall(text)


def inner_capitals(text: str) -> list[str]:
    """The words that are capitalised inside a sentence: what names share with nothing else, without further look."""
    return _INNER.findall(text)


def runs(text: str) -> list[tuple[int, int]]:
    """Where two or more capitalised words stand together; nowhere in a headline, whose capitals say nothing.

    Args:
        text: any text; the places are code points in it, end-exclusive.
    """
    ends = text.rstrip('"”’)').endswith((".", "!", "?"))
    return [match.span() for match in _RUN.finditer(text)] if ends or not in_title_case(text) else []


def in_title_case(text: str) -> bool:
    """Whether most words of a text have a capital, so that it says nothing about names."""
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words)


def writes_small(text: str) -> bool:
    """Whether a text has letters but, as good as, no capitals: there a small letter says nothing about names.

    >>> writes_small("the plant opened on may 30 in china."), writes_small("The plant opened.")
    (True, False)
    """
    enough = len(text) // _FEWEST + 1
    return sum(1 for _ in islice(filter(str.isupper, text), enough)) < enough and text != text.upper()


def capitalised_runs(text: str) -> tuple[str, ...]:
    """The runs of neighbouring words with a capital, whatever explains it: where a name is possible, not where one is.

    >>> capitalised_runs("The mayor met Mr. Tolvane and Oriel on Monday")
    ('The', 'Mr. Tolvane', 'Oriel', 'Monday')
    """
    return tuple(_RUN_OF_ANY.findall(text))
