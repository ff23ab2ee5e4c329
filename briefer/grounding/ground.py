"""DraftClaim to Claim or Rejected: every quote located, every check run, every origin counted by itself.

draft claim | locate each quote | check against the evidence | count the origins that pass alone
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefer import checks
from briefer.grounding.corroboration import Backing, corroboration, tells_another_deed
from briefer.grounding.locate import locate, nearest, quote_problem
from briefer.grounding.support import Source, evidence, refs, sources, touched
from briefer.language.characters import clean, excerpt
from briefer.records import Citation, Claim, DraftClaim, Evidence, Finding, Kind, Quote, Rejected, Severity, Span, Story

_MOST_QUOTES = 250  # one an origin, for the widest story; more are no evidence but a flood
#: Checks whose finding says that an origin tells of something else, or the other way round.
_ASTRAY = checks.TURNED | {"content"}
_UNCITABLE = {
    Kind.BOILERPLATE: "page litter, not the article",
    Kind.HIDDEN: "text that a reader of the page cannot see",
    Kind.INSTRUCTION: "text that speaks to a machine reader",
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """A story, prepared for grounding many claims in it."""

    story: Story
    library: Mapping[str, Source]
    origins: Mapping[str, str]  #: article id to origin id


@dataclass(frozen=True, slots=True)
class Grounded:
    """What became of one draft claim: exactly one of `claim` and `rejected` is set."""

    draft: DraftClaim
    claim: Claim | None = None
    rejected: Rejected | None = None
    hint: str | None = None  #: the true words nearest to a quote that was not found; for a repair only


def grounds(story: Story) -> Grounds:
    """Prepare a story."""
    origin_of = {article: origin.id for origin in story.origins for article in origin.articles}
    return Grounds(story, sources(story.articles), origin_of)


def ground(draft: DraftClaim, on: Grounds) -> Grounded:
    """Decide about one proposed claim.

    Args:
        draft: what a writer says.
        on: the prepared story.

    Returns:
        The claim with what was found, which whoever gathers claims numbers; or the rejected claim with every reason.
    """
    text = clean(" ".join(draft.text.split()))
    if not any(map(str.isalnum, text)):
        return _reject(draft, [_finding("claim", "there is no sentence to publish")])
    if not draft.quotes:
        return _reject(draft, [_finding("quote", "no source is quoted for it")])
    if len(draft.quotes) > _MOST_QUOTES:
        return _reject(draft, [_finding("quote", f"{len(draft.quotes)} quotes are more than a sentence needs")])
    citations: list[Citation] = []
    findings: list[Finding] = []
    hint: str | None = None
    for quote in draft.quotes:
        citation, found, nearest_words = _cite(quote, on)
        citations += [citation] if citation else []
        findings += found
        hint = hint or nearest_words
    citations = _without_repeats(citations)
    if not checks.rejects(findings):
        findings += checks.run(text, evidence(citations, on.library))
    if checks.rejects(findings):
        return _reject(draft, findings, hint, refs(citations, on.library))
    backing = corroboration(text, citations, on.origins, on.library)
    kept = _without_the_astray(text, citations, backing, on)
    if len(kept) < len(citations):
        findings = [f for f in findings if f.check == "quote"] + list(checks.run(text, evidence(kept, on.library)))
    return Grounded(draft, Claim("C1", text, draft.section, tuple(kept), tuple(findings), backing.counted))


def _without_the_astray(text: str, citations: list[Citation], backing: Backing, on: Grounds) -> list[Citation]:
    """The citations, but for those of an origin that tells otherwise and has no word of the claim that others lack.

    A claim that merges two facts needs both sources, whichever of them passes alone. When only origins that do were
    kept, whoever looked at the evidence next found half of the claim missing.
    """
    kept = citations
    for origin in dict.fromkeys(on.origins[c.article] for c in citations):
        own, others = ([c for c in kept if (on.origins[c.article] == origin) is mine] for mine in (True, False))
        if origin in backing.cited or not others:
            continue
        said = evidence(own, on.library)
        doubted = any(f.check in _ASTRAY for f in checks.run(text, said)) or tells_another_deed(text, said)
        if doubted and _held(text, said) <= _held(text, evidence(others, on.library)):
            kept = others
    return kept


def _held(text: str, said: Evidence) -> frozenset[str]:
    """The content words of a claim that the evidence has."""
    cited = checks.Cited(text, said)
    return cited.said.content & frozenset().union(*(one.content for found in cited.sentences for one in found))


def _cite(quote: Quote, on: Grounds) -> tuple[Citation | None, list[Finding], str | None]:
    """Where one quote stands, what is wrong with it, and the true words nearest to it."""
    if problem := quote_problem(quote.text):
        return None, [_finding("quote", problem)], None
    article = quote.passage.partition(".")[0]
    named = article if article in on.library else None
    passages = on.library[named].article.passages if named else ()
    span = next((passage.span for passage in passages if passage.ref == quote.passage), None)
    found = _locate_in(named, quote.text, span, on) if named else None
    if found:
        return found, _uncitable(found, on), None
    for article_id in on.library:
        other = _locate_in(article_id, quote.text, None, on) if article_id != named else None
        if other:
            moved = f"the quote stands in {article_id}, not in {quote.passage or 'a named passage'}; it is cited there"
            return other, [Finding("quote", Severity.FLAG, moved), *_uncitable(other, on)], None
    where = named or next(iter(on.library), None)
    words = nearest(on.library[where].article.text, quote.text) if where else None
    reason = f'"{excerpt(quote.text)}" is not in any source'
    if words:
        reason += f'; the nearest words are "{excerpt(words)}"'
    return None, [_finding("quote", reason)], words


def _locate_in(article_id: str, quote: str, near: Span | None, on: Grounds) -> Citation | None:
    text = on.library[article_id].article.text
    at = locate(text, quote, near=near)
    return Citation(article_id, at.start, at.end, text[at.start : at.end], at.match, at.segments) if at else None


def _uncitable(citation: Citation, on: Grounds) -> list[Finding]:
    wrong = [passage for passage in touched(citation, on.library) if passage.kind in _UNCITABLE]
    return [_finding("quote", f'"{excerpt(citation.text)}" is {_UNCITABLE[p.kind]} ({p.ref})') for p in wrong[:1]]


def _without_repeats(citations: list[Citation]) -> list[Citation]:
    """Each stretch once: a citation inside another one of the same article adds nothing."""
    kept: list[Citation] = []
    for c in citations:
        inside = any(k.article == c.article and k.start <= c.start and c.end <= k.end for k in kept)
        if not inside:
            kept = [k for k in kept if not (k.article == c.article and c.start <= k.start and k.end <= c.end)]
            kept.append(c)
    return kept


def _reject(
    draft: DraftClaim, findings: list[Finding], hint: str | None = None, found: tuple[str, ...] = ()
) -> Grounded:
    text, quotes = clean(" ".join(draft.text.split())), tuple(clean(q.text) for q in draft.quotes)
    passages = tuple(dict.fromkeys((*(q.passage for q in draft.quotes), *found)))
    return Grounded(draft, rejected=Rejected(text, quotes, tuple(findings), passages), hint=hint)


def _finding(check: str, message: str) -> Finding:
    return Finding(check, Severity.REJECT, clean(message))
