"""The master document: a brief as CommonMark that a person reads, edits and sends on.

One list item is one claim. Behind it, in italics, stand its citations, its corroboration and what the checks flagged;
nothing foreign can be in italics, since all of it is escaped, so a reader (and `verifying.documents`) can tell the two
apart. The number in brackets belongs to a quotation, which stands with its article under "Sources".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from string import Template

from briefer.channels import captions
from briefer.channels.captions import NumberedQuote, Numbering
from briefer.channels.literal import clean, escape, shorten, web_url
from briefer.errors import UsageError
from briefer.records import Article, Brief, Claim, Disagreement

__all__ = ["body", "definitions", "fill", "pieces", "render", "render_all", "texts"]

_TITLE_LIMIT = 200  # a title that is a whole paragraph is a page's mistake
# GitHub turns @name, #12 and bare addresses into links after it has read the Markdown, so a backslash does not help
# there; a word joiner, which has no width, does.
_GITHUB_LINK = re.compile(
    r"(?i)(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=gh-)(?=\d)|(?<=[a-z]:)(?=\\?//)|(?<=[a-z]\\:)(?=//)|(?<=www)(?=\\?\.)"
)


@dataclass(frozen=True, slots=True)
class Flavour:
    """A way to write Markdown."""

    escape: Callable[[str], str]  #: foreign text as literal characters
    mark: Callable[[NumberedQuote], str]  #: a citation in running text
    define: Callable[[NumberedQuote, Brief], str]  #: the line at the end that a mark needs, or an empty string
    footnotes: bool = False  #: whether those lines carry the quotations


def _bracketed(evidence: NumberedQuote) -> str:
    """A citation's number in brackets: a link where the source can be opened.

    The brackets stay outside the link: `[[4]]` can be read as it is, with escaped ones it could not.
    """
    return f"[[{evidence.number}]]" if evidence.href else evidence.label


def _address(evidence: NumberedQuote, _brief: Brief) -> str:
    return f"[{evidence.number}]: <{evidence.href}>" if evidence.href else ""


def _github_escape(text: str) -> str:
    return _GITHUB_LINK.sub("\u2060", escape(text))


def _footnote(evidence: NumberedQuote, brief: Brief) -> str:
    """A footnote: the quotation, and whose it is, linked to the words where they can be opened."""
    article = brief.article(evidence.citation.article)
    who = _github_escape(captions.name(article) if article else clean(evidence.citation.article))
    linked = f"[{who}](<{evidence.href}>)" if evidence.href else who
    return f"[^{evidence.number}]: “{_github_escape(evidence.quote)}” {linked}"


COMMONMARK = Flavour(escape, _bracketed, _address)
GITHUB = Flavour(_github_escape, lambda evidence: f"[^{evidence.number}]", _footnote, footnotes=True)


def render(brief: Brief, *, flavour: Flavour = COMMONMARK) -> str:
    """One brief as a Markdown document."""
    numbering = Numbering(brief)
    return _document([*body(brief, numbering, flavour=flavour), *definitions(numbering.all, brief, flavour=flavour)])


def render_github(brief: Brief) -> str:
    """One brief for GitHub: citations are footnotes, and no name, number or address in it becomes a link."""
    return render(brief, flavour=GITHUB)


def render_all(briefs: Sequence[Brief], *, title: str, lead: str = "", flavour: Flavour = COMMONMARK) -> str:
    """Several briefs as one Markdown document: each under its own heading, the citations numbered throughout.

    Args:
        briefs: the briefs, in reading order.
        title: the document's heading.
        lead: a sentence under it, plain text; empty for none.
        flavour: how citations and foreign text are written.
    """
    parts = [f"# {flavour.escape(title)}", flavour.escape(lead)]
    ends: list[str] = []
    first = 1
    for brief in briefs:
        numbering = Numbering(brief, first)
        first = numbering.next
        parts += body(brief, numbering, level=2, flavour=flavour)
        ends += definitions(numbering.all, brief, flavour=flavour)
    return _document([*parts, "\n".join(ends)])


def fill(template: str, brief: Brief) -> str:
    """A brief in a person's own Markdown template.

    Args:
        template: Markdown with `$headline`, `$sources` and so on, as in `string.Template`; the names are those of
            `pieces`. A piece brings its own heading, and nothing where the brief has none of it.
        brief: the brief.

    Raises:
        UsageError: a name is unknown, or a dollar sign stands alone.
    """
    numbering = Numbering(brief)
    named = pieces(brief, numbering)
    try:
        filled = Template(template).substitute(named)
    except KeyError as error:
        raise UsageError(f"The template names ${error.args[0]}.", hint=f"It may name: {', '.join(named)}.") from error
    except ValueError as error:
        raise UsageError(f"The template has a dollar sign by itself: {error}.", hint="Write $$ for one.") from error
    return _document([filled.strip(), *definitions(numbering.all, brief)])


def body(brief: Brief, numbering: Numbering, *, level: int = 1, flavour: Flavour = COMMONMARK) -> Iterator[str]:
    """The pieces of one brief that are not empty, without the definitions that end a document."""
    return (piece for piece in pieces(brief, numbering, level=level, flavour=flavour).values() if piece)


def definitions(evidence: Sequence[NumberedQuote], brief: Brief, *, flavour: Flavour = COMMONMARK) -> Iterator[str]:
    """What ends a document: the addresses or the footnotes that its citations name."""
    lines = [line for one in evidence if (line := flavour.define(one, brief))]
    if lines:
        yield "\n".join(lines)


def pieces(brief: Brief, numbering: Numbering, *, level: int = 1, flavour: Flavour = COMMONMARK) -> dict[str, str]:
    """The parts of one brief in reading order, by name; each with its heading, empty where there is nothing.

    Args:
        brief: the brief.
        numbering: its citations' numbers.
        level: the depth of its headline.
        flavour: how citations and foreign text are written.
    """
    say = flavour.escape
    heading = "#" * (level + 1) + " "

    def claims(chosen: Iterable[Claim], *, speaking: bool = False) -> str:
        return "\n".join(_claim(claim, brief, numbering, flavour, speaking=speaking) for claim in chosen)

    named = {
        "headline": f"{'#' * level} {say(brief.headline) or 'Brief'}",
        "masthead": f"*{say(captions.masthead(brief))}*",
        "stand_in": f"**{say(brief.provenance.note)}**" if brief.provenance.note else "",
    }
    for section, title in captions.SECTIONS.items():
        listed = claims(claim for claim in brief.claims if claim.section is section)
        named[section.value] = f"{heading}{title}\n\n{listed}" if listed else ""
    changed = [
        f"**{say(captions.revised(r))}**\n\n" + claims((r.now, r.before), speaking=True) for r in brief.revisions
    ]
    named["revisions"] = "\n\n".join([heading + say(captions.changed(brief.revisions[0])), *changed]) if changed else ""
    asked = [_question(one, brief, say) + claims(one.positions, speaking=True) for one in brief.disagreements]
    named["disagreements"] = "\n\n".join([heading + captions.DISAGREEMENTS, *asked]) if asked else ""
    cited = list(_cited(numbering, flavour))
    named["sources"] = "\n\n".join([heading + captions.SOURCES, *cited]) if cited else ""
    named["withheld"] = _withheld(brief, heading, flavour)
    named["coverage"] = _coverage(brief, heading, flavour)
    made = ("---", f"*{say(captions.provenance(brief))}*", texts(brief, flavour=flavour))
    named["provenance"] = "\n\n".join(part for part in made if part)
    return named


def texts(brief: Brief, *, flavour: Flavour = COMMONMARK) -> str:
    """The line by which `verify` knows the articles' texts again; empty where there is no article."""
    listed = ", ".join(f"{flavour.escape(a.id)} {a.sha256[:12]}" for a in brief.articles)
    return f"*Texts as read (sha256): {listed}*" if listed else ""


def _document(parts: Sequence[str]) -> str:
    whole = "\n\n".join(part for part in parts if part)
    return re.sub(r"\n{3,}", "\n\n", whole) + "\n"


def _claim(claim: Claim, brief: Brief, numbering: Numbering, flavour: Flavour, *, speaking: bool) -> str:
    marks = " ".join(flavour.mark(evidence) for evidence in numbering.of(claim))
    notes = (f"note: {finding.message}" for finding in claim.findings)
    who = captions.speakers(claim, brief) if speaking else ""
    said = (flavour.escape(part) for part in (who, captions.corroboration(claim, brief), *notes))
    return f"- {flavour.escape(claim.text)} *{' · '.join(part for part in (marks, *said) if part)}*"


def _question(disagreement: Disagreement, brief: Brief, say: Callable[[str], str]) -> str:
    latest = captions.latest(disagreement, brief)
    return f"**{say(disagreement.question)}**{f' *{say(latest)}*' if latest else ''}\n\n"


def _cited(numbering: Numbering, flavour: Flavour) -> Iterator[str]:
    """Every cited article, its quotations under it unless they are footnotes."""
    for article, evidence in numbering.by_article():
        quotes = (f"- {flavour.mark(e)} “{flavour.escape(e.quote)}”" for e in evidence)
        listed = "" if flavour.footnotes else "\n\n" + "\n".join(quotes)
        yield _article(article, flavour) + listed


def _article(article: Article, flavour: Flavour) -> str:
    title = flavour.escape(shorten(article.title, _TITLE_LIMIT)) or "Untitled"
    url = web_url(article.url)
    linked = f"[{title}](<{url}>)" if url else title
    return " · ".join((f"**{flavour.escape(article.id)}** {linked}", *map(flavour.escape, captions.facts(article))))


def _withheld(brief: Brief, heading: str, flavour: Flavour) -> str:
    if not brief.rejected:
        return ""
    listed = "\n".join(
        f"- “{flavour.escape(rejected.text)}” *{flavour.escape(captions.why(rejected)) or 'no reason recorded'}*"
        for rejected in brief.rejected
    )
    return f"{heading}{captions.WITHHELD}\n\n{captions.withheld(brief)}\n\n{listed}"


def _coverage(brief: Brief, heading: str, flavour: Flavour) -> str:
    say = flavour.escape
    lines = [
        f"- {_article(article, flavour)}: *{say(cover.reason or cover.use)}*"
        for article, cover in zip(brief.articles, brief.coverage, strict=True)
        if cover.use != "cited"
    ]
    lines += [f"- {say(failure.source)}: *not read: {say(failure.reason)}*" for failure in brief.failures]
    lines += [f"- *{say(captions.left_out(fact))}*" for fact in brief.left_out]
    lines += [f"- *Not checked: {say(what)}*" for what in brief.not_checked]
    listed = "\n\n" + "\n".join(lines) if lines else ""
    return f"{heading}{captions.COVERAGE}\n\n{captions.coverage(brief)}{listed}"
