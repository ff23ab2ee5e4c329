"""Offices that a claim gives to another person: "CFO Korhane" for "CEO Korhane"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.names import Name, fold, names
from briefer.language.sentence import Sentence

_REACH = 40


def differences(claim: Sentence, cited: Cited) -> Iterator[str]:
    """Offices of people in a claim that the sources give them not, though they give another; one message each."""
    if not lexicon.has(lexicon.code(claim.language), "offices"):
        return
    for name in claim.names:
        mine = _offices(claim.text, name)
        if not mine:
            continue
        surname = fold(name.parts[-1].text)
        theirs = {
            office
            for piece in cited.evidence.pieces
            for other in names(piece.source)
            if fold(other.parts[-1].text) == surname
            for office in _offices(piece.source, other)
        }
        if theirs and not mine & theirs:
            yield f'the claim makes "{name.text}" {min(mine)}; the cited sources say {min(theirs)}'


def _offices(text: str, name: Name) -> set[str]:
    """The offices right before a name or inside it ("Tolvane Gov. Mara Lind"), or after a comma behind it."""
    written, before, after = _patterns()
    starts = [name.span.start, *(name.span.start + gap.end() for gap in re.finditer(r"\s+", name.text))]
    found = (
        *(before.search(text[max(0, start - _REACH) : start]) for start in starts),
        after.match(text[name.span.end : name.span.end + _REACH]),
    )
    groups = (key for match in found if match for key, word in match.groupdict().items() if word)
    return {written[int(key[1:])] for key in groups}


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]]:
    """The offices, and the patterns of what names one right before a name or behind it."""
    rows = [line.partition(":") for line in lexicon.lines(None, "offices")]
    any_office = "|".join(f"(?P<o{at}>{written.strip()})" for at, (_, _, written) in enumerate(rows))
    between = lexicon.any_of(lexicon.listed(None, "grammar", "apposition"))
    return (
        tuple(office.replace("_", " ") for office, _, _ in rows),
        re.compile(rf"(?<!\w)(?:{any_office})\s+$", re.IGNORECASE),
        re.compile(rf",\s+(?:{between}\s+){{0,3}}(?:{any_office})(?!\w)", re.IGNORECASE),
    )
