"""How surely a deed is told, and on what condition: what is planned, tried, thought or hanging is not done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.language import lexicon
from briefer.language.clauses import Clause
from briefer.language.deed_pairs import Difference, Parting, light, meet
from briefer.language.sentence import Sentence
from briefer.language.stems import stem, stems_of
from briefer.language.verb_forms import is_past
from briefer.language.verb_groups import Mood

_ENOUGH = 3  # terms of a gift, by which a promise of the same is known
_PROMISED = 0.75  # of its terms
_BESIDE = 4  # words between a noun for a deed and who does it, or what makes it only meant


def less_sure(
    claim: Sentence, mine: Clause, theirs: Sequence[tuple[Clause, Sentence]], said: Sequence[Sentence]
) -> Iterator[Difference]:
    """A deed told as done or settled that the evidence tells as meant, possible or somebody's thought alone."""
    governs = mine.verb is not None and any(clause.unsure == mine.verb.low for clause in claim.clauses)
    if mine.mood < Mood.DUE or mine.condition or governs or _elsewhere(mine, theirs, said):
        return
    weaker = [(other, one) for other, one in theirs if other.mood < mine.mood and other.unsure]
    if not weaker or len(weaker) < len(theirs):
        return
    other, _ = weaker[0]
    if meet(frozenset((stem(other.unsure, claim.language),)), claim.stems):
        return  # "a draft decree" for "a draft seen by this newspaper", "under consideration" for "is considering"
    told = mine.verb.low if mine.verb else ""
    if other.mood is Mood.THOUGHT:
        if not (mine.said_by or claim.hedges or _attributed(claim)):
            yield Difference(Parting.THOUGHT, told, other.unsure)
    elif other.mood is not Mood.DUE or _is_done(mine, claim):
        yield Difference(Parting.MOOD, told, other.unsure)


def only_meant(claim: Sentence, mine: Clause, said: Sequence[Sentence]) -> Iterator[Difference]:
    """A deed that the evidence tells by a noun that is only meant ("called for a ban"), or only promises the same."""
    if mine.mood < Mood.DUE or not mine.did:
        return
    told = mine.verb.low if mine.verb else ""
    for one in said:
        for at, word in enumerate(one.words):
            low = _meant_noun(one, at) if word.stem == mine.did and mine.did not in light(None) else ""
            if low and not meet(frozenset((stem(low, claim.language),)), claim.stems):
                yield Difference(Parting.MOOD, told, low)
                return
    if not _is_done(mine, claim) or mine.did not in stems_of(None, "word_kinds", "giving"):
        return
    terms, promising = mine.who | mine.whom, stems_of(None, "word_kinds", "promising")
    for other in (clause for one in said for clause in one.clauses if clause.did in promising):
        held = sum(meet(frozenset((term,)), other.who | other.whom) for term in terms)
        if len(terms) >= _ENOUGH and held >= _PROMISED * len(terms) and other.verb:  # "promised the widows a pension"
            yield Difference(Parting.MOOD, told, other.verb.low)
            return


def _is_done(mine: Clause, claim: Sentence) -> bool:
    """Whether a clause says that something was done, and nothing in its sentence that it is due: "ends" may be."""
    is_told = mine.verb is not None and is_past(mine.verb.low, claim.language)
    return is_told and all(clause.mood is Mood.DONE for clause in claim.clauses)


def _attributed(claim: Sentence) -> bool:
    """Whether a sentence gives what it says as somebody's view."""
    listed = lexicon.listed(claim.language, "saying", "view")
    return any(word.low in listed for word in claim.words)


def _elsewhere(mine: Clause, theirs: Sequence[tuple[Clause, Sentence]], said: Sequence[Sentence]) -> bool:
    """Whether the deed is also told by a noun beside who does it or to whom: "the sale of the yard"."""
    if mine.did in light(None):
        return False
    verbs = {other.verb.start for other, _ in theirs if other.verb}
    parties = mine.who | mine.whom
    for one in said:
        for at, word in enumerate(one.words):
            near = {w.stem for w in one.words[max(0, at - _BESIDE) : at + _BESIDE + 1]} - {mine.did}
            if word.stem == mine.did and word.start not in verbs and not near.isdisjoint(parties):
                return not _meant_noun(one, at)
    return False


def _meant_noun(one: Sentence, at: int) -> str:
    """The word before a noun that makes it a thing only meant: "called for a ban", "considering the sale"."""
    listed = lexicon.listed(one.language, "moods", "meant")
    near = (word.low for word in reversed(one.words[max(0, at - _BESIDE) : at]))
    return next((low for low in near if low in listed), "")


def unconditional(claim: Sentence, mine: Clause, theirs: Sequence[tuple[Clause, Sentence]]) -> Iterator[Difference]:
    """A deed that hangs on something in all of the evidence, and on nothing in the claim."""
    hangs = lexicon.pattern(claim.language, "conditions", "hangs")
    if lexicon.pattern(claim.language, "conditions", "kept").search(claim.text):
        return
    found = [hangs.search(one.text) for other, one in theirs if mine.mood is Mood.DUE or other.mood < Mood.DONE]
    if len(found) == len(theirs) and all(found):
        yield Difference(Parting.CONDITION, mine.verb.low if mine.verb else "", str(found[0] and found[0][0].lower()))
