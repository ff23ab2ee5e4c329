"""On what occasion somebody speaks: "in a statement", "at a dinner"."""

from __future__ import annotations

from briefer.language import lexicon
from briefer.language.phrases import QUOTED, Phrases
from briefer.language.speakers import Speaker
from briefer.language.word_kinds import VERBS, WordKind
from briefer.records import Span

_ENDS = VERBS | {
    WordKind.JOINT,
    WordKind.RELATIVE,
    WordKind.AND,
    WordKind.TO,
    WordKind.ADVERB,
    WordKind.AUXILIARY,
    WordKind.PRONOUN,
}
_HEARERS = frozenset({WordKind.DETERMINER, WordKind.NAME, WordKind.NOUN, WordKind.OWNER})


def occasion(frame: Phrases, at: int, speaker: Speaker) -> Span | None:
    """The words that tell on what occasion somebody speaks, right behind the verb and the speaker; None without any.

    Args:
        frame: the words of the sentence.
        at: the place of the verb of saying.
        speaker: whose it is.
    """
    nouns = lexicon.listed(frame.language, "occasions", "occasion")
    start = frame.place_behind(max(frame.ends[at], speaker.name.end, speaker.about.end if speaker.about else 0))
    first = _opening(frame, at, start)
    if first is None:
        return None
    places = range(first, frame.stretch(first).stop)
    noun = next((n for n in places[1:] if frame.is_preposition(n) or frame.low(n) in nouns), None)
    if noun is None or frame.is_preposition(noun):
        return None
    end = next((n for n in places[1:] if frame.one.kinds[n] in _ENDS and n != noun), places.stop)
    if QUOTED in frame.gap(end) and end > noun + 1:  # "in an interview on the programme “…”"
        end = next((n for n in range(end - 1, noun, -1) if frame.is_preposition(n)), noun + 1)
    return frame.span(first, end) if end > noun else None


def _opening(frame: Phrases, at: int, start: int) -> int | None:
    """The place of the "in" before an occasion: behind the verb at once, behind a day, or behind who hears it."""
    before = lexicon.listed(frame.language, "occasions", "before")
    if start >= len(frame.one.words) or (frame.breaks[start] and start != at + 1):
        return None
    places = range(start, frame.stretch(start).stop)
    first = next((n for n in places if frame.low(n) in before and n not in frame.day_openers), None)
    if first is None:
        return None
    rest = [n for n in range(start, first) if n not in frame.dated | frame.day_openers]
    hears = frame.low(at) in lexicon.listed(frame.language, "grammar", "hearer")
    return first if not rest or (hears and all(frame.one.kinds[n] in _HEARERS for n in rest)) else None
