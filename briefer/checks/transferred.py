"""What the source says of somebody or some place else: the next sentence's charge, place or deed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from briefer.checks.cited import Cited
from briefer.checks.crossed import neighbouring
from briefer.language.bearers import moved
from briefer.language.rivals import rivals
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME, NEEDS = "transferred", ("word_kinds",)


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag what a claim says of one name and every cited sentence that has it of a name that the claim lacks."""
    if not (cited.has_names and cited.has_rules(*NEEDS)):
        return
    for found in cited.sentences if claim.names else ():
        clauses = [clause for one in found for clause in one.clauses]
        for one in (*found, *neighbouring(found)):
            wrong = next(moved(claim, one, clauses), None)
            if wrong is not None:
                message = f'the source says "{wrong.words}" of "{wrong.theirs}"; the claim of "{wrong.name}"'
                yield Finding(NAME, Severity.FLAG, message)
                return
    if not cited.differences:  # which `order` tells
        for rival in islice(rivals(claim, [one for found in cited.sentences for one in found]), 1):
            message = f'the source has "{rival.theirs}" where the claim has "{rival.name}": "{rival.words}"'
            yield Finding(NAME, Severity.FLAG, message)
