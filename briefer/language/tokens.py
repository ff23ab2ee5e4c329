"""A text cut into numbers, words and signs, each with its place; and what of it stands inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from briefer.records import Span

#: Characters that are typographic variants of another one. One code point for one: offsets stay.
TYPOGRAPHIC = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ＇`´", "'"),
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("\u00a0\u2007\u2008\u2009\u200a\u202f\u3000", "\u00a0"),
        "％": "%",
        "．": ".",
        "，": ",",
        "＄": "$",
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    }
)

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(
    rf"""
    (?P<address>(?:https?://|www\.)[^\s<>"]+|[\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.-]+)
  | (?P<number>\d+(?:[.,'\u00a0]\d+)*)
  | (?P<ideograph>(?P<same>[{_IDEOGRAPHS}])(?P=same)*)
  | (?P<word>(?:[^\W\d_]\.){{2,}}|[^\W\d_]\.[^\W\d_](?![\w.])|(?:(?![{_IDEOGRAPHS}])[^\W\d_]|[\u0300-\u036f])+
      (?:'(?:(?![{_IDEOGRAPHS}])[^\W\d_]|[\u0300-\u036f])+)*)
  | (?P<sign>(?P<again>\S)(?P=again)*)
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(r'"([^"\n]{1,2000})"|(?<![\w\'])\'([^\'"\n]{3,2000}?(?:\'\w[^\'"\n]{0,2000}?){0,20})\'(?!\w)')


class Token(NamedTuple):
    """A number, a word or a sign."""

    start: int
    end: int
    text: str
    kind: str  #: address, number, ideograph, word or sign; a run of one sign is one token
    low: str  #: lower case
    glued: bool  #: no white space between it and the token before


#: Stands for what is before the first and after the last token.
NOTHING = Token(-1, -1, "", "nothing", "", glued=False)


class Tokens(tuple[Token, ...]):
    """The tokens of a text; a place outside gives `NOTHING`, so that rules may look around freely."""

    __slots__ = ()

    def at(self, index: int) -> Token:
        """The token with that index, or `NOTHING`."""
        return self[index] if 0 <= index < len(self) else NOTHING


# The checks of one claim cut the same few texts several times over.
@lru_cache(maxsize=32)
def tokenise(text: str) -> Tokens:
    """Cut a text into tokens whose offsets are code points in *text*.

    Args:
        text: any text; typographic variants are read as their plain form.
    """
    found: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text.translate(TYPOGRAPHIC)):
        start, end = match.span()
        word = match.group()
        found.append(
            Token(start, end, word, match.lastgroup or "sign", word.lower(), glued=bool(found) and start == last)
        )
        last = end
    return Tokens(found)


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches of a text inside quotation marks, without the marks: code points, end-exclusive."""
    matches = _QUOTED.finditer(text.translate(TYPOGRAPHIC))
    return tuple(Span(*match.span(1 if match[1] else 2)) for match in matches)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """A text with some of its stretches blank, so that the places of all the others stay what they are.

    >>> blanked("a “b” c", quotations("a “b” c"))
    'a “ ” c'
    """
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def unquoted(text: str) -> str:
    """A text without what stands inside its quotation marks, where anything is left of it."""
    left, end = [], 0
    for span in quotations(text):
        left.append(text[end : span.start])
        end = span.end
    rest = "".join((*left, text[end:]))
    return rest if any(map(str.isalpha, rest)) else text
