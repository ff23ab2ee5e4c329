"""Plug a checker of your own into the pipe: any function that says how well evidence backs a sentence.

Run it over some sources:

    python docs/examples/local_checker.py seeds/

It prints which claims the checker withholds. The checker here only counts words, so that the example needs nothing
installed and you can see what it does; put a real one in its place, for instance an NLI cross-encoder:

    from sentence_transformers import CrossEncoder
    model = CrossEncoder("path/of/an/nli/model")

    def entails(evidence: str, claim: str) -> float:
        return float(model.predict([(evidence, claim)], apply_softmax=True)[0][ENTAILMENT])

What a checker must keep to: it can only withhold a claim, never add or change one; it names words of the claim that
it objects to, or it is not heard; None means "no opinion", and then the claim stays as it is, flags and all.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from briefer import __version__, briefing, reading, sources, stories
from briefer.records import Finding, Wishes
from briefer.writers import ExtractiveWriter, judge


class LocalChecker:
    """A `briefer.writers.judge.Judge` made of a function from evidence and claim to a score between 0 and 1.

    Args:
        entails: the function.
        least: the score from which on a claim counts as backed; find yours on claims whose answer you know.
    """

    def __init__(self, entails: Callable[[str, str], float], *, least: float) -> None:
        self._entails = entails
        self._least = least

    def ask(self, claim: str, evidence: Sequence[str], flags: Sequence[Finding]) -> judge.Judgement | None:
        """The verdict: one source that backs the claim is enough."""
        del flags  # what made the checks look twice; a model can be told, this one has no use for it
        if not evidence:
            return None
        if max(self._entails(sentences, claim) for sentences in evidence) >= self._least:
            return judge.Judgement(entailed=True)
        known = {word.casefold() for sentences in evidence for word in re.findall(r"\w+", sentences)}
        objected = [word for word in re.findall(r"\w+", claim) if word.casefold() not in known]
        return judge.Judgement(entailed=False, words=tuple(objected or [claim]))


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
