"""The parts of a deed exchanged: "A sued B" for "B sued A", and a deed that is told of its doer's employer."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.relations import Parting
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "order", ("word_kinds", "irregular")


def check(_claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject two parts that changed places; flag a deed that the evidence tells of another one than the claim does."""
    for found in cited.differences:
        if found.parting in (Parting.PARTS, Parting.OWNER):
            turned = f'"{found.mine}" and "{found.theirs}" stand the other way round in the evidence'
            other = f'the claim says it of "{found.mine}", the evidence of "{found.theirs}"'
            yield Finding(NAME, cited.hard if found.certain else Severity.FLAG, turned if found.certain else other)
            return
