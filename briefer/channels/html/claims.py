"""The left side of the evidence page: what the brief says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from briefer.channels import captions
from briefer.channels.literal import clean
from briefer.channels.numbering import NumberedQuote, Numbering
from briefer.records import Brief, Claim, Disagreement, Match

#: How a quote was found, for a reader.
MATCHES = {
    Match.EXACT: "quoted exactly",
    Match.TYPOGRAPHIC: "same words, other typography",
    Match.LOOSE: "same words, other case or punctuation",
    Match.ELIDED: "quoted with an omission",
}


def literal(text: str) -> str:
    """Foreign text as HTML that shows it literally, on one line."""
    return escape(clean(text))


def sections(brief: Brief, numbering: Numbering, prefix: str) -> Iterator[str]:
    """The sections of a brief, one string each.

    Args:
        brief: the brief.
        numbering: its citations' numbers.
        prefix: what its element ids begin with, so that several briefs can share a page.
    """
    if brief.provenance.note:
        yield f'<p class="stand-in">{literal(brief.provenance.note)}</p>\n'
    for section, title in captions.SECTIONS.items():
        claims = [claim for claim in brief.claims if claim.section is section]
        if claims:
            items = "".join(f"<li>{_claim(claim, brief, numbering, prefix)}</li>\n" for claim in claims)
            yield f'<section class="{section.value}"><h2>{title}</h2>\n<ul class="claims">\n{items}</ul></section>\n'
    if brief.revisions:
        changed = "".join(
            _sides(literal(captions.revised(one)), (one.now, one.before), brief, numbering, prefix)
            for one in brief.revisions
        )
        yield f"<section><h2>{literal(captions.changed(brief.revisions[0]))}</h2>\n{changed}</section>\n"
    if brief.disagreements:
        shown = "".join(_disagreement(one, brief, numbering, prefix) for one in brief.disagreements)
        yield f"<section><h2>{captions.DISAGREEMENTS}</h2>\n{shown}</section>\n"
    yield from _withheld(brief)
    yield _coverage(brief)
    digests = ", ".join(f"{literal(a.id)} <code>{literal(a.sha256[:12])}</code>" for a in brief.articles)
    yield f"<footer><p>{literal(captions.provenance(brief))}</p>\n<p>Texts as read (sha256): {digests}</p></footer>\n"


def _claim(claim: Claim, brief: Brief, numbering: Numbering, prefix: str) -> str:
    cites = " ".join(_cite(evidence, brief) for evidence in numbering.of(claim))
    backing = "backed" if claim.corroboration > 1 else "alone"
    notes = "".join(f'<span class="note">Note: {literal(finding.message)}</span>' for finding in claim.findings)
    return (
        f'<div class="claim" id="{prefix}-{literal(claim.id)}"><p dir="auto">{literal(claim.text)}</p>'
        f'<div class="about">{cites} <span class="{backing}">{captions.corroboration(claim, brief)}</span>{notes}</div>'
        "</div>"
    )


def _cite(evidence: NumberedQuote, brief: Brief) -> str:
    article = brief.article(evidence.citation.article)
    who = captions.name(article) if article else evidence.citation.article
    title = literal(f"{evidence.label} {who}, {MATCHES[evidence.citation.match]}")
    href = f' data-href="{escape(evidence.href)}"' if evidence.href else ""
    return (
        f'<a class="cite" href="#e{evidence.number}" data-e="{evidence.number}" title="{title}"'
        f' aria-label="Citation {title}"{href}>{evidence.number}</a>'
    )


def _disagreement(one: Disagreement, brief: Brief, numbering: Numbering, prefix: str) -> str:
    latest = captions.latest(one, brief)
    when = f' <span class="latest">{literal(latest)}</span>' if latest else ""
    return _sides(literal(one.question) + when, one.positions, brief, numbering, prefix)


def _sides(heading: str, claims: Sequence[Claim], brief: Brief, numbering: Numbering, prefix: str) -> str:
    """Claims that differ, each with who says so, under a heading in HTML."""
    listed = "".join(
        f'<li><p class="who">{literal(captions.speakers(claim, brief))}</p>\n'
        f"{_claim(claim, brief, numbering, prefix)}</li>\n"
        for claim in claims
    )
    return f'<h3 class="question" dir="auto">{heading}</h3>\n<ul class="positions">\n{listed}</ul>\n'


def _withheld(brief: Brief) -> Iterator[str]:
    if not brief.rejected:
        return
    items = []
    for rejected in brief.rejected:
        why = "; ".join(f"{finding.check}: {finding.message}" for finding in rejected.findings)
        items.append(f'<li><q dir="auto">{literal(rejected.text)}</q><span class="why">{literal(why)}</span></li>\n')
    listed = "".join(items)
    yield (
        f'<section class="withheld small"><h2>{captions.WITHHELD}</h2>\n<p>{captions.withheld(brief)}</p>\n'
        f"<ul>\n{listed}</ul></section>\n"
    )


def _coverage(brief: Brief) -> str:
    items = [f'{literal(f.source)} <span class="why">not read: {literal(f.reason)}</span>' for f in brief.failures]
    items += [f'<span class="why">{literal(captions.left_out(fact))}</span>' for fact in brief.left_out]
    items += [f'<span class="why">Not checked: {literal(what)}</span>' for what in brief.not_checked]
    listed = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>\n" if items else ""
    return (
        f'<section class="small"><h2>{captions.COVERAGE}</h2>\n<p>{captions.coverage(brief)}</p>\n{listed}</section>\n'
    )
