"""Words that turn what is told round: whether two sentences say the opposite of one and the same thing.

"Rose" and "fell" in two sentences are no contradiction where sales rose and profits fell. So a word is held against its
opposite only where both stand with the same: the same doer and object of a verb, the same neighbours of another word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from briefer.language import lexicon
from briefer.language.clauses import Clause
from briefer.language.denied import told
from briefer.language.senses import senses_of
from briefer.language.sentence import Sentence
from briefer.language.stems import small_words, stem, stems_of
from briefer.language.verb_groups import Mood
from briefer.language.word_kinds import WordKind

_REACH = 4  # words on either side of a word that are its neighbours
_ALIKE = 0.5  # more than this share of the fewer terms of two must be the same
_NEIGHBOURS = 2  # shared by two words that are no verbs, where more must be or some on both sides


@dataclass(frozen=True, slots=True)
class Turn:
    """A word of a sentence that has opposites, with what it is said of."""

    words: str  #: as written: "turned down"
    sense: str  #: the stem by which its opposites are known
    clause: Clause | None  #: that whose verb it is
    before: frozenset[str]  #: terms of the words before it
    behind: frozenset[str]  #: and behind it
    is_small: bool  #: a preposition: "for", "against"
    is_denied: bool


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two words that say the opposite of the same."""

    mine: str
    theirs: str
    is_certain: bool  #: of the same doer and the same object, as done, and with more in common


def opposed(claim: Sentence, cited: Iterable[Sentence]) -> Opposed | None:
    """The first word of a claim whose opposite, and nothing like itself, is said of the same in some sentences.

    Args:
        claim: one sentence.
        cited: the sentences that it is held against.
    """
    found = [turn for one in cited for turn in turns(one)]
    opposite, alike = _sides(claim.language)
    said = turns(claim)
    for mine in said:
        turned = opposite.get(mine.sense, frozenset())
        if mine.is_denied or any(one.sense in turned for one in said):  # "approve or reject"
            continue
        against = [(_match(mine, one, claim.language), one) for one in found if one.sense in turned]
        shared, best = max(against, key=lambda pair: pair[0], default=(0, mine))
        same = [one for one in found if one.sense in alike.get(mine.sense, ())]
        is_agreed = any(_match(mine, one, claim.language) >= shared for one in same)
        if shared and not (best.is_denied or is_agreed):
            return Opposed(mine.words, best.words, _is_certain(mine, best))
    return None


def turns(one: Sentence) -> tuple[Turn, ...]:
    """The words of a sentence that have opposites, in order."""
    return tuple(_turns(one))


def _turns(one: Sentence) -> Iterator[Turn]:
    known, phrases = _sides(one.language)[0], _phrasal(one.language)
    clauses = {clause.verb.start: clause for clause in one.clauses if clause.verb}
    denied = {term for each in told(one) if each.denial or each.is_unclear for term in each.head}
    forms = lexicon.listed(one.language, "auxiliaries", "be")
    at = 0
    while at < len(one.words):
        word = one.words[at]
        following = one.words[at + 1] if at + 1 < len(one.words) else None
        lead = stem("be", one.language) if word.low in forms else word.stem
        phrase = phrases.get((lead, following.low)) if following else None
        sense = phrase or word.stem
        if sense in known and word.text.islower():
            last = at + 1 if phrase else at
            words = " ".join(w.low for w in one.words[at : last + 1])
            before = _content(one, range(at - 1, max(0, at - _REACH) - 1, -1), word.part)
            behind = _content(one, range(last + 1, min(last + 1 + _REACH, len(one.words))), word.part)
            is_denied = bool(denied & {word.stem, sense})
            is_small = one.kinds[at] is WordKind.PREPOSITION
            yield Turn(words, sense, clauses.get(word.start), before, behind, is_small, is_denied)
        at += 2 if phrase else 1


def _content(one: Sentence, places: Iterable[int], part: int) -> frozenset[str]:
    """The terms of some places in order, as far as nothing parts them from the word beside them."""
    small, found = small_words(one.language), set[str]()
    for at in places:
        if one.words[at].part != part or one.kinds[at] in (WordKind.AND, WordKind.JOINT, WordKind.RELATIVE):
            break
        if one.words[at].low not in small:
            found.add(one.words[at].stem)
    return frozenset(found)


def _match(a: Turn, b: Turn, language: str | None) -> int:
    """How much that two words are said of is the same; 0 where they may be said of different things."""
    before, behind = len(a.before & b.before), len(a.behind & b.behind)
    common = len((a.before | a.behind) & (b.before | b.behind))
    if not (a.clause and b.clause):
        is_near = bool(before and behind) or (common > _NEIGHBOURS and not a.is_small)
        return common if is_near else 0
    mine, theirs = a.clause, b.clause
    doers, objects = _same(mine.doer, theirs.doer), _same(mine.object, theirs.object)
    if a.sense in stems_of(language, "converses"):
        return 2 + common if doers and objects is not False else 0
    if not doers and not objects:  # "cut the loss", "the loss shrank"
        risen = _same(mine.doer, theirs.object) and not mine.object
        raised = _same(mine.object, theirs.doer) and not theirs.object
        return 1 + common if risen or raised else 0
    if doers is False or objects is False or not (doers or objects):
        return 0
    return 2 * bool(doers) + 2 * bool(objects) + common


def _same(a: frozenset[str], b: frozenset[str]) -> bool | None:
    """Whether two nouns with what belongs to them are the same; None where one was not found."""
    if not (a and b):
        return None
    fewer, more = sorted((a, b), key=len)
    senses = {sense for term in more for sense in senses_of(term)}
    return sum(not senses.isdisjoint(senses_of(term)) for term in fewer) > _ALIKE * len(fewer)


def _is_certain(a: Turn, b: Turn) -> bool:
    if not (a.clause and b.clause):
        return False
    for clause in (a.clause, b.clause):
        if clause.mood is not Mood.DONE or clause.denied or clause.condition:
            return False
    figures = [{term for term in clause.whom if term[0].isdigit()} for clause in (a.clause, b.clause)]
    if all(figures) and figures[0].isdisjoint(figures[1]):
        return False  # "gained 6 seats", "lost 60 seats over six years"
    doers, objects = _same(a.clause.doer, b.clause.doer), _same(a.clause.object, b.clause.object)
    return bool(doers and objects) and len((a.clause.whom & b.clause.whom) - a.clause.object) > 0


def opposites(language: str | None) -> Mapping[str, frozenset[str]]:
    """Of the stem of every word with opposites the stems of these."""
    return _sides(language)[0]


@lru_cache(maxsize=16)
def _sides(language: str | None) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """Of every word with opposites the stems of these, and the stems of its own side."""
    opposite: dict[str, set[str]] = {}
    alike: dict[str, set[str]] = {}
    for line in lexicon.lines(language, "opposites"):
        sides = [[stem(word, language) for word in side.split()] for side in line.split(":")]
        for one, other in (sides, sides[::-1]):
            for word, against in product(one, other):
                opposite.setdefault(word, set()).add(against)
                alike.setdefault(word, set()).update(one)
    # "A defeat" is no win, but whoever "defeats" somebody wins.
    opposite = {word: against - alike.get(word, set()) for word, against in opposite.items()}
    return ({k: frozenset(v) for k, v in opposite.items()}, {k: frozenset(v) for k, v in alike.items()})


@lru_cache(maxsize=16)
def _phrasal(language: str | None) -> Mapping[tuple[str, str], str]:
    """The stem of a verb and the small word behind it to the stem of a verb of the same sense."""
    rows = (line.replace(":", " ").split() for line in lexicon.lines(language, "phrasal_verbs"))
    return {(stem(verb, language), small): stem(other, language) for verb, small, other in rows}
