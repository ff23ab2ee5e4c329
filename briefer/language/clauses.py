"""What a sentence says, clause by clause: who did what to whom, when, how surely, denied or not, and who says so.

There is no grammar of the language here, only lists of its small words and of what verbs look like. What cannot be told
is left empty, so whoever compares clauses compares what was found and keeps silent about the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from briefer.language import lexicon
from briefer.language.informative import informative_terms
from briefer.language.names import Name
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.stems import Word, small_words, stems_of
from briefer.language.tokens import quotations
from briefer.records import Span

_REACH = 40  # code points between a name and the verb of saying that stands beside it
_NEAR = 4  # words between a verb and what denies or hedges it
_LONG_PAST = 4


class Worded(Protocol):
    """As much of a sentence as its clauses are read from; `sentence.Sentence` is one."""

    @property
    def text(self) -> str:
        """Its characters."""

    @property
    def language(self) -> str | None:
        """ISO 639-1 code; English where unknown."""

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words in order."""

    @property
    def names(self) -> tuple[Name, ...]:
        """Its names."""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers and dates."""

    @property
    def denials(self) -> tuple[Word, ...]:
        """The words that deny something."""

    @property
    def hedges(self) -> tuple[Word, ...]:
        """The words that hold something possible or planned."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a sentence says. What is not told, or was not found, is empty."""

    span: Span  #: code points in the sentence
    who: frozenset[str]  #: terms of who does it
    did: str  #: the stem of the verb
    whom: frozenset[str]  #: terms of whom or what it is done to, and of what else follows the verb
    when: tuple[Quantity, ...]
    denied: str  #: the word that denies it
    unsure: str  #: the word that holds it possible or planned
    said_by: frozenset[str]  #: terms of whoever the sentence has say so


def parse(one: Worded) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order: "Orr said Lind lied" are two, and Orr says the second one."""
    found = [_clause(one, span) for span in spans(one) if one.text[span.start : span.end].strip()]
    saying = stems_of(one.language, "saying", "say", "announce")
    says = [clause.did in saying for clause in found]
    told: list[Clause] = []
    speaker: frozenset[str] = frozenset()
    for clause, is_said in zip(found, says, strict=True):
        if is_said and told and not speaker:  # "Lind lied, Orr said"
            told = [replace(earlier, said_by=clause.who) for earlier in told]
        speaker = clause.who if is_said else speaker
        told.append(clause if is_said else replace(clause, said_by=speaker))
    return tuple(told)


def spans(one: Worded) -> tuple[Span, ...]:
    """Where the clauses of a sentence stand: marks, words such as "because" and verbs of saying part them."""
    joints, determiners = lexicon.words(one.language, "joints"), lexicon.listed(one.language, "determiners")
    saying = lexicon.listed(one.language, "saying", "say", "announce")
    found, start, before = [], 0, None
    for word in one.words:
        is_joint = before is not None and (word.part != before.part or word.low in joints or before.low in saying)
        if is_joint and word.start > start:
            found.append(Span(start, word.start))
            start = word.start
        before = word if before is None or before.low not in determiners else word._replace(low="")
    return (*found, Span(start, len(one.text)))


def denials(one: Worded) -> tuple[Word, ...]:
    """The words that deny something, without those after which something is only no more."""
    listed, endings = lexicon.listed(one.language, "negation", "not", "refuse"), _grammar(one, "denies")
    return tuple(word for word in one.words if word.low in listed or word.low.endswith(endings))


def hedges(one: Worded) -> tuple[Word, ...]:
    """The words that hold something possible, planned, or as what somebody thinks.

    "May" inside a sentence is the month, "a planned speech" is a speech, and ", considering his views" gives a reason.
    """
    listed = lexicon.listed(one.language, "hedges")
    return tuple(word for at, word in enumerate(one.words) if word.low in listed and _hedges(one.words, at, one))


def _hedges(words: Sequence[Word], at: int, one: Worded) -> bool:
    word, before = words[at], words[at - 1] if at else None
    if before is None:
        return True
    if not word.text.islower():
        return False
    is_planned = word.low in lexicon.listed(one.language, "hedges", "planned")
    if not is_planned or not word.low.endswith(_grammar(one, "past", "during")):
        return True
    if before.part != word.part:
        return word.low.endswith(_grammar(one, "past"))
    owned = before.low.endswith(_grammar(one, "possessive"))
    return not owned and before.low not in lexicon.listed(one.language, "determiners")


def _grammar(one: Worded, *keys: str) -> tuple[str, ...]:
    """Some of the small words that the reading of clauses turns on."""
    return tuple(lexicon.listed(one.language, "grammar", *keys))


def predicate(one: Worded) -> frozenset[str]:
    """The terms after a sentence's first auxiliary verb, without whoever says so; empty where there is none."""
    auxiliaries, short = lexicon.listed(one.language, "auxiliaries"), _grammar(one, "short")
    text, last = one.text, one.text.rfind(", ")
    say = {*lexicon.listed(one.language, "saying", "say"), *_grammar(one, "according")}
    if last >= 0 and any(word.start > last and word.low in say for word in one.words):  # ", police said"
        text = text[:last]
    for word in one.words:
        if word.start < len(text) and (word.low in auxiliaries or word.low.endswith(short)):
            return informative_terms(text[word.start + len(word.text) :], one.language)
    return frozenset()


def intended(one: Worded) -> frozenset[str]:
    """The terms of the verbs after "will", "plans to" and the like."""
    modal, intending = lexicon.listed(one.language, "auxiliaries", "modal"), lexicon.words(one.language, "intending")
    to = _grammar(one, "to")
    found: set[str] = set()
    for at, (word, after) in enumerate(pairwise([*one.words, *one.words[-1:]])):
        is_to = word.low in intending and after.low in to
        if word.low in modal or is_to:
            found |= _verb_after(one, at + (2 if is_to else 1), _grammar(one, "passed"), _grammar(one, "adverb"))
    return frozenset(found)


def deeds(one: Worded) -> frozenset[str]:
    """The terms of a sentence's verbs that tell of a deed: its past forms, and what follows "will", "to" and "not"."""
    saying = lexicon.listed(one.language, "saying", "say", "announce")
    before = {
        *lexicon.listed(one.language, "auxiliaries", "modal"),
        *_grammar(one, "to"),
        *lexicon.listed(one.language, "negation", "not"),
    }
    found: set[str] = set()
    for at, word in enumerate(one.words):
        if word.text.islower() and is_past(word.low, one.language) and word.low not in saying:
            found |= informative_terms(word.low, one.language)
        if word.low in before:
            found |= _verb_after(one, at + 1, (*_grammar(one, "passed"), *saying))
    return frozenset(found)


def _verb_after(one: Worded, at: int, passed: Collection[str], endings: tuple[str, ...] = ()) -> frozenset[str]:
    """The terms of the first word from a place on that is neither passed over nor has one of some endings."""
    rest = (word for word in one.words[at:] if word.low not in passed and not (endings and word.low.endswith(endings)))
    verb = next(rest, None)
    return informative_terms(verb.low, one.language) if verb and verb.text.islower() else frozenset()


def is_past(low: str, language: str | None) -> bool:
    """Whether a lower-case word looks like the past of a verb."""
    if low in lexicon.words(language, "not_verbs"):
        return False
    endings = tuple(lexicon.listed(language, "grammar", "past"))
    return (len(low) >= _LONG_PAST and low.endswith(endings)) or low in _past_forms(language)


@lru_cache(maxsize=64)
def _past_forms(language: str | None) -> frozenset[str]:
    """Irregular forms; of a verb without any, the verb itself: "cut"."""
    rows = (line.split() for line in lexicon.lines(language, "irregular"))
    return frozenset(form for row in rows for form in (row[1:] or row))


def _clause(one: Worded, span: Span) -> Clause:
    words = [word for word in one.words if span.start <= word.start < span.end]
    group, verb = _verb(one, words) or (len(words), None)
    before, after = words[:group], words[verb + 1 :] if verb is not None else []
    who, whom = _terms(one, before), _terms(one, after)
    # A form of "be" before a past form: it was done to somebody.
    helpers = [word.low for word in words[:verb] if _may_be_verb(one, word)] if verb is not None else []
    is_been = bool(helpers) and helpers[-1] in lexicon.listed(one.language, "auxiliaries", "be")
    if verb is not None and is_been and is_past(words[verb].low, one.language):
        by = next((at for at, word in enumerate(after[:_NEAR]) if word.low in _grammar(one, "by")), len(after))
        who, whom = _terms(one, after[by:]), _terms(one, [*before, *after[:by]])
    denied, hedged = {word.start for word in one.denials}, {word.start for word in one.hedges}
    return Clause(
        span,
        who,
        "" if verb is None else words[verb].stem,
        whom,
        tuple(q for q in one.quantities if q.kind is QuantityKind.DATE and span.start <= q.span.start < span.end),
        next((word.low for word in words if word.start in denied), ""),
        next((word.low for word in words if word.start in hedged), ""),
        frozenset(),
    )


def _verb(one: Worded, words: Sequence[Word]) -> tuple[int, int] | None:
    """Where the verb begins with its auxiliaries, and where the word stands that says what is done.

    Without an auxiliary it is the first past form, or known verb, that is no adjective.
    """
    auxiliaries, determiners = lexicon.listed(one.language, "auxiliaries"), lexicon.listed(one.language, "determiners")
    verbs = lexicon.words(one.language, "verbs")
    for at, word in enumerate(words):
        if word.low in auxiliaries:
            rest = enumerate(words[at + 1 : at + 1 + _NEAR], at + 1)
            return at, next((i for i, w in rest if _may_be_verb(one, w) and w.low not in auxiliaries), at)
        is_form = is_past(word.low, one.language) or word.low in verbs
        if at and word.text.islower() and is_form and words[at - 1].low not in determiners:
            return at, at
    return None


def _may_be_verb(one: Worded, word: Word) -> bool:
    is_passed = word.low in _grammar(one, "passed") or word.low.endswith(_grammar(one, "adverb"))
    return word.text.islower() and not is_passed and word.low not in lexicon.listed(one.language, "negation", "not")


def _terms(one: Worded, words: Sequence[Word]) -> frozenset[str]:
    small = small_words(one.language)
    text = " ".join(word.text for word in words if word.low not in small or not word.text.islower())
    return informative_terms(text, one.language)


def speakers(one: Worded) -> tuple[Name, ...]:
    """The names that a verb of saying or "according to" stands next to; one of judging where words are quoted."""
    plain = lexicon.listed(one.language, "saying", "say", "announce", "commit", "deny")
    judging = lexicon.listed(one.language, "saying", "judge") if quotations(one.text) else frozenset()
    return tuple(name for name in one.names if _speaks(one, name, plain, judging))


def _speaks(one: Worded, name: Name, plain: frozenset[str], judging: frozenset[str]) -> bool:
    before = [w.low for w in one.words if name.span.start - _REACH <= w.start < name.span.start]
    after = [w.low for w in one.words if name.span.end <= w.start <= name.span.end + _REACH]
    if not set(_grammar(one, "according")).isdisjoint(before[-3:]):
        return True
    if before and before[-1] in plain and before[-1] not in _grammar(one, "hearer"):
        return True
    if after and after[0] in _grammar(one, "between"):
        after = after[1:]
    return bool(after) and after[0] in plain | judging


def marked(one: Worded, words: Sequence[Word]) -> Iterator[frozenset[str]]:
    """The terms of each clause in which one of some words stands, those words aside."""
    starts = {word.start: word.start + len(word.text) for word in words}
    for span in spans(one):
        inside = sorted(start for start in starts if span.start <= start < span.end)
        if inside:
            text, at = "", span.start
            for start in inside:
                text, at = text + one.text[at:start] + " ", starts[start]
            yield informative_terms(text + one.text[at : span.end], one.language)
