"""Clauses that tell of one deed, and what is said where two of them part."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from briefer.language import lexicon
from briefer.language.clauses import Clause
from briefer.language.informative import informative_terms
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import stem, stems_of
from briefer.language.verb_groups import Mood

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


def meet(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether some terms may name what others do: one of them stands in both, itself or in the same sense."""
    return not a.isdisjoint(b) or any(
        not senses_of(one).isdisjoint(senses_of(other)) for one in a for other in b if not one[0].isdigit()
    )


def one_deed(mine: Clause, other: Clause) -> bool:
    """Whether two clauses tell of one deed: a verb of one sense, and somebody or something in common."""
    if not mine.did or not other.did or mine.did in light(None):
        return bool(mine.did) and mine.did == other.did and is_about(mine, other)
    is_bare = mine.did == other.did and not (mine.whom and other.whom)
    if not is_bare and not meet(mine.who | mine.whom, other.who | other.whom):
        return False
    return (
        mine.did == other.did or not senses_of(mine.did).isdisjoint(senses_of(other.did)) or are_converse(mine, other)
    )


def are_converse(mine: Clause, other: Clause) -> bool:
    """Whether two verbs tell one deed from its two ends: "buy", "sell"."""
    return frozenset((mine.did, other.did)) in _converses(None)


@lru_cache(maxsize=4)
def _converses(language: str | None) -> frozenset[frozenset[str]]:
    rows = (line.split() for line in lexicon.lines(language, "converses"))
    return frozenset(frozenset(stem(word, language) for word in row) for row in rows if len(row) > 1)


def states(language: str | None) -> frozenset[str]:
    """Verbs that tell of a state, or nothing by themselves."""
    return stems_of(language, "light_verbs", "always", "clause")


def light(language: str | None) -> frozenset[str]:
    """Verbs that tell no deed by themselves."""
    return states(language) | stems_of(language, "saying", "say", "announce")


def is_about(mine: Clause, other: Clause) -> bool:
    """Whether most of what a clause that tells a state, or has the same light verb, says stands in another one."""
    terms = mine.who | mine.whom
    is_state = mine.did in stems_of(None, "auxiliaries", "be", "have") and other.mood is not Mood.DUE
    is_state = is_state and other.did in states(None)
    is_empty = mine.did in stems_of(None, "saying", "say") and len(mine.whom) < _LEAST
    if len(terms) < _LEAST or not (is_state or mine.did == other.did) or is_empty:
        return False
    known = other.who | other.whom
    held = sum(meet(frozenset((term,)), known) for term in terms)
    return held >= (_ABOUT if len(terms) >= _ENOUGH else 1) * len(terms)


def has_names(terms: frozenset[str], one: Sentence) -> bool:
    """Whether some terms of a sentence are of names."""
    return any(len(term) > 1 for term in terms & named(one))


@lru_cache(maxsize=1024)
def named(one: Sentence) -> frozenset[str]:
    """The terms of a sentence's names, that of a first word included which is no word of the language's lists."""
    ordinary = lexicon.words(one.language, "ordinary", "common")
    plural = tuple(lexicon.listed(one.language, "grammar", "third"))
    parts = (part.text.casefold() for name in one.names for part in name.parts if part.doubtful)
    unknown = (low for low in parts if low not in ordinary and not low.endswith(plural))
    return one.named.union(*(informative_terms(low, one.language) for low in unknown))


def written(one: Sentence, terms: frozenset[str]) -> str:
    """Some terms as a sentence writes them, in its order; the names alone where there are some."""
    terms = terms & named(one) or terms
    words = [word.text for word in one.words if word.stem in terms or word.low in terms]
    return " ".join(dict.fromkeys(words)) or " ".join(sorted(terms))
