"""A finished brief, grounded again without a model: what still holds, and what does not.

written brief + texts | hashes | each quote located, at the offsets it names | reject checks, as on the first day
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefer import checks, reading
from briefer.channels.readback import WrittenArticle, WrittenBrief, WrittenCitation, WrittenClaim
from briefer.grounding.locate import locate
from briefer.grounding.support import Source, evidence, source
from briefer.reading.passages import passages
from briefer.records import Article, Citation, Match, Severity, Span
from briefer.text.fold import clean
from briefer.text.language import detect


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one claim."""

    id: str
    text: str
    problems: tuple[str, ...]  #: in plain words; empty when it holds
    notes: tuple[str, ...] = ()  #: flags: for a reader's attention, no failure
    citations: tuple[Citation, ...] = ()  #: where its quotes stand now

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


def verify(brief: WrittenBrief, texts: Mapping[str, str]) -> Report:
    """Ground a finished brief again.

    Args:
        brief: what a file says.
        texts: the article texts by article id, source or URL; they come before those embedded in the file.
    """
    problems: list[str] = []
    library: dict[str, Source] = {}
    for article in brief.articles or _unlisted(texts):
        text, given = _text(article, texts)
        if text is None:
            if _is_cited(article, brief):
                problems.append(f"{_name(article)}: its text is neither in the brief nor among the sources given")
            continue
        if fault := _hash_fault(article, text, given=given):
            problems.append(fault)
        library[article.id] = source(_article(article, text))
    names = _names(brief, library)
    verdicts = tuple(_verdict(claim, library, names) for claim in brief.claims)
    if not brief.claims:
        problems.append("the file holds no claim")
    return Report(brief.headline, verdicts, tuple(problems))


def _unlisted(texts: Mapping[str, str]) -> tuple[WrittenArticle, ...]:
    """For a brief that lists no articles: the texts that were given."""
    return tuple(WrittenArticle(id=name, source=name) for name in texts)


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


def _article(written: WrittenArticle, text: str) -> Article:
    language = written.language or detect(text)
    found = passages(text, written.id, title=written.title, language=language)
    return Article(
        written.id,
        written.source or "",
        written.title,
        text,
        reading.sha256(text),
        found,
        published=written.published,
        language=language,
    )


def _names(brief: WrittenBrief, library: Mapping[str, Source]) -> dict[str, str]:
    """Every way in which a citation may name an article, to the article's id."""
    names = {article_id: article_id for article_id in library}
    for article in brief.articles:
        if article.id in library:
            names |= {n: article.id for n in (article.source, article.url, article.title) if n}
    return names


def _verdict(claim: WrittenClaim, library: Mapping[str, Source], names: Mapping[str, str]) -> Verdict:
    if not claim.citations:
        return Verdict(claim.id, claim.text, ("it cites nothing",))
    problems: list[str] = []
    citations: list[Citation] = []
    for written in claim.citations:
        found = _find(written, library, names)
        if isinstance(found, str):
            problems.append(found)
        else:
            citations.append(found)
    notes: tuple[str, ...] = ()
    if citations:
        findings = checks.run(claim.text, evidence(citations, library))
        problems += [f"{f.check}: {f.message}" for f in findings if f.severity is Severity.REJECT]
        notes = tuple(f"{f.check}: {f.message}" for f in findings if f.severity is Severity.FLAG)
    return Verdict(claim.id, claim.text, tuple(problems), notes, tuple(citations))


def _find(written: WrittenCitation, library: Mapping[str, Source], names: Mapping[str, str]) -> Citation | str:
    """Where a written citation stands now, or what is wrong with it."""
    article = names.get(written.article or "")
    if article is None and written.article is not None:
        return f'it cites {written.article}, whose text is not at hand: "{_short(written.quote)}"'
    if article is not None and written.span is not None and written.match is not None:
        return _at(written, article, library[article].article.text, written.span)
    for candidate in [article] if article is not None else library:
        text = library[candidate].article.text
        if at := locate(text, written.quote):
            return Citation(candidate, at.start, at.end, text[at.start : at.end], at.match, at.segments)
    return f'"{_short(written.quote)}" is not in {article or "any source"}'


def _at(written: WrittenCitation, article: str, text: str, span: Span) -> Citation | str:
    """A citation that names its offsets, as only briefer does: the characters there must be the ones it quotes."""
    if not 0 <= span.start < span.end <= len(text):
        return f"it cites characters {span.start} to {span.end} of {article}, which has {len(text)}"
    if span.of(text) != written.quote:
        return f'{article} does not say "{_short(written.quote)}" at characters {span.start} to {span.end}'
    segments = written.segments or (span,)
    if any(not span.start <= s.start < s.end <= span.end for s in segments):
        return f"a part of a citation lies outside of it ({article}, characters {span.start} to {span.end})"
    if written.match not in set(Match):
        return f'"{_short(written.match or "")}" is no kind of match'
    return Citation(article, span.start, span.end, written.quote, Match(written.match), segments)


def _is_cited(article: WrittenArticle, brief: WrittenBrief) -> bool:
    names = {article.id, article.source, article.url, article.title} - {None, ""}
    return any(c.article in names for claim in brief.claims for c in claim.citations)


def _name(article: WrittenArticle) -> str:
    return f"{article.id} ({article.source or article.url or article.title or 'without a name'})"


def _short(words: str, longest: int = 120) -> str:
    words = clean(" ".join(words.split()))
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def joined(reports: Sequence[Report]) -> Report:
    """One report of several briefs from one file."""
    if len(reports) == 1:
        return reports[0]
    return Report(
        "; ".join(r.headline for r in reports),
        tuple(v for r in reports for v in r.verdicts),
        tuple(p for r in reports for p in r.problems),
    )
