"""Plug a checker of your own into the pipe: any function that says how well evidence backs a sentence.

Run it over some sources:

    python docs/examples/local_checker.py seeds/

It prints which claims the checker withholds. The checker here only counts words, so that the example needs nothing
installed and you can see what it does; put a real one in its place, for instance an NLI cross-encoder:

    from sentence_transformers import CrossEncoder
    model = CrossEncoder("path/of/an/nli/model")

    def entails(evidence: str, claim: str) -> float:
        return float(model.predict([(evidence, claim)], apply_softmax=True)[0][ENTAILMENT])

What a checker must keep to: it gives one opinion for each claim that it is asked about, in the same order: nothing
against it, or objections, or None for "no opinion", and then the claim stays as it is, flags and all. It can only
object, never add or change a claim, and an objection names words of the claim, or it is not heard. What the source says
word for word is never withheld: the objection is printed beside it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from briefer import __version__, briefing, reading, sources, stories
from briefer.grounding.ground import Grounds
from briefer.records import Wishes
from briefer.writers import Asked, ExtractiveWriter, judge


class LocalChecker:
    """A `briefer.writers.judge.Judge` made of a function from evidence and claim to a score between 0 and 1.

    Args:
        entails: the function.
        least: the score from which on a claim counts as backed; find yours on claims whose answer you know.
    """

    def __init__(self, entails: Callable[[str, str], float], *, least: float) -> None:
        self._entails = entails
        self._least = least

    def ask(self, asked: Sequence[Asked], on: Grounds) -> Sequence[judge.Opinion]:
        """An opinion on each claim."""
        del on  # the whole story; this checker looks at nothing but what a claim cites
        return [self._opinion(one.claim.text, [piece.sentences for piece in one.evidence.pieces]) for one in asked]

    def _opinion(self, claim: str, evidence: Sequence[str]) -> judge.Opinion:
        """One source that backs the claim is enough."""
        if not evidence:
            return None
        if max(self._entails(sentences, claim) for sentences in evidence) >= self._least:
            return ()
        known = {word.casefold() for sentences in evidence for word in re.findall(r"\w+", sentences)}
        objected = [word for word in re.findall(r"\w+", claim) if word.casefold() not in known]
        return tuple(judge.Objection(word) for word in objected or [claim])


def shared_words(evidence: str, claim: str) -> float:
    """The share of the claim's longer words that the evidence has: a stand-in for a real checker."""
    words = set(re.findall(r"\w{4,}", claim.casefold()))
    return len(words & set(re.findall(r"\w+", evidence.casefold()))) / max(1, len(words))


def main(names: list[str]) -> None:
    """A brief of the sources, with every claim shown to the checker."""
    raws, _failures = sources.load(names)
    articles, _unreadable = reading.read(raws)
    if not articles:
        raise SystemExit("no source could be read")
    checker = LocalChecker(shared_words, least=0.5)
    making = briefing.Making(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), __version__)
    brief = briefing.brief(
        stories.story(articles), ExtractiveWriter(), Wishes(), making, judge=judge.about(checker, "all")
    )
    print(f"{len(brief.claims)} claims published, {len(brief.rejected)} withheld")
    for rejected in brief.rejected:
        print(f"- {rejected.text}: {'; '.join(finding.message for finding in rejected.findings)}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["seeds/"])
