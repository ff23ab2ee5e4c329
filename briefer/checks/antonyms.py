"""A word that was turned into its opposite."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.opposed import opposed
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "antonyms", ("opposites",)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject or flag a word where the cited sentences have its opposite, and not the word, of the same."""
    if not cited.has_rules(*NEEDS):
        return
    if found := opposed(claim, [one for around in cited.around for one in around]):
        severity = cited.hard if found.is_certain else Severity.FLAG
        yield Finding(NAME, severity, f'the claim says "{found.mine}" where the evidence says "{found.theirs}"')
