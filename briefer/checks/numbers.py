"""Numbers with their units must stand in the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise

from briefer.checks import rates, standings
from briefer.checks.cited import Cited, language_of
from briefer.language import lexicon
from briefer.language.counted_things import counts
from briefer.language.quantities import Bound, Quantity, QuantityKind, between, extract, fractions, reckoned, states
from briefer.language.quantities.conventions import is_time
from briefer.language.quantities.enumerations import counted, paired
from briefer.language.quantities.unwritten import unwritten
from briefer.language.sentence import Sentence
from briefer.language.stems import stem
from briefer.records import EvidencePiece, Finding, Severity

NAME = "numbers"
#: Figures of one sentence, dates apart: the bound keeps the comparison fast on any input.
MOST = 40
_ITEM = re.compile(r"\s*\(?\d{1,2}[.)]\s")  #: the number of an item in a list
_SENTENCE = 100  #: code points
_POINTS = lexicon.listed(lexicon.ANY, "shares", "point")
_OPPOSITE = {Bound.OVER: Bound.UNDER, Bound.UNDER: Bound.OVER}


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Reject a number, amount or share that neither the cited sentences nor their neighbours state.

    A bare count up to twelve is only flagged: such counts are in every text and are often the writer's own
    ("two reasons"). A number that is there, but counts something else or is bounded the other way, is flagged.
    """
    quantities = [q for q in claim.quantities if q.kind is not QuantityKind.DATE]
    if len(quantities) > MOST:
        yield Finding(NAME, Severity.REJECT, f"{len(quantities)} figures are more than a sentence has")
        return
    item = _ITEM.match(claim.text)
    quantities = [q for q in quantities if item is None or q.span.start >= item.end()]
    near = nearby(cited) if quantities else []
    for quantity in quantities:
        same = [found for found in near if states((found,), quantity)]
        if same:
            yield from _differences(quantity, same, cited)
        elif not (_follows(quantity, near, cited) or standings.follows(quantity, claim, cited)):
            level = Severity.FLAG if quantity.is_small_count else Severity.REJECT
            yield Finding(NAME, level, _message(quantity, near))
    yield from (Finding(NAME, Severity.FLAG, message) for message in rates.differences(claim, cited))


def _follows(quantity: Quantity, near: list[Quantity], cited: Cited) -> bool:
    """Whether the evidence lets a figure be known that no single figure of it is."""
    if _is_decade(quantity, near, cited):
        return True
    if states(near, quantity) or _is_list(quantity, cited):  # the ends of a range may stand apart
        return True
    if any(states(near, other) for other in _readings(quantity, cited)):
        return True
    around = [one for sentences in cited.around for one in sentences]
    readings = (quantity, *_readings(quantity, cited))
    if any(reckoned.follows(one, each.text, each.quantities) for one in readings for each in around):
        return True
    return any(fractions.is_most(quantity, [word.low for word in one.words]) for one in around) or _lasts(
        quantity, cited
    )


def _lasts(quantity: Quantity, cited: Cited) -> bool:
    """Whether a figure is how long it is between two dates of a sentence, or from one sentence to the next."""
    if any(between.lasts(quantity, one.text, one.quantities) for sentences in cited.around for one in sentences):
        return True
    neighbours = (pair for sentences in cited.around for pair in pairwise(sentences))
    return _is_lapse(quantity, cited) and any(
        between.apart(quantity, one.quantities, other.quantities) for one, other in neighbours
    )


def _is_lapse(quantity: Quantity, cited: Cited) -> bool:
    """Whether a figure of a claim tells how much earlier or later something is: "two days afterwards"."""
    behind = cited.claim[quantity.span.end :].lower().split(maxsplit=1)
    return bool(behind) and behind[0].strip(",.;") in lexicon.listed(cited.language, "spans", "not_per")


def _readings(quantity: Quantity, cited: Cited) -> Iterator[Quantity]:
    """What else a figure of a claim may be than its own words say."""
    if _is_bare_share(quantity, cited):
        yield replace(quantity, kind=QuantityKind.SHARE)
    if quantity.kind is QuantityKind.COUNT and quantity.noun in _POINTS:  # "nine points clear"
        yield replace(quantity, kind=QuantityKind.POINTS)
    if (share := fractions.as_share(quantity)) is not None:
        yield share


def _is_decade(quantity: Quantity, near: list[Quantity], cited: Cited) -> bool:
    """Whether a figure tells in which decade of somebody's life another one is: "in her 80s" of a woman of 84."""
    if quantity.kind is not QuantityKind.COUNT or not re.match(r"['’]?s\b", cited.claim[quantity.span.end :]):
        return False
    return any(quantity.value <= age.value < quantity.value + 10 for age in near)  # years


def _is_list(quantity: Quantity, cited: Cited) -> bool:
    """Whether a claim counts what the cited sentences list: "six countries", "both men"."""
    if not quantity.is_small_count:
        return False
    if any(quantity.value in counted(piece.sentences, language_of(piece)) for piece in cited.evidence.pieces):
        return True
    named = (one for sentences in cited.sentences for one in sentences if quantity.value == 2)  # noqa: PLR2004
    return any(paired(one.text, [name.span for name in one.names], one.language) for one in named)


def _is_bare_share(quantity: Quantity, cited: Cited) -> bool:
    """Whether a figure counts nothing and another one of its claim is a share: "22 percent … under 15"."""
    is_bare = quantity.kind is QuantityKind.COUNT and not quantity.noun
    return is_bare and any(one.kind is QuantityKind.SHARE for one in cited.said.quantities)


def stated(piece: EvidencePiece, text: str) -> tuple[Quantity, ...]:
    """What a text of a cited article states, its days reckoned from when the article was published."""
    language = language_of(piece)
    found = extract(text, published=piece.published, language=language)
    return found + unwritten(text, found, language)


def nearby(cited: Cited) -> list[Quantity]:
    """What the cited sentences state, then what their neighbours do."""
    pieces = cited.evidence.pieces
    own = [quantity for piece in pieces for quantity in stated(piece, piece.sentences)]
    around = [q for piece in pieces if piece.around != piece.sentences for q in stated(piece, piece.around)]
    return own + around


def says(candidates: Iterable[Quantity], text: str) -> str:
    """The half-sentence that tells what stands in the evidence instead; empty when nothing alike does."""
    nearest = next(iter(candidates), None)
    return f'; it says "{nearest.text}"' if nearest is not None and nearest.text != text else ""


def _differences(quantity: Quantity, same: list[Quantity], cited: Cited) -> Iterator[Finding]:
    """What may be wrong with a number that the evidence does state."""
    if all(found.bound is _OPPOSITE.get(quantity.bound) for found in same):
        yield Finding(NAME, Severity.FLAG, f'"{quantity.text}" is a limit the other way round in the evidence')
    elif quantity.bound in _OPPOSITE and all(_is_stricter(quantity, found) for found in same):
        yield Finding(NAME, Severity.FLAG, f'"{quantity.text}" is exact in the evidence, a limit in the claim')
    if quantity.kind is not QuantityKind.COUNT or not quantity.noun or _counts_it(quantity, cited):
        return
    noun = stem(quantity.noun)
    texts = [stated(piece, piece.sentences) for piece in cited.evidence.pieces]
    swapped = (
        other
        for found in same[:MOST]
        for text in texts
        if found in text
        for other in text
        if other.kind is QuantityKind.COUNT and stem(other.noun) == noun
        if other != found and abs(other.span.start - found.span.start) <= _SENTENCE  # so near that a writer swaps them
    )
    for other in islice(swapped, 1):
        message = f'the claim says "{quantity.text} {quantity.noun}", the evidence "{other.text} {other.noun}"'
        yield Finding(NAME, Severity.FLAG, message)


def _counts_it(quantity: Quantity, cited: Cited) -> bool:
    """Whether the figure of a claim counts in some sentence of the evidence what it counts in the claim."""
    around = (one for sentences in cited.around for one in sentences)
    found = ((one, each) for one in around for each in one.quantities if states((each,), quantity))
    return any(counts(one, each, quantity.noun) for one, each in islice(found, MOST))


def _is_stricter(quantity: Quantity, found: Quantity) -> bool:
    """Whether a figure of the evidence is exact that a claim makes a limit; "over three weeks" need not be one."""
    if found.bound is not Bound.EXACT or found.value != quantity.value:
        return False
    loose = lexicon.listed(None, "counts", "loose")
    lasts = is_time(quantity.unit) and quantity.before in loose
    within = quantity.bound is Bound.UNDER and found.before in loose
    return not (lasts or within or found.before == quantity.before)  # "go up to 9.50" and "rise to 9.50"


def _message(quantity: Quantity, near: list[Quantity]) -> str:
    alike = [q for q in near if q.kind is quantity.kind]
    if not alike and quantity.kind is not QuantityKind.ORDINAL:
        alike = [q for q in near if q.kind in (QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.SHARE)]

    def distance(other: Quantity) -> tuple[bool, float]:
        """How far apart the two numbers are: other units last, then by ratio."""
        small, large = sorted((abs(other.value) + 1, abs(quantity.value) + 1))
        return other.unit != quantity.unit or other.noun != quantity.noun, float(large / small)

    return f'"{quantity.text}" is not in the evidence{says(sorted(alike, key=distance), quantity.text)}'
