"""Words that were put into another one's mouth."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.deed_pairs import Parting
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "speaker", ("saying", "grammar")


def check(_claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a speaker whom the cited sentences only mention, where another one says it there."""
    for found in cited.differences:
        if found.parting is Parting.SPEAKER:
            message = f'the claim has "{found.mine}" say it; in the evidence "{found.theirs}" speaks'
            yield Finding(NAME, Severity.FLAG, message)
            return
