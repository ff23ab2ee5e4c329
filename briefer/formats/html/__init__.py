"""HTML: the text that a reader of the page sees, and the page's own facts about itself.

parse | facts | remove_hidden | main_blocks | barrier | join
"""

from __future__ import annotations

from briefer.formats.decoding import decode
from briefer.formats.extracted import Extracted, Unreadable
from briefer.formats.html.barriers import barrier
from briefer.formats.html.facts import read_facts
from briefer.formats.html.layout import blocks, join
from briefer.formats.html.main_text import main_blocks
from briefer.formats.html.page import charset, parse
from briefer.formats.html.visibility import remove_hidden
from briefer.records import RawArticle

__all__ = ["extract_html"]


def extract_html(raw: RawArticle) -> Extracted:
    """Read a page.

    Raises:
        Unreadable: when there is no page, no text in it that a reader sees, or only a wall before the article.
    """
    tree = parse(decode(raw.body, declared=charset(raw)))
    facts = read_facts(tree, raw.url)
    hidden = remove_hidden(tree)
    page = "\n".join(block.text for block in blocks(tree))
    laid = join(main_blocks(tree))
    if reason := barrier(laid.text, raw.title or facts.title, page, pay_wall=facts.pay_wall):
        raise Unreadable(reason)
    if not laid.text:
        raise Unreadable("the page shows no text: what it has is hidden, or put there by a script")
    return Extracted(
        text=laid.text,
        title=facts.title,
        url=facts.url,
        publisher=facts.publisher,
        published=facts.published,
        language=facts.language,
        authors=facts.authors,
        hidden=hidden,
        headings=laid.headings,
    )
