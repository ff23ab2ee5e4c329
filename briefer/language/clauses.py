"""What a sentence says, clause by clause: who did what to whom, when, how surely, denied or not, and who says so.

There is no grammar of the language here, only the kinds of its words (`word_kinds`) and lists of what verbs do to those
that they govern. What cannot be told is left empty, so whoever compares clauses compares what was found and keeps
silent about the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from briefer.language import lexicon
from briefer.language.nouns import according, beside, head, is_parted, terms_at, unparted, without_front
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.stems import Word
from briefer.language.verb_groups import Mood, VerbGroup, deed_of, moods, says, verb_groups
from briefer.language.word_kinds import NOUNS, VERBS, Worded, WordKind
from briefer.records import Span

_GOVERNS = 6  # words back from "to" or a gerund to what governs it: "urged the mayor of Orrin to resign"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a sentence says. What is not told, or was not found, is empty."""

    span: Span  #: code points in the sentence
    who: frozenset[str]  #: terms of who does it
    did: str  #: the stem of the verb
    whom: frozenset[str]  #: terms of whom or what it is done to, and of what else follows the verb
    when: tuple[Quantity, ...]
    denied: str  #: the word that denies it
    unsure: str  #: the word that makes it less than done: "may", "plans", "accused"
    said_by: frozenset[str]  #: terms of whoever the sentence has say or think so
    doer: frozenset[str] = frozenset()  #: of `who`, the one itself: of "one of Orr's brothers" the brothers
    object: frozenset[str] = frozenset()  #: of `whom`, the one itself
    beside: tuple[tuple[str, frozenset[str]], ...] = ()  #: what stands after each preposition: "to", "from"
    mood: Mood = Mood.DONE
    condition: str = ""  #: "if", "unless"
    verb: Word | None = None  #: the word that says what is done
    finite: bool = True  #: told as such; not "selling", "to sell"
    joint: str = ""  #: the word that ties it to the clause before: "after", "because", "who"


def parse(one: Worded) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order: "Orr said Lind lied" are two, and Orr says the second one."""
    return tuple(_Reading(one).clauses) if one.words else ()


class _Reading:
    """One sentence, on its way to clauses."""

    def __init__(self, one: Worded) -> None:
        self.one = one
        self.words = one.words
        self.kinds = one.kinds
        self.groups = list(verb_groups(one))
        self.starts = [self._start(n) for n in range(len(self.groups))]
        self.subjects: list[list[int]] = []  # the places of each verb's subject

    @cached_property
    def clauses(self) -> list[Clause]:
        """One for each verb; one without a verb where there is none."""
        if not self.groups:
            return [self._without_verb()]
        found: list[Clause] = []
        for number in range(len(self.groups)):
            found.append(self._clause(number, found))
        return _told_by(found, self.one)

    def _start(self, number: int) -> int:
        """Where the clause of a verb begins: after the last word that parts clauses between it and the verb before."""
        group, floor = self.groups[number], self.groups[number - 1].last + 1 if number else 0
        if group.kind in (WordKind.BARE, WordKind.GERUND, WordKind.NOUN):
            opens = (WordKind.JOINT, WordKind.PREPOSITION)
            is_opened = group.first > floor and self.kinds[group.first - 1] in opens
            return group.first - is_opened
        after_saying = number > 0 and says(self.groups[number - 1], self.one)
        for at in range(group.first - 1, floor - 1, -1):
            if self.kinds[at] in (WordKind.JOINT, WordKind.RELATIVE):
                return at
            is_next = number > 0 and self.kinds[at] is WordKind.AND  # not "Orr and Lind resigned"
            is_front = self.kinds[at + 1] is WordKind.PREPOSITION and self.words[at - 1].part != self.words[at].part
            if is_next and (at + 1 == group.first or is_front or self._is_subject(at + 1, group.first)):
                return at
            is_break = self.words[at].part != self.words[at + 1].part
            if is_break and (number or self._is_fronted(floor)) and self._is_subject(at + 1, group.first):
                told = (place for place in range(floor, at) if self.kinds[place] is WordKind.RELATIVE)
                return next(told, at + 1)  # "suspect that the manager, Lind, stole"
        is_break = bool(floor) and self.words[floor - 1].part != self.words[min(floor, len(self.words) - 1)].part
        if number == 0 or after_saying or (is_break and self._is_subject(floor, group.first)):
            return floor
        return group.first

    def _is_fronted(self, first: int) -> bool:
        """Whether a sentence begins with what is no subject: "In July, the clerk sold"."""
        fronts = (WordKind.PREPOSITION, WordKind.JOINT, WordKind.ADVERB, WordKind.TO)
        return self.kinds[first] in fronts

    def _is_subject(self, first: int, end: int) -> bool:
        """Whether some words could be who does something: a noun in them, and no preposition before it."""
        while first < end and self.kinds[first] in (WordKind.ADVERB, WordKind.NOT, WordKind.AND):
            first += 1
        return first < end and self.kinds[first] in (NOUNS | {WordKind.DETERMINER, WordKind.OWNER})

    def _clause(self, number: int, before: Sequence[Clause]) -> Clause:
        group, start, end = self.groups[number], self.starts[number], self._end(number)
        who, doer, whom, target = self._roles(number)
        mood, unsure = self._mood(number, before)
        words = self.words
        span = Span(words[start].start if number else 0, words[end].start if end < len(words) else len(self.one.text))
        joints = (WordKind.JOINT, WordKind.RELATIVE, WordKind.AND)
        return Clause(
            span,
            who,
            deed_of(group, self.one),
            whom,
            tuple(q for q in _days(self.one) if span.start <= q.span.start < span.end),
            self._denied(number, {words[at].start for at in range(min(start, group.first), end)}),
            unsure,
            frozenset(),
            doer,
            target,
            beside(self.one, unparted(self.one, range(group.last + 1, end))),
            mood,
            self._condition(start, group),
            words[group.main],
            group.kind is WordKind.PAST,
            words[start].low if self.kinds[start] in joints else "",
        )

    def _end(self, number: int) -> int:
        """Where the clause of a verb ends: where the next one begins."""
        following = self.starts[number + 1] if number + 1 < len(self.groups) else len(self.words)
        return max(following, self.groups[number].last + 1)

    def _roles(self, number: int) -> tuple[frozenset[str], ...]:
        """Who does it, whom it is done to, and of each the one itself: who, doer, whom, object."""
        group, subject = self.groups[number], self._subject(number)
        self.subjects.append(subject)
        who, doer = terms_at(self.one, subject), head(self.one, subject)
        after = unparted(self.one, range(group.last + 1, self._end(number)))
        if group.passive:
            by = next((at for at in after if self.words[at].low in self._grammar("by")), after.stop)
            agent, rest = range(by + 1, after.stop), range(after.start, by)
            return terms_at(self.one, agent), head(self.one, agent), who | terms_at(self.one, rest), doer
        whom, target = terms_at(self.one, after), head(self.one, after)
        is_behind = number > 0 and self.words[group.first - 1].part != self.words[group.first].part
        if target and is_behind and self.words[group.main].low in self._grammar("inverts"):  # ", said Orr of Lind"
            near = list(takewhile(lambda at: self.kinds[at] is not WordKind.PREPOSITION, after))
            return terms_at(self.one, near), target, frozenset(), frozenset()
        return who, doer, whom, target

    def _subject(self, number: int) -> list[int]:
        """The places of the subject: its own, what it stands behind, or that of the verb before."""
        group, start = self.groups[number], self.starts[number]
        own = [at for at in range(start, group.first) if self.kinds[at] not in (WordKind.JOINT, WordKind.AND)]
        relative = [at for at in own if self.kinds[at] is WordKind.RELATIVE]
        own = without_front(self.one, [at for at in own if self.kinds[at] is not WordKind.RELATIVE])
        is_own = any(self.kinds[at] is WordKind.PRONOUN for at in own) or head(self.one, own)
        if own and group.kind is WordKind.PAST and is_own:
            return own
        if relative or group.kind is WordKind.NOUN:  # "the man who", "the man accused"
            floor = self.groups[number - 1].last + 1 if number else 0
            return self._last_noun(floor, start)
        is_after = group.first > 0 and self.words[group.first - 1].part != self.words[group.first].part
        behind = [n for n in range(number) if self.kinds[self.starts[n]] is WordKind.RELATIVE] if is_after else []
        if behind:  # "Orr, whose firm had failed, resigned"
            floor = self.groups[behind[-1] - 1].last + 1 if behind[-1] else 0
            return self._last_noun(floor, self.starts[behind[-1]])
        is_apart = start > 0 and self.words[start - 1].part != self.words[start].part
        if is_apart and self.kinds[start] is WordKind.AND and not own:  # "Orr said Lind lied, and left"
            mains = (n for n in range(number - 1, -1, -1) if self._is_main(n))
            return self.subjects[next(mains, number - 1)] if number else []
        return self.subjects[-1] if self.subjects else []

    def _is_main(self, number: int) -> bool:
        """Whether a verb stands in a clause of its own, which no other one opens or tells."""
        opened = self.kinds[self.starts[number]] in (WordKind.RELATIVE, WordKind.JOINT)
        is_told = number > 0 and says(self.groups[number - 1], self.one) and self._is_told(number)
        return self.groups[number].kind is WordKind.PAST and not opened and not is_told

    def _last_noun(self, floor: int, end: int) -> list[int]:
        """The places of the last noun with what belongs to it."""
        at = end
        parts = (WordKind.PREPOSITION, WordKind.JOINT, WordKind.AND, WordKind.TO)
        while at > floor and self.kinds[at - 1] not in parts and not is_parted(self.one, at - 1):
            at -= 1
        return list(range(at, end))

    def _mood(self, number: int, before: Sequence[Clause]) -> tuple[Mood, str]:
        """How surely a verb is told, and the word that makes it less than done."""
        group, start = self.groups[number], self.starts[number]
        known = moods(self.one.language)
        own = range(max(0, min(start, group.first)), min(group.last + 1, len(self.words)))
        hedging = [(self._held(self.words[at].low), self.words[at].low) for at in own if self._weakens(at, group)]
        if group.kind in (WordKind.BARE, WordKind.GERUND):
            hedging.append(self._governed(number))
        elif number and says(self.groups[number - 1], self.one) and self._is_told(number):
            word = self.words[self.groups[number - 1].main]
            hedging.append((known.get(word.low, Mood.DONE), word.low))
        if number and before and group.kind is WordKind.BARE and before[-1].mood < Mood.DONE:
            hedging.append((before[-1].mood, before[-1].unsure))
        weaker = [pair for pair in hedging if pair[0] < Mood.DONE]
        return min(weaker, key=lambda pair: pair[0], default=(Mood.DONE, ""))

    def _held(self, low: str) -> Mood:
        """The mood of a word; "would" only reports what is settled where somebody says so."""
        is_reported = low in lexicon.listed(self.one.language, "moods", "reported")
        if is_reported and any(says(group, self.one) for group in self.groups):
            return Mood.DUE
        return moods(self.one.language)[low]

    def _is_told(self, number: int) -> bool:
        """Whether a clause follows the verb of saying before it, at once or after "that"."""
        start = self.starts[number]
        return start == self.groups[number - 1].last + 1 or self.kinds[start] is WordKind.RELATIVE

    def _weakens(self, at: int, group: VerbGroup) -> bool:
        """Whether a word of a clause, its verb aside, holds it as less than done."""
        low, is_own = self.words[at].low, group.first <= at <= group.last
        if at == group.main or low not in moods(self.one.language):
            return False
        return (is_own and self.kinds[at] is WordKind.AUXILIARY and low not in ("had", "has", "have")) or (
            self.kinds[at] is WordKind.ADVERB and self.words[at].part == self.words[group.main].part
        )

    def _governed(self, number: int) -> tuple[Mood, str]:
        """What governs "to sell" or "selling", and how surely that tells it."""
        group, known = self.groups[number], moods(self.one.language)
        is_to = group.kind is WordKind.BARE
        for at in range(group.first - 1, max(-1, group.first - 1 - _GOVERNS), -1):
            word = self.words[at]
            is_apart = self.kinds[at] is WordKind.AUXILIARY and at + 1 < group.first  # "has yet to vote"
            if word.low in known and self.kinds[at] is not WordKind.ADVERB and not is_apart:
                return known[word.low], word.low
            if self.kinds[at] in VERBS - {WordKind.GERUND}:
                break
        for earlier in reversed(self.groups[max(0, number - 2) : number] if is_to else []):
            before = self.words[earlier.main].low  # "urged people living on the bank to leave"
            if known.get(before, Mood.DONE) < Mood.DONE:
                return known[before], before
        return (Mood.MEANT, "") if is_to else (Mood.DONE, "")

    def _condition(self, start: int, group: VerbGroup) -> str:
        listed = lexicon.listed(self.one.language, "moods", "condition")
        return next((self.words[at].low for at in range(start, group.first) if self.words[at].low in listed), "")

    def _denied(self, number: int, inside: set[int]) -> str:
        denying = {word.start: word.low for word in self.one.denials}
        group = self.groups[number]
        main = self.words[group.main]
        own = next((denying[start] for start in sorted(inside) if start in denying and start != main.start), "")
        if own or not number or group.kind is not WordKind.BARE:
            return own or (main.low if main.start in denying else "")
        before = self.words[self.groups[number - 1].main]
        return before.low if before.low in lexicon.listed(self.one.language, "moods", "refused") else ""

    def _grammar(self, *keys: str) -> frozenset[str]:
        return lexicon.listed(self.one.language, "grammar", *keys)

    def _without_verb(self) -> Clause:
        who = terms_at(self.one, range(len(self.words)))
        return Clause(Span(0, len(self.one.text)), who, "", frozenset(), _days(self.one), "", "", frozenset())


def _days(one: Worded) -> tuple[Quantity, ...]:
    return tuple(quantity for quantity in one.quantities if quantity.kind is QuantityKind.DATE)


def _told_by(found: Sequence[Clause], one: Worded) -> list[Clause]:
    """Every clause with whoever the sentence has say it, and no surer than that."""
    saying = lexicon.listed(one.language, "saying", "say", "announce", "deny")
    saying |= lexicon.listed(one.language, "moods", "thought")
    told: list[Clause] = []
    speaker: frozenset[str] = frozenset()
    for clause in found:
        is_said = clause.verb is not None and clause.verb.low in saying and bool(clause.who)
        if is_said and told and not speaker:  # "Lind lied, Orr said"
            told = [_held_by(earlier, clause, one.language) for earlier in told]
        within = speaker if is_said else frozenset()
        speaker = clause.who if is_said else speaker
        told.append(replace(clause, said_by=within if is_said else speaker))
    return [clause if clause.said_by else replace(clause, said_by=according(one)) for clause in told]


def _held_by(told: Clause, saying: Clause, language: str | None) -> Clause:
    """A clause with whoever says it behind it: "The sale was a fraud, a clerk claimed"."""
    low = saying.verb.low if saying.verb else ""
    mood = moods(language).get(low, Mood.DONE)
    if told.mood <= mood or mood is not Mood.THOUGHT:
        return replace(told, said_by=saying.who)
    return replace(told, said_by=saying.who, mood=mood, unsure=low)
