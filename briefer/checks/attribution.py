"""A statement that the evidence gives as somebody's words, and the claim as a fact."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.checks import languages
from briefer.language.word_sets import word_set
from briefer.language.wording import nearest, words
from briefer.records import Evidence, Finding, Severity

NAME = "attribution"
_CUES = word_set("""
said says say saying told tells according claimed claims claim claiming alleged alleges allege alleging argued argues
argue accused accuses accuse accusing asserted asserts insisted insists suggested suggests believes believe believed
contends contended maintains maintained estimates estimated reported reportedly reports allegedly sources
stated states stating wrote writes warned warns acknowledged acknowledges testified denied denies
""")
#: What a claim may use instead: any verb of saying or showing.
_ATTRIBUTES = _CUES | word_set("""
announced announces confirmed confirms confirm described describes called calls noted notes added adds explained
explains predicted predicts expects expected thinks think sees find finds found shows showed show reveals revealed
indicates indicated hints hinted cites cited citing calling urging urged urges criticised criticized criticises
criticizes condemned condemns condemn praised praises blamed blames demanded demands question questioned admits admitted
pleaded agrees agreed says-so views view opinion report statement point suggest hint
""")


def check(claim: str, evidence: Evidence) -> Iterator[Finding]:
    """Flag a claim that states as a fact what every cited sentence attributes to somebody."""
    if not languages.is_english(claim, evidence) or any(word.low in _ATTRIBUTES for word in words(claim)):
        return
    cited = nearest(claim, evidence)
    cues = [found for sentence in cited if (found := [word.low for word in words(sentence) if word.low in _CUES])]
    if cues and len(cues) == len(cited):
        yield Finding(
            NAME, Severity.FLAG, f'the evidence gives it as somebody\'s words ("{cues[0][0]}"); the claim as a fact'
        )
