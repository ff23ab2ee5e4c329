"""One past deed, dated to two days by sentences that have little else in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from briefer.disagreements.answers import IT, clause_before, thing
from briefer.disagreements.days import of_speech
from briefer.disagreements.figure import KINDS
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language import lexicon
from briefer.language.compare import at_odds
from briefer.language.quantities import Quantity
from briefer.language.senses import senses_of
from briefer.language.stems import Word, stem, stems_of
from briefer.language.verb_forms import is_past

_BEFORE = 3  # words before a verb that tell whether it was done
_NEAR = 60  # code points between a deed and its day: "tested positive for the blood booster on"


@dataclass(frozen=True, slots=True)
class DatedDeed:
    """A deed, and the day that a sentence gives to it."""

    voice: Voice
    day: Quantity
    deed: Word
    event: frozenset[object]  #: senses of the word that tells it
    subject: str  #: what it was done to or who did it, as written; "it" where that is not told
    about: frozenset[str]  #: terms of its clause before the deed
    turn: frozenset[str]  #: words that tell one time from another: "a second sample"
    is_named: bool  #: told by a noun ("the sample was taken"), so that the subject is no part of another telling


def deed_days_differ(heard: Voices) -> Iterator[Conflict]:
    """One deed of one subject on two days, each the only one in its article."""
    found = [dated for voice in heard.all for day in voice.dates if (dated := _dated(voice, day))]
    for a, b in combinations(found, 2):
        if a.voice.origin == b.voice.origin or a.event.isdisjoint(b.event) or not at_odds(a.day, b.day):
            continue
        if _alone(a, found) and _alone(b, found) and _one_deed(a, b, heard):
            yield Conflict(_question(a, b), (a.voice, b.voice))


def _dated(voice: Voice, day: Quantity) -> DatedDeed | None:
    """The deed that stands before a day and is told as done; None where it is only said on that day."""
    verbs = [verb for verb in voice.verbs if day.span.start - _NEAR <= verb.start < day.span.start]
    if not verbs or of_speech(voice, day) or not _is_day(day) or not _is_done(voice, verbs[-1]):
        return None
    deed = verbs[-1]
    between = voice.text[deed.start + len(deed.text) : day.span.start]
    clause = clause_before(voice, deed.start)
    if lexicon.pattern(voice.language, "slots", "aside").search(between) or not clause:
        return None
    subject = thing(clause, voice.language)
    head = stem(subject.split()[-1].lower(), voice.language)
    is_named = head in events(voice.language) and deed.stem in stems_of(voice.language, "milestones", "done")
    if not is_named and deed.stem in stems_of(voice.language, "light_verbs", "always", "clause"):
        return None
    told = head if is_named else deed.stem
    event = senses_of(told) | events(voice.language).get(told, frozenset())
    turns = lexicon.pattern(voice.language, "milestones", "turn").finditer(f"{clause} {between}")
    turn = frozenset(match[0].lower() for match in turns)
    return DatedDeed(voice, day, deed, event, subject, frozenset(voice.part(clause).terms), turn, is_named)


def _is_day(day: Quantity) -> bool:
    """Whether it is a day, or a month, and no quarter or year, in which much may happen twice."""
    return any(when.month is not None or when.weekday is not None for when in day.when)


def _is_done(voice: Voice, deed: Word) -> bool:
    """Whether a verb is told as done: not "will be delivered", "was to be delivered", "was not delivered"."""
    before = [word for word in voice.said.words if word.start < deed.start][-_BEFORE:]
    helpers = lexicon.listed(voice.language, "auxiliaries", "modal") | lexicon.listed(voice.language, "grammar", "to")
    is_open = any(word.low in helpers or word in voice.said.denials for word in before)
    return is_past(deed.low, voice.language) and not is_open


@cache
def events(language: str | None) -> dict[str, frozenset[object]]:
    """For the stem of each word of the list of deeds, the deed that it tells."""
    found: dict[str, frozenset[object]] = {}
    for words in lexicon.groups(language, "single_deeds"):
        for word in words:
            one = stem(word, language)
            found[one] = found.get(one, frozenset()) | {words}
    return found


def _alone(dated: DatedDeed, found: list[DatedDeed]) -> bool:
    """Whether its article tells no other day of such a deed."""
    same = (one for one in found if one.voice.article == dated.voice.article and one.turn == dated.turn)
    return not any(at_odds(one.day, dated.day) for one in same if not one.event.isdisjoint(dated.event))


def _one_deed(a: DatedDeed, b: DatedDeed, heard: Voices) -> bool:
    """Whether two deeds are of one subject, and neither article knows the other's day."""
    if a.turn != b.turn or heard.tells(a.voice, b.day) or heard.tells(b.voice, a.day):
        return False
    if any(at_odds(x, y) for x, y in product(a.voice.quantities(*KINDS), b.voice.quantities(*KINDS))):
        return False  # "for nine hours on Thursday", "for two hours on Monday"
    unknown = [one.about & one.voice.names - heard.terms[other.voice.article] for one, other in ((a, b), (b, a))]
    if all(unknown) or (a.is_named or b.is_named):
        return not any(unknown)
    heads = [{stem(d.subject.split()[-1].lower(), d.voice.language)} for d in (a, b) if d.subject != IT]
    shared, back = heard.common(a.about, b.about), heard.common(b.about, a.about)
    return len(heads) > 1 and bool(heard.common(*heads)) and not (a.about - shared and b.about - back)


def _question(a: DatedDeed, b: DatedDeed) -> str:
    """When it was, with the thing to which it was done where one of the two says "was inspected" of it."""
    for one in (a, b):
        before = one.voice.text[: one.deed.start].split()
        is_done_to = before and before[-1].lower() in lexicon.listed(one.voice.language, "auxiliaries", "be")
        head = one.subject.split()[-1]
        if is_done_to and one.subject != IT and head.islower():
            is_several = lexicon.pattern(one.voice.language, "figures", "plural").fullmatch(head)
            return f"When {'were' if is_several else 'was'} {one.subject} {one.deed.low}?"
    return "When did it happen?"
