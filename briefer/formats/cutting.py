"""Taking marked stretches out of a text by hand.

The regular expression `open.*?close` takes quadratic time on a text with many openings and no closing: a megabyte of
unclosed comments is an hour.
"""

from __future__ import annotations


def without(text: str, opening: str, closing: str) -> str:
    """The text without everything from each *opening* to the next *closing*, or to the end."""
    parts, at = [], 0
    while (start := text.find(opening, at)) >= 0:
        parts.append(text[at:start])
        end = text.find(closing, start + len(opening))
        at = end + len(closing) if end >= 0 else len(text)
    parts.append(text[at:])
    return " ".join(parts)
