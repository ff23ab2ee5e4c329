"""What a claim adds to a figure in words: "per hour", "doubled", a ratio, "from" one figure "to" another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.sentence import Sentence

_RATIO = re.compile(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])")
_EXACT = 20  # one part of so many is what "doubled" may be off by
_MOST = 20  # figures of one sentence
_NEAR = 40  # code points before a rate in which its figure stands


def differences(claim: Sentence, cited: Cited) -> Iterator[str]:
    """What the words around figures say that the cited sentences and their neighbours do not, one message each."""
    if not cited.has_rules("rates", "periods", "multiples"):
        return
    around, language = cited.evidence.around, cited.language
    written = dict(line.split(": ", 1) for line in lexicon.lines(language, "rates"))
    # What a figure may be per, with the pattern by which evidence says the same.
    periods = dict(line.split(": ", 1) for line in lexicon.lines(language, "periods"))
    pattern = written["rate"].replace("<period>", "|".join(periods))
    for rate in re.finditer(pattern, claim.text, re.IGNORECASE):
        is_figure = re.search(written["figure"], claim.text[max(0, rate.start() - _NEAR) : rate.start()], re.IGNORECASE)
        theirs = written["each"].replace("<same>", periods[rate[1].lower()])
        if is_figure and not re.search(theirs, around, re.IGNORECASE):
            yield f'"{rate[0].strip()}" is not in the evidence'
    for line in lexicon.lines(language, "multiples"):
        mine, theirs, *times = line.split(" => ")
        found = re.search(rf"\b(?:{mine})\b", claim.text, re.IGNORECASE)
        is_told = not found or re.search(theirs, around, re.IGNORECASE) or _is_so_often(times, cited)
        if found and not is_told:
            yield f'"{found[0]}" is not in the evidence'
    for ratio in _RATIO.finditer(claim.text):
        turned = f"{ratio[2]}/{ratio[1]}"
        if ratio[0] not in around and re.search(rf"(?<![\d/]){turned}(?![\d/])", around):
            yield f'the claim says "{ratio[0]}", the evidence "{turned}"'
    # Figures that a claim moves "from" where the evidence moves "to", and the reverse.
    moved, moves = ({(m[1], m[2]) for m in re.finditer(written["move"], text)} for text in (claim.text, around))
    reverse = {("to" if word == "from" else "from", figure) for word, figure in moved}
    if len(reverse & moves) > 1 and not moved & moves:
        yield "the evidence moves from the figure that the claim moves to"


def _is_so_often(times: list[str], cited: Cited) -> bool:
    """Whether of two figures of one kind in a sentence the larger one is about so many times the other: 200 and 400."""
    ends = (_ends(one.quantities) for found in cited.around for one in found) if times else ()
    return any(
        one.kind is other.kind and one.unit == other.unit and _is_multiple(one, other, int(many))
        for figures in ends
        for one, other in combinations(figures[:_MOST], 2)
        for many in times
    )


def _ends(figures: tuple[Quantity, ...]) -> list[Quantity]:
    """The figures of a sentence but dates, each end of "from 200 to 400" by itself."""
    upper = (replace(one, value=one.upper) for one in figures if one.upper is not None)
    return [*(one for one in figures if one.kind is not QuantityKind.DATE), *upper]


def _is_multiple(one: Quantity, other: Quantity, many: int) -> bool:
    small, large = sorted((one.value, other.value))
    return small > 0 and abs(large - many * small) * _EXACT <= large
