"""What a claim says must be about what its evidence says: its plain words must occur there too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefer.checks import languages
from briefer.language.quantities import extract
from briefer.language.statements import senses_of
from briefer.language.terms import terms
from briefer.records import Evidence, Finding, Severity

NAME = "content"
# On a large model's 26 fair claims every origin that backs one holds at least a quarter of its plain words; of the
# sentences of the same articles drawn by chance three in four hold less than a seventh.
_REJECT, _FLAG = 0.1, 0.34
_READ = 40_000  # code points of evidence: cited sentences are a few hundred
_ENOUGH = 3  # plain words: of fewer, one synonym would decide
_QUOTED = re.compile(r"[\"“”][^\"“”]*[\"“”]")
_NAMED = re.compile(r"[^\W\d_]*[A-Z][\w’'-]*|\d[\d.,]*")


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Reject a claim that shares next to nothing with its evidence; flag one that shares little.

    Without this, a sentence with no figure and only true names could say anything at all.
    """
    language = languages.of_claim(claim, evidence)
    if languages.severity(claim, evidence) is not Severity.REJECT:
        return
    words = plain_words(claim, language)
    if len(words) < _ENOUGH:
        return
    held = covered(words, evidence.around, language)
    missing = [word for word in words if word not in held]
    share = 1 - len(missing) / len(words)
    if share < _FLAG:
        listed = ", ".join(f'"{form}"' for form in _forms(claim, missing, language)[:5])
        severity = Severity.REJECT if share < _REJECT else Severity.FLAG
        yield Finding(NAME, severity, f"little of it is in the evidence, which has no {listed}")


def plain_words(claim: str, language: str | None) -> tuple[str, ...]:
    """The stems of a claim's content words, without its names, figures and quotations.

    Args:
        claim: one sentence.
        language: ISO 639-1 code.
    """
    claim = _QUOTED.sub(lambda found: " " * len(found[0]), claim)
    for quantity in extract(claim, language=language):
        claim = claim[: quantity.span.start] + " " * len(quantity.text) + claim[quantity.span.end :]
    names = set(terms(" ".join(_NAMED.findall(claim)), language))
    return tuple(term for term in dict.fromkeys(terms(claim, language)) if term not in names)


def covered(words: tuple[str, ...], text: str, language: str | None) -> frozenset[str]:
    """Those of some stems that a text holds, themselves or in a word of the same sense."""
    held, senses = _stems(text[:_READ], language)
    return frozenset(word for word in words if word in held or not senses.isdisjoint(senses_of(word)))


@lru_cache(maxsize=256)
def _stems(text: str, language: str | None) -> tuple[frozenset[str], frozenset[object]]:
    held = frozenset(terms(text, language))
    return held, frozenset(sense for term in held for sense in senses_of(term))


def _forms(claim: str, stems: list[str], language: str | None) -> list[str]:
    """The words of a claim as it writes them, for some of its stems."""
    return [form for form in re.findall(r"[\w’'-]+", claim) if any(stem in stems for stem in terms(form, language))]
