"""A finished brief, grounded again without a model: what still holds, and what does not.

written brief + texts | hashes | each quote located, at the offsets it names | reject checks and the count of origins,
                      | as on the first day
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefer import checks, reading
from briefer.briefing import entries
from briefer.channels.json import SCHEMA
from briefer.errors import UsageError
from briefer.grounding.corroboration import corroboration
from briefer.grounding.locate import locate
from briefer.grounding.spoken import fault
from briefer.grounding.support import Source, evidence, source
from briefer.language.characters import excerpt
from briefer.language.identify import detect
from briefer.reading.passages import passages
from briefer.records import Article, Brief, Citation, Match, Severity, Span
from briefer.verifying import documents, written
from briefer.verifying.headlines import BriefBacking, headline_faults, question_faults
from briefer.verifying.written import WrittenArticle, WrittenBrief, WrittenCitation, WrittenClaim


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one claim."""

    id: str
    text: str
    problems: tuple[str, ...]  #: in plain words; empty when it holds
    notes: tuple[str, ...] = ()  #: flags: for a reader's attention, no failure
    citations: tuple[Citation, ...] = ()  #: where its quotes stand now
    story: str = ""  #: the headline of its brief, where a file holds several

    @property
    def holds(self) -> bool:
        """Whether every citation was found and no reject check fails."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Report:
    """What was found about a whole brief."""

    headline: str
    verdicts: tuple[Verdict, ...]
    problems: tuple[str, ...] = ()  #: about the articles: a text that is missing or has changed

    @property
    def holds(self) -> bool:
        """Whether everything holds."""
        return not self.problems and all(v.holds for v in self.verdicts)


def read(made: Brief | str) -> tuple[WrittenBrief, ...]:
    """What a finished brief says and cites.

    Args:
        made: a brief, or the text of a JSON or Markdown file that holds some.

    Raises:
        UsageError: the text is no brief, or in a form that does not say what its claims cite.
    """
    if isinstance(made, Brief):
        return (written.from_brief(made),)
    if made.lstrip().startswith(("{", "[")):
        return written.from_json(made)
    found = documents.from_markdown(made)
    if not any(
        citation.quote or citation.span for one in found for claim in one.claims for citation in claim.citations
    ):
        raise UsageError(
            "Nothing in this document cites a source in a form that can be read back.",
            hint="Give the brief as --format json, md or github; other forms cannot be verified.",
        )
    return found


def verify(brief: WrittenBrief, texts: Mapping[str, str], given: Sequence[WrittenArticle] = ()) -> Report:
    """Ground a finished brief again.

    Args:
        brief: what a file says.
        texts: the article texts by article id, source or URL; they come before those embedded in the file.
        given: what the texts are, in order, for a brief that lists no articles.
    """
    problems: list[str] = []
    library: dict[str, Source] = {}
    articles = brief.articles or given or [WrittenArticle(id=name, source=name) for name in texts]
    for article in articles:
        text, is_given = _text(article, texts)
        if text is None:
            if _is_cited(article, brief):
                problems.append(f"{_name(article)}: its text is neither in the brief nor among the sources given")
            continue
        if fault := _hash_fault(article, text, given=is_given):
            problems.append(fault)
        library[article.id] = source(_article(article, text))
    names = _names(articles, library)
    own = brief.schema == SCHEMA
    verdicts = tuple(_verdict(claim, library, names, counted=own) for claim in brief.claims)
    if own:
        origins = {article.id: article.origin or "" for article in brief.articles}
        pairs = zip(verdicts, brief.claims, strict=True)
        verdicts = tuple(_recounted(verdict, claim, origins, library) for verdict, claim in pairs)
    if not brief.claims:
        problems.append("the file holds no claim")
    elif own and all(claim.question is not None for claim in brief.claims):  # a document may show these alone
        problems.append("the file holds disagreements and no claim")
    more = [c for one in brief.more if isinstance(c := _find(one, library, names, counted=own), Citation)]
    backing = BriefBacking(tuple(verdict.citations for verdict in verdicts), tuple(more), library)
    problems += [
        *headline_faults(brief, backing, [article.title for article in given]),
        *question_faults(brief, backing),
    ]
    return Report(brief.headline, verdicts, tuple(problems))


def _text(article: WrittenArticle, texts: Mapping[str, str]) -> tuple[str | None, bool]:
    for name in (article.id, article.source, article.url, article.sha256):
        if name is not None and name in texts:
            return texts[name], True
    by_hash = [text for text in texts.values() if article.sha256 and reading.sha256(text).startswith(article.sha256)]
    if by_hash:
        return by_hash[0], True
    return article.text, False


def _hash_fault(article: WrittenArticle, text: str, *, given: bool) -> str | None:
    if not article.sha256 or reading.sha256(text).startswith(article.sha256.lower()):
        return None
    which = "the text given for it" if given else "its embedded text"
    return f"{_name(article)}: {which} is not the one the brief was made from (sha256 differs)"


def _article(listed: WrittenArticle, text: str) -> Article:
    language = listed.language or detect(text)
    found = passages(text, listed.id, title=listed.title, language=language)
    return Article(
        listed.id,
        listed.source or "",
        listed.title,
        text,
        reading.sha256(text),
        found,
        published=listed.published,
        language=language,
        publisher=listed.publisher,
    )


def _names(articles: Sequence[WrittenArticle], library: Mapping[str, Source]) -> dict[str, tuple[str, ...]]:
    """Every way in which a citation may name an article, to the ids of those it may mean: an id wins over a title."""
    names: dict[str, tuple[str, ...]] = {article_id: (article_id,) for article_id in library}
    at_hand = [article for article in articles if article.id in library]
    places = [(article.id, {article.source, article.url}) for article in at_hand]
    others = [(article.id, {article.title, *article.names}) for article in at_hand]
    for called in (places, others):
        found: dict[str, tuple[str, ...]] = {}
        for article_id, own in called:
            found |= {name: (*found.get(name, ()), article_id) for name in own if name}
        names = found | names
    return names


def _verdict(
    claim: WrittenClaim, library: Mapping[str, Source], names: Mapping[str, tuple[str, ...]], *, counted: bool
) -> Verdict:
    if not claim.citations:
        return Verdict(claim.id, claim.text, ("it cites nothing",))
    problems: list[str] = []
    citations: list[Citation] = []
    for cited in claim.citations:
        found = _find(cited, library, names, counted=counted)
        if isinstance(found, str):
            problems.append(found)
        else:
            citations.append(found)
    notes: tuple[str, ...] = ()
    if citations:
        findings = checks.run(claim.text, evidence(citations, library))
        problems += [f"{f.check}: {f.message}" for f in findings if f.severity is Severity.REJECT]
        notes = tuple(f"{f.check}: {f.message}" for f in findings if f.severity is Severity.FLAG)
        problems += _misheard(claim, citations, library)
    return Verdict(claim.id, claim.text, tuple(problems), notes, tuple(citations))


def _misheard(claim: WrittenClaim, citations: Sequence[Citation], library: Mapping[str, Source]) -> list[str]:
    """What is wrong with who is said to speak, or with words in quotation marks."""
    said = entries.spoken(claim.text, claim.who)
    problem = fault(said[0], citations, library, verbatim=said[1]) if said else None
    return [f"spoken: {problem}"] if problem else []


def _recounted(
    verdict: Verdict, claim: WrittenClaim, origins: Mapping[str, str], library: Mapping[str, Source]
) -> Verdict:
    """The verdict on a claim that briefer wrote, its origins counted again and its kinds of match looked at.

    Without the names of origins all that it cites counts as one: nobody says that any of it is independent.
    """
    said = claim.corroboration or 0
    counted = len(corroboration(claim.text, verdict.citations, origins, library).counted)
    problems, notes = verdict.problems, verdict.notes
    if said > counted and len(verdict.citations) < len(claim.citations):
        problems += (f"corroboration: it is said to be {said}, and not all that it cites is there to count it again",)
    elif said > counted and not any(origins.values()):
        problems += (f"corroboration: it is said to be {said}, and the file does not name the origins of its articles",)
    elif said > counted:
        problems += (f"corroboration: it is said to be {said}, and {counted} back it alone",)
    elif said < counted:
        notes += (f"corroboration: it is said to be {said}, and {counted} back it alone",)
    notes += tuple(
        f'match: "{cited.match or ""}" does not fit "{excerpt(cited.quote)}"'
        for cited in claim.citations
        if (cited.match == Match.ELIDED) != (len(cited.segments) > 1) or cited.match is None
    )
    return replace(verdict, problems=problems, notes=notes)


def _find(
    cited: WrittenCitation, library: Mapping[str, Source], names: Mapping[str, tuple[str, ...]], *, counted: bool
) -> Citation | str:
    """Where a written citation stands now, or what is wrong with it; *counted*: its offsets are in code points."""
    meant = names.get(cited.article or "", ())
    if len(meant) > 1:
        return f'it cites {cited.article}, which may be any of {", ".join(meant)}: "{excerpt(cited.quote)}"'
    article = meant[0] if meant else None
    if article is None and cited.article is not None:
        return f'it cites {cited.article}, whose text is not at hand: "{excerpt(cited.quote)}"'
    if article is not None and cited.span is not None and (counted or cited.match is not None):
        return _at(cited, article, library[article].article.text, cited.span)
    for candidate in [article] if article is not None else library:
        text = library[candidate].article.text
        if at := locate(text, cited.quote):
            return Citation(candidate, at.start, at.end, text[at.start : at.end], at.match, at.segments)
    return f'"{excerpt(cited.quote)}" is not in {article or "any source"}'


def _at(cited: WrittenCitation, article: str, text: str, span: Span) -> Citation | str:
    """A citation that names its offsets, as only briefer does: the characters there must be the ones it quotes."""
    if not 0 <= span.start < span.end <= len(text):
        return f"it cites characters {span.start} to {span.end} of {article}, which has {len(text)}"
    if cited.quote and span.of(text) != cited.quote:
        return f'{article} does not say "{excerpt(cited.quote)}" at characters {span.start} to {span.end}'
    segments = cited.segments or (span,)
    if any(not span.start <= s.start < s.end <= span.end for s in segments):
        return f"a part of a citation lies outside of it ({article}, characters {span.start} to {span.end})"
    if cited.match is None:
        return Citation(article, span.start, span.end, span.of(text), Match.EXACT, segments)
    if cited.match not in set(Match):
        return f'"{excerpt(cited.match or "")}" is no kind of match'
    return Citation(article, span.start, span.end, span.of(text), Match(cited.match), segments)


def _is_cited(article: WrittenArticle, brief: WrittenBrief) -> bool:
    names = {article.id, article.source, article.url, article.title} - {None, ""}
    return any(c.article in names for claim in brief.claims for c in claim.citations)


def _name(article: WrittenArticle) -> str:
    return f"{article.id} ({article.source or article.url or article.title or 'without a name'})"


def joined(reports: Sequence[Report]) -> Report:
    """One report of several briefs from one file."""
    if len(reports) == 1:
        return reports[0]
    return Report(
        "; ".join(r.headline for r in reports),
        tuple(replace(v, story=r.headline) for r in reports for v in r.verdicts),
        tuple(p for r in reports for p in r.problems),
    )
