"""What stands at the end of a text: doubts about sentences that it shows, what was withheld, what could not be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.channels.literal import clean, shorten
from briefer.channels.wording import wording
from briefer.records import Brief, Claim

#: Findings that are no doubt: how a claim stands to another day, and which part of it one source alone tells.
_NO_DOUBTS = frozenset({"delta", "part"})
_MOST, _MOST_FAILURES = 5, 5
_LONGEST = 60  # characters of a sentence that is spoken of


def notes(brief: Brief, shown: Sequence[Claim]) -> Iterator[str]:
    """Every note in a line of plain text.

    Args:
        brief: the brief.
        shown: its claims that stand in the text.
    """
    words = wording(brief)
    doubted = [claim for claim in brief.published if _doubts(claim)]
    told = [claim for claim in shown if _doubts(claim)][:_MOST]
    for claim in told:
        yield words.say("note", a=shorten(claim.text, _LONGEST).rstrip("."), b="; ".join(_doubts(claim)).rstrip("."))
    left = len(doubted) - len(told)
    counts = [words.count("more_notes" if told else "notes", left)] if left else []
    counts += [words.count("withheld", len(brief.rejected))] if brief.rejected else []
    if counts:
        yield " ".join([*counts, words.say("reasons")])
    for failure in brief.failures[:_MOST_FAILURES]:
        yield words.say("not_read", a=clean(failure.source), b=clean(failure.reason).rstrip("."))
    if brief.not_checked:
        yield words.say("not_checked", a=clean("; ".join(brief.not_checked)).rstrip("."))


def _doubts(claim: Claim) -> list[str]:
    return [clean(finding.message) for finding in claim.findings if finding.check not in _NO_DOUBTS]
