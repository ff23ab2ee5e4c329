"""A "may" or "reportedly" that was dropped."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks import languages
from briefer.language.word_sets import word_set
from briefer.language.wording import nearest, words
from briefer.records import Evidence, Finding, Severity

NAME = "hedging"
_HEDGES = word_set("""
may might could reportedly allegedly alleged apparently seemingly seems seem appears appear possibly possible perhaps
probably probable likely potentially potential suspected suspect suspects rumoured rumored unconfirmed presumed
presumably believed thought considering considers mulling weighing exploring planning plans planned plan expected
expects expect aims hopes hope hoping
proposed proposes proposal suggest suggests suggested suggesting estimated would should if
speculation speculated risk risks risked risking
""")


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Flag a claim that states plainly what every cited sentence only holds possible."""
    if not languages.is_english(claim, evidence) or _hedges(claim):
        return
    cited = nearest(claim, evidence)
    found = [hedges for sentence in cited if (hedges := _hedges(sentence))]
    if found and len(found) == len(cited):
        yield Finding(NAME, Severity.FLAG, f'the evidence says "{found[0][0]}"; the claim states it plainly')


def _hedges(text: str) -> list[str]:
    found = words(text)
    # "May" inside a sentence is the month
    return [word.low for word in found if word.low in _HEDGES and (word.text.islower() or word is found[0])]
