"""The words of a claim and of its evidence, brought to one form for the checks that compare words."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from briefer.language.names import fold
from briefer.language.sentences import split
from briefer.language.tokens import tokenise
from briefer.language.word_sets import word_set
from briefer.records import Evidence

#: Words that carry no content of their own.
SMALL_WORDS = word_set("""
a about after again against all also am an and any are as at be because been before being between both but by can
could did do does doing down during each either few for from further get gets got had has have having he her here hers
him himself his how i if in into is it its itself just made make makes may me might more most must my no nor not now of
off on once one only or other our out over own per rather same shall she should since so some such than that the their
them themselves then there these they this those through to too toward towards under until up upon us very was we were
what when where which while who whom whose why will with within without would yet you your said says say told according
""")
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ers",
    "er",
    "ies",
    "ied",
    "ed",
    "es",
    "ly",
    "s",
    "d",
    "e",
)
_STEM = 4
_IRREGULAR = """
rise rose risen; fall fell fallen; win won; lose lost; sell sold; buy bought; grow grew grown; shrink shrank shrunk;
leave left; begin began begun; write wrote written; take took taken; give gave given; find found; hold held; lead led;
meet met; pay paid; keep kept; send sent; spend spent; build built; break broke broken; choose chose chosen; freeze
froze frozen; hide hid hidden; know knew known; run ran; see saw seen; sink sank sunk; speak spoke spoken; steal stole
stolen; strike struck stricken; throw threw thrown; withdraw withdrew withdrawn; go went gone; bring brought; fight
fought; catch caught; teach taught; seek sought; think thought; stand stood; understand understood; feel felt; deal
dealt; mean meant; shoot shot; forbid forbade forbidden; forget forgot forgotten; drive drove driven; fly flew flown;
draw drew drawn; eat ate eaten; wear wore worn; swear swore sworn; become became; come came; overcome overcame; man
men; woman women; child children; die died death dead
"""
#: Irregular form to the word it is a form of.
_BASE = {form: entry.split()[0] for entry in _IRREGULAR.split(";") for form in entry.split()[1:]}


class Word(NamedTuple):
    """A word of a sentence."""

    text: str
    low: str  #: lower-case
    stem: str
    clause: int  #: number of the clause it stands in: commas and semicolons start a new one


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What inflected forms of an English word share: "invests", "invested" and "investment" are one.

    >>> stem("permitted") == stem("permits"), stem("investment") == stem("invested")
    (True, True)
    """
    form = fold(word)
    form = _BASE.get(form, form)
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= _STEM - 1:
            form = form[: -len(ending)]
            break
    if len(form) > _STEM and form[-1] == form[-2]:
        form = form[:-1]
    return form.removesuffix("y").removesuffix("i") if len(form) > _STEM else form


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, "can't" as one word."""
    found, clause = [], 0
    for token in tokenise(text):
        if token.kind in ("word", "number"):
            found.append(Word(token.text, token.low, stem(token.text), clause))
        elif token.text in ",;:.?!()":
            clause += 1
    return tuple(found)


@lru_cache(maxsize=512)
def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(word.stem for word in words(text))


@lru_cache(maxsize=2048)
def content(text: str) -> frozenset[str]:
    """The stems of the words that carry content."""
    return frozenset(word.stem for word in words(text) if word.low not in SMALL_WORDS)


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(span.of(text) for span in split(text))


def nearest(claim: str, evidence: Evidence) -> tuple[str, ...]:
    """For each cited article, the cited sentence that shares most words with the claim."""
    mine = content(claim)
    best = (
        max(sentences(piece.sentences), key=lambda sentence: len(mine & content(sentence)), default="")
        for piece in evidence.pieces
    )
    return tuple(sentence for sentence in best if sentence)
