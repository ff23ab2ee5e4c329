"""Another verb in nearly the same sentence: "police released him" for "police charged him"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.checks import languages
from briefer.language.statements import Statement, canonical, holds, statement
from briefer.language.word_sets import word_set
from briefer.language.wording import sentences
from briefer.records import Evidence

#: From this share of common words on, the words that two sentences do not share make the difference. Sentences that
#: share less may tell one deed in quite other words, and nothing is said about them.
_NEARLY = 0.75
_IRREGULAR = word_set("""
began begun bought broke broken brought built caught chose chosen cut drew driven drove fell fled forbade forgave froze
frozen gave given grew grown held hid hit hurt kept knew laid led left lent lost made met paid quit ran repaid risen
rose sank saw seen sent shot shut slew sold sought spent split stole stolen stood struck sunk swore taken took threw
tore undid went withdrew won
""")
_NO_VERB = word_set("""
need speed feed seed indeed hundred breed aged based named called united red bed shed unprecedented
""")
_SAYING = word_set("said told announced reported added wrote noted stated explained confirmed warned say tell be")
_AFTER = re.compile(
    r"\b(?:will|would|can|could|may|might|must|shall|should|to|not)\s+(?:(?:not|also|be)\s+)*([a-z]{2,})"
)
_WORD = re.compile(r"\b[a-z]{2,}\b")


def tells_another_deed(claim: str, evidence: Evidence) -> bool:
    """Whether the cited sentence most like a claim has another verb in the place of one of the claim's.

    It decides only whether an origin counts: a fair paraphrase changes verbs too, so as a finding it would be noise.

    Args:
        claim: one sentence.
        evidence: what one origin says.
    """
    cited = [sentence for piece in evidence.pieces for sentence in sentences(piece.sentences)]
    return bool(cited) and languages.is_english(claim, evidence) and differ(claim, cited)


def differ(sentence: str, others: Sequence[str]) -> bool:
    """Whether the most like of some sentences is nearly the same as another one and tells of another deed."""
    said, mine = statement(sentence), _deeds(sentence)
    if not (mine and said.shares):
        return False
    told = [statement(other) for other in others]
    best = max(told, key=lambda other: _shared(said, other))
    if _shared(said, best) < _NEARLY:
        return False
    missing = any(not any(holds(other, term) for other in told) for term in mine)
    return missing and any(not holds(said, term) for term in _deeds(best.text))


def _shared(claim: Statement, other: Statement) -> float:
    return sum(holds(other, term) for term in claim.shares) / len(claim.shares)


def _deeds(text: str) -> frozenset[str]:
    """The terms of a sentence's verbs that tell of a deed."""
    past = (w for w in _WORD.findall(text) if w in _IRREGULAR or (w.endswith("ed") and w not in _NO_VERB))
    found = {*past, *_AFTER.findall(text)} - _SAYING
    return frozenset(term for word in found for term, _ in canonical(word, None))
