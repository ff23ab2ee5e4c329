"""What a claim says must be about what its evidence says: its plain words must occur there too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefer.checks.cited import Cited
from briefer.language.capitals import capitalised
from briefer.language.quantities import states
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import terms
from briefer.language.tokens import blanked, quotations
from briefer.records import Finding, Severity, Span

NAME = "content"
# On a large model's 26 fair claims every origin that backs one holds at least a quarter of its plain words; of the
# sentences of the same articles drawn by chance three in four hold less than a seventh. Names and figures beside them
# end the false alarms at short claims in quite other words (14 of 320 to none) and leave 226 of 230 true ones.
_REJECT, _FLAG = 0.1, 0.25
_ANCHOR = 0.67  # what a name or a figure weighs beside a plain word
_READ = 40_000  # code points of evidence: cited sentences are a few hundred
_ENOUGH = 3  # plain words: of fewer, one synonym would decide


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject a claim that shares next to nothing with its evidence; flag one that shares little.

    Without this, a sentence with no figure and only true names could say anything at all.
    """
    if cited.hard is not Severity.REJECT:
        return
    words = plain_words(claim)
    if len(words) < _ENOUGH:
        return
    held, senses = _stems(cited.evidence.around[:_READ], claim.language)
    missing = [word for word in words if word not in held and senses.isdisjoint(senses_of(word))]
    share = 1 - len(missing) / (len(words) + _anchors(claim, cited, held))
    if share < _FLAG:
        written = re.findall(r"[\w’'-]+", claim.text)
        forms = [form for form in written if not set(missing).isdisjoint(terms(form, claim.language))]
        listed = ", ".join(f'"{form}"' for form in forms[:5])
        severity = Severity.REJECT if share < _REJECT else Severity.FLAG
        yield Finding(NAME, severity, f"little of it is in the evidence, which has no {listed}")


def _anchors(claim: Sentence, cited: Cited, held: frozenset[str]) -> float:
    """What the names and figures of a claim weigh that its evidence has; those that it lacks have their own checks.

    The first one weighs nothing: with one true name, anything can be said.
    """
    near = [quantity for around in cited.around for one in around for quantity in one.quantities]
    names = [not held.isdisjoint(terms(name.span.of(claim.text), claim.language)) for name in claim.names]
    found = [*names, *(states(near, quantity) for quantity in claim.quantities)]
    return _ANCHOR * max(0, sum(found) - 1)


def plain_words(claim: Sentence) -> tuple[str, ...]:
    """The stems of a sentence's content words, without its names, figures and quotations."""
    quoted = (Span(said.start - 1, said.end + 1) for said in quotations(claim.text))
    text = blanked(claim.text, (*quoted, *(quantity.span for quantity in claim.quantities)))
    names = set(terms(" ".join(capitalised(text)), claim.language))
    return tuple(term for term in dict.fromkeys(terms(text, claim.language)) if term not in names)


@lru_cache(maxsize=256)
def _stems(text: str, language: str | None) -> tuple[frozenset[str], frozenset[object]]:
    held = frozenset(terms(text, language))
    return held, frozenset(sense for term in held for sense in senses_of(term))
