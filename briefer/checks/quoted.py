"""Words that the claim puts in quotation marks must be the source's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.checks import languages
from briefer.language.tokens import TYPOGRAPHIC
from briefer.records import Evidence, Finding, Severity, Span

NAME = "quoted"
_QUOTED = re.compile(r'"([^"\n]{1,2000})"|(?<![\w\'])\'([^\'"\n]{3,2000}?(?:\'\w[^\'"\n]{0,2000}?){0,20})\'(?!\w)')
_ELISION = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")
_BRACKET = re.compile(r"\[(\w)\]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_NOT_A_WORD = re.compile(r"[\W_]+")


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Reject quoted words that no cited article has; flag those that stand only far from the cited sentences."""
    found = spans(claim)
    if not found:
        return
    hard = languages.severity(claim, evidence)
    around = [_plain(piece.around) for piece in evidence.pieces]
    sources = [_plain(piece.source) for piece in evidence.pieces]
    for span in found:
        words = span.of(claim)
        fragments = [_plain(part) for part in _ELISION.split(words)]
        fragments = [fragment for fragment in fragments if fragment.strip()]
        if any(_in_order(fragments, text) for text in around):
            continue
        if any(_in_order(fragments, text) for text in sources):
            yield Finding(
                NAME, Severity.FLAG, f'the quoted words "{words}" stand in the source, but not near the cited words'
            )
        else:
            yield Finding(NAME, hard, f'the quoted words "{words}" are not in the evidence')


def spans(claim: str) -> tuple[Span, ...]:
    """The stretches of a claim inside quotation marks, without the marks."""
    matches = _QUOTED.finditer(claim.translate(TYPOGRAPHIC))
    return tuple(Span(*match.span(1 if match[1] else 2)) for match in matches)


def _plain(text: str) -> str:
    """Lower-case words with one space between and around, so that only whole words are found; "[T]he" is "the"."""
    words = _BRACKET.sub(r"\1", text.translate(TYPOGRAPHIC).casefold())
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
