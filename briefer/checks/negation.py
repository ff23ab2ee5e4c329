"""A "not" that was dropped or added."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.sentence import Sentence
from briefer.language.stems import small_words
from briefer.records import Finding, Severity

NAME, NEEDS = "negation", ("negation",)
_REACH = 3  # words of content that a denial covers


def check(claim: Sentence, cited: Cited) -> Iterator[Finding]:
    """Flag a claim whose words are negated in the evidence but not in the claim, or the other way round."""
    if not cited.has_rules(*NEEDS):
        return
    against = [conflict for one in cited.nearest if (conflict := _conflict(claim, one))]
    if against and len(against) == len(cited.nearest):
        yield Finding(NAME, Severity.FLAG, against[0])


def _conflict(claim: Sentence, cited: Sentence) -> str:
    mine_not, mine = _split(claim)
    theirs_not, theirs = _split(cited)
    dropped = [word for word in theirs_not if word in mine and word not in mine_not and word not in theirs]
    if dropped:
        return f'the evidence says "{theirs_not[dropped[0]]}"; the claim does not'
    added = [word for word in mine_not if word in theirs and word not in theirs_not and word not in mine]
    return f'the claim says "{mine_not[added[0]]}"; the evidence does not' if added else ""


def _split(one: Sentence) -> tuple[dict[str, str], frozenset[str]]:
    """The stems under a negation, each with the words from the cue to it, and the stems that stand free."""
    small, stops = small_words(one.language), lexicon.listed(one.language, "negation", "stop")
    denying = {word.start for word in one.denials}
    negated: dict[str, str] = {}
    free = set()
    left, since, part = 0, [], -1
    for word in one.words:
        if word.part != part:
            left, part = 0, word.part
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
            free.add(word.stem)
    return negated, frozenset(free)
