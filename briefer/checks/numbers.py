"""Numbers with their units must stand in the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefer.checks import languages
from briefer.records import Evidence, EvidencePiece, Finding, Severity
from briefer.text.quantities import Kind, Quantity, extract, states

NAME = "numbers"


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Reject a number, amount or share that neither the cited sentences nor their neighbours state.

    A bare count up to twelve is only flagged: such counts are in every text and are often the writer's own
    ("two reasons").
    """
    language = languages.of_claim(claim, evidence)
    for quantity in extract(claim, language=language):
        if quantity.kind is Kind.DATE or any(
            states(stated(piece, piece.around), quantity) for piece in evidence.pieces
        ):
            continue
        level = Severity.FLAG if quantity.is_small_count else Severity.REJECT
        yield Finding(NAME, level, _message(quantity, evidence))


def stated(piece: EvidencePiece, text: str) -> tuple[Quantity, ...]:
    """What a text of a cited article states, its days reckoned from when the article was published."""
    return extract(text, published=piece.published, language=languages.of_piece(piece))


def says(candidates: Iterable[Quantity], text: str) -> str:
    """The half-sentence that tells what stands in the evidence instead; empty when nothing alike does."""
    nearest = next(iter(candidates), None)
    return f'; it says "{nearest.text}"' if nearest is not None and nearest.text != text else ""


def _message(quantity: Quantity, evidence: Evidence) -> str:
    near = [q for piece in evidence.pieces for q in stated(piece, piece.sentences) + stated(piece, piece.around)]
    alike = [q for q in near if q.kind is quantity.kind] or [
        q for q in near if q.kind in (Kind.COUNT, Kind.MONEY, Kind.SHARE) and quantity.kind is not Kind.ORDINAL
    ]
    alike.sort(key=lambda q: _distance(q, quantity))
    return f'"{quantity.text}" is not in the evidence{says(alike, quantity.text)}'


def _distance(one: Quantity, other: Quantity) -> tuple[bool, float]:
    """How far apart two numbers are: other units last, then by ratio."""
    small, large = sorted((abs(one.value) + 1, abs(other.value) + 1))
    return one.unit != other.unit or one.noun != other.noun, float(large / small)
