"""A "not" that was dropped or added."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks import languages
from briefer.language.word_sets import word_set
from briefer.language.wording import SMALL_WORDS, nearest, words
from briefer.records import Evidence, Finding, Severity

NAME = "negation"
_CUES = word_set("""
not no never none nobody nothing nor neither without cannot can't won't don't doesn't didn't isn't aren't wasn't weren't
hasn't haven't hadn't wouldn't couldn't shouldn't ain't mustn't needn't fail fails failed failing refuse refuses refused
refusing decline declines declined deny denies denied denying unable unlikely hardly barely stop stopped prevent
prevents prevented avoid avoided lack lacks lacked reject rejects rejected
""")
_REACH = 3


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Flag a claim whose words are negated in the evidence but not in the claim, or the other way round."""
    if not languages.is_english(claim, evidence):
        return
    against = [conflict for sentence in nearest(claim, evidence) if (conflict := _conflict(claim, sentence))]
    if against and len(against) == len(nearest(claim, evidence)):
        yield Finding(NAME, Severity.FLAG, against[0])


def _conflict(claim: str, sentence: str) -> str:
    mine_not, mine = _split(claim)
    theirs_not, theirs = _split(sentence)
    dropped = [word for word in theirs_not if word in mine and word not in mine_not and word not in theirs]
    if dropped:
        return f'the evidence says "{theirs_not[dropped[0]]}"; the claim does not'
    added = [word for word in mine_not if word in theirs and word not in theirs_not and word not in mine]
    return f'the claim says "{mine_not[added[0]]}"; the evidence does not' if added else ""


def _split(text: str) -> tuple[dict[str, str], frozenset[str]]:
    """The stems under a negation, each with the words from the cue to it, and the stems that stand free."""
    negated: dict[str, str] = {}
    free = set()
    left, since, clause = 0, [], -1
    for word in words(text):
        if word.clause != clause:
            left, clause = 0, word.clause
        if word.low in _CUES or word.low.endswith("n't"):
            left, since = _REACH, [word.low]
            continue
        since.append(word.low)
        if word.low in SMALL_WORDS:
            continue
        if left:
            negated.setdefault(word.stem, " ".join(since))
            left -= 1
        else:
            free.add(word.stem)
    return negated, frozenset(free)
