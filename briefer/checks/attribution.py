"""A statement that the evidence gives as somebody's words, and the claim as a fact."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "attribution", ("saying",)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a claim that states as a fact what every cited sentence attributes to somebody."""
    if not cited.has_rules(*NEEDS) or _said(claim, *lexicon.table(claim.language, "saying")):
        return
    if cues := cited.in_every_nearest(lambda one: _said(one, "say", "claim", "deny")):
        message = f'the evidence gives it as somebody\'s words ("{cues[0]}"); the claim as a fact'
        yield Finding(NAME, Severity.FLAG, message)


def _said(one: Sentence, *keys: str) -> list[str]:
    """The words of a sentence that stand under some keys of the list of saying."""
    listed = lexicon.listed(one.language, "saying", *keys)
    return [word.low for word in one.words if word.low in listed]
