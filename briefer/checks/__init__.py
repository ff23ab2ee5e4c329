"""What can be said against a claim without a model: one check a file, and the table that orders them.

A check is a function of the claim and of what it cites, both read once. It rejects what the evidence contradicts or
does not contain, and flags what a person or a judge should look at. No finding means only that: the checks found
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from briefer.checks import (
    added,
    antonyms,
    attribution,
    causes,
    content,
    crossed,
    dates,
    deeds,
    extent,
    hedging,
    length,
    named,
    negation,
    numbers,
    order,
    periods,
    quoted,
    sequence,
    speaker,
    superlatives,
    transferred,
)
from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.names import covers
from briefer.language.paring import pared
from briefer.language.quantities.conventions import has_words
from briefer.language.sentence import Sentence
from briefer.records import Evidence, EvidencePiece, Finding, Severity

Check = Callable[[Sentence, Cited], Iterable[Finding]]

#: Every check by name, in the order in which findings are told: those that reject first.
CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        module.NAME: module.check
        for module in (
            length,
            numbers,
            dates,
            crossed,
            named,
            quoted,
            content,
            negation,
            hedging,
            attribution,
            antonyms,
            sequence,
            causes,
            deeds,
            added,
            superlatives,
            extent,
            periods,
            transferred,
            speaker,
            order,
        )
    }
)
#: The checks that hold what a claim says against what its evidence says: one that speaks finds it said otherwise.
MEANING = frozenset(CHECKS) - {module.NAME for module in (length, numbers, dates, named, quoted, content)}
#: Those of them that find the same told the other way round, and not only something that is lacking.
TURNED = frozenset(m.NAME for m in (negation, antonyms, sequence, crossed, speaker, order))
#: The lists of words without which a check has no rules in a language; the last three need rules for names as well.
_WORDED = (
    negation,
    hedging,
    attribution,
    antonyms,
    sequence,
    causes,
    deeds,
    added,
    superlatives,
    crossed,
    extent,
    periods,
)
_NEEDS = {module.NAME: module.NEEDS for module in _WORDED}
_BEGINNING = 3  # words
_NEEDS_NAMES = {module.NAME: module.NEEDS for module in (speaker, order, transferred)}


def _says(piece: EvidencePiece, words: list[str]) -> bool:
    """Whether an article says some words as they stand, or does but for asides that are left out."""
    said = piece.sentences.split()
    if said == words or len(piece.sentences) > length.LONGEST or said[:_BEGINNING] != words[:_BEGINNING]:
        return said == words
    return len(said) > len(words) and pared(piece.sentences, piece.language).split() == words


# A writer that backs its own sentences asks what grounding asks again.
@lru_cache(maxsize=1024)
def run(claim: str, evidence: Evidence, without: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Every finding of every check against a claim.

    Args:
        claim: one sentence.
        evidence: what the claim cites, at three distances.
        without: names of checks that are not asked.

    Returns:
        Findings in the order of `CHECKS`. A sentence that the source says word for word is never rejected, and what it
        says is what that source says, so that its meaning is not compared.
    """
    verbatim = any(_says(piece, claim.split()) for piece in evidence.pieces)
    cited = Cited(claim, evidence)
    if len(claim) > length.LONGEST:
        return () if verbatim else tuple(length.check(Sentence(claim), cited))
    left = without | MEANING if verbatim else without
    asked = (check for name, check in CHECKS.items() if name not in left)
    found = tuple(finding for check in asked for finding in check(cited.said, cited))
    return tuple(finding for finding in found if finding.severity is not Severity.REJECT) if verbatim else found


def rejects(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings rejects the claim."""
    return any(finding.severity is Severity.REJECT for finding in findings)


def check(claim: str, evidence: str | Evidence, *, context: str = "") -> list[Finding]:
    """Check one sentence against the evidence for it, without a model.

    Args:
        claim: one sentence.
        evidence: the sentences that are said to support it.
        context: the rest of the source; names may stand there too.

    Returns:
        What there is to say against the claim; a finding with severity "reject" should keep it from print.

    >>> [str(finding.message) for finding in check("Meta paid $17.3 billion.", "Meta paid $14.3 billion in June.")]
    ['"$17.3 billion" is not in the evidence; it says "$14.3 billion"']
    >>> check("Meta paid 14,300 million dollars.", "Meta paid $14.3bn in June.")
    []
    >>> [(f.check, str(f.severity)) for f in check("The sale is permitted.", "The sale is not permitted.")]
    [('negation', 'flag')]
    """
    if isinstance(evidence, str):
        whole = f"{evidence}\n{context}" if context else evidence
        evidence = Evidence((EvidencePiece("A1", evidence, evidence, whole),))
    return list(run(claim, evidence))


def not_checked(language: str | None) -> tuple[str, ...]:
    """What is not checked in a language, in words for a person; empty for English.

    Args:
        language: ISO 639-1 code of the brief; None is read as English.

    >>> not_checked("en"), not_checked("ja")[0]
    ((), 'names: no rules for language ja')
    """
    code = lexicon.code(language)
    missing = [] if covers(code) else [named.NAME]
    if not has_words(code):
        missing.append("numbers in words")
    missing += [name for name, lists in _NEEDS.items() if not lexicon.has(code, *lists)]
    missing += [name for name, lists in _NEEDS_NAMES.items() if not (covers(code) and lexicon.has(code, *lists))]
    return tuple(f"{name}: no rules for language {code}" for name in missing)


__all__ = ["CHECKS", "MEANING", "TURNED", "Check", "Cited", "check", "not_checked", "rejects", "run"]
