"""The two sides of the evidence page: what a brief says, and its sources whole, every citation marked in them.

An article's text is cut where evidence begins and ends, so that the page can mark it without counting characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from briefer.channels import captions
from briefer.channels.captions import NumberedQuote, Numbering, claims_in_order
from briefer.channels.literal import clean, visible, web_url
from briefer.records import Article, Brief, Claim, Coverage, Disagreement, Kind, Match, Section

#: How a quote was found, for a reader.
MATCHES = {
    Match.EXACT: "quoted exactly",
    Match.TYPOGRAPHIC: "same words, other typography",
    Match.LOOSE: "same words, other case or punctuation",
    Match.ELIDED: "quoted with an omission",
}


_SECTIONS = {
    Section.BOTTOM_LINE: "Bottom line",
    Section.KEY_FACTS: "Key facts",
    Section.CONTEXT: "Context",
    Section.OUTLOOK: "Outlook",
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
    for section, title in _SECTIONS.items():
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
    title = f"{evidence.label} {who}, {MATCHES[evidence.citation.match]}"
    href = f' data-href="{escape(evidence.href)}"' if evidence.href else ""
    return _chip(evidence, title, f' aria-label="Citation {literal(title)}"{href}')


def _chip(evidence: NumberedQuote, title: str, more: str = "") -> str:
    """A citation's number as a link to its words, with further attributes in HTML."""
    number = evidence.number
    return f'<a class="cite" href="#e{number}" data-e="{number}" title="{literal(title)}"{more}>{number}</a>'


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
    listed = "".join(
        f'<li><q dir="auto">{literal(one.text)}</q><span class="why">{literal(captions.why(one))}</span></li>\n'
        for one in brief.rejected
    )
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


# --- the sources ----------------------------------------------------------------------------------------------


def origins(brief: Brief, numbering: Numbering, prefix: str) -> Iterator[str]:
    """The articles, grouped by origin, in the order in which the brief first cites them.

    Args:
        brief: the brief.
        numbering: its citations' numbers.
        prefix: what the ids of its claims begin with.
    """
    evidence = {article.id: found for article, found in numbering.by_article()}
    cover = {c.article: c for c in brief.coverage}
    rank = {article: found[0].number for article, found in evidence.items()}
    groups: dict[str, list[Article]] = {}
    for article in sorted(brief.articles, key=lambda a: rank.get(a.id, numbering.next)):
        groups.setdefault(cover[article.id].origin, []).append(article)
    claim_of = {e.number: c.id for c in reversed([*claims_in_order(brief)]) for e in numbering.of(c)}
    back = {number: f"{prefix}-{claim}" for number, claim in claim_of.items()}
    for origin, articles in groups.items():
        shown = (_source(article, cover[article.id], evidence.get(article.id, ()), back) for article in articles)
        yield _origin(origin, "".join(shown), len(articles))


def _origin(origin: str, shown: str, size: int) -> str:
    if size == 1:
        return f'<section class="origin">{shown}</section>\n'
    said = f"One origin ({literal(origin)}): these {size} articles count as one source"
    return f'<section class="origin shared"><p class="label">{said}</p>\n{shown}</section>\n'


def _source(article: Article, cover: Coverage, evidence: Sequence[NumberedQuote], back: dict[int, str]) -> str:
    url = web_url(article.url)
    original = f'<a href="{escape(url)}" rel="noopener noreferrer">Open the original</a>' if url else ""
    use = cover.use + (f": {cover.reason}" if cover.reason else "")
    facts = " · ".join((*map(escape, captions.facts(article)), f'<span class="use">{literal(use)}</span>'))
    chips = (
        f"Cited here: {' '.join(_chip(e, f'{e.label} {MATCHES[e.citation.match]}') for e in evidence)}"
        if evidence
        else ""
    )
    line = f'<p class="quotes">{chips} {original}</p>\n' if chips or original else ""
    language = f' lang="{literal(article.language)}"' if article.language else ""
    text = "".join(_piece(p, back) for p in pieces(article, evidence)) or "".join(_quote(e, back) for e in evidence)
    return f"""<details class="source"{" open" if evidence else ""}>
<summary><h3 dir="auto">{literal(article.id)} {literal(article.title) or "Untitled"}</h3>\
<span class="facts">{facts}</span></summary>
<div class="inside">
{line}<div class="text" dir="auto"{language}>{text}</div>
</div>
</details>
"""


def _piece(piece: Piece, back: dict[int, str]) -> str:
    """One stretch of text: marked when it is evidence, dimmed when it is no content."""
    shown = escape(visible(piece.text))
    if piece.aside:
        shown = f'<span class="aside" title="{literal(piece.aside)}">{shown}</span>'
    if piece.evidence:
        gap = "" if piece.quoted else ' class="gap"'
        shown = f'<mark{gap} data-e="{" ".join(map(str, piece.evidence))}">{shown}</mark>'
    for number in piece.begins:
        shown = f'<span id="e{number}">{shown}</span>'
    return shown + "".join(_back(number, back) for number in piece.ends)


def _quote(evidence: NumberedQuote, back: dict[int, str]) -> str:
    """A quotation by itself, for a brief whose sources were not embedded."""
    mark = f'<span id="e{evidence.number}"><mark data-e="{evidence.number}">{escape(evidence.quote)}</mark></span>'
    return f"<blockquote>“{mark}”{_back(evidence.number, back)}</blockquote>"


def _back(number: int, back: dict[int, str]) -> str:
    label = f"Back to the claim that citation {number} backs"
    # the word joiner keeps the number on the line of the words before it
    return f'&#8288;<a class="back" href="#{literal(back[number])}" aria-label="{label}">[{number}]</a>'


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text in which nothing changes."""

    text: str
    evidence: tuple[int, ...] = ()  #: the numbers of the citations that cover it
    quoted: bool = False  #: whether one of them quotes it; False in what an elided quote leaves out
    begins: tuple[int, ...] = ()  #: the citations that begin here
    ends: tuple[int, ...] = ()  #: the citations that end here
    aside: str = ""  #: why it is no content (page litter, hidden text …); empty for content


def pieces(article: Article, evidence: Sequence[NumberedQuote]) -> Iterator[Piece]:
    """The whole text of an article in order, cut at every border of its evidence and of what is no content.

    Args:
        article: the article.
        evidence: the numbered citations of that article.
    """
    asides = [p for p in article.passages if p.kind not in {Kind.CONTENT, Kind.HEADING}]
    borders = {0, len(article.text)}
    for one in evidence:
        borders |= {one.citation.start, one.citation.end}
        borders |= {edge for segment in one.citation.segments for edge in segment}
    for passage in asides:
        borders |= set(passage.span)
    cuts = sorted(border for border in borders if 0 <= border <= len(article.text))
    for start, end in pairwise(cuts):
        cover = [one for one in evidence if one.citation.start <= start and end <= one.citation.end]
        yield Piece(
            text=article.text[start:end],
            evidence=tuple(one.number for one in cover),
            quoted=any(s.start <= start and end <= s.end for one in cover for s in one.citation.segments),
            begins=tuple(one.number for one in cover if one.citation.start == start),
            ends=tuple(one.number for one in cover if one.citation.end == end),
            aside=next((p.reason or p.kind.value for p in asides if p.span.start <= start and end <= p.span.end), ""),
        )
