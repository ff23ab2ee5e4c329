"""Words that were put into another person's mouth."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.names import fold
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "speaker", ("saying", "grammar")


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a speaker whom no sentence near the cited words shows speaking, when another one speaks there."""
    if not cited.has_names or not cited.has_rules(*NEEDS) or not claim.speakers:
        return
    theirs = [name for around in cited.around for one in around for name in one.speakers]
    speaking = {fold(part.text) for name in theirs for part in name.parts}
    for name in claim.speakers:
        if theirs and not any(fold(part.text) in speaking for part in name.parts):
            message = f'the claim has "{name.text}" say it; in the evidence "{theirs[0].text}" speaks'
            yield Finding(NAME, Severity.FLAG, message)
