"""Plain questions to which two sentences are the answers; their names stand in the sentences."""

from __future__ import annotations

import re

from briefer.disagreements.figure import Figure
from briefer.disagreements.voices import Voice
from briefer.language import lexicon
from briefer.language.quantities import Kind
from briefer.language.statements import statement
from briefer.language.stems import stem

_NAME = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)*")
_WORD = re.compile(r"\w+")
#: What amounts and shares are asked after, where the word stands in both sentences.
_AMOUNTS = (
    "fine", "loan", "investment", "prize", "budget", "bail", "grant", "ransom", "profit", "loss", "revenue", "debt",
    "donation", "rent", "salary", "tax", "stake", "contract", "fund", "price", "deal", "cost",
)  # fmt: skip
_SHARES = ("stake", "turnout", "majority", "inflation", "unemployment")
_CHANGED = re.compile(
    r"\b(?:rose|risen|rise|fell|fallen|fall|grew|grown|increased?|decreased?|dropp?e?d?|up|down)\b", re.IGNORECASE
)


def subject(a: Voice, b: Voice, default: str) -> str:
    """The first name that both sentences hold, as the first writes it, or some other word for it."""
    theirs = set(_WORD.findall(b.text))
    for match in _NAME.finditer(a.text):
        words = [word for word in match.group().split() if statement(word).terms]
        if words and words[0] in theirs and words[0].lower() not in lexicon.words(None, "common"):
            return " ".join(words)
    return default


def question(a: Figure, b: Figure) -> str:
    """A plain question that both figures answer; its noun stands in both sentences."""
    kind, unit = a.quantity.kind, a.quantity.unit
    if kind is Kind.COUNT:
        return f"How many {a.quantity.noun}?" if a.quantity.noun == b.quantity.noun else "How many?"
    if kind is Kind.MEASURE:
        return f"How many {unit}s?" if unit else "How much?"
    if kind is Kind.MONEY:
        noun = _common_noun(a, b, _AMOUNTS)
        return f"How much is the {noun}?" if noun else "How much money is it?"
    changed = all(_CHANGED.search(figure.voice.text) for figure in (a, b))
    return f"How large is the {'change' if changed else _common_noun(a, b, _SHARES) or 'share'}?"


def _common_noun(a: Figure, b: Figure, nouns: tuple[str, ...]) -> str | None:
    held = a.voice.statement.shares.keys() & b.voice.statement.shares.keys()
    return next((noun for noun in nouns if stem(noun) in held), None)
