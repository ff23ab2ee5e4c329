"""A "first", "only" or "largest" that the evidence does not say."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks import languages
from briefer.language.word_sets import word_set
from briefer.language.wording import words
from briefer.records import Evidence, Finding, Severity

NAME = "superlatives"
#: Words of a line say the same.
_GROUPS = tuple(
    frozenset(line.split())
    for line in (
        "first firstly debut inaugural maiden pioneering",
        "last final latest",
        "only sole solely exclusively alone just single",
        "largest biggest greatest highest most record top leading major",
        "smallest lowest least fewest tiniest",
        "best finest top leading",
        "worst deadliest bloodiest gravest",
        "oldest eldest longest-serving longest",
        "youngest newest latest",
        "fastest quickest",
        "unprecedented never first record historic",
        "all every each entire whole everyone",
        "always constantly invariably",
        "never",
    )
)
_NOT_SUPERLATIVE = frozenset(
    {"interest", "protest", "forest", "request", "arrest", "invest", "harvest", "contest", "suggest", "west", "test",
     "rest", "guest", "quest", "latest", "honest", "modest", "priest", "best", "chest", "nest", "conquest", "digest",
     "midwest", "northwest", "southwest", "budapest", "bucharest", "manifest", "inquest", "unrest", "closest"}
)  # fmt: skip
_MARKED = frozenset().union(*_GROUPS) - word_set(
    "just single top leading major last latest final each alone all most least longest-serving whole entire"
)


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Flag a superlative for which neither the cited sentences nor their neighbours have a word."""
    if not languages.is_english(claim, evidence):
        return
    known = {word.low for piece in evidence.pieces for word in words(piece.around)}
    for word in words(claim):
        if not _is_superlative(word.low) or word.low in known:
            continue
        if not any(word.low in group and group & known for group in _GROUPS):
            yield Finding(NAME, Severity.FLAG, f'"{word.low}" is not in the evidence')


def _is_superlative(word: str) -> bool:
    if word in _MARKED:
        return True
    return word.endswith("est") and len(word) > len("least") and word not in _NOT_SUPERLATIVE
