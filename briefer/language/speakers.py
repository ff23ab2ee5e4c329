"""Who stands beside a verb of saying: the noun before it or behind it, with the position that stands there too.

Only what is surely whoever speaks is found: "Orr said", "Orr, the mayor, said", "said a clerk, Ann Orr"; of "Lind, whom
Orr knows, and Dorn said" nobody is.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefer.language import lexicon
from briefer.language.name_words import GENERIC
from briefer.language.names import covers
from briefer.language.phrases import PARTING, VERBAL, Phrases
from briefer.language.word_kinds import WordKind
from briefer.records import Span

_BESIDE = frozenset({WordKind.NAME, WordKind.NOUN, WordKind.OWNER, WordKind.DETERMINER, WordKind.ADVERB})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by places in a text: code points, end-exclusive."""

    name: Span  #: a name, a body, or a pronoun
    about: Span | None = None  #: the position that stands beside the name
    is_pronoun: bool = False
    is_person: bool = False  #: by a form of address or a position that only a person has
    whole: Span | None = None  #: the name with all that belongs to it


def noun(frame: Phrases, places: range) -> Speaker | None:
    """The one who is told by some words and nothing else: "Mayor Ann Orr of Velmar", "a spokesman for Acme"."""
    return called(frame, places) or (_unnamed(frame, places) if places else None)


def called(frame: Phrases, places: range) -> Speaker | None:
    """The one who is named by some words and nothing else: "Mayor Ann Orr of Velmar"."""
    while places and frame.one.kinds[places.start] is WordKind.AND:
        places = places[1:]
    if not places:
        return None
    for first, end in frame.named:
        if places.start <= first and end <= places.stop and _may_follow(frame, range(end, places.stop)):
            found = _titled(frame, range(places.start, first), first, end)
            if found:
                return found
    return None


def _may_follow(frame: Phrases, after: range) -> bool:
    """Whether nothing stands behind a name but where somebody is from: "of Velmar"."""
    if not after:
        return True
    if not covers(frame.language):
        return frame.one.words[after.start].text.islower()
    is_of = frame.low(after.start) in lexicon.listed(frame.language, "grammar", "of", "sides")
    kinds = {frame.one.kinds[at] for at in after}
    return is_of and kinds.isdisjoint(VERBAL | PARTING | {WordKind.JOINT})


def _titled(frame: Phrases, before: range, first: int, end: int) -> Speaker | None:
    """A name behind what may stand before it: nothing, an article, a form of address, a position."""
    address = lexicon.listed(frame.language, "positions", "address")
    if frame.one.words[end - 1].low.endswith(("'s", "s'")):
        return None
    name = frame.span(first, end)
    lows = [frame.low(at) for at in before]
    if not lows:
        return Speaker(name, whole=name)
    whole = frame.span(before.start, end)
    if not covers(frame.language):
        offices = [at for at in before if frame.low(at) in lexicon.listed(frame.language, "positions", "position")]
        is_known = bool(offices) and list(before[-len(offices) :]) == offices
        is_known = is_known and all(frame.low(at) in _small(frame) for at in before[: -len(offices)])
        about = frame.span(offices[0], offices[-1] + 1) if offices else None
        return Speaker(name, about, is_person=True, whole=whole) if is_known and about else None
    if all(low in address for low in lows):
        return Speaker(name, is_person=True, whole=whole)
    if len(lows) == 1 and frame.one.kinds[before.start] is WordKind.DETERMINER:
        return Speaker(whole, whole=whole)
    if frame.is_position(before) and not _is_several(frame, before):
        return Speaker(name, frame.span(before.start, before.stop), is_person=True, whole=whole)
    return None


def _small(frame: Phrases) -> frozenset[str]:
    """What may stand before a position and a name where nothing else is known of the language."""
    address = lexicon.listed(frame.language, "positions", "address")
    return address | lexicon.listed(frame.language, "determiners", "article")


def _is_several(frame: Phrases, places: range) -> bool:
    """Whether more than one is told, or one of another: not "Secretary of State", which is a title."""
    kinds = {frame.one.kinds[at] for at in places}
    is_title = frame.low(places.stop - 1) in GENERIC and frame.low(places.stop - 2) in _of(frame)
    parting = {WordKind.AND, WordKind.JOINT} | (set() if is_title else {WordKind.PREPOSITION})
    return not kinds.isdisjoint(parting)


def _of(frame: Phrases) -> frozenset[str]:
    return lexicon.listed(frame.language, "grammar", "of")


def before_name(frame: Phrases, first: int) -> range:
    """The words right before a name that may tell its bearer's position: "Secretary of State"."""
    start = first
    if not covers(frame.language):
        offices = lexicon.listed(frame.language, "positions", "position")
        while start > 0 and frame.low(start - 1) in offices:
            start -= 1
        return range(start, first)
    while start > 0 and not frame.breaks[start]:
        is_title = start == first - 1 and frame.low(start) in GENERIC and frame.low(start - 1) in _of(frame)
        if frame.one.kinds[start - 1] not in _BESIDE and not is_title:
            break
        start -= 1
    while start < first and start == 0 and frame.one.kinds[start] is WordKind.ADVERB:  # "Yet Mayor Orr"
        start += 1
    is_cut = start > 0 and frame.low(start - 1) in _of(frame) and frame.low(first - 2) in GENERIC
    return range(max(start, first - 1) if is_cut else start, first)  # of "head of the Committee Rep. Orr" the last


def _unnamed(frame: Phrases, places: range) -> Speaker | None:
    """Several who speak together ("the police"), or who speaks for a body: "a spokesman for Acme"."""
    while places and frame.one.kinds[places.start] is WordKind.AND:
        places = places[1:]
    lows = [frame.low(at) for at in places]
    if not lows:
        return None
    bare = lows[1:] if frame.one.kinds[places.start] is WordKind.DETERMINER else lows
    span = frame.span(places.start, places.stop)
    if len(bare) == 1 and bare[0] in lexicon.listed(frame.language, "positions", "body"):
        return Speaker(span, whole=span)
    spokes = lexicon.listed(frame.language, "positions", "speaking")
    speaking = [n for n, low in enumerate(lows) if low in spokes]
    opens = frame.one.kinds[places.start] is WordKind.DETERMINER
    if not opens or len(speaking) != 1 or not _names_whom(frame, places) or _parts_verbs(frame, places):
        return None
    after = places[speaking[0] + 1 :]
    is_for = not after or frame.one.kinds[after.start] is WordKind.PREPOSITION
    return Speaker(span, whole=span) if is_for else None


def _names_whom(frame: Phrases, places: range) -> bool:
    """Whether a name stands among some words, so that a reader knows for whom somebody speaks."""
    return any(places.start <= first and end <= places.stop for first, end in frame.named)


def _parts_verbs(frame: Phrases, places: range) -> bool:
    kinds = {frame.one.kinds[at] for at in places}
    return not kinds.isdisjoint(VERBAL | {WordKind.JOINT, WordKind.RELATIVE, WordKind.AND})
