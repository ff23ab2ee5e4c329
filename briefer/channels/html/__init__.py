"""The evidence page: a brief beside its sources, every citation marked in them, in one file that loads nothing.

Behind a sentence stands who says it; choosing that marks all its words in all sources. The marks are cut here, in code
points; the script only switches them on, so no offset is counted in a browser. Without the script the same links lead
to a list of the words, and that to the words themselves. Style and script are allowed by their digests.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from briefer.channels.delivery import Outgoing
from briefer.channels.document import MasterBlock, MasterDocument, Stretch
from briefer.channels.html.afterword import afterword
from briefer.channels.html.evidence import notes, sources
from briefer.channels.html.page_lines import Page, literal
from briefer.channels.html.story import head, sections, tools
from briefer.language.lexicon import DEFAULT
from briefer.records import Brief

_TAGS = {"quote": "blockquote", "item": "li"}
_OUTWARD = ' rel="noopener noreferrer"'


def render(brief: Brief) -> str:
    """One brief as a page."""
    return render_all([brief], title=brief.headline)


def render_all(briefs: Sequence[Brief], *, title: str) -> str:
    """Several briefs on one page, each beside its own sources; citations are numbered throughout.

    Args:
        briefs: the briefs, in reading order.
        title: what the browser shows as the page's name.
    """
    parts = []
    first = 1
    for number, brief in enumerate(briefs, 1):
        told = Page(brief, f"b{number}", first)
        parts.append(_story(told))
        first = told.numbering.next
    return page(title, "<main>\n" + "\n".join(parts) + "\n</main>")


def whole(outgoing: Outgoing, doc: MasterDocument, title: str) -> str:
    """The page of a delivery: its briefs with all their evidence, or a document that tells more than they hold."""
    if outgoing.briefs and not outgoing.is_digest:
        return render_all(outgoing.briefs, title=title)
    return page(doc.title, f'<main class="brief plain">\n{fragment(doc.blocks)}\n</main>')


def page(title: str, body: str, *, dress: str = "page") -> str:
    """A whole page around *body*, which is trusted HTML.

    Args:
        title: plain text.
        body: HTML made by this package, without style attributes.
        dress: the name of its style sheet and script.
    """
    css, js = _resource(f"{dress}.css"), _resource(f"{dress}.js")
    policy = f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(js)}'"
    policy += "; base-uri 'none'; form-action 'none'"
    fields = {"policy": policy, "title": literal(title), "css": css, "js": js, "body": body}
    return Template(_resource("page.html")).substitute(fields)


def fragment(blocks: Sequence[MasterBlock]) -> str:
    """HTML of a document's blocks without style: paragraphs, headings, nested lists, links, emphasis; nothing else."""
    return "\n".join(
        nested(blocks, _block, lambda first: "<ul>" if first.number is None else f'<ol start="{first.number}">')
    )


def nested(
    blocks: Iterable[MasterBlock], draw: Callable[[MasterBlock], str], opened: Callable[[MasterBlock], str]
) -> Iterator[str]:
    """HTML of a document's blocks, line by line; lists open and close as their items come and go.

    Args:
        blocks: the document's.
        draw: HTML of one block.
        opened: the tag that opens a list, by its first item.
    """
    ends: list[str] = []
    for block in (*blocks, None):
        wanted = block.level + 1 if block and block.kind == "item" else 0
        while len(ends) > wanted:
            yield ends.pop()
        while block and len(ends) < wanted:
            tag = opened(block)
            ends.append(f"</{tag[1:3]}>")
            yield tag
        if block:
            yield draw(block)


def _block(block: MasterBlock) -> str:
    if block.kind == "rule":
        return "<hr>"
    if block.kind == "code":
        return f"<pre>{escape(block.text)}</pre>"
    tag = f"h{block.level}" if block.kind == "heading" else _TAGS.get(block.kind, "p")
    return f"<{tag}>{inline(block.runs, about_links=_OUTWARD)}</{tag}>"


def inline(runs: Iterable[Stretch], *, plain: bool = False, about_links: str = "") -> str:
    """HTML of some runs.

    Args:
        runs: foreign text and addresses.
        plain: whether their style is left out.
        about_links: attributes of every link, as HTML.
    """
    made = []
    for run in runs:
        shown = escape(run.text).replace("\n", "<br>")
        styles = () if plain else ((run.code, "code"), (run.em, "em"), (run.strong, "strong"))
        for on, tag in styles:
            shown = f"<{tag}>{shown}</{tag}>" if on else shown
        made.append(f'<a href="{escape(run.href)}"{about_links}>{shown}</a>' if run.href else shown)
    return "".join(made)


@cache
def _resource(name: str) -> str:
    return (files("briefer.channels.html") / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _story(page: Page) -> str:
    told = "".join(sections(page))  # first, since the rest tells of the sentences that it numbers
    prefix, say = page.prefix, page.words.say
    keys = say("keys", a="<kbd>j</kbd>", b="<kbd>k</kbd>", c="<kbd>Esc</kbd>")
    return f"""<article class="story" id="{prefix}" lang="{page.words.language or DEFAULT}">
<a class="skip" href="#{prefix}-sources">{say("skip")}</a><p class="unseen" role="status"></p>
<div class="brief">
{head(page)}{tools(page)}{told}</div>
<aside class="sources" id="{prefix}-sources" aria-labelledby="{prefix}-by">
<h2 id="{prefix}-by">{say("sources")}</h2>
<p class="hint">{say("hint")} <span class="keys">{keys}</span></p>
<div class="card"><div class="chosen"><p dir="auto"></p>\
<button type="button" data-do="back">{say("back")}</button>\
<button type="button" data-do="clear">{say("close")}</button></div>
<ol class="notes">
{"".join(notes(page))}</ol></div>
{"".join(sources(page))}</aside>
<div class="after" lang="en">
{"".join(afterword(page))}</div>
</article>"""
