"""Offices that a claim gives to another person: "CFO Korhane" for "CEO Korhane"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.language.names import Name, fold, names
from briefer.records import Evidence

_OFFICES = {
    "chief executive": "ceo|chief executive(?: officer)?", "chief financial officer": "cfo|chief financial officer",
    "chief operating officer": "coo|chief operating officer",
    "chief technology officer": "cto|chief technology officer",
    "chief information officer": "cio|chief information officer", "chair": "chair(?:man|woman|person)?",
    "vice president": "vice[ -]president", "president": "(?<!vice )(?<!vice-)president",
    "prime minister": "prime minister|premier", "chancellor": "chancellor", "governor": "governor|gov\\.",
    "mayor": "mayor", "senator": "senator|sen\\.", "judge": "judge|justice", "general": "general|gen\\.",
    "treasurer": "treasurer", "spokesperson": "spokes(?:man|woman|person)",
}  # fmt: skip
_ANY = "|".join(f"(?P<o{number}>{words})" for number, words in enumerate(_OFFICES.values()))
_BEFORE = re.compile(rf"(?<!\w)(?:{_ANY})\s+$", re.IGNORECASE)
_AFTER = re.compile(rf",\s+(?:(?:the|its|their|former|then|a)\s+){{0,3}}(?:{_ANY})(?!\w)", re.IGNORECASE)
_REACH = 40


def differences(claim: str, evidence: Evidence) -> Iterator[str]:
    """Offices of people in a claim that the sources give them not, though they give another; one message each."""
    for name in names(claim):
        mine = _offices(claim, name)
        if not mine:
            continue
        theirs = {office for piece in evidence.pieces for office in _offices_in(piece.source, name)}
        if theirs and not mine & theirs:
            yield f'the claim makes "{name.text}" {min(mine)}; the cited sources say {min(theirs)}'


def _offices_in(text: str, wanted: Name) -> Iterator[str]:
    surname = fold(wanted.parts[-1].text)
    for name in names(text):
        if fold(name.parts[-1].text) == surname:
            yield from _offices(text, name)


def _offices(text: str, name: Name) -> set[str]:
    """The offices that stand right before a name, or after a comma behind it."""
    found = (
        _BEFORE.search(text[max(0, name.span.start - _REACH) : name.span.start]),
        _AFTER.match(text[name.span.end : name.span.end + _REACH]),
    )
    kinds = tuple(_OFFICES)
    return {kinds[int(group[1:])] for match in found if match for group, word in match.groupdict().items() if word}
