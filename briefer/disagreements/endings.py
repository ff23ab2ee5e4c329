"""One thing that ends on different days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from briefer.disagreements.conflict import Conflict
from briefer.disagreements.voices import Voice, Voices
from briefer.language.quantities import Kind, Quantity
from briefer.language.statements import at_odds, senses_of, statement

# What ends is the subject of "ends on …", and what is done "until …": deliveries end when no more is delivered.
# "Lasts until" says no more than "ends on".
_ENDS = re.compile(
    r"\b(?:(?:ends?|ended|ending|expires?|expired|lapses?|lapsed|ceases?|ceased|stops?|stopped|finish(?:es|ed)?|"
    r"(?:runs?|ran) out)\s+(?:on\s+)?|"
    r"(?:lasts?|lasted|runs?|ran|continues?|continued|goes on|go on)\s+(?:until|till)\s+)$",
    re.IGNORECASE,
)
_DONE_UNTIL = re.compile(r"\b(?P<done>[^\W\d_]+)\s+(?:until|till)\s+$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:—–()“”\"]|\.\s|\b(?:and|but|that|which|while|because)\b")
_WITHIN = re.compile(r"\b(?:of|to|for|from|with|in|at|between|by|on|against|over|already)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day that a sentence gives to something."""

    voice: Voice
    day: Quantity
    what: frozenset[object]  #: the senses of the word for it
    done: bool  #: something is done until then; otherwise the thing itself ends
    details: frozenset[str]  #: the terms that say which one it is: of whom it is, to what it is done
    names: frozenset[str]  #: in its clause


def ends_differ(heard: Voices) -> Iterator[Conflict]:
    """The same thing ends on different days."""
    days = ((voice, q) for voice in heard.all for q in voice.statement.quantities if q.kind is Kind.DATE)
    found = [made for voice, day in days if (made := ending(voice, day))]
    for a, b in combinations(found, 2):
        if a.voice.origin != b.voice.origin and at_odds(a.day, b.day) and _one_thing(a, b, heard):
            yield Conflict("When does it end?", (a.voice, b.voice))


def ending(voice: Voice, day: Quantity) -> Ending | None:
    """What ends on a day that a sentence names; None where the day is of something else."""
    before = voice.text[: day.span.start]
    ends, done = _ENDS.search(before), _DONE_UNTIL.search(before)
    if not (match := ends or done):
        return None
    said = _CLAUSE.split(before[: match.start()])[-1]
    subject = statement(_WITHIN.split(said)[0]).terms
    word, details = (subject[-1:], subject[:-1]) if ends else (statement(match["done"]).terms[-1:], subject)
    if not word:
        return None
    names = frozenset(statement(said).terms) & voice.names
    return Ending(voice, day, senses_of(word[0]) | set(word), not ends, frozenset(details), names)


def _one_thing(a: Ending, b: Ending, heard: Voices) -> bool:
    """Whether the words, the details and the names let two endings be of one thing, and neither article knows both."""
    if a.what.isdisjoint(b.what):
        return False
    if a.done == b.done and a.details - b.details and b.details - a.details:
        return False  # the dockers' strike and the drivers' strike
    if a.names and b.names and a.names.isdisjoint(b.names):
        return False
    return _known(a, b, heard) and _known(b, a, heard)


def _known(a: Ending, b: Ending, heard: Voices) -> bool:
    """Whether the other's article speaks of the names of an ending, and not of its day."""
    told = [voice.statement.shares for voice in heard.of(b.voice)]
    return not heard.tells(b.voice, a.day) and all(any(name in shares for shares in told) for name in a.names)
