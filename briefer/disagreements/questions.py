"""Plain questions to which two figures are the answers."""

from __future__ import annotations

import re

from briefer.disagreements.figure import Figure
from briefer.stories.words import stem
from briefer.text.quantities import Kind

#: What amounts and shares are asked after, where the word stands in both sentences.
_AMOUNTS = (
    "fine", "loan", "investment", "prize", "budget", "bail", "grant", "ransom", "profit", "loss", "revenue", "debt",
    "donation", "rent", "salary", "tax", "stake", "contract", "fund", "price", "deal", "cost",
)  # fmt: skip
_SHARES = ("stake", "turnout", "majority", "inflation", "unemployment")
_CHANGED = re.compile(
    r"\b(?:rose|risen|rise|fell|fallen|fall|grew|grown|increased?|decreased?|dropp?e?d?|up|down)\b", re.IGNORECASE
)


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
