"""Who says what in a sentence: the verb of saying, whoever stands beside it, and which words are that one's.

Quoted words are read apart: what stands around them is the frame, in which a speaker is looked for. Only forms of which
it is sure whose words they are give any: a second speaker between a name and the words leaves both out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from briefer.language import lexicon
from briefer.language.names import covers
from briefer.language.quantities import QuantityKind
from briefer.language.sentence import Sentence, sentence
from briefer.language.speakers import QUOTED, Phrases, Speaker
from briefer.language.tokens import quotations
from briefer.language.word_kinds import WordKind
from briefer.records import Span

_MARKS = frozenset({"“”", '""', "„“", "„”", "»«", "«»", "‘’", "''", "‚‘", "””"})
_OPENING = tuple('“"„»‘')
_KEYS = ("say", "announce", "commit")
_TOLD = frozenset({WordKind.PAST, WordKind.VERB})
_ANY_VERB = _TOLD | {WordKind.AUXILIARY, WordKind.BARE, WordKind.GERUND}
_CONTENT = frozenset(
    {WordKind.DETERMINER, WordKind.NAME, WordKind.NOUN, WordKind.PRONOUN, WordKind.OWNER, WordKind.NUMBER}
)


@dataclass(frozen=True, slots=True)
class Speech:
    """What one speaker says, by places in a text: code points, end-exclusive."""

    speaker: Speaker
    quoted: tuple[Span, ...] = ()  #: words inside quotation marks, without the marks
    said: Span | None = None  #: what is told without quotation marks, as far as it is the speaker's
    occasion: Span | None = None


def quoted_words(text: str) -> tuple[Span, ...]:
    """The stretches between two quotation marks that belong together; none where the marks of a text do not pair.

    Args:
        text: a sentence, or a paragraph.
    """
    if text.count('"') % 2 or text.count("“") > text.count("”") + text.count("„"):
        return ()
    found = quotations(text)
    return tuple(span for span in found if text[span.start - 1] + text[span.end : span.end + 1] in _MARKS)


@lru_cache(maxsize=2048)
def speeches(text: str, language: str | None = None) -> tuple[Speech, ...]:
    """Who says what in a sentence, quotations of several sentences in it included.

    Args:
        text: a sentence.
        language: ISO 639-1 code; English where unknown. None is found where its verbs of saying are not known.
    """
    if not lexicon.has(language, "saying"):
        return ()
    return tuple(_Reading(text, language).speeches())


class _Reading:
    """One sentence, on its way to who says what in it."""

    def __init__(self, text: str, language: str | None) -> None:
        self.text, self.language = text, language
        self.quotes = quoted_words(text)
        self.frame = Phrases(sentence(framed(text, self.quotes), language))
        self.one: Sentence = self.frame.one

    def speeches(self) -> Iterator[Speech]:
        """Every one of which it is sure."""
        for at in self.verbs:
            yield from self._beside(at)
        yield from self._according()

    @cached_property
    def saying(self) -> frozenset[int]:
        """The places of all words by which something may be told as somebody's."""
        more = lexicon.listed(self.language, "saying", "claim", "show") | lexicon.listed(self.language, "moods", "thought")
        return self.telling | {n for n, w in enumerate(self.one.words) if w.low in more and self._is_told(n)}

    @cached_property
    def telling(self) -> frozenset[int]:
        """The places of the words that tell of saying, in any form."""
        listed = lexicon.listed(self.language, "saying", *_KEYS, "deny", "judge")
        return frozenset(n for n, word in enumerate(self.one.words) if word.low in listed)

    @cached_property
    def verbs(self) -> tuple[int, ...]:
        """The places of the verbs of saying that are told as done, by one who is not told that something is said."""
        listed = lexicon.listed(self.language, "saying", *_KEYS)
        return tuple(n for n, word in enumerate(self.one.words) if word.low in listed and self._is_told(n))

    def _is_told(self, at: int) -> bool:
        if not lexicon.has(self.language, "word_kinds"):
            return True
        return self.one.kinds[at] in _TOLD or (self.one.kinds[at] is WordKind.GERUND and self._opens_quote(at))

    def _opens_quote(self, at: int) -> bool:
        """Whether quoted words stand right behind a verb: "issued a statement, saying: “…”"."""
        return QUOTED in self._gap(at + 1)

    def _beside(self, at: int) -> Iterator[Speech]:
        """What the speaker before or behind a verb says."""
        first, is_sure = self._first(at)
        if not is_sure:
            return
        before = self._of_main(at) if self.one.kinds[at] is WordKind.GERUND else self._before(first)
        if before:
            yield from self._spoken_by(before, at, is_behind=False)
        elif behind := self._behind(at):
            yield from self._spoken_by(behind, at, is_behind=True)

    def _first(self, at: int) -> tuple[int, bool]:
        """The place of the first word that belongs to a verb, and whether it is told that something is said."""
        between = lexicon.listed(self.language, "grammar", "between")
        held = lexicon.listed(self.language, "auxiliaries", "be", "modal", "do")
        denied = lexicon.listed(self.language, "negation", "not")
        dated = self._dated()
        while at > 0 and not self.frame.breaks[at]:
            low, kind = self.frame.low(at - 1), self.one.kinds[at - 1]
            if low in held or low in denied or kind in (WordKind.NOT, WordKind.TO):
                return at, False
            is_day = at - 1 in dated or (at in dated and kind is WordKind.PREPOSITION)  # "Orr on Monday said"
            if low not in between and kind is not WordKind.ADVERB and not is_day:
                break
            at -= 1
        return at, True

    # --- who ----------------------------------------------------------------------------------------------

    def _before(self, first: int) -> Speaker | None:
        """Who stands before a verb, with a position between commas or without."""
        if first == 0:
            return None
        frame = self.frame
        if not frame.breaks[first]:
            near = frame.stretch(first - 1)
            places = range(near.start, first)
            return self._pronoun(places) or frame.noun(places)
        return self._apposed(first)

    def _of_main(self, at: int) -> Speaker | None:
        """The subject with which a sentence begins, where nobody else does anything before a verb's "saying"."""
        clauses = [c for c in self.one.clauses if c.verb and c.finite and c.verb.start < self.one.words[at].start]
        if len(clauses) != 1 or clauses[0].verb is None:
            return None
        verb = next(n for n, word in enumerate(self.one.words) if word.start == clauses[0].verb.start)
        first, is_sure = self._first(verb)
        if not is_sure:
            return None
        if self.frame.breaks[first] and (participle := self._participle(first)) is not None:
            first = participle
        found = self._before(first)
        return found if found and not found.is_pronoun and self._starts(found) else None

    def _participle(self, first: int) -> int | None:
        """Where a stretch between commas begins that only tells what a subject is about: ", seeking to explain,"."""
        start = self.frame.stretch(first - 1).start if first else 0
        return start if start and self.one.kinds[start] is WordKind.GERUND else None

    def _starts(self, found: Speaker) -> bool:
        start = min(span.start for span in (found.whole, found.about, found.name) if span)
        return start == self.one.words[0].start

    def _pronoun(self, places: range) -> Speaker | None:
        """One who is only called "he"."""
        low = self.frame.low(places[-1])
        is_alone = len(places) == 1 or (len(places) == 2 and self.one.kinds[places[0]] is WordKind.AND)  # noqa: PLR2004
        if not is_alone or not lexicon.pattern(self.language, "pronouns", "subject").fullmatch(low):
            return None
        span = self.frame.span(places[-1], places[-1] + 1)
        return Speaker(span, is_pronoun=True, whole=span)

    def _apposed(self, first: int) -> Speaker | None:
        """Who stands before a verb and something between commas: "Orr, 46, the mayor, said"."""
        frame, beside = self.frame, []
        at = first
        while at > 0 and len(beside) < 3 and QUOTED not in self._gap(at):  # noqa: PLR2004 - an age, a place, a position
            near = range(frame.stretch(at - 1).start, at)
            found = None if self._is_place(near) else frame.called(near)
            if found and (not beside or all(self._may_stand(part) for part in beside)):
                return self._with_position(found, beside, near)
            beside.insert(0, near)
            at = near.start
        return None

    def _is_place(self, near: range) -> bool:
        """Whether a lone name behind another one tells where that one is from: "Orr, Ind.,", "Orr (R-Ariz.),"."""
        if "(" in self._gap(near.start):
            return True
        named = {end for _, end in self.frame.named}
        return len(near) <= 2 and near.start in named and self.one.kinds[near.start] is WordKind.NAME  # noqa: PLR2004

    def _may_stand(self, part: range) -> bool:
        """Whether something between commas tells more of the name before it: a position, an age, a place, "who"."""
        if self.frame.is_position(part) or self.one.kinds[part.start] is WordKind.RELATIVE:
            return True
        kinds = {self.one.kinds[at] for at in part}
        return kinds <= {WordKind.NUMBER, WordKind.NAME} and len(part) <= 2  # noqa: PLR2004 - "Ind", "R-Ariz", "46"

    def _with_position(self, found: Speaker, beside: list[range], near: range) -> Speaker | None:
        frame = self.frame
        about = next((part for part in beside if frame.is_position(part)), None)
        if about is None and not beside:  # "The clerk, Ann Orr, said"
            before = range(frame.stretch(near.start - 1).start, near.start) if near.start else range(0)
            is_office = bool(before) and frame.is_position(before) and self._opens(before.start)
            about = before if is_office else None
            if before and not is_office and not self._opens(near.start):
                return None
        span = frame.span(about.start, about.stop) if about else found.about
        return Speaker(found.name, span, is_person=found.is_person or bool(about), whole=found.whole)

    def _opens(self, at: int) -> bool:
        """Whether a word is the first of the sentence, or the first behind quoted words."""
        return at == 0 or QUOTED in self._gap(at)

    def _gap(self, at: int) -> str:
        """The characters between a word and the one before."""
        start = self.frame.ends[at - 1] if at else 0
        end = self.one.words[at].start if at < len(self.one.words) else len(self.one.text)
        return self.one.text[start:end]

    def _behind(self, at: int) -> Speaker | None:
        """Who stands behind a verb that follows what is said: ", said a clerk, Ann Orr"."""
        frame = self.frame
        hearer = self.frame.low(at) in lexicon.listed(self.language, "grammar", "hearer")
        if hearer or not frame.breaks[at] or at + 1 >= len(self.one.words) or frame.breaks[at + 1]:
            return None
        near = range(at + 1, frame.stretch(at).stop)
        whole = self._until_occasion(near)
        if found := self._office_first(near):
            return found
        if found := frame.noun(whole):
            after = range(near.stop, frame.stretch(near.stop).stop) if near.stop < len(self.one.words) else range(0)
            if found.about or whole != near or not after or QUOTED in self._gap(near.stop):
                return found
            if frame.is_position(after):
                return Speaker(found.name, frame.span(after.start, after.stop), is_person=True, whole=found.whole)
            is_list = any(first == after.start for first, _ in frame.named)
            return None if is_list else found
        return None

    def _office_first(self, near: range) -> Speaker | None:
        """Who is named behind a position and a comma: "said a clerk, Ann Orr"."""
        frame = self.frame
        if not frame.is_position(near) or near.stop >= len(self.one.words) or QUOTED in self._gap(near.stop):
            return None
        found = frame.noun(self._until_occasion(range(near.stop, frame.stretch(near.stop).stop)))
        if found is None or found.about:
            return None
        return Speaker(found.name, frame.span(near.start, near.stop), is_person=True, whole=found.whole)

    def _until_occasion(self, places: range) -> range:
        """Some words before the first that tells where or when somebody speaks: "Orr in a statement"."""
        before = lexicon.listed(self.language, "occasions", "before")
        dated = {q.span.start for q in self.one.quantities if q.kind is QuantityKind.DATE}
        ends = (at for at in places if self.frame.low(at) in before or self.one.words[at].start in dated)
        return range(places.start, next(ends, places.stop))

    # --- what ---------------------------------------------------------------------------------------------

    def _spoken_by(self, speaker: Speaker, at: int, *, is_behind: bool) -> Iterator[Speech]:
        whole = speaker.whole or speaker.name
        start = self.one.words[at].start if is_behind else whole.start
        if speaker.about:
            start = min(start, speaker.about.start)
        end = max(self.frame.ends[at], whole.end)
        quoted = tuple(q for q in self.quotes if self._is_quoted(q, start, end, at))
        said = self._said_before(start, at, end) or (None if is_behind else self._said_after(start, at))
        if quoted or said:
            yield Speech(speaker, quoted, said, self._occasion(at, speaker))

    def _is_quoted(self, quote: Span, start: int, end: int, at: int) -> bool:
        """Whether quoted words are the speaker's whose name and verb stand between two places."""
        others = [n for n in self.saying if n != at]
        if quote.end <= start:  # "…", said Orr
            between = [w for w in self.one.words if quote.end <= w.start < start]
            return not between and not any(self.one.words[n].start < quote.start for n in others)
        if quote.start < end:
            return False
        between = [n for n in others if end <= self.one.words[n].start < quote.start]
        is_first = not any(self.one.words[n].start < start for n in others) or start == 0
        return not between and (is_first or not [w for w in self.one.words if end <= w.start < quote.start])

    def _said_before(self, start: int, at: int, end: int) -> Span | None:
        """What stands before a speaker at the end of a sentence: "The dam will stand, Orr said"."""
        words = [n for n, w in enumerate(self.one.words) if w.start < start]
        if not words or not self._is_parted(start):
            return None
        is_told = not self._only_beside([n for n, w in enumerate(self.one.words) if w.start >= end and n != at])
        is_told = is_told or not any(c.finite and not c.joint and c.verb and c.verb.start < start for c in self.one.clauses)
        if is_told or any(n in self.telling for n in words) or self.text.lstrip()[:1] in _OPENING:
            return None
        return Span(self.one.words[0].start, self.frame.ends[words[-1]])

    def _only_beside(self, rest: list[int]) -> bool:
        """Whether the words behind a speaker tell only when, where or how it was said, or who that is: ", who"."""
        if not rest or rest[0] in self._dated():
            return True
        kind = self.one.kinds[rest[0]]
        if self.frame.breaks[rest[0]]:
            return kind in (WordKind.RELATIVE, WordKind.GERUND) or self.frame.is_position(self.frame.stretch(rest[0]))
        ends = _TOLD | {WordKind.RELATIVE, WordKind.AUXILIARY}
        return kind in (WordKind.PREPOSITION, WordKind.ADVERB) and not any(self.one.kinds[n] in ends for n in rest)

    def _said_after(self, start: int, at: int) -> Span | None:
        """What stands behind a verb at the beginning of a sentence: "Orr said on Friday that the dam will stand"."""
        before = [n for n, w in enumerate(self.one.words) if w.start < start]
        is_fronted = bool(before) and self._is_preposition(before[0]) and self._is_parted(start)
        clausal = {WordKind.AUXILIARY, WordKind.JOINT, WordKind.RELATIVE} | (frozenset() if is_fronted else _TOLD)
        if any(self.one.kinds[n] in clausal or n in self.telling for n in before):
            return None
        first = self._content(at)
        if first is None or QUOTED in self.one.text[: self.one.words[first].start]:
            return None
        begin = self.one.words[first].start
        end = begin + len(self.text[begin:].rstrip(" .\n"))
        if cut := lexicon.pattern(self.language, "reported", "ends").search(self.one.text, begin, end):
            end = cut.start()
        inside = [n for n, w in enumerate(self.one.words) if begin <= w.start < end]
        is_anothers = any(n in self.telling for n in inside)
        return None if is_anothers or not inside or self.text[end - 1] in "?!" else Span(begin, end)

    def _is_parted(self, start: int) -> bool:
        """Whether a comma stands before a place."""
        return self.text[:start].rstrip().endswith(",")

    def _content(self, at: int) -> int | None:
        """The place of the first word of what is said: behind "that", a day, or at once behind the verb."""
        commits = lexicon.listed(self.language, "saying", "commit") | lexicon.listed(self.language, "grammar", "hearer")
        place, dated = at + 1, self._dated()
        that = lexicon.listed(self.language, "grammar", "that")
        stretch = self.frame.stretch(at)
        told = next((n for n in range(at + 1, stretch.stop) if self.frame.low(n) in that), None)
        if told is not None and self._is_hearing(at, range(at + 1, told)):
            return told + 1 if told + 1 < len(self.one.words) else None
        if self.frame.low(at) in commits:
            return None
        while place in stretch and (place in dated or (place + 1 in dated and self._is_preposition(place))):
            place += 1
        if place not in stretch or self.one.kinds[place] not in _CONTENT:
            return None
        return place if self._is_clause(place) else None

    def _is_hearing(self, at: int, between: range) -> bool:
        """Whether nothing stands between a verb and "that" but a day, an occasion or who hears it."""
        kinds = [self.one.kinds[n] for n in between]
        if not kinds:
            return True
        if not _ANY_VERB.isdisjoint(kinds) or kinds[-1] is WordKind.AND:
            return False
        is_beside = kinds[0] in (WordKind.PREPOSITION, WordKind.ADVERB) or between[0] in self._dated()
        return is_beside or self.frame.low(at) in lexicon.listed(self.language, "grammar", "hearer")

    def _is_clause(self, place: int) -> bool:
        """Whether a verb with a subject begins at a word: "said it will", not "said goodbye"."""
        start = self.one.words[place].start
        clause = next((c for c in self.one.clauses if c.verb and c.finite and c.verb.start > start), None)
        if clause is None or clause.verb is None:
            return False
        places = [n for n, w in enumerate(self.one.words) if start <= w.start <= clause.verb.start]
        return not any(self.one.kinds[n] in (WordKind.JOINT, WordKind.RELATIVE) for n in places)

    def _dated(self) -> frozenset[int]:
        spans = (q.span for q in self.one.quantities if q.kind in (QuantityKind.DATE, QuantityKind.TIME))
        return frozenset(n for span in spans for n in self.frame.places(span))

    def _is_preposition(self, place: int) -> bool:
        return self.one.kinds[place] is WordKind.PREPOSITION

    def _according(self) -> Iterator[Speech]:
        """What is told "according to" somebody, before or behind it."""
        words, frame = self.one.words, self.frame
        key, to = (lexicon.listed(self.language, "grammar", name) for name in ("according", "to"))
        for at in range(len(words) - 2):
            if words[at].low not in key or words[at + 1].low not in to or not covers(self.language):
                continue
            near = range(at + 2, frame.stretch(at).stop)
            found = frame.noun(near)
            is_quoted = self.text.lstrip()[:1] in _OPENING
            if found is None or is_quoted or any(n in self.telling for n in range(len(words))):
                return
            after = range(near.stop, frame.stretch(near.stop).stop) if near.stop < len(words) else range(0)
            if after and not found.about and frame.is_position(after):
                about = frame.span(after.start, after.stop)
                found = Speaker(found.name, about, is_person=True, whole=found.whole)
                near = range(near.start, after.stop)
            if at == 0 and near.stop < len(words):
                end = len(self.text.rstrip(" .\n"))
                yield Speech(found, (), Span(words[near.stop].start, end))
            elif near.stop == len(words) and at > 0 and self._is_one_statement(at):
                yield Speech(found, (), Span(words[0].start, frame.ends[at - 1]))
            return

    def _is_one_statement(self, end: int) -> bool:
        """Whether the words before a place are one clause and what is told of its nouns, so that one says all of it."""
        stop = self.one.words[end].start
        clauses = [clause for clause in self.one.clauses if clause.verb and clause.verb.start < stop]
        relative = lexicon.listed(self.language, "word_kinds", "relative")
        return "--" not in self.text[:stop] and "—" not in self.text[:stop] and all(c.joint in relative for c in clauses[1:])

    def _occasion(self, at: int, speaker: Speaker) -> Span | None:
        """On what occasion somebody speaks: the words from "in" on, as far as they tell it."""
        before = lexicon.listed(self.language, "occasions", "before")
        nouns = lexicon.listed(self.language, "occasions", "occasion")
        behind = max(self.frame.ends[at], speaker.name.end, speaker.about.end if speaker.about else 0)
        start = next((n for n, w in enumerate(self.one.words) if w.start >= behind), len(self.one.words))
        places = range(start, self.frame.stretch(start).stop) if start < len(self.one.words) else range(0)
        if not places or (self.frame.breaks[start] and self.one.words[start].start > self.frame.ends[at] + len(", ")):
            return None
        first = next((n for n in places if self.frame.low(n) in before and n not in self._day_openers()), None)
        if first is None or not self._is_heard(at, range(start, first)):
            return None
        end = noun = first + 1
        while noun < places.stop and not self._is_preposition(noun) and self.frame.low(noun) not in nouns:
            noun += 1
        if noun >= places.stop or self.frame.low(noun) not in nouns:
            return None
        while end < places.stop and self._goes_on(end):
            end += 1
        if QUOTED in self._gap(end) and end > noun + 1:  # "in an interview on the programme “…”"
            end = next((n for n in range(end - 1, noun, -1) if self._is_preposition(n)), noun + 1)
        return self.frame.span(first, end) if end > noun else None

    def _day_openers(self) -> frozenset[int]:
        """The places of what stands before a day: "on Friday"."""
        return frozenset(n - 1 for n in self._dated())

    def _is_heard(self, at: int, between: range) -> bool:
        """Whether nothing stands between a verb and an occasion but a day or, behind "told", who hears it."""
        hearer = self.frame.low(at) in lexicon.listed(self.language, "grammar", "hearer")
        dated = self._dated() | self._day_openers()
        rest = [n for n in between if n not in dated]
        heard = _CONTENT - {WordKind.PRONOUN, WordKind.NUMBER}
        return not rest or (hearer and all(self.one.kinds[n] in heard for n in rest))

    def _goes_on(self, place: int) -> bool:
        kinds = {WordKind.JOINT, WordKind.RELATIVE, WordKind.AND, WordKind.GERUND, WordKind.TO, WordKind.ADVERB}
        return self.one.kinds[place] not in (kinds | _TOLD | {WordKind.AUXILIARY, WordKind.PRONOUN})


def framed(text: str, quotes: tuple[Span, ...]) -> str:
    """A text of the same length whose quoted words, with their marks, are replaced by signs that are no words."""
    for span in quotes:
        start, end = span.start - 1, min(span.end + 1, len(text))
        text = text[:start] + QUOTED * (end - start) + text[end:]
    return text
