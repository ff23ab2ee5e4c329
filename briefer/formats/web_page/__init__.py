"""HTML: the text that a reader of the page sees, and the page's own facts about itself.

parse | facts | remove_hidden | main_blocks | barrier | join
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from briefer.formats.decoding import decode
from briefer.formats.extracted import Extracted, Unreadable
from briefer.formats.web_page.barriers import barrier
from briefer.formats.web_page.facts import read_facts
from briefer.formats.web_page.layout import PageBlock, blocks, join
from briefer.formats.web_page.main_text import main_blocks
from briefer.formats.web_page.markup import charset, parse
from briefer.formats.web_page.visibility import remove_hidden
from briefer.language.identify import detect
from briefer.records import RawArticle

__all__ = ["extract_html"]

_TOP: Final = 4  # blocks: above a headline stand a kicker, a section's name, a date


def extract_html(raw: RawArticle) -> Extracted:
    """Read a page.

    Raises:
        Unreadable: when there is no page, no text in it that a reader sees, or only a wall before the article.
    """
    tree = parse(decode(raw.body, declared=charset(raw)))
    facts, pay_wall = read_facts(tree, raw.url)
    hidden = remove_hidden(tree)
    page = "\n".join(block.text for block in blocks(tree))
    laid = join(_without_headline(main_blocks(tree), raw.title or facts.title))
    if reason := barrier(laid.text, raw.title or facts.title, page, pay_wall=pay_wall):
        raise Unreadable(reason)
    if not laid.text:
        raise Unreadable("the page shows no text: what it has is hidden, or put there by a script")
    language = detect(laid.text) or facts.language  # templates say "en" of pages in every language
    return replace(facts, text=laid.text, language=language, hidden=hidden, headings=laid.headings)


def _without_headline(found: list[PageBlock], title: str | None) -> list[PageBlock]:
    """The blocks without the headline: it is the title, and no sentence of the article."""
    top = next((n for n, block in enumerate(found[:_TOP]) if block.heading and block.text == title), None)
    return found if top is None or len(found) == 1 else found[:top] + found[top + 1 :]
