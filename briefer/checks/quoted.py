"""Words that the claim puts in quotation marks must be the source's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.names import unaccented
from briefer.language.sentence import Sentence
from briefer.language.tokens import TYPOGRAPHIC, quotations
from briefer.records import Finding, Severity

NAME = "quoted"
_ELISION = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")
_BRACKET = re.compile(r"\[(\w)\]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_NOT_A_WORD = re.compile(r"[\W_]+")


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject quoted words that no cited article has; flag those that stand only far from the cited sentences."""
    found = quotations(claim.text)
    if not found:
        return
    around = [_plain(piece.around) for piece in cited.evidence.pieces]
    sources = [_plain(piece.source) for piece in cited.evidence.pieces]
    for span in found:
        words = span.of(claim.text)
        fragments = [_plain(part) for part in _ELISION.split(words)]
        fragments = [fragment for fragment in fragments if fragment.strip()]
        if any(_in_order(fragments, text) for text in around):
            continue
        if any(_in_order(fragments, text) for text in sources):
            yield Finding(
                NAME, Severity.FLAG, f'the quoted words "{words}" stand in the source, but not near the cited words'
            )
        else:
            yield Finding(NAME, cited.hard, f'the quoted words "{words}" are not in the evidence')


def _plain(text: str) -> str:
    """Lower-case words without accents, one space between and around, so that only whole words are found."""
    words = unaccented(_BRACKET.sub(r"\1", text.translate(TYPOGRAPHIC).casefold()))  # "[T]he" is "the"
    words = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), words)  # "U.S." is "US"
    return f" {_NOT_A_WORD.sub(' ', words).strip()} "


def _in_order(fragments: list[str], text: str) -> bool:
    at = 0
    for fragment in fragments:
        place = text.find(fragment, at)
        if place < 0:
            return False
        at = place + len(fragment) - 1
    return True
