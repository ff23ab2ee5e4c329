"""The small print under a brief: what the checks noted, what was withheld, and what became of the articles."""

from __future__ import annotations

from collections.abc import Iterator

from briefer.channels import captions
from briefer.channels.html.page_lines import Page, literal


def afterword(page: Page) -> Iterator[str]:
    """The small print of a page, one string a part; to be written when all sentences are known."""
    yield from _notes(page)
    yield from _withheld(page)
    yield from _coverage(page)
    digests = ", ".join(f"{literal(a.id)} <code>{literal(a.sha256[:12])}</code>" for a in page.brief.articles)
    texts = f"<p>Texts as read (sha256): {digests}</p>" if digests else ""
    yield f"<footer><p>{literal(captions.provenance(page.brief))}</p>\n{texts}</footer>\n"


def _notes(page: Page) -> Iterator[str]:
    flagged = [said for said in page.sentences if said.claim.findings]
    if not flagged:
        return
    listed = "".join(
        f'<li><a href="#{page.prefix}-s{said.number}" dir="auto">{literal(said.claim.text)}</a>'
        f'<span class="why">{literal("; ".join(found.message for found in said.claim.findings))}</span></li>\n'
        for said in flagged
    )
    said = "What the checks noticed in sentences that stand:"
    yield f"<section><h2>Notes</h2>\n<p>{said}</p>\n<ul>\n{listed}</ul></section>\n"


def _withheld(page: Page) -> Iterator[str]:
    if not page.brief.rejected:
        return
    listed = "".join(
        f'<li><q dir="auto">{literal(one.text)}</q><span class="why">{literal(captions.why(one))}</span></li>\n'
        for one in page.brief.rejected
    )
    yield (
        f'<section class="withheld"><h2>{captions.WITHHELD}</h2>\n<p>{captions.withheld(page.brief)}</p>\n'
        f"<ul>\n{listed}</ul></section>\n"
    )


def _coverage(page: Page) -> Iterator[str]:
    brief = page.brief
    items = [f'{literal(f.source)} <span class="why">not read: {literal(f.reason)}</span>' for f in brief.failures]
    items += [f'<span class="why">{literal(captions.left_out(fact))}</span>' for fact in brief.left_out]
    items += [f'<span class="why">Not checked: {literal(what)}</span>' for what in brief.not_checked]
    listed = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>\n" if items else ""
    yield f"<section><h2>{captions.COVERAGE}</h2>\n<p>{captions.coverage(brief)}</p>\n{listed}</section>\n"
