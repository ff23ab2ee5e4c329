"""What a claim adds to a figure in words: "per hour", "doubled", a ratio, "from" one figure "to" another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.checks import languages
from briefer.records import Evidence

_PERIODS = {"hour": "hour", "day": "dai|day", "week": "week", "month": "month", "year": "year|annual|annum",
            "share": "share", "person": "person|head|capita", "head": "person|head|capita", "barrel": "barrel",
            "tonne": "ton", "ton": "ton", "unit": "unit"}  # fmt: skip
_RATE = re.compile(
    rf"(?<=\S) (?:per|an?) ({'|'.join(_PERIODS)})\b(?! (?:ago|earlier|later|before|after|old))", re.IGNORECASE
)
_FIGURE = re.compile(r"[\d%]|\b(?:million|billion|percent|cent|dollars|euros|pounds|times|twice|once)\b", re.IGNORECASE)
_REGULARLY = r"\b(?:annual|hourly|daily|weekly|monthly|yearly)"
_NEAR = 40
#: What multiplies or divides, and the ways in which evidence may say the same.
_MULTIPLES = (
    (r"doubl(?:ed|es|ing)|two-?fold|twice", r"doubl|two-?fold|twice|\b2x|two times|100 ?(?:%|per ?cent)"),
    (r"(?:tripl|trebl)(?:ed|es|ing)|three-?fold", r"tripl|trebl|three-?fold|\b3x|three times|200 ?(?:%|per ?cent)"),
    (r"quadrupl(?:ed|es|ing)|four-?fold", r"quadrupl|four-?fold|\b4x|four times|300 ?(?:%|per ?cent)"),
    (r"halv(?:ed|es|ing)|by half", r"halv|\bhalf\b|50 ?(?:%|per ?cent)|fifty per ?cent"),
    (r"(?:five|six|seven|eight|nine|ten|\d+)-?fold", r"fold\b|\btimes\b|\d ?x\b"),
    (r"\d+(?:\.\d+)?x", r"fold\b|\btimes\b|\d ?x\b|doubl|tripl|twice"),
)  # fmt: skip
_RATIO = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])")
_MOVE = re.compile(r"\b(from|to) ([$€£]?\d[\d.,]*\d|[$€£]?\d)")


def differences(claim: str, evidence: Evidence) -> Iterator[str]:
    """What the words around figures say that the cited sentences and their neighbours do not, one message each."""
    if not languages.is_english(claim, evidence):
        return
    around = "\n".join(piece.around for piece in evidence.pieces)
    yield from _rates(claim, around)
    for mine, theirs in _MULTIPLES:
        found = re.search(rf"\b(?:{mine})\b", claim, re.IGNORECASE)
        if found and not re.search(theirs, around, re.IGNORECASE):
            yield f'"{found[0]}" is not in the evidence'
    for ratio in _RATIO.finditer(claim):
        turned = f"{ratio[2]}/{ratio[1]}"
        if ratio[0] not in around and re.search(rf"(?<![\d/]){turned}(?![\d/])", around):
            yield f'the claim says "{ratio[0]}", the evidence "{turned}"'
    yield from _moves(claim, around)


def _rates(claim: str, around: str) -> Iterator[str]:
    for rate in _RATE.finditer(claim):
        is_figure = _FIGURE.search(claim[max(0, rate.start() - _NEAR) : rate.start()])
        theirs = rf"(?:\b(?:per|an?|each|every|by the) |/)(?:{_PERIODS[rate[1].lower()]})|{_REGULARLY}"
        if is_figure and not re.search(theirs, around, re.IGNORECASE):
            yield f'"{rate[0].strip()}" is not in the evidence'


def _moves(claim: str, around: str) -> Iterator[str]:
    """Figures that a claim moves "from" where the evidence moves "to", and the reverse."""
    mine, theirs = ({(m[1], m[2]) for m in _MOVE.finditer(text)} for text in (claim, around))
    turned = {("to" if word == "from" else "from", figure) for word, figure in mine}
    if len(turned & theirs) > 1 and not mine & theirs:
        yield "the evidence moves from the figure that the claim moves to"
