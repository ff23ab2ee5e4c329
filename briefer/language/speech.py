"""Who says what in a sentence: the verb of saying, whoever stands beside it, and which words are that one's.

Quoted words are read apart: what stands around them is the frame, in which a speaker is looked for. Only forms of which
it is sure whose words they are give any: a second speaker between a name and the words leaves both out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from briefer.language import lexicon
from briefer.language.names import covers
from briefer.language.occasions import occasion
from briefer.language.phrases import QUOTED, Phrases
from briefer.language.sentence import Sentence, sentence
from briefer.language.sentences import trim
from briefer.language.speakers import Speaker, noun
from briefer.language.subjects import Subjects
from briefer.language.tokens import quotations
from briefer.language.word_kinds import WordKind
from briefer.records import Span

_MARKS = frozenset({"“”", '""', "„“", "„”", "»«", "«»", "‘’", "''", "‚‘", "””"})
_OPENING = tuple('“"„»‘')
_KEYS = ("say", "announce", "commit")
_TOLD = frozenset({WordKind.PAST, WordKind.VERB})
_ANY_VERB = _TOLD | {WordKind.AUXILIARY, WordKind.BARE, WordKind.GERUND}
_OWN_CLAUSE = _ANY_VERB | {WordKind.RELATIVE, WordKind.JOINT}
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
        self.subjects = Subjects(self.frame)

    def speeches(self) -> Iterator[Speech]:
        """Every one of which it is sure."""
        for at in self.verbs:
            yield from self._beside(at)
        yield from self._according()

    @cached_property
    def saying(self) -> frozenset[int]:
        """The places of all words by which something may be told as somebody's."""
        more = lexicon.listed(self.language, "saying", "claim", "show") | lexicon.listed(
            self.language, "moods", "thought"
        )
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
        return QUOTED in self.frame.gap(at + 1)

    def _beside(self, at: int) -> Iterator[Speech]:
        """What the speaker before or behind a verb says."""
        first, is_sure = self.subjects.first(at)
        if not is_sure:
            return
        before = self.subjects.of_main(at) if self.one.kinds[at] is WordKind.GERUND else self.subjects.before(first)
        if before:
            yield from self._spoken_by(before, at, is_behind=False)
        elif behind := self.subjects.behind(at):
            yield from self._spoken_by(behind, at, is_behind=True)

    def _spoken_by(self, speaker: Speaker, at: int, *, is_behind: bool) -> Iterator[Speech]:
        whole = speaker.whole or speaker.name
        start = self.one.words[at].start if is_behind else whole.start
        if speaker.about:
            start = min(start, speaker.about.start)
        end = max(self.frame.ends[at], whole.end)
        quoted = tuple(q for q in self.quotes if self._is_quoted(q, start, end, at))
        said = self._said_before(start, at, end) or (None if is_behind else self._said_after(start, at))
        if quoted or said:
            yield Speech(speaker, quoted, said, occasion(self.frame, at, speaker))

    def _is_quoted(self, quote: Span, start: int, end: int, at: int) -> bool:
        """Whether quoted words are the speaker's whose name and verb stand between two places."""
        others = [self.one.words[n].start for n in self.saying if n != at]
        if quote.end <= start:  # "…", said Orr
            is_apart = any(quote.end <= word.start < start for word in self.one.words)
            return not is_apart and not self._is_elsewhere(0, quote.start - 1) and all(n > quote.start for n in others)
        if quote.start < end or self._is_elsewhere(end, quote.start - 1) or any(end <= n < quote.start for n in others):
            return False
        between = [n for n, word in enumerate(self.one.words) if end <= word.start < quote.start]
        if any(other.end <= start for other in self.quotes) or self._said_before(start, at, end):
            return all(self.one.kinds[n] not in _OWN_CLAUSE for n in between)  # "…", said Orr on Friday, "…"
        return not between or all(n > start for n in others)

    def _is_elsewhere(self, start: int, end: int) -> bool:
        """Whether what follows some words is written or sung somewhere, and said by nobody: "the sign read"."""
        return bool(lexicon.pattern(self.language, "reported", "elsewhere").search(self.one.text, start, end))

    def _said_before(self, start: int, at: int, end: int) -> Span | None:
        """What stands before a speaker at the end of a sentence: "The dam will stand, Orr said"."""
        words = [n for n, word in enumerate(self.one.words) if word.start < start]
        if not words or not self._is_parted(start):
            return None
        is_told = not self._only_beside([n for n, w in enumerate(self.one.words) if w.start >= end and n != at])
        is_told = is_told or not any(
            c.finite and not c.joint and c.verb and c.verb.start < start for c in self.one.clauses
        )
        if is_told or any(n in self.telling for n in words) or self.text.lstrip()[:1] in _OPENING:
            return None
        return trim(self.text, Span(0, len(self.text[:start].rstrip().removesuffix(","))))

    def _only_beside(self, rest: list[int]) -> bool:
        """Whether the words behind a speaker tell only when, where or how it was said, or who that is: ", who"."""
        if not rest or rest[0] in self.frame.dated:
            return True
        kind = self.one.kinds[rest[0]]
        if self.frame.breaks[rest[0]]:
            return kind in (WordKind.RELATIVE, WordKind.GERUND) or self.frame.is_position(self.frame.stretch(rest[0]))
        ends = _TOLD | {WordKind.RELATIVE, WordKind.AUXILIARY}
        return kind in (WordKind.PREPOSITION, WordKind.ADVERB) and not any(self.one.kinds[n] in ends for n in rest)

    def _said_after(self, start: int, at: int) -> Span | None:
        """What stands behind a verb at the beginning of a sentence: "Orr said on Friday that the dam will stand"."""
        before = [n for n, w in enumerate(self.one.words) if w.start < start]
        is_fronted = bool(before) and self.frame.is_preposition(before[0]) and self._is_parted(start)
        clausal = {WordKind.AUXILIARY, WordKind.JOINT, WordKind.RELATIVE} | (frozenset() if is_fronted else _TOLD)
        if any(self.one.kinds[n] in clausal or n in self.telling for n in before):
            return None
        if before and self.one.kinds[before[0]] in _CONTENT - {WordKind.NUMBER}:  # "Orr, Lind, Dorn said"
            return None
        first = self._content(at)
        if first is None or QUOTED in self.one.text[: self.one.words[first].start]:
            return None
        begin = self._with_sign(self.one.words[first].start)
        end = begin + len(self.text[begin:].rstrip(" .\n"))
        if cut := lexicon.pattern(self.language, "reported", "ends").search(self.one.text, begin, end):
            end = cut.start()
        is_anothers = any(begin <= self.one.words[n].start < end for n in self.telling)
        is_whole = self._tells(begin, end) and self.text[end - 1] not in "?!"
        return Span(begin, end) if is_whole and not is_anothers else None

    def _tells(self, begin: int, end: int) -> bool:
        """Whether a stretch has more than a circumstance: not only "after the dam broke"."""
        joints = lexicon.listed(self.language, "word_kinds", "joint")
        told = [c for c in self.one.clauses if c.finite and c.verb and begin <= c.verb.start < end]
        return not told or any(clause.joint not in joints for clause in told)

    def _with_sign(self, begin: int) -> int:
        """Where a word begins with the sign of a currency before it."""
        return begin - (begin > 0 and unicodedata.category(self.text[begin - 1]) == "Sc")

    def _is_parted(self, start: int) -> bool:
        """Whether a comma stands before a place."""
        return self.text[:start].rstrip().endswith(",")

    def _content(self, at: int) -> int | None:
        """The place of the first word of what is said: behind "that", a day, or at once behind the verb."""
        commits = lexicon.listed(self.language, "saying", "commit") | lexicon.listed(self.language, "grammar", "hearer")
        place, dated = at + 1, self.frame.dated
        that = lexicon.listed(self.language, "grammar", "that")
        stretch = self.frame.stretch(at)
        told = next((n for n in range(at + 1, stretch.stop) if self.frame.low(n) in that), None)
        if told is not None and self._is_hearing(at, range(at + 1, told)):
            return told + 1 if told + 1 < len(self.one.words) else None
        if self.frame.low(at) in commits or self._needs_that(at):
            return None
        while place in stretch and (place in dated or (place + 1 in dated and self.frame.is_preposition(place))):
            place += 1
        if place not in stretch or self.one.kinds[place] not in _CONTENT:
            return None
        return place if self._is_clause(place) else None

    def _needs_that(self, at: int) -> bool:
        """Whether what follows a verb at once may be a thing and not what is said: "suggested few ideas"."""
        return bool(lexicon.pattern(self.language, "reported", "things").fullmatch(self.frame.low(at)))

    def _is_hearing(self, at: int, between: range) -> bool:
        """Whether nothing stands between a verb and "that" but a day, an occasion or who hears it."""
        kinds = [self.one.kinds[n] for n in between]
        if not kinds:
            return True
        if not _ANY_VERB.isdisjoint(kinds) or kinds[-1] is WordKind.AND:
            return False
        is_beside = kinds[0] in (WordKind.PREPOSITION, WordKind.ADVERB) or between[0] in self.frame.dated
        return is_beside or self.frame.low(at) in lexicon.listed(self.language, "grammar", "hearer")

    def _is_clause(self, place: int) -> bool:
        """Whether a verb with a subject begins at a word: "said it will", not "said goodbye"."""
        start = self.one.words[place].start
        clause = next((c for c in self.one.clauses if c.verb and c.finite and c.verb.start > start), None)
        if clause is None or clause.verb is None:
            return False
        places = [n for n, w in enumerate(self.one.words) if start <= w.start <= clause.verb.start]
        kinds = self.one.kinds
        if kinds[place] is WordKind.NAME and kinds[place + 1 : place + 2] == (WordKind.PRONOUN,):
            return False  # a day that is not known as one: "said Wendesday he"
        parted = any(kinds[n] is WordKind.AND and self.frame.breaks[n] for n in places)
        return not parted and not any(kinds[n] in (WordKind.JOINT, WordKind.RELATIVE) for n in places)

    def _according(self) -> Iterator[Speech]:
        """What is told "according to" somebody, before or behind it."""
        words, frame = self.one.words, self.frame
        key, to = (lexicon.listed(self.language, "grammar", name) for name in ("according", "to"))
        for at in range(len(words) - 2):
            if words[at].low not in key or words[at + 1].low not in to or not covers(self.language):
                continue
            near = range(at + 2, frame.stretch(at).stop)
            found = noun(frame, near)
            is_quoted = self.text.lstrip()[:1] in _OPENING
            if found is None or is_quoted or any(n in self.telling for n in range(len(words))):
                return
            after = range(near.stop, frame.stretch(near.stop).stop)
            if after and not found.about and frame.is_position(after):
                about = frame.span(after.start, after.stop)
                found = Speaker(found.name, about, is_person=True, whole=found.whole)
                near = range(near.start, after.stop)
            if at == 0 and near.stop < len(words):
                end = len(self.text.rstrip(" .\n"))
                yield Speech(found, (), Span(self._with_sign(words[near.stop].start), end))
            elif near.stop == len(words) and at > 0 and self._is_one_statement(at):
                before = self.text[: words[at].start].rstrip().removesuffix(",")
                yield Speech(found, (), trim(self.text, Span(0, len(before))))
            return

    def _is_one_statement(self, end: int) -> bool:
        """Whether the words before a place are one clause and what is told of its nouns, so that one says all of it."""
        stop = self.one.words[end].start
        clauses = [clause for clause in self.one.clauses if clause.verb and clause.verb.start < stop]
        relative = lexicon.listed(self.language, "word_kinds", "relative")
        return (
            "--" not in self.text[:stop]
            and "—" not in self.text[:stop]
            and all(c.joint in relative for c in clauses[1:])
        )


def framed(text: str, quotes: tuple[Span, ...]) -> str:
    """A text of the same length whose quoted words, with their marks, are replaced by signs that are no words."""
    for span in quotes:
        start, end = span.start - 1, min(span.end + 1, len(text))
        text = text[:start] + QUOTED * (end - start) + text[end:]
    return text
