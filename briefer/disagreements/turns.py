"""Two sentences that say nearly the same with opposite verbs: the rules were eased, the rules were tightened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from briefer.disagreements.voices import Conflict, Voice, Voices, different_time
from briefer.language.lexicon import pattern, table
from briefer.language.stems import Word, stem
from briefer.language.word_kinds import is_past

_ALIKE = 0.35  # what two sentences must say of each other


def turns_differ(heard: Voices) -> Iterator[Conflict]:
    """One deed against its opposite, by one doer and to one thing."""
    for a, b, alike in heard.close:
        if alike < _ALIKE or a.said.negated != b.said.negated or different_time(a, b) or heard.strangers(a, b):
            continue
        for mine in a.verbs:
            theirs = next((verb for verb in b.verbs if _turns(mine, verb, a.language)), None)
            if theirs and _one_frame(a, mine, b, theirs, heard):
                yield Conflict(f"Which is it: {mine.low} or {theirs.low}?", (a, b))


def _turns(a: Word, b: Word, language: str | None) -> bool:
    """Whether two verbs are opposites, both told as done or neither."""
    opposite = _opposites(language)
    is_opposite = b.stem in opposite.get(a.stem, ()) or a.stem in opposite.get(b.stem, ())
    return is_opposite and is_past(a.low, language) == is_past(b.low, language)


@cache
def _opposites(language: str | None) -> Mapping[str, frozenset[str]]:
    return {
        stem(word, language): frozenset(stem(other, language) for other in others)
        for word, others in table(language, "opposites").items()
    }


def _one_frame(a: Voice, mine: Word, b: Voice, theirs: Word, heard: Voices) -> bool:
    """Whether what stands before the verbs is one thing, and what stands behind them in their clause is one too."""
    ends = pattern(a.language, "credited", "object")
    for one, other in (
        (ends.split(a.text[: mine.start])[-1], ends.split(b.text[: theirs.start])[-1]),
        (ends.split(a.text[mine.start + len(mine.text) :])[0], ends.split(b.text[theirs.start + len(theirs.text) :])[0]),
    ):
        left, right = frozenset(a.part(one).terms), frozenset(b.part(other).terms)
        shared, back = heard.common(left, right), heard.common(right, left)
        if left and right and (not shared or (left - shared and right - back)):
            return False
    return True
