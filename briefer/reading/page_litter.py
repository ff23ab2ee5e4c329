"""What in a text is not of the article: page litter, and sentences that speak to a machine reader.

Nothing is deleted: a marked passage keeps its place and its reason. The rules are data, and a page is held against
those of every language: buttons are English on pages of all languages, and so are attacks. HTML tools (trafilatura,
jusText) do not help here; they live off tags, and drop real sentences of plain text.
"""

from __future__ import annotations

import re
from functools import cache

from briefer.language import lexicon

#: Reasons after which, in the last quarter of a page, nothing of the article follows.
TAIL_TRIGGERS = frozenset(
    {
        "comment form",
        "related links",
        "poll",
        "source list",
        "about the author",
        "copyright line",
        "newsletter",
        "sharing buttons",
    }
)
TAIL_SHARE = 0.25
_STUB_WORDS = 2
_QUOTED = re.compile(r"[\"“«„][^\"”»“]{0,400}[\"”»“]|['‘][^'’]{12,400}['’]")


@cache
def _rules() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """The rules of `data/<code>/litter.txt`, each written "reason, most words: pattern".

    A line is litter when the pattern matches from its start and it has at most so many words.
    """
    parts = (line.partition(": ") for line in lexicon.lines(lexicon.EVERY, "litter"))
    heads = ((head.rpartition(", "), pattern) for head, _, pattern in parts)
    return tuple((reason, int(words), re.compile(p, re.IGNORECASE)) for (reason, _, words), p in heads)


def litter(line: str) -> str | None:
    """Why a line of a page is litter, or None where no rule says so.

    Args:
        line: one block of text, trimmed.
    """
    words = line.count(" ") + 1
    return next((reason for reason, most, pattern in _rules() if words <= most and pattern.match(line)), None)


def is_stub(line: str) -> bool:
    """Whether a line is one or two words without a full stop: a button, a site's name, a counter."""
    return line.count(" ") < _STUB_WORDS and line[-1:] not in ".!?…。！？"


def gives_orders(sentence: str) -> bool:
    """Whether a sentence tells a language model what to do.

    Words between quotation marks do not count, so that an article *about* such attacks is still read as an article.
    """
    return bool(lexicon.pattern(lexicon.EVERY, "orders").search(_QUOTED.sub(" ", sentence)))
