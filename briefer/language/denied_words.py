"""Which words of a sentence stand under a "not", for languages of whose clauses nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from briefer.language import lexicon
from briefer.language.sentence import Sentence
from briefer.language.stems import Word, small_words

_REACH = 3  # words of content that a denial covers


def conflict(claim: Sentence, cited: Sentence) -> str:
    """What a claim says without the denial of a cited sentence, or denies without one there; empty for nothing."""
    mine_not, mine = _split(claim)
    theirs_not, theirs = _split(cited)
    behind = lexicon.listed(claim.language, "negation", "behind")
    if behind and not mine_not.keys().isdisjoint(theirs_not):
        return ""  # both deny it, and where a denial stands behind, how far it reaches back cannot be told
    dropped = [word for word in theirs_not if word in mine and word not in mine_not and word not in theirs]
    if dropped:
        return f'the evidence says "{theirs_not[dropped[0]]}"; the claim does not'
    added = [word for word in mine_not if word in theirs and word not in theirs_not and word not in mine]
    return f'the claim says "{mine_not[added[0]]}"; the evidence does not' if added else ""


def _split(one: Sentence) -> tuple[dict[str, str], frozenset[str]]:
    """The stems under a negation, each with the words from the cue to it, and the stems that stand free."""
    negated: dict[str, str] = {}
    free: set[str] = set()
    for _, words in groupby(one.words, key=lambda word: word.part):
        under, rest = _parted(one, tuple(words))
        negated = {**under, **negated}
        free.update(rest)
    return negated, frozenset(free)


def _parted(one: Sentence, words: Sequence[Word]) -> tuple[dict[str, str], list[str]]:
    """The same of one part of a sentence: what a cue denies follows it, or stands before it where nothing follows."""
    small, stops = small_words(one.language), lexicon.listed(one.language, "negation", "stop")
    denying = {word.start for word in one.denials}
    negated: dict[str, str] = {}
    free: list[str] = []
    left, since = 0, [""]
    for word in words:
        if word.start in denying or word.low in stops:
            left, since = _REACH, [word.low]
            continue
        since.append(word.low)
        if word.low in small or word.low[0].isdigit():
            continue  # a figure is neither denied nor not: `numbers` and `dates` look at it
        if left:
            negated.setdefault(word.stem, " ".join(since))
            left -= 1
        else:
            free.append(word.stem)
    if left == _REACH and since[0] in lexicon.listed(one.language, "negation", "behind"):
        negated |= dict.fromkeys(free[-_REACH:], since[0])
        free = free[:-_REACH]
    return negated, free
