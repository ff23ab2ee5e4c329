"""Figures that changed places: "rose 9 and fell 4" for "rose 4 and fell 9", and a figure of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

from briefer.checks.cited import Cited
from briefer.language.belongings import Misplaced, misplaced
from briefer.language.how_old import exchanged
from briefer.language.quantities import states
from briefer.language.sentence import Sentence, sentence
from briefer.language.word_kinds import WordKind
from briefer.records import Finding, Severity

NAME, NEEDS = "figures", ("word_kinds",)
_NEARLY = 0.75  # share of a claim's words that a sentence must have for its crossed figures to be no other telling


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject two figures that nearly the same words give the other way round; flag any other exchange."""
    if not cited.has_rules(*NEEDS) or not claim.quantities:
        return
    for found in cited.sentences:
        for one in (*found, *neighbouring(found)):
            wrong = next((each for each in misplaced(claim, one) if not _is_said(each, found)), None)
            if wrong is not None:
                yield Finding(NAME, _level(claim, one, wrong, cited), _message(wrong))
                return
    for mine, theirs in islice(exchanged(claim, [one for found in cited.sentences for one in found]), 1):
        message = f'the source has "{theirs.years}" for "{theirs.name}"; the claim "{mine.years}"'
        yield Finding(NAME, cited.hard, message)


def _is_said(wrong: Misplaced, found: tuple[Sentence, ...]) -> bool:
    """Whether a sentence has the figure and its word and no other figure of the kind."""
    return not wrong.is_both and any(
        states(one.quantities, wrong.figure) and wrong.stem in one.stems and not states(one.quantities, wrong.theirs)
        for one in found
    )


def neighbouring(found: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """Each cited sentence with the next one, where neither has a "he" or "it" that may be anybody."""
    plain = [WordKind.PRONOUN not in one.kinds for one in found]
    for at, (a, b) in enumerate(pairwise(found)):
        if plain[at] and plain[at + 1]:
            yield sentence(f"{a.text} {b.text}", a.language, a.published)


def _level(claim: Sentence, one: Sentence, wrong: Misplaced, cited: Cited) -> Severity:
    is_near = len(claim.content & one.content) >= _NEARLY * len(claim.content)
    return cited.hard if wrong.is_both and is_near else Severity.FLAG


def _message(wrong: Misplaced) -> str:
    return f'the source has "{wrong.theirs.text}" for "{wrong.label}"; the claim "{wrong.figure.text}"'
