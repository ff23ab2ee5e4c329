"""Who does what a verb tells: the noun before it, between commas, or behind it, as a speaker with a position."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.language import lexicon
from briefer.language.phrases import QUOTED, Phrases
from briefer.language.sentence import Sentence
from briefer.language.speakers import Speaker, called, noun
from briefer.language.word_kinds import WordKind

_BESIDE = 3  # stretches between commas behind a name: an age, a place, a position
_SHORT = 2  # words of one that is no position: "Ind.", "R-Ariz."


@dataclass(frozen=True)
class Subjects:
    """The words of a sentence, asked who does what one of its verbs tells."""

    frame: Phrases

    @property
    def one(self) -> Sentence:
        """The sentence."""
        return self.frame.one

    @property
    def language(self) -> str | None:
        """Its ISO 639-1 code."""
        return self.one.language

    def first(self, at: int) -> tuple[int, bool]:
        """The place of the first word that belongs to a verb, and whether it is told that something is said."""
        between = lexicon.listed(self.language, "grammar", "between")
        held = lexicon.listed(self.language, "auxiliaries", "be", "modal", "do")
        denied = lexicon.listed(self.language, "negation", "not")
        dated = self.frame.dated
        while at > 0 and not self.frame.breaks[at]:
            low, kind = self.frame.low(at - 1), self.one.kinds[at - 1]
            if low in held or low in denied or kind in (WordKind.NOT, WordKind.TO):
                return at, False
            is_day = at - 1 in dated or (at in dated and kind is WordKind.PREPOSITION)  # "Orr on Monday said"
            if low not in between and kind is not WordKind.ADVERB and not is_day:
                break
            at -= 1
        return at, True

    def before(self, first: int) -> Speaker | None:
        """Who stands before a verb, with a position between commas or without."""
        if first == 0:
            return None
        frame = self.frame
        if not frame.breaks[first]:
            near = frame.stretch(first - 1)
            places = range(near.start, first)
            return self._pronoun(places) or noun(frame, places)
        return self._apposed(first)

    def of_main(self, at: int) -> Speaker | None:
        """The subject with which a sentence begins, where nobody else does anything before a verb's "saying"."""
        clauses = [c for c in self.one.clauses if c.verb and c.finite and c.verb.start < self.one.words[at].start]
        if len(clauses) != 1 or clauses[0].verb is None:
            return None
        verb = next(n for n, word in enumerate(self.one.words) if word.start == clauses[0].verb.start)
        first, is_sure = self.first(verb)
        if not is_sure:
            return None
        if self.frame.breaks[first] and (participle := self._participle(first)) is not None:
            first = participle
        found = self.before(first)
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
        patterns = (lexicon.pattern(self.language, "pronouns", key) for key in ("subject", "person"))
        if not is_alone or not all(pattern.fullmatch(low) for pattern in patterns):
            return None
        span = self.frame.span(places[-1], places[-1] + 1)
        return Speaker(span, is_pronoun=True, whole=span)

    def _apposed(self, first: int) -> Speaker | None:
        """Who stands before a verb and something between commas: "Orr, 46, the mayor, said"."""
        frame, at = self.frame, first
        beside: list[range] = []
        while at > 0 and len(beside) < _BESIDE and QUOTED not in self.frame.gap(at):
            near = range(frame.stretch(at - 1).start, at)
            found = None if self._is_place(near) else called(frame, near)
            if found and (not beside or all(self._may_stand(part) for part in beside)):
                return self._with_position(found, beside, near)
            beside.insert(0, near)
            at = near.start
        return None

    def _is_place(self, near: range) -> bool:
        """Whether a lone name behind another one tells where that one is from: "Orr, Ind.,", "Orr (R-Ariz.),"."""
        if "(" in self.frame.gap(near.start):
            return True
        named = {end for _, end in self.frame.named}
        return len(near) <= _SHORT and near.start in named and self.one.kinds[near.start] is WordKind.NAME

    def _may_stand(self, part: range) -> bool:
        """Whether something between commas tells more of the name before it: a position, an age, a place, "who"."""
        past = self.frame.low(part.start) in lexicon.listed(self.language, "positions", "past")
        if past or self.frame.is_position(part) or self.one.kinds[part.start] is WordKind.RELATIVE:
            return True
        kinds = {self.one.kinds[at] for at in part}
        return kinds <= {WordKind.NUMBER, WordKind.NAME} and len(part) <= _SHORT

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
        return at == 0 or QUOTED in self.frame.gap(at)

    def behind(self, at: int) -> Speaker | None:
        """Who stands behind a verb that follows what is said: ", said a clerk, Ann Orr"."""
        frame = self.frame
        hearer = self.frame.low(at) in lexicon.listed(self.language, "grammar", "hearer")
        if hearer or not frame.breaks[at] or at + 1 >= len(self.one.words) or frame.breaks[at + 1]:
            return None
        near = range(at + 1, frame.stretch(at).stop)
        whole = self._until_occasion(near)
        if found := self._office_first(near):
            return found
        if found := noun(frame, whole):
            after = range(near.stop, frame.stretch(near.stop).stop)
            if found.about or whole != near or not after or QUOTED in self.frame.gap(near.stop):
                return found
            if frame.is_position(after):
                return Speaker(found.name, frame.span(after.start, after.stop), is_person=True, whole=found.whole)
            is_list = any(first == after.start for first, _ in frame.named)
            return None if is_list else found
        return None

    def _office_first(self, near: range) -> Speaker | None:
        """Who is named behind a position and a comma: "said a clerk, Ann Orr"."""
        frame = self.frame
        if not frame.is_position(near) or near.stop >= len(self.one.words) or QUOTED in self.frame.gap(near.stop):
            return None
        found = noun(frame, self._until_occasion(range(near.stop, frame.stretch(near.stop).stop)))
        if found is None or found.about:
            return None
        return Speaker(found.name, frame.span(near.start, near.stop), is_person=True, whole=found.whole)

    def _until_occasion(self, places: range) -> range:
        """Some words before the first that tells where or when somebody speaks: "Orr in a statement"."""
        before = lexicon.listed(self.language, "occasions", "before")
        ends = (at for at in places if self.frame.low(at) in before or at in self.frame.dated)
        return range(places.start, next(ends, places.stop))
