"""What somebody thinks, suspects or alleges, told as a fact."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.deed_pairs import Parting
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "attribution", ("saying",)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a claim that states as a fact what the cited sentences tell as somebody's belief or allegation."""
    if not cited.has_rules(*NEEDS):
        return
    if not cited.has_clauses:  # in such a language, one word of the kind does for all
        said = _said(claim, *lexicon.table(claim.language, "saying"))
        found = [] if said else cited.in_every_nearest(lambda one: _said(one, "say", "claim", "deny")) or []
    else:
        found = [difference.theirs for difference in cited.differences if difference.parting is Parting.THOUGHT]
    for word in found[:1]:
        message = f'the evidence gives it as somebody\'s words ("{word}"); the claim as a fact'
        yield Finding(NAME, Severity.FLAG, message)


def _said(one: Sentence, *keys: str) -> list[str]:
    """The words of a sentence that stand under some keys of the list of saying."""
    listed = lexicon.listed(one.language, "saying", *keys)
    return [word.low for word in one.words if word.low in listed]
