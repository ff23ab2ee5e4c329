"""THE count of origins: which of those that a claim cites state it by themselves. Maker and `verify` both ask here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefer import checks
from briefer.grounding.support import Source, evidence
from briefer.language.compare import differ
from briefer.language.sentence import Sentence, sentence
from briefer.language.statements import SECONDED, are_at_odds, stated
from briefer.records import Citation, Evidence, Finding, Span
from briefer.stories.sayings import Said, said_at, topic_of, voices

#: Checks that leave a claim standing and its origin in doubt: such an origin tells of something else or otherwise.
DOUBTS = checks.MEANING | {"content"}
#: Those of them that speak where an origin only lacks something that may stand beside the claim's main clause.
_LACKING = frozenset({"causes", "superlatives"})


class Backing(NamedTuple):
    """The origins behind a claim, by id, in the order in which they are cited."""

    cited: tuple[str, ...]  #: those whose citations belong to the claim; none when it takes several to state it
    counted: tuple[str, ...]  #: those of them that count: the claim's corroboration


def corroboration(
    claim: str, citations: Sequence[Citation], origins: Mapping[str, str], library: Mapping[str, Source]
) -> Backing:
    """The origins that state a claim, each by itself, and those of them that count.

    An origin states a claim when one of the passages that are cited from it does: what only stands beside the claim's
    main clause may be missing there. One that tells it in quite other words counts when the whole claim passes every
    check against it alone. Where neither is so of any, one counts that passes every reject check. Outlets that print
    the same words are one voice. Asked again about the citations of `cited` alone, it counts the same.

    Args:
        claim: one sentence.
        citations: where its quotes were found.
        origins: article id to origin id, for every cited article.
        library: the cited articles, by id.
    """
    if not citations:
        return Backing((), ())
    first = library[citations[0].article]
    said, about = as_told(claim, first), topic_of(first.article)
    # A sentence of a source is one for `stories` as well, and both ask `stated` alone.
    is_quoted = any(claim in one.sentence.text for one in _cited(citations, origins, library))
    telling: dict[str, Sentence] = {}
    passing: list[str] = []
    for origin in dict.fromkeys(origins[c.article] for c in citations):
        own = [c for c in citations if origins[c.article] == origin]
        cited = list(_cited(own, origins, library))
        values = [stated(said, one.sentence, one.beside, topics=(about, one.topic)) for one in cited]
        value = max(values)
        passage = cited[values.index(value)].sentence
        if value >= SECONDED and is_quoted:
            telling[origin] = passage
            continue
        around = evidence(own, library)
        findings = checks.run(claim, around)
        doubted = any(f.check in DOUBTS for f in findings)
        doubted = doubted or all(are_at_odds(said, one.sentence, one.beside) for one in cited)
        seconded = value >= SECONDED and not _told_otherwise(said, findings, around)
        if seconded or not (checks.rejects(findings) or doubted):
            telling[origin] = passage
        elif not checks.rejects(findings):
            passing.append(origin)
    if not telling:
        return Backing(tuple(passing), tuple(passing[:1]))
    heard = voices(list(telling.values()))
    return Backing(tuple(telling), tuple(origin for n, origin in enumerate(telling) if n in heard))


def _told_otherwise(said: Sentence, findings: Sequence[Finding], around: Evidence) -> bool:
    """Whether the checks find a claim, or its main clause, told otherwise; what is only lacking may stand beside it."""
    mine = findings if said.main is said else checks.run(said.main.text, around)
    return any(f.check in checks.MEANING for f in mine) or any(f.check in checks.MEANING - _LACKING for f in findings)


def as_told(claim: str, found: Source) -> Sentence:
    """A claim, read as a sentence of the article that it is from: its "on Friday" is the article's Friday."""
    return sentence(claim, found.article.language, found.article.published)


def _cited(citations: Sequence[Citation], origins: Mapping[str, str], library: Mapping[str, Source]) -> Iterator[Said]:
    """The cited passages."""
    for citation in citations:
        found = library[citation.article]
        for place in found.passages(Span(citation.start, citation.end)):
            yield said_at(found.article, place, origins[citation.article])


def tells_another_deed(text: str, said: Evidence) -> bool:
    """Whether the cited sentence most like a claim has another verb in the place of one of the claim's.

    It decides only whether an origin counts: a fair paraphrase changes verbs too, so as a finding it would be noise.
    """
    cited = checks.Cited(text, said)
    sentences = [one for found in cited.sentences for one in found]
    return bool(sentences) and cited.has_rules("auxiliaries", "irregular") and differ(cited.said, sentences)
