"""THE count of origins: which of those that a claim cites state it by themselves. Maker and `verify` both ask here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefer import checks
from briefer.grounding.support import Source, evidence
from briefer.language.compare import differ
from briefer.records import Citation, Evidence

#: Checks that leave a claim standing and its origin in doubt: such an origin tells of something else, denies it, or has
#: the parts swapped.
DOUBTS = frozenset({"content", "negation", "antonyms", "sequence", "causes", "order"})


class Backing(NamedTuple):
    """The origins behind a claim, by id, in the order in which they are cited."""

    cited: tuple[str, ...]  #: those whose citations belong to the claim; none when it takes several to state it
    counted: tuple[str, ...]  #: those of them that count: the claim's corroboration


def corroboration(
    claim: str, citations: Sequence[Citation], origins: Mapping[str, str], library: Mapping[str, Source]
) -> Backing:
    """The origins each of which alone passes every reject check for a claim, and those of them that count.

    An origin that tells of something else passes checks that only look for what is wrong, and one that says the
    opposite is only flagged. So an origin with such a doubt counts only where no other one does, and then as one.
    Asked again about the citations of `cited` alone, it counts the same.

    Args:
        claim: one sentence.
        citations: where its quotes were found.
        origins: article id to origin id, for every cited article.
        library: the cited articles, by id.
    """
    passing: list[str] = []
    sure: list[str] = []
    for origin in dict.fromkeys(origins[c.article] for c in citations):
        said = evidence([c for c in citations if origins[c.article] == origin], library)
        findings = checks.run(claim, said)
        if checks.rejects(findings):
            continue
        passing.append(origin)
        if not (any(f.check in DOUBTS for f in findings) or tells_another_deed(claim, said)):
            sure.append(origin)
    return Backing(tuple(sure), tuple(sure)) if sure else Backing(tuple(passing), tuple(passing[:1]))


def tells_another_deed(text: str, said: Evidence) -> bool:
    """Whether the cited sentence most like a claim has another verb in the place of one of the claim's.

    It decides only whether an origin counts: a fair paraphrase changes verbs too, so as a finding it would be noise.
    """
    cited = checks.Cited(text, said)
    sentences = [one for found in cited.sentences for one in found]
    return bool(sentences) and cited.has_rules("auxiliaries", "irregular") and differ(cited.said, sentences)
