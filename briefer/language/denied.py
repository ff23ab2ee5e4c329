"""What a sentence denies and what it tells plainly, clause by clause, and whether another sentence turns one of them.

A "not" belongs to the verb or the noun that it stands by and to nothing else: "no danger" denies the danger. A word
that denies nothing by itself, as "refused", denies the verb behind it and is a deed like any other before a noun. Two
sentences differ only where one tells plainly, of the same things, what the other denies; where the first denies
something of the same things in other words, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.clauses import Clause
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.verb_groups import VerbGroup, verb_groups
from briefer.language.word_kinds import WordKind

_SHARED = 0.34  # of what is denied, the share that must be told plainly, besides the denied word itself
_ALIKE = 0.5  # share of another denial of the same word that must be found for it to be the same denial
_QUOTED = 6  # words from a denial to what it denies that are shown whole
_NOUN = (WordKind.DETERMINER, WordKind.NUMBER, WordKind.NOUN, WordKind.NAME, WordKind.OWNER, WordKind.ADVERB)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a sentence tells or denies."""

    head: frozenset[str]  #: terms of the verb; of the noun where that is denied
    about: frozenset[str]  #: the other terms of its clause
    beside: frozenset[str] = frozenset()  #: all terms of the sentence
    by: str = ""  #: the stem of the word that denies it
    denial: str = ""  #: the words of the sentence from the denial to what is denied
    is_unclear: bool = False  #: whether it stands under a denial and may be denied as well: "did not agree to sell"
    is_saying: bool = False  #: whether its verb is one of saying
    is_short: bool = False  #: whether it only repeats a verb: "the other had not"


@lru_cache(maxsize=8192)
def told(one: Sentence) -> tuple[Told, ...]:
    """What a sentence tells, in order, one for each of its verbs and one for each noun that is denied.

    Args:
        one: a sentence in a language with lists of the kinds of its words.
    """
    return tuple(_Denying(one).told()) if one.words else ()


def turned(
    mine: Sequence[Told], theirs: Sequence[Told], *, known: Sequence[Told] = (), excusing: Sequence[Told] = ()
) -> Told | None:
    """The first thing denied by one side that the other one tells plainly of the same things.

    Args:
        mine: what one side tells, all of it.
        theirs: what the other side tells, all of it.
        known: what else the first side tells: what it tells plainly elsewhere is not denied.
        excusing: what else the other side tells: what it denies elsewhere it does not tell plainly.
    """
    return next((one for one in mine if one.denial and _is_turned(one, (*mine, *known), theirs, excusing)), None)


def _is_turned(denied: Told, mine: Sequence[Told], theirs: Sequence[Told], excusing: Sequence[Told]) -> bool:
    plain = max((_shared(denied, one) for one in theirs if _is_plain(one) and _turns_on(denied, one)), default=0.0)
    if plain < _SHARED:
        return False
    if any(_is_plain(one) and one.head & denied.head and _shared(denied, one) >= plain for one in mine):
        return False
    return not any(_excuses(one, denied, plain) for one in (*theirs, *excusing))


def _excuses(one: Told, denied: Told, plain: float) -> bool:
    """Whether another denial may be the same in other words, or is nearer to it than what is told plainly."""
    if _is_plain(one) or one.by in denied.head:  # "ruled out a link" denies what was "not ruled out"
        return False
    shared, is_same = _shared(denied, one), bool(one.denial and one.head & denied.head)
    if is_same and (one.about <= one.head or _shared(one, denied) >= _ALIKE):
        return True
    if denied.is_saying and one.denial and not one.is_short:  # "would not tell" may be "declined to give her view"
        return True
    if one.is_short:
        return shared > plain
    return shared >= plain or (shared * 2 >= plain and _turns_on(denied, one))


def _is_plain(one: Told) -> bool:
    return not (one.denial or one.is_unclear)


def _turns_on(denied: Told, one: Told) -> bool:
    """Whether what is denied is what another one tells: its verb, or a noun in it."""
    return not denied.head.isdisjoint(one.head | one.about)


def _shared(denied: Told, one: Told) -> float:
    """The share of what a denial is about that another one is about too, 0 to 1."""
    about, theirs = denied.about - denied.head, one.head | one.about
    if not about:  # "no one was hurt"
        about, theirs = denied.beside - denied.head, one.beside
    senses = _senses(theirs)
    return sum(not senses.isdisjoint(senses_of(term)) for term in about) / len(about) if about else 0.0


def _senses(terms: Iterable[str]) -> frozenset[object]:
    return frozenset(sense for term in terms for sense in senses_of(term))


class _Denying:
    """One sentence, on its way to what it denies."""

    def __init__(self, one: Sentence) -> None:
        self.one, self.words, self.kinds = one, one.words, one.kinds
        self.groups: list[VerbGroup] = verb_groups(one)
        self.verbs: dict[int, int] = {}  # number of a verb to the place of what denies it
        self.nouns: dict[int, int] = {}  # place of a noun to the place of what denies it
        self.unclear: set[int] = set()  # numbers of verbs

    def told(self) -> Iterator[Told]:
        places = {word.start: at for at, word in enumerate(self.words)}
        mild = lexicon.listed(self.one.language, "negation", "thing", "omit")
        denying = {places[word.start] for word in self.one.denials}
        for at in sorted(denying | {at for at, word in enumerate(self.words) if word.low in mild}):
            self._deny(at)
        for key in ("verb", "told", "any", "before"):
            for phrase in lexicon.pattern(self.one.language, "denying_phrases", key).finditer(self.one.text):
                inside = [at for start, at in places.items() if phrase.start() <= start < phrase.end()]
                self._deny_phrase(inside[0], inside[-1], key)
        self._spread()
        lost = denying - {*self.verbs.values(), *self.nouns.values()}
        if any(self._is(at, "noun") for at in lost):  # "nobody trusts him", where "trusts" was not read as a verb
            yield Told(frozenset(), frozenset(self.one.stems), is_unclear=True)
        beside = frozenset(self.one.shares)
        for number, clause in enumerate(self.one.clauses):
            yield from (replace(one, beside=beside) for one in self._clause(number, clause))

    def _deny(self, at: int) -> None:
        """Find what one word denies."""
        group = next((n for n, group in enumerate(self.groups) if group.first <= at <= group.last), None)
        if self._is(at, "refuse", "stop", "thing", "omit"):
            self._refuse(at, group)
        elif group is not None:
            self.verbs.setdefault(group, at)
        elif (verb := self._verb_at(self._past_adverbs(at + 1))) is not None:
            self.verbs.setdefault(verb, at)
        else:
            verb = self._verb_of_subject(at) if self._is(at, "noun") else None
            noun = self._noun(at + 1)
            if noun is None and self._is(at, "noun") and self.kinds[at + 1 : at + 2] == (WordKind.ADVERB,):
                noun = at + 1  # "lived no longer"
            if verb is not None:
                self.verbs.setdefault(verb, at)
            elif noun is not None:
                self.nouns.setdefault(noun, at)

    def _refuse(self, at: int, group: int | None) -> None:
        """What "refused", "denied" or "avoid" denies: the verb behind it, else a bare noun."""
        verb = self._complement(at)
        if verb is not None and group is not None and group in self.verbs:  # "has not denied that"
            self.unclear.add(verb)
        elif verb is not None:
            self.verbs.setdefault(verb, at)
        elif self._is(at, "thing") and (thing := self._thing(at, group)) is not None:
            self.nouns.setdefault(thing, at)
        elif self._is(at, "bare") and (noun := self._noun(at + 1)) is not None and not self._is_deed(at):
            self.nouns.setdefault(noun, at)

    def _thing(self, at: int, group: int | None) -> int | None:
        """The place of the noun that "avoid" governs, its subject in the passive."""
        if group is None or not self.groups[group].passive:
            noun = self._noun(at + 1)
            behind = self.words[noun + 1 : noun + 2] if noun is not None else ()
            keeps = any(word.low in lexicon.listed(self.one.language, "grammar", "sides") for word in behind)
            return None if keeps else noun  # "prevent girls from going" denies that they go
        known = self.one.clauses[group].object
        first = self.groups[group].first
        return next((place for place in range(first - 1, -1, -1) if self.words[place].stem in known), None)

    def _deny_phrase(self, first: int, last: int, key: str) -> None:
        """What a phrase such as "stopped short of" denies: the verb right behind it, else the noun there."""
        if key == "before":
            self.nouns.setdefault(first, last)
            return
        verb, noun = self._verb_at(self._past_adverbs(last + 1)), self._noun(last + 1)
        if key == "told":
            verb = next((n for n, group in enumerate(self.groups) if group.first > last), None)
        inside = next((n for n, group in enumerate(self.groups) if group.first <= first <= group.last), None)
        if inside is not None and inside in self.verbs:  # "has not ruled out"
            if verb is not None:
                self.unclear.add(verb)
        elif verb is not None:
            self.verbs.setdefault(verb, first)
        elif noun is not None and key == "any":
            self.nouns.setdefault(noun, first)

    def _complement(self, at: int) -> int | None:
        """The number of the verb that a word of refusing governs."""
        behind = self._verb_at(self._past_adverbs(at + 1))
        if behind is not None and self.groups[behind].kind is WordKind.BARE:
            return behind if self._is(at, "refuse", "omit") else None
        if behind is not None and self.groups[behind].kind is WordKind.GERUND:
            return behind if self._is(at, "going") else None
        number = next((n for n, group in enumerate(self.groups) if group.first > at), None)
        if number is None or not self._is(at, "told") or self.groups[number].kind is not WordKind.PAST:
            return None
        between = self.kinds[at + 1 : self.groups[number].first]
        is_parted = WordKind.JOINT in between or WordKind.AND in between
        is_told = WordKind.RELATIVE in between or WordKind.PREPOSITION not in between
        return number if is_told and not is_parted else None

    def _spread(self) -> None:
        """What a denied verb governs may be denied too: "did not agree to sell", "not enough to make them leave"."""
        for number, group in enumerate(self.groups):
            before = number - 1
            governed = group.kind is WordKind.BARE and before >= 0 and number not in self.verbs
            if governed and (before in self.verbs or before in self.unclear):
                same = self.words[group.first].part == self.words[self.groups[before].last].part
                if same:
                    self.unclear.add(number)

    def _clause(self, number: int, clause: Clause) -> Iterator[Told]:
        """What one clause tells, and the nouns that are denied in it."""
        about = clause.who | clause.whom
        first = self.groups[number].first if self.groups else 0
        end = self.groups[number + 1].first if number + 1 < len(self.groups) else len(self.words)
        nouns = [at for at in self.nouns if (first <= at < end or (number == 0 and at < first))]
        for noun in nouns:
            head = self._terms(noun)
            by = self.nouns[noun]
            yield Told(head, about - head, by=self.words[by].stem, denial=self._phrase(by, noun))
        if not self.groups:
            if not nouns:
                yield Told(frozenset(), about)
            return
        main = self.groups[number].main
        is_small = self.kinds[main] is WordKind.AUXILIARY
        head = (clause.object or clause.whom) if is_small else frozenset({self.words[main].stem})
        is_open = clause.joint in lexicon.listed(self.one.language, "negation", "open")
        is_void = any(self.nouns[noun] != main for noun in nouns)  # "ruled out a link" did rule it out
        is_unclear = is_open or is_void or number in self.unclear
        saying = self.words[main].low in lexicon.listed(self.one.language, "saying", "say")
        one = Told(head, about - head, is_unclear=is_unclear, is_saying=saying, is_short=is_small and not head)
        if number in self.verbs:
            by = self.verbs[number]
            one = replace(one, by=self.words[by].stem, denial=self._phrase(by, main), is_unclear=False)
        yield one

    def _is_deed(self, at: int) -> bool:
        """Whether a word of refusing is a deed done to one thing: "denied a request", not "denied knowledge"."""
        return self.kinds[at + 1] is WordKind.DETERMINER

    def _phrase(self, at: int, place: int) -> str:
        low = [word.low for word in self.words]
        first, last = min(at, place), max(at, place)
        return " ".join(low[first : last + 1]) if last - first <= _QUOTED else f"{low[first]} … {low[last]}"

    def _terms(self, place: int) -> frozenset[str]:
        return frozenset({self.words[place].stem})

    def _past_adverbs(self, at: int) -> int:
        while at < len(self.words) and self.kinds[at] in (WordKind.ADVERB, WordKind.NOT):
            at += 1
        return at

    def _verb_at(self, at: int) -> int | None:
        return next((n for n, group in enumerate(self.groups) if group.first <= at <= group.main), None)

    def _verb_of_subject(self, at: int) -> int | None:
        """The number of the verb of whose subject a word is part: "no passenger was hurt"."""
        for number, group in enumerate(self.groups):
            if group.first > at:
                start = self.one.clauses[number].span.start
                is_parted = WordKind.JOINT in self.kinds[at : group.first]
                is_own = group.kind is WordKind.PAST and start <= self.words[at].start and not is_parted
                return number if is_own else None
        return None

    def _noun(self, at: int) -> int | None:
        """The place of the noun that begins at a place with all that stands before it."""
        start = at
        while at < len(self.words) and self.kinds[at] in _NOUN and self.words[at].part == self.words[start].part:
            at += 1
        return at - 1 if at > start and self.kinds[at - 1] in (WordKind.NOUN, WordKind.NAME) else None

    def _is(self, at: int, *keys: str) -> bool:
        return self.words[at].low in lexicon.listed(self.one.language, "negation", *keys)
