"""Why a sentence says that something happened, and whether the sentences that it rests on say so too.

That two things happened together, or one after the other, is no cause. So a cause counts as told where the words of
the cause are found and a word stands by them that may say why; it is given too freely rather than too strictly, since
"as", "for" and "to" say it as often as "because".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from briefer.language import lexicon
from briefer.language.compare import holds
from briefer.language.deed_pairs import meet
from briefer.language.informative import informative_terms
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.verb_groups import Mood, VerbGroup, moods, verb_groups
from briefer.language.word_kinds import NOUNS, WordKind
from briefer.records import Span

_FOUND = 0.6  # share of the terms of a cause that must be found for it to be the one that the evidence tells
_EFFECT = 0.34  # the same of what it is the cause of
_LEAST = 2  # terms of a cause that none of the evidence has
_OPENS = NOUNS | {WordKind.NUMBER}  # "bought a site in March to build"
_BEFORE = 30  # code points before the words of a cause in which "as" or "for" makes it one


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause or purpose that a sentence gives."""

    words: str
    terms: frozenset[str]
    deed: str = ""  #: the stem of its verb, where "to" alone tells it


@dataclass(frozen=True, slots=True)
class Unfounded:
    """A cause or purpose that the evidence does not give."""

    words: str
    is_told: bool  #: whether the evidence tells of it, but not as the cause


def unfounded(claim: Sentence, cited: Sequence[Sentence]) -> Unfounded | None:
    """The first reason of a claim that none of some sentences gives.

    Args:
        claim: one sentence.
        cited: the sentences that it rests on, with those beside them.
    """
    for reason in (*reasons(claim), *_moving(claim, cited)):
        best = max((_share(reason.terms, one) for one in cited), default=0.0)
        is_missing = best == 0 and len(reason.terms) >= _LEAST
        is_given = any(_gives(one, reason, claim, min(best, _FOUND)) for one in cited)
        is_told = reason.deed and (
            len(reason.terms) <= _LEAST or any(reason.deed in one.stems or holds(one, reason.deed) for one in cited)
        )
        if is_missing or not (is_told or is_given):
            return Unfounded(reason.words, is_told=best >= _FOUND)
    return None


def reasons(one: Sentence) -> tuple[Reason, ...]:
    """The causes and purposes that a sentence gives."""
    return (*_marked(one), *_bare(one))


def _marked(one: Sentence) -> Iterator[Reason]:
    """Those that a word such as "because" opens or closes."""
    text, ends = one.text, lexicon.pattern(one.language, "causes", "ends")
    for key in ("caused", "purpose"):
        for match in lexicon.pattern(one.language, "causes", key).finditer(text):
            stop = next((found.start() for found in ends.finditer(text, match.end())), len(text))
            if key == "purpose" or not _is_before_verb(one, match.end()):  # "due to open"
                yield from _reason(one, Span(match.end(), stop))
    for key in ("causing", "making"):
        for match in lexicon.pattern(one.language, "causes", key).finditer(text):
            start = max((found.end() for found in ends.finditer(text, 0, match.start())), default=0)
            if key == "causing" or not _is_by_name(one, match.start()):
                yield from _reason(one, Span(start, match.start()))


def _is_by_name(one: Sentence, start: int) -> bool:
    """Whether somebody with a name does what the verb at a place tells: "Orr forced the clerk to resign"."""
    return any(clause.verb and clause.verb.start == start and clause.doer & one.named for clause in one.clauses)


def _reason(one: Sentence, span: Span) -> Iterator[Reason]:
    terms = informative_terms(span.of(one.text), one.language)
    if terms:
        yield Reason(span.of(one.text).strip(), terms)


def _bare(one: Sentence) -> Iterator[Reason]:
    """Those that "to" opens by itself, behind a noun that does not ask for it: "closed two libraries to save money"."""
    groups = verb_groups(one)
    for number, group in enumerate(groups):
        before = group.first - 1
        is_open = group.kind is WordKind.BARE and group.first < group.main and before >= 0
        if not is_open or one.kinds[before] not in _OPENS or _asks(one, group, groups[number - 1] if number else None):
            continue
        end = groups[number + 1].first if number + 1 < len(groups) else len(one.words)
        last = next((at for at in range(group.main, end) if at + 1 == end or _parts(one, at)), group.main)
        span = Span(one.words[group.first].start, one.words[last].start + len(one.words[last].text))
        terms = informative_terms(span.of(one.text), one.language)
        yield Reason(span.of(one.text), terms, one.words[group.main].stem)


def _moving(claim: Sentence, cited: Sequence[Sentence]) -> Iterator[Reason]:
    """What moves something in a claim that moved by itself in the evidence: "the levy cut sales", "sales fell"."""
    moving = lexicon.listed(claim.language, "causes", "moving")
    for clause in claim.clauses:
        moves = clause.verb and clause.verb.low in moving and clause.mood is Mood.DONE and not clause.doer & claim.named
        if not (moves and clause.verb and clause.doer and clause.object) or any(
            meet(clause.doer, other.doer) and meet(clause.object, other.whom) for one in cited for other in one.clauses
        ):
            continue
        alone = [
            other
            for one in cited
            for other in one.clauses
            if meet(clause.object, other.doer) and not meet(clause.doer, other.who | other.whom)
        ]
        words = claim.text[clause.span.start : clause.verb.start]
        if alone and clause.verb.start > clause.span.start:
            yield Reason(words.strip(), clause.doer)


def _asks(one: Sentence, group: VerbGroup, before: VerbGroup | None) -> bool:
    """Whether something before a verb calls for it: "the right to sell", "wants Orr to stay"."""
    known, asking = moods(one.language), lexicon.pattern(one.language, "causes", "asking")
    if before is None or one.words[before.main].low in known:
        return True
    dated = {at for q in one.quantities for at in range(q.span.start, q.span.end)}  # "last week to make room"
    between = [word for word in one.words[before.last + 1 : group.first] if word.start not in dated]
    return any(word.low in known or asking.fullmatch(word.low) for word in between)


def _is_before_verb(one: Sentence, end: int) -> bool:
    """Whether the word before a place is a "to" that belongs to a verb."""
    last = next((at for at in range(len(one.words) - 1, -1, -1) if one.words[at].start < end), 0)
    return one.kinds[last] is WordKind.TO


def _parts(one: Sentence, at: int) -> bool:
    return one.words[at].part != one.words[at + 1].part


def _share(terms: Collection[str], one: Sentence) -> float:
    return sum(not one.senses.isdisjoint(senses_of(term)) for term in terms) / len(terms) if terms else 0.0


def _gives(one: Sentence, reason: Reason, claim: Sentence, least: float) -> bool:
    """Whether a sentence may give a reason: it says why of the same things, or has "as" right before the cause."""
    is_cause = _share(reason.terms, one) >= least
    is_effect = _share(claim.shares.keys() - reason.terms, one) >= _EFFECT
    if (is_cause or is_effect) and _says_why(one):
        return True
    senses = {sense for term in reason.terms for sense in senses_of(term)}
    first = next((word for word in one.words if not senses.isdisjoint(senses_of(word.stem))), None)
    if not (is_cause and first):
        return False
    start = max([first.start - _BEFORE, *(word.start for word in one.words if word.part < first.part)])
    near = lexicon.pattern(one.language, "causes", "nearby").search(one.text, start)
    return near is not None and near.end() <= first.start


def _says_why(one: Sentence) -> bool:
    """Whether a sentence has a word that says why wherever it stands."""
    if lexicon.pattern(one.language, "causes", "plainly").search(one.text):
        return True
    found = lexicon.pattern(one.language, "causes", "before_noun").finditer(one.text)
    return any(not _is_before_verb(one, match.end()) for match in found)
