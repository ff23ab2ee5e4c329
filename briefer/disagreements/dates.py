"""One event on different days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from briefer.disagreements.conflict import Conflict
from briefer.disagreements.endings import ending
from briefer.disagreements.figure import KINDS
from briefer.disagreements.voices import Voice, Voices
from briefer.language.quantities import Kind, Quantity
from briefer.language.statements import at_odds, statement

_DATED = 0.36  # what two sentences must say of each other for their dates to be of one event
_ONE_EVENT = 0.45  # … and where the dates do not follow the same word


def dates_differ(heard: Voices) -> Iterator[Conflict]:
    """The same event on different days."""
    for a, b, alike in heard.close:
        # Where another figure differs too, each may be right for its day.
        if alike < _DATED or any(at_odds(x, y) for x, y in product(_numbers(a), _numbers(b))):
            continue
        if any(_one_event(a, x, b, y, heard) for x, y in product(_dates(a), _dates(b)) if at_odds(x, y)):
            yield Conflict("When did it happen?", (a, b))


def _one_event(a: Voice, x: Quantity, b: Voice, y: Quantity, heard: Voices) -> bool:
    """Whether two days are given to one event, and neither article knows the other's day."""
    if heard.tells(b, x) or heard.tells(a, y) or (ending(a, x) and ending(b, y)):
        return False  # `ends_differ` judges what ends
    before = [statement(voice.text[: date.span.start]).terms for voice, date in ((a, x), (b, y))]
    named = [voice.names.intersection(terms) for voice, terms in zip((a, b), before, strict=True)]
    if all(named) and named[0].isdisjoint(named[1]):
        return False
    words = [terms[-1:] for terms in before]
    # "born in", "founded in", or sentences that say almost the same
    return bool(heard.common(words[0], words[1])) or heard.alike(a, b) >= _ONE_EVENT


def _dates(voice: Voice) -> list[Quantity]:
    return [q for q in voice.statement.quantities if q.kind is Kind.DATE]


def _numbers(voice: Voice) -> list[Quantity]:
    return [q for q in voice.statement.quantities if q.kind in KINDS]
