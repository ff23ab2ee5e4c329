"""A claim is one sentence: what is longer cannot be checked as one."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language.sentence import Sentence
from briefer.records import Finding, Severity

NAME = "length"
#: Code points. The longest sentences of news have some 600; the bound keeps every other check fast on any input.
LONGEST = 3_000


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:  # noqa: ARG001 - every check takes the same arguments
    """Reject a claim that is far longer than any sentence."""
    size = len(claim.text)
    if size > LONGEST:
        message = f"the claim is {size:,} characters long; only a sentence of up to {LONGEST:,} can be checked"
        yield Finding(NAME, Severity.REJECT, message)
