"""Where two sentences part that tell of one deed: who does it to whom, how surely, on what condition, who says so.

Clauses are held against clauses of the same verb, or of one in the same sense. What cannot be held against anything is
passed over in silence: other words are no other meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.clauses import Clause
from briefer.language.informative import informative_terms
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import stem, stems_of
from briefer.language.tokens import quotations
from briefer.language.verb_groups import Mood
from briefer.language.word_kinds import is_past
from briefer.language.words import folded

#: Of the terms of a clause, the share that one without the same verb must hold to be about the same.
_ABOUT = 0.6
_ENOUGH = 3  # terms; of fewer it must hold all …
_LEAST = 2  # … and a single one may be about anything


class Parting(StrEnum):
    """In what two sentences part."""

    TURNED = "turned"  #: who does it and whom it is done to are exchanged
    PARTS = "parts"  #: somebody else does it, or it is done to somebody else
    OWNER = "owner"  #: somebody of his does it, not he himself
    MOOD = "mood"  #: it is less sure than told
    THOUGHT = "thought"  #: somebody thinks or alleges it
    CONDITION = "condition"  #: it hangs on something
    SPEAKER = "speaker"  #: somebody else says it


class Difference(NamedTuple):
    """One thing that a sentence says otherwise than those it is held against."""

    parting: Parting
    mine: str  #: words of the sentence
    theirs: str  #: words of the other
    certain: bool = False  #: both sides were found, so that both cannot be true


def differences(claim: Sentence, said: Sequence[Sentence]) -> Iterator[Difference]:
    """Where a sentence says otherwise than all of some sentences that tell of the same deeds.

    Args:
        claim: one sentence.
        said: the sentences that are to back it.
    """
    for mine in (clause for clause in claim.clauses if clause.finite or clause.mood is Mood.DUE):
        told = [(other, one) for one in said for other in one.clauses if _one_deed(mine, other)]
        theirs = [(other, one) for other, one in told if mine.did == other.did] or told
        near = theirs or [(other, one) for one in said for other in one.clauses if _about(mine, other)]
        if theirs:
            yield from _parts(claim, mine, theirs)
        if near:
            yield from _moods(claim, mine, near, said)
            yield from _conditions(claim, mine, near)
            yield from _speakers(claim, mine, near)
    yield from _quoted(claim, said)


def meet(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether some terms may name what others do: one of them stands in both, itself or in the same sense."""
    return not a.isdisjoint(b) or any(
        not senses_of(one).isdisjoint(senses_of(other)) for one in a for other in b if not one[0].isdigit()
    )


# --- which clauses tell of one deed -------------------------------------------------------------------------


def _one_deed(mine: Clause, other: Clause) -> bool:
    if not mine.did or not other.did or mine.did in _light(None):
        return bool(mine.did) and mine.did == other.did and _about(mine, other)
    if not meet(mine.who | mine.whom, other.who | other.whom):
        return False
    return mine.did == other.did or not senses_of(mine.did).isdisjoint(senses_of(other.did)) or _converse(mine, other)


def _converse(mine: Clause, other: Clause) -> bool:
    return frozenset((mine.did, other.did)) in _converses(None)


@lru_cache(maxsize=4)
def _converses(language: str | None) -> frozenset[frozenset[str]]:
    rows = (line.split() for line in lexicon.lines(language, "converses"))
    return frozenset(frozenset(stem(word, language) for word in row) for row in rows if len(row) > 1)


def _light(language: str | None) -> frozenset[str]:
    """Verbs that tell no deed by themselves."""
    return stems_of(language, "word_kinds", "light") | stems_of(language, "saying", "say", "announce")


def _about(mine: Clause, other: Clause) -> bool:
    """Whether most of what a clause that tells a state, or has the same light verb, says stands in another one."""
    terms = mine.who | mine.whom
    is_state = mine.did in stems_of(None, "auxiliaries", "be", "have") and other.mood is not Mood.DUE
    if len(terms) < _LEAST or not (is_state or mine.did == other.did) or mine.did in stems_of(None, "saying", "say"):
        return False
    known = other.who | other.whom
    held = sum(meet(frozenset((term,)), known) for term in terms)
    return held >= (_ABOUT if len(terms) >= _ENOUGH else 1) * len(terms)


# --- who does it to whom ------------------------------------------------------------------------------------


def _parts(claim: Sentence, mine: Clause, theirs: Sequence[tuple[Clause, Sentence]]) -> Iterator[Difference]:
    found = [difference for other, one in theirs if (difference := _part(claim, mine, other, one)) is not None]
    agreeing = len(found) < len(theirs)
    if found and not agreeing:
        yield found[0]


def _part(claim: Sentence, mine: Clause, other: Clause, one: Sentence) -> Difference | None:
    """How the parts of two clauses differ; None where they agree or cannot be told apart."""
    is_converse = _converse(mine, other)
    doer, done_to = (other.whom, other.doer) if is_converse else (other.doer, other.whom)
    own = mine.doer & _named(claim) if _names(mine.doer, claim) and _names(doer, one) else mine.doer
    if not (own and doer):
        return None if is_converse else _undergone(claim, mine, other, one)
    if not is_converse and meet(own, doer):
        return None
    if not is_converse and _owned(doer, own, one):
        return Difference(Parting.OWNER, _written(claim, own), _written(one, doer))
    if meet(own, done_to) and meet(doer, mine.whom):
        others = mine.whom - (mine.object & other.object)
        exchanged = frozenset(term for term in others if meet(frozenset((term,)), doer))
        certain = _names(own, claim) and _names(exchanged, claim)
        return Difference(Parting.TURNED, _written(claim, own), _written(claim, exchanged), certain)
    return None if is_converse else _another(claim, mine, other, one)


def _another(claim: Sentence, mine: Clause, other: Clause, one: Sentence) -> Difference | None:
    """Another doer, who has another part in the evidence or the part of the evidence's doer in the claim."""
    parties = mine.object.union(*(terms for _, terms in mine.beside))
    is_object = meet(mine.object, other.object)
    if is_object and meet(other.doer, parties):
        return Difference(Parting.TURNED, _written(claim, mine.doer), _written(one, other.doer))
    is_one = is_object or meet(mine.whom, other.whom) or not (mine.whom or other.whom)
    elsewhere = frozenset(one.shares) - other.who - other.whom
    if is_one and _names(mine.doer, claim) and _names(other.doer, one) and meet(mine.doer & _named(claim), elsewhere):
        return Difference(Parting.PARTS, _written(claim, mine.doer), _written(one, other.doer))
    return None


def _undergone(claim: Sentence, mine: Clause, other: Clause, one: Sentence) -> Difference | None:
    """Another one to whom it is done: "Orr was fined" for "Lind was fined after Orr complained"."""
    if mine.doer or not (_names(mine.object, claim) and _names(other.object, one)):
        return None
    is_alike = not (mine.whom - mine.object).isdisjoint(other.whom - other.object)
    elsewhere = frozenset(one.shares) - other.whom
    if is_alike and not meet(mine.object, other.whom) and meet(mine.object, elsewhere):
        return Difference(Parting.PARTS, _written(claim, mine.object), _written(one, other.object))
    return None


def _owned(doer: frozenset[str], owner: frozenset[str], one: Sentence) -> bool:
    """Whether those who do something are somebody's, and do not act for him: "one of Orr's brothers"."""
    if not doer.isdisjoint(stems_of(None, "stands_for")):
        return False
    possessive = tuple(lexicon.listed(one.language, "grammar", "possessive"))
    owners = frozenset(word.stem for word in one.words if word.low.endswith(possessive) and "'" in word.low)
    is_kin = not doer.isdisjoint(stems_of(None, "word_kinds", "kin"))
    return meet(owner, owners) or (is_kin and meet(owner, frozenset(one.shares) - doer))


def _names(terms: frozenset[str], one: Sentence) -> bool:
    return any(len(term) > 1 for term in terms & _named(one))


@lru_cache(maxsize=1024)
def _named(one: Sentence) -> frozenset[str]:
    """The terms of a sentence's names, that of a first word included which is no word of the language's lists."""
    ordinary = lexicon.words(one.language, "ordinary", "common")
    plural = tuple(lexicon.listed(one.language, "grammar", "third"))
    parts = (part.text.casefold() for name in one.names for part in name.parts if part.doubtful)
    unknown = (low for low in parts if low not in ordinary and not low.endswith(plural))
    return one.named.union(*(informative_terms(low, one.language) for low in unknown))


def _written(one: Sentence, terms: frozenset[str]) -> str:
    """Some terms as a sentence writes them, in its order; the names alone where there are some."""
    terms = terms & _named(one) or terms
    words = [word.text for word in one.words if word.stem in terms or word.low in terms]
    return " ".join(dict.fromkeys(words)) or " ".join(sorted(terms))


# --- how surely, and on what condition ----------------------------------------------------------------------


def _moods(
    claim: Sentence, mine: Clause, theirs: Sequence[tuple[Clause, Sentence]], said: Sequence[Sentence]
) -> Iterator[Difference]:
    if mine.mood < Mood.DUE or mine.condition or mine.did in _governing(None) or _elsewhere(mine, theirs, said):
        return
    weaker = [(other, one) for other, one in theirs if other.mood < mine.mood and other.unsure]
    if not weaker or len(weaker) < len(theirs):
        return
    other, _ = weaker[0]
    told = mine.verb.low if mine.verb else ""
    if other.mood is Mood.THOUGHT:
        if not (mine.said_by or claim.hedges or _attributed(claim)):
            yield Difference(Parting.THOUGHT, told, other.unsure)
    elif not claim.tentative and (other.mood is not Mood.DUE or _is_done(mine, claim)):
        yield Difference(Parting.MOOD, told, other.unsure)


def _is_done(mine: Clause, claim: Sentence) -> bool:
    """Whether a clause says that something was done, and nothing in its sentence that it is due: "ends" may be."""
    is_told = mine.verb is not None and is_past(mine.verb.low, claim.language)
    return is_told and all(clause.mood is Mood.DONE for clause in claim.clauses)


def _attributed(claim: Sentence) -> bool:
    """Whether a sentence gives what it says as somebody's words or view."""
    listed = lexicon.listed(claim.language, "saying", "say", "claim")
    return any(word.low in listed for word in claim.words) or "opinion" in claim.stems or "view" in claim.stems


@lru_cache(maxsize=4)
def _governing(language: str | None) -> frozenset[str]:
    """Verbs whose deed is that something is meant, thought or refused."""
    return stems_of(language, "moods", "meant", "thought", "refused")


def _elsewhere(mine: Clause, theirs: Sequence[tuple[Clause, Sentence]], said: Sequence[Sentence]) -> bool:
    """Whether the deed is also told by a noun: "the sale", "his resignation"."""
    if mine.did in _light(None):
        return False
    verbs = {id(one): {other.verb.start for other, of in theirs if of is one and other.verb} for one in said}
    return any(word.stem == mine.did and word.start not in verbs[id(one)] for one in said for word in one.words)


def _conditions(claim: Sentence, mine: Clause, theirs: Sequence[tuple[Clause, Sentence]]) -> Iterator[Difference]:
    hangs = lexicon.pattern(claim.language, "conditions", "hangs")
    if lexicon.pattern(claim.language, "conditions", "kept").search(claim.text):
        return
    found = [hangs.search(one.text) for other, one in theirs if mine.mood is Mood.DUE or other.mood < Mood.DONE]
    if len(found) == len(theirs) and all(found):
        yield Difference(Parting.CONDITION, mine.verb.low if mine.verb else "", str(found[0] and found[0][0].lower()))


# --- who says so --------------------------------------------------------------------------------------------


def _speakers(claim: Sentence, mine: Clause, theirs: Sequence[tuple[Clause, Sentence]]) -> Iterator[Difference]:
    told = [(other, one) for other, one in theirs if other.said_by]
    if not mine.said_by or not told or len(told) < len(theirs):
        return
    for other, one in told:
        is_named = _names(mine.said_by, claim)
        if meet(mine.said_by, other.said_by) or is_named is not _names(other.said_by, one):
            return  # "the company" may be the firm that is named
    other, one = told[0]
    saying = stems_of(one.language, "saying", "say", "announce", "deny", "claim") | _governing(one.language)
    within = (c for c in one.clauses if c.did in saying and meet(c.said_by, other.said_by))
    if any(meet(mine.said_by, clause.who) for clause in within):
        return  # "Orr told reporters that Lind thinks it a fraud"
    parties = frozenset[str]().union(*(clause.doer | clause.object for clause in one.clauses))
    if meet(mine.said_by, parties - other.said_by):
        yield Difference(Parting.SPEAKER, _written(claim, mine.said_by), _written(one, other.said_by), certain=True)


def _quoted(claim: Sentence, said: Sequence[Sentence]) -> Iterator[Difference]:
    """Quoted words that another one says, both by name."""
    for span in quotations(claim.text):
        mine = _quotes(claim, span.start)
        words = folded(span.of(claim.text))
        for one in said:
            at = next((q.start for q in quotations(one.text) if words and words in folded(q.of(one.text))), None)
            theirs = _quotes(one, at) if at is not None else frozenset()
            if not (_names(mine, claim) and _names(theirs, one)) or meet(mine, theirs):
                continue
            yield Difference(Parting.SPEAKER, _written(claim, mine), _written(one, theirs), certain=True)
            return


def _quotes(one: Sentence, at: int) -> frozenset[str]:
    """The terms of whoever says what stands at a place of a sentence."""
    clause = next((clause for clause in one.clauses if clause.span.start <= at < clause.span.end), None)
    if clause is None:
        return frozenset()
    says = clause.did in stems_of(one.language, "saying", "say", "announce", "deny", "judge")
    return clause.said_by or (clause.doer if says else frozenset())
