"""The parts of a deed exchanged: "A sued B" for "B sued A", and a deed that is told of its doer's employer."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.deed_pairs import Parting
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "order", ("word_kinds", "irregular")
_MESSAGES = {
    Parting.TURNED: '"{}" and "{}" stand the other way round in the evidence',
    Parting.PARTS: 'the claim says it of "{}", the evidence of "{}"',
    Parting.OWNER: 'the claim says it of "{}", the evidence of "{}"',
}


def check(_claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject two parts that changed places; flag a deed that the evidence tells of another one than the claim does."""
    for found in cited.differences:
        if found.parting in _MESSAGES:
            yield Finding(
                NAME, cited.hard if found.certain else Severity.FLAG, _MESSAGES[found.parting].format(*found[1:3])
            )
            return
