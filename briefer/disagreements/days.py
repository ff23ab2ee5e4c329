"""One event, or the end of one thing, on different days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from briefer.disagreements.answers import IT, clause_before, thing
from briefer.disagreements.figure import KINDS
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language import lexicon
from briefer.language.compare import at_odds
from briefer.language.quantities import Quantity
from briefer.language.senses import senses_of
from briefer.language.verb_forms import is_past

_DATED = 0.36  # what two sentences must say of each other for their dates to be of one event
_ONE_EVENT = 0.45  # … and where the dates do not follow the same word


def dates_differ(heard: Voices) -> Iterator[Conflict]:
    """The same event on different days."""
    for a, b, alike in heard.close:
        # Where another figure differs too, each may be right for its day.
        if alike < _DATED or any(at_odds(x, y) for x, y in product(a.quantities(*KINDS), b.quantities(*KINDS))):
            continue
        if any(_one_event(a, x, b, y, heard) for x, y in product(a.dates, b.dates) if at_odds(x, y)):
            yield Conflict("When did it happen?", (a, b))


def _one_event(a: Voice, x: Quantity, b: Voice, y: Quantity, heard: Voices) -> bool:
    """Whether two days are given to one event, and neither article knows the other's day."""
    if heard.tells(b, x) or heard.tells(a, y) or (_ending(a, x) and _ending(b, y)):
        return False  # `ends_differ` judges what ends
    if of_speech(a, x) or of_speech(b, y) or occasion(a) != occasion(b):
        return False
    before = [voice.part(voice.text[: date.span.start]).terms for voice, date in ((a, x), (b, y))]
    named = [voice.names.intersection(terms) for voice, terms in zip((a, b), before, strict=True)]
    if all(named) and named[0].isdisjoint(named[1]):
        return False
    deeds = [[deed] if (deed := voice.deed(day.span.start)) else [] for voice, day in ((a, x), (b, y))]
    if all(deeds) and not heard.common(deeds[0], deeds[1]):
        return False  # "died on Tuesday", "was buried on Friday"
    if all(deeds) and _two_subjects(a, x, b, y, heard):
        return False  # the lift in the north tower, the lift in the south tower
    words = [terms[-1:] for terms in before]
    # "born in", "founded in", or sentences that say almost the same
    return bool(heard.common(words[0], words[1])) or heard.alike(a, b) >= _ONE_EVENT


def _two_subjects(a: Voice, x: Quantity, b: Voice, y: Quantity, heard: Voices) -> bool:
    """Whether what the deeds were done to is called by one noun, but each has a word of its own beside it."""
    heads, clauses = [], []
    for voice, day in ((a, x), (b, y)):
        deed = next((verb for verb in voice.verbs[::-1] if verb.start < day.span.start), None)
        clause = clause_before(voice, deed.start) if deed else ""
        heads.append(thing(clause, voice.language).split()[-1])
        clauses.append(frozenset(voice.part(clause).terms))
    shared, back = heard.common(*clauses), heard.common(*clauses[::-1])
    return heads[0] == heads[1] != IT and bool(clauses[0] - shared and clauses[1] - back)


def of_speech(voice: Voice, day: Quantity) -> bool:
    """Whether a day is that of saying so: "said on Tuesday that", "told workers on Monday that"."""
    before = [word for word in voice.said.words if word.start < day.span.start]
    modal = lexicon.listed(voice.language, "auxiliaries", "modal")
    verbs = [word for word in before if word.low in modal or is_past(word.low, voice.language)]
    return bool(verbs) and verbs[-1].low in lexicon.listed(voice.language, "saying", "say")


def occasion(voice: Voice) -> frozenset[str]:
    """The words of a sentence that tell one time from another: "first elected", "re-elected"."""
    found = lexicon.pattern(voice.language, "milestones", "occasion").finditer(voice.text)
    return frozenset(match[0].lower() for match in found)


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
    found = [made for voice in heard.all for day in voice.dates if (made := _ending(voice, day))]
    for a, b in combinations(found, 2):
        if a.voice.origin != b.voice.origin and at_odds(a.day, b.day) and _one_thing(a, b, heard):
            yield Conflict("When does it end?", (a.voice, b.voice))


def _ending(voice: Voice, day: Quantity) -> Ending | None:
    """What ends on a day that a sentence names; None where the day is of something else."""
    before = voice.text[: day.span.start]
    ends, done = (lexicon.pattern(voice.language, "ends", key).search(before) for key in ("ends", "done"))
    if not (match := ends or done):
        return None
    said = lexicon.pattern(voice.language, "ends", "break").split(before[: match.start()])[-1]
    subject = voice.part(lexicon.pattern(voice.language, "ends", "within").split(said)[0]).terms
    word, details = (subject[-1:], subject[:-1]) if ends else (voice.part(match["done"]).terms[-1:], subject)
    if not word:
        return None
    names = frozenset(voice.part(said).terms) & voice.names
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
    told = [voice.said.shares for voice in heard.of(b.voice)]
    return not heard.tells(b.voice, a.day) and all(any(name in shares for shares in told) for name in a.names)
