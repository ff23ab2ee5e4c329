"""Whether one sentence denies, or only supposes, what another one says: by its clauses, since a long one does much."""

from __future__ import annotations

import re

from briefer.language.statements import NEGATION, TENTATIVE, Statement, canonical, holds

# Where one of the things ends that a sentence says.
_CLAUSE = re.compile(
    r"[,;:()—–]|\s(?=(?:which|who|whether|if|while|although|though|after|before|because|since|despite|but)\b)"
)
_ABOUT = 0.5  # of a clause's words


def turns(a: Statement, b: Statement) -> bool:
    """Whether one of two sentences denies what the other says, which denies nothing."""
    return (not b.negated and _says_about(a, b, NEGATION)) or (not a.negated and _says_about(b, a, NEGATION))


def supposes(a: Statement, b: Statement) -> bool:
    """Whether a sentence tells as possible or planned what another one says without such words."""
    return not b.tentative and _says_about(a, b, TENTATIVE)


def _says_about(a: Statement, b: Statement, marker: re.Pattern[str]) -> bool:
    """Whether a marker stands in one of those clauses of a sentence that are about what another one says."""
    clauses = (clause for clause in _CLAUSE.split(a.text) if marker.search(clause))
    return any(
        sum(holds(b, term) for term in found) >= _ABOUT * len(found)
        for clause in clauses
        if (found := frozenset(term for term, _ in canonical(marker.sub(" ", clause), None)))
    )
