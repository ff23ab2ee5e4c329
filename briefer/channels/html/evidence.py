"""The sources of a page: behind each sentence the words that back it, then the articles whole, those words marked.

An article's text is cut where evidence begins and ends, so that the page can mark it without counting characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from briefer.channels.html.numbering import NumberedQuote
from briefer.channels.html.page_lines import Page, PageLine, literal
from briefer.channels.literal import visible, web_url
from briefer.records import Article, Claim, Coverage, Kind, Match

_OUTWARD = 'rel="noopener noreferrer"'


# --- behind a sentence ----------------------------------------------------------------------------------------


def notes(page: Page) -> Iterator[str]:
    """What backs each sentence that was written down: an endnote on paper, a card beside the brief on a screen."""
    for said in page.sentences:
        words = "".join(f"<li>{_words(page, quote)}</li>\n" for quote in said.quotes)
        found = (page.words.say("flag", a=finding.message) for finding in said.claim.findings)
        flags = "".join(f'<p class="flag">{literal(flag)}</p>' for flag in found)
        backing = "backed" if said.claim.corroboration > 1 else "alone"
        yield (
            f'<li class="note" id="{page.prefix}-n{said.number}" value="{said.number}">'
            f'<p class="{backing}">{_backing(page, said.claim)}</p>\n'
            f'<ul class="words">\n{words}</ul>{flags}</li>\n'
        )


def _backing(page: Page, claim: Claim) -> str:
    """How independently a claim is backed: "2 independent sources", "Single source" and so on."""
    cited = {citation.article for citation in claim.citations}
    if claim.corroboration > 1:
        return page.words.count("independent", claim.corroboration)
    if claim.corroboration == 0:
        return page.words.say("together")
    if len(cited) == 1:
        return page.words.say("single")
    origins = {cover.origin for cover in page.brief.coverage if cover.article in cited}
    return page.words.say("in_part" if len(origins) > 1 else "single_of", a=page.words.count("articles", len(cited)))


def _words(page: Page, quote: NumberedQuote) -> str:
    """One line of a note: the outlet and its words, a link to them, and where they stand on the outlet's own page."""
    who = literal(page.name(quote.citation.article))
    match = quote.citation.match
    found = "" if match is Match.EXACT else f'<span class="how">{page.words.say(match.value)}</span>'
    where = literal(page.words.say("words_at", a=page.name(quote.citation.article)))
    label = f'aria-label="{where}" title="{where}"'
    out = f'<a class="out" href="{escape(quote.href)}" {_OUTWARD} {label}>↗&#xFE0E;</a>' if quote.href else ""
    return (
        f'<a class="cite" href="#e{quote.number}" data-e="{quote.number}"><b>{who}</b> '
        f'<q dir="auto">{escape(quote.quote)}</q></a>{out}{found}'
    )


# --- the articles ---------------------------------------------------------------------------------------------


def sources(page: Page) -> Iterator[str]:
    """The articles, those of one origin together."""
    evidence = {article.id: found for article, found in page.numbering.by_article()}
    cover = {c.article: c for c in page.brief.coverage}
    back = {quote.number: said for said in reversed(page.sentences) for quote in said.quotes}
    for articles in page.origins:
        shown = "".join(_source(page, a, cover[a.id], evidence.get(a.id, ()), back) for a in articles)
        label = page.words.say("one_origin", n=str(len(articles)))
        shared = f'<p class="label">{label}</p>\n' if len(articles) > 1 else ""
        yield f'<div class="origin{" shared" if shared else ""}">{shared}{shown}</div>\n'


def _source(
    page: Page, article: Article, cover: Coverage, evidence: Sequence[NumberedQuote], back: dict[int, PageLine]
) -> str:
    name = page.name(article.id)
    url = web_url(article.url)
    original = (
        f'<p class="original"><a href="{escape(url)}" {_OUTWARD}>{page.words.say("original")}</a></p>\n' if url else ""
    )
    printed = f'\n<p class="printed">{escape(url)}</p>' if url else ""
    facts = (page.words.day(article.published), "" if url else article.source, _use(page, article, cover))
    language = f' lang="{literal(article.language)}"' if article.language else ""
    cut = pieces(article, evidence)
    text = "".join(_piece(p, page, back) for p in cut) or "".join(_quote(e, page, back) for e in evidence)
    return f"""<details class="source" data-o="{page.outlet(name)}"{" open" if evidence else ""}>
<summary><h3><span class="outlet">{literal(name)}</span> \
<span class="title" dir="auto">{literal(article.title)}</span></h3>
<p class="of">{" · ".join(literal(fact) for fact in facts if fact)}</p>{printed}</summary>
{original}<div class="text" dir="auto"{language}>{text}</div>
</details>
"""


def _use(page: Page, article: Article, cover: Coverage) -> str:
    """What the brief takes from an article: "behind 7 sentences, 2 of them only here", or why nothing."""
    using = [s for s in page.sentences if article.id in {quote.citation.article for quote in s.quotes}]
    if not using:
        return cover.use + (f": {cover.reason}" if cover.reason else "")
    alone = sum(len({quote.citation.article for quote in s.quotes}) == 1 for s in using)
    return page.words.say(
        "behind_alone" if alone else "behind", a=page.words.count("sentences", len(using)), b=str(alone)
    )


def _piece(piece: Piece, page: Page, back: dict[int, PageLine]) -> str:
    """One stretch of text: marked when it is evidence, dimmed when it is no content."""
    shown = escape(visible(piece.text))
    if piece.aside:
        shown = f'<span class="aside" title="{literal(piece.aside)}">{shown}</span>'
    if piece.evidence:
        between = f' data-g="{" ".join(map(str, piece.omitted))}"' if piece.omitted else ""
        gap = ' class="gap"' if piece.omitted == piece.evidence else ""
        shown = f'<mark{gap} data-e="{" ".join(map(str, piece.evidence))}"{between}>{shown}</mark>'
    for number in piece.begins:
        shown = f'<span id="e{number}">{shown}</span>'
    return shown + (_back(piece.ends, page, back) if piece.ends else "")


def _quote(evidence: NumberedQuote, page: Page, back: dict[int, PageLine]) -> str:
    """A quotation by itself, for a brief whose sources were not embedded."""
    mark = f'<span id="e{evidence.number}"><mark data-e="{evidence.number}">{escape(evidence.quote)}</mark></span>'
    return f"<blockquote>“{mark}”{_back((evidence.number,), page, back)}</blockquote>"


def _back(numbers: Sequence[int], page: Page, back: dict[int, PageLine]) -> str:
    """A link to the first sentence that words ending here back."""
    said = min(back[number].number for number in numbers)
    # the word joiner keeps the arrow on the line of the words before it
    return (
        f'&#8288;<a class="back" href="#{page.prefix}-s{said}" data-e="{" ".join(map(str, numbers))}" '
        f'aria-label="{page.words.say("back_to", a=str(said))}">↩&#xFE0E;</a>'
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text in which nothing changes."""

    text: str
    evidence: tuple[int, ...] = ()  #: the numbers of the citations that cover it
    omitted: tuple[int, ...] = ()  #: those of them that leave it out, quoting what stands on either side
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
            omitted=tuple(
                one.number for one in cover if not any(s.start <= start and end <= s.end for s in one.citation.segments)
            ),
            begins=tuple(one.number for one in cover if one.citation.start == start),
            ends=tuple(one.number for one in cover if one.citation.end == end),
            aside=next((p.reason or p.kind.value for p in asides if p.span.start <= start and end <= p.span.end), ""),
        )
