"""The unit of independence: articles that go back to one text, one wire story or one publisher."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.language.publishers import family, wire_credit
from briefer.records import Article, Link, Origin
from briefer.stories.groups import Groups
from briefer.stories.near_duplicates import MIN_SHARE, Shared

#: Articles that share this part of the shorter one's text, and this many shingles of it (about three sentences, more
#: than a quoted statement), go back to one text even where they are no copies.
DEPENDENT_SHARE, DEPENDENT_SHINGLES = 0.25, 40


def origins(articles: Sequence[Article], shared: Sequence[Shared]) -> tuple[tuple[Origin, ...], tuple[Link, ...]]:
    """Groups of articles that are not independent of one another, and why.

    Args:
        articles: the articles of one story.
        shared: pairs of indexes into them that have text in common.
    """
    found = [*_text_links(articles, shared), *_credit_links(articles)]
    index = {article.id: i for i, article in enumerate(articles)}
    joined = Groups(len(articles), ((index[link.a], index[link.b]) for link in found)).lists()
    return (
        tuple(Origin(f"O{n}", tuple(articles[i].id for i in group)) for n, group in enumerate(joined, 1)),
        tuple(found),
    )


def _text_links(articles: Sequence[Article], shared: Sequence[Shared]) -> list[Link]:
    links = []
    for pair in shared:
        a, b = articles[pair.a].id, articles[pair.b].id
        reason = f"{pair.share:.0%} of its text is in {b}".replace("%", " %")
        if pair.share >= MIN_SHARE:
            links.append(Link(a, b, "copy", reason))
        elif pair.share >= DEPENDENT_SHARE and pair.shingles >= DEPENDENT_SHINGLES:
            links.append(Link(a, b, "origin", reason))
    return links


def _credit_links(articles: Sequence[Article]) -> list[Link]:
    """Each article linked to the first one that carries the same agency's text or has the same publisher.

    An agency's own article and a paper that prints it meet under the agency's name.
    """
    links = []
    first: dict[str, str] = {}
    for article in articles:
        agency, publisher = wire_credit(article.text), family(article.publisher, article.url)
        for key, wording in ((agency, "both carry the text of {}"), (publisher, "both published by {}")):
            if key and first.setdefault(key, article.id) != article.id:
                links.append(Link(article.id, first[key], "origin", wording.format(key)))
    return links
