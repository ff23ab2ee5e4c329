"""The master document: a brief as CommonMark that a person reads, edits and sends on.

One list item is one claim. Behind it, in italics, stand its citations, its corroboration and what the checks flagged;
nothing foreign can be in italics, since all of it is escaped, so a reader (and `parse`) can tell the two apart. The
number in brackets belongs to a quotation, which stands with its article under "Sources".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.channels import words
from briefer.channels.literal import clean, escape, shorten, web_url
from briefer.channels.numbering import Evidence, Numbering
from briefer.channels.readback import from_markdown as parse
from briefer.records import Article, Brief, Claim

__all__ = ["body", "definitions", "parse", "render", "render_all"]

_TITLE_LIMIT = 200  # a title that is a whole paragraph is a page's mistake


def render(brief: Brief) -> str:
    """One brief as a Markdown document."""
    numbering = Numbering(brief)
    return _document([*body(brief, numbering), *definitions(numbering.all)])


def render_all(briefs: Sequence[Brief], *, title: str, lead: str = "") -> str:
    """Several briefs as one Markdown document: each under its own heading, the citations numbered throughout.

    Args:
        briefs: the briefs, in reading order.
        title: the document's heading.
        lead: a sentence under it, plain text; empty for none.
    """
    lines = [f"# {escape(title)}", escape(lead)]
    evidence: list[Evidence] = []
    for brief in briefs:
        numbering = Numbering(brief, len(evidence) + 1)
        lines += body(brief, numbering, level=2)
        evidence += numbering.all
    return _document([*lines, *definitions(evidence)])


def body(brief: Brief, numbering: Numbering, *, level: int = 1) -> Iterator[str]:
    """The paragraphs and lists of one brief, without the link definitions that end a document.

    Args:
        brief: the brief.
        numbering: its citations' numbers.
        level: the depth of its headline.
    """
    heading = "#" * (level + 1)
    yield f"{'#' * level} {escape(brief.headline) or 'Brief'}"
    yield f"*{escape(words.masthead(brief))}*"
    if brief.provenance.note:
        yield f"**{escape(brief.provenance.note)}**"
    for section, title in words.SECTIONS.items():
        claims = [claim for claim in brief.claims if claim.section is section]
        if claims:
            yield f"{heading} {title}"
            yield "\n".join(_claim(claim, brief, numbering) for claim in claims)
    if brief.disagreements:
        yield f"{heading} {words.DISAGREEMENTS}"
        for disagreement in brief.disagreements:
            yield f"**{escape(disagreement.question)}**"
            yield "\n".join(_claim(p, brief, numbering, words.speakers(p, brief)) for p in disagreement.positions)
    if numbering.all:
        yield f"{heading} {words.SOURCES}"
        for article, evidence in numbering.by_article():
            yield _article(article)
            yield "\n".join(f"- {_mark(e)} “{escape(e.quote)}”" for e in evidence)
    yield from _withheld(brief, heading)
    yield from _coverage(brief, heading)
    yield "---"
    yield f"*{escape(words.provenance(brief))}*"
    texts = ", ".join(f"{escape(a.id)} {a.sha256[:12]}" for a in brief.articles)
    if texts:
        yield f"*Texts as read (sha256): {texts}*"


def definitions(evidence: Sequence[Evidence]) -> Iterator[str]:
    """The link definitions that end a document: one for every citation that can be opened."""
    lines = [f"[\\[{e.number}\\]]: <{e.href}>" for e in evidence if e.href]
    if lines:
        yield "\n".join(lines)


def _document(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _mark(evidence: Evidence) -> str:
    """A citation's number: a link where the source can be opened, else literal brackets."""
    return f"[\\[{evidence.number}\\]]" if evidence.href else evidence.label


def _claim(claim: Claim, brief: Brief, numbering: Numbering, who: str = "") -> str:
    marks = " ".join(_mark(evidence) for evidence in numbering.of(claim))
    notes = (f"note: {finding.message}" for finding in claim.findings)
    said = (escape(part) for part in (who, words.corroboration(claim, brief), *notes))
    return f"- {escape(claim.text)} *{' · '.join(part for part in (marks, *said) if part)}*"


def _article(article: Article) -> str:
    title = escape(shorten(article.title, _TITLE_LIMIT)) or "Untitled"
    url = web_url(article.url)
    linked = f"[{title}](<{url}>)" if url else title
    rest = (clean(article.publisher or ""), words.date(article.published), "" if url else clean(article.source))
    return " · ".join((f"**{escape(article.id)}** {linked}", *(escape(part) for part in rest if part)))


def _withheld(brief: Brief, heading: str) -> Iterator[str]:
    if not brief.rejected:
        return
    yield f"{heading} {words.WITHHELD}"
    yield words.withheld(brief)
    reasons = ("; ".join(f"{f.check}: {f.message}" for f in rejected.findings) for rejected in brief.rejected)
    yield "\n".join(
        f"- “{escape(rejected.text)}” *{escape(why) or 'no reason recorded'}*"
        for rejected, why in zip(brief.rejected, reasons, strict=True)
    )


def _coverage(brief: Brief, heading: str) -> Iterator[str]:
    yield f"{heading} {words.COVERAGE}"
    yield words.coverage(brief)
    lines = []
    for article, cover in zip(brief.articles, brief.coverage, strict=True):
        if cover.use != "cited":
            lines.append(f"- {_article(article)}: *{escape(cover.reason or cover.use)}*")
    lines += [f"- {escape(f.source)}: *not read: {escape(f.reason)}*" for f in brief.failures]
    lines += [f"- *Not checked: {escape(what)}*" for what in brief.not_checked]
    if lines:
        yield "\n".join(lines)
