"""The master document: a brief as CommonMark that a person reads, edits and sends on.

One list item is one claim. Behind it, in italics, stand its citations, its corroboration and what the checks flagged;
nothing foreign can be in italics, since all of it is escaped, so a reader (and `parse`) can tell the two apart. The
number in brackets belongs to a quotation, which stands with its article under "Sources".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from string import Template

from briefer.channels import words
from briefer.channels.dialects import COMMONMARK, Dialect
from briefer.channels.literal import clean, shorten, web_url
from briefer.channels.numbering import Evidence, Numbering
from briefer.channels.readback import from_markdown as parse
from briefer.errors import UsageError
from briefer.records import Article, Brief, Claim, Disagreement

__all__ = ["body", "definitions", "fill", "parse", "pieces", "render", "render_all", "texts"]

_TITLE_LIMIT = 200  # a title that is a whole paragraph is a page's mistake


def render(brief: Brief, *, dialect: Dialect = COMMONMARK) -> str:
    """One brief as a Markdown document."""
    numbering = Numbering(brief)
    return _document([*body(brief, numbering, dialect=dialect), *definitions(numbering.all, brief, dialect=dialect)])


def render_all(briefs: Sequence[Brief], *, title: str, lead: str = "", dialect: Dialect = COMMONMARK) -> str:
    """Several briefs as one Markdown document: each under its own heading, the citations numbered throughout.

    Args:
        briefs: the briefs, in reading order.
        title: the document's heading.
        lead: a sentence under it, plain text; empty for none.
        dialect: how citations and foreign text are written.
    """
    parts = [f"# {dialect.escape(title)}", dialect.escape(lead)]
    ends: list[str] = []
    first = 1
    for brief in briefs:
        numbering = Numbering(brief, first)
        first = numbering.next
        parts += body(brief, numbering, level=2, dialect=dialect)
        ends += definitions(numbering.all, brief, dialect=dialect)
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


def body(brief: Brief, numbering: Numbering, *, level: int = 1, dialect: Dialect = COMMONMARK) -> Iterator[str]:
    """The pieces of one brief that are not empty, without the definitions that end a document."""
    return (piece for piece in pieces(brief, numbering, level=level, dialect=dialect).values() if piece)


def definitions(evidence: Sequence[Evidence], brief: Brief, *, dialect: Dialect = COMMONMARK) -> Iterator[str]:
    """What ends a document: the addresses or the footnotes that its citations name."""
    lines = [line for one in evidence if (line := dialect.define(one, brief))]
    if lines:
        yield "\n".join(lines)


def pieces(brief: Brief, numbering: Numbering, *, level: int = 1, dialect: Dialect = COMMONMARK) -> dict[str, str]:
    """The parts of one brief in reading order, by name; each with its heading, empty where there is nothing.

    Args:
        brief: the brief.
        numbering: its citations' numbers.
        level: the depth of its headline.
        dialect: how citations and foreign text are written.
    """
    say = dialect.escape
    heading = "#" * (level + 1) + " "

    def claims(chosen: Iterable[Claim], *, speaking: bool = False) -> str:
        return "\n".join(_claim(claim, brief, numbering, dialect, speaking=speaking) for claim in chosen)

    named = {
        "headline": f"{'#' * level} {say(brief.headline) or 'Brief'}",
        "masthead": f"*{say(words.masthead(brief))}*",
        "stand_in": f"**{say(brief.provenance.note)}**" if brief.provenance.note else "",
    }
    for section, title in words.SECTIONS.items():
        listed = claims(claim for claim in brief.claims if claim.section is section)
        named[section.value] = f"{heading}{title}\n\n{listed}" if listed else ""
    changed = [f"**{say(words.revised(r))}**\n\n" + claims((r.now, r.before), speaking=True) for r in brief.revisions]
    named["revisions"] = "\n\n".join([heading + say(words.changed(brief.revisions[0])), *changed]) if changed else ""
    asked = [_question(one, brief, say) + claims(one.positions, speaking=True) for one in brief.disagreements]
    named["disagreements"] = "\n\n".join([heading + words.DISAGREEMENTS, *asked]) if asked else ""
    cited = list(_cited(numbering, dialect))
    named["sources"] = "\n\n".join([heading + words.SOURCES, *cited]) if cited else ""
    named["withheld"] = _withheld(brief, heading, dialect)
    named["coverage"] = _coverage(brief, heading, dialect)
    made = ("---", f"*{say(words.provenance(brief))}*", texts(brief, dialect=dialect))
    named["provenance"] = "\n\n".join(part for part in made if part)
    return named


def texts(brief: Brief, *, dialect: Dialect = COMMONMARK) -> str:
    """The line by which `verify` knows the articles' texts again; empty where there is no article."""
    listed = ", ".join(f"{dialect.escape(a.id)} {a.sha256[:12]}" for a in brief.articles)
    return f"*Texts as read (sha256): {listed}*" if listed else ""


def _document(parts: Sequence[str]) -> str:
    whole = "\n\n".join(part for part in parts if part)
    return re.sub(r"\n{3,}", "\n\n", whole) + "\n"


def _claim(claim: Claim, brief: Brief, numbering: Numbering, dialect: Dialect, *, speaking: bool) -> str:
    marks = " ".join(dialect.mark(evidence) for evidence in numbering.of(claim))
    notes = (f"note: {finding.message}" for finding in claim.findings)
    who = words.speakers(claim, brief) if speaking else ""
    said = (dialect.escape(part) for part in (who, words.corroboration(claim, brief), *notes))
    return f"- {dialect.escape(claim.text)} *{' · '.join(part for part in (marks, *said) if part)}*"


def _question(disagreement: Disagreement, brief: Brief, say: Callable[[str], str]) -> str:
    latest = words.latest(disagreement, brief)
    return f"**{say(disagreement.question)}**{f' *{say(latest)}*' if latest else ''}\n\n"


def _cited(numbering: Numbering, dialect: Dialect) -> Iterator[str]:
    """Every cited article, its quotations under it unless they are footnotes."""
    for article, evidence in numbering.by_article():
        quotes = (f"- {dialect.mark(e)} “{dialect.escape(e.quote)}”" for e in evidence)
        listed = "" if dialect.footnotes else "\n\n" + "\n".join(quotes)
        yield _article(article, dialect) + listed


def _article(article: Article, dialect: Dialect) -> str:
    title = dialect.escape(shorten(article.title, _TITLE_LIMIT)) or "Untitled"
    url = web_url(article.url)
    linked = f"[{title}](<{url}>)" if url else title
    rest = (clean(article.publisher or ""), words.date(article.published), "" if url else clean(article.source))
    shown = (dialect.escape(part) for part in rest if part)
    return " · ".join((f"**{dialect.escape(article.id)}** {linked}", *shown))


def _withheld(brief: Brief, heading: str, dialect: Dialect) -> str:
    if not brief.rejected:
        return ""
    reasons = ("; ".join(f"{f.check}: {f.message}" for f in rejected.findings) for rejected in brief.rejected)
    listed = "\n".join(
        f"- “{dialect.escape(rejected.text)}” *{dialect.escape(why) or 'no reason recorded'}*"
        for rejected, why in zip(brief.rejected, reasons, strict=True)
    )
    return f"{heading}{words.WITHHELD}\n\n{words.withheld(brief)}\n\n{listed}"


def _coverage(brief: Brief, heading: str, dialect: Dialect) -> str:
    say = dialect.escape
    lines = [
        f"- {_article(article, dialect)}: *{say(cover.reason or cover.use)}*"
        for article, cover in zip(brief.articles, brief.coverage, strict=True)
        if cover.use != "cited"
    ]
    lines += [f"- {say(failure.source)}: *not read: {say(failure.reason)}*" for failure in brief.failures]
    lines += [f"- *{say(words.left_out(fact))}*" for fact in brief.left_out]
    lines += [f"- *Not checked: {say(what)}*" for what in brief.not_checked]
    listed = "\n\n" + "\n".join(lines) if lines else ""
    return f"{heading}{words.COVERAGE}\n\n{words.coverage(brief)}{listed}"
