"""The unit of independence: articles that go back to one text, one wire story or one publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from briefer.records import Article, Link, Origin
from briefer.stories.near_duplicates import Copy, groups

_AGENCIES = {
    "ap": "the Associated Press", "associated press": "the Associated Press", "reuters": "Reuters", "afp": "AFP",
    "agence france-presse": "AFP", "dpa": "dpa", "upi": "UPI", "ansa": "ANSA", "efe": "EFE", "pti": "PTI", "ani": "ANI",
    "xinhua": "Xinhua", "tass": "TASS", "kyodo": "Kyodo", "yonhap": "Yonhap", "bloomberg": "Bloomberg",
    "pa media": "PA Media", "press association": "PA Media", "the canadian press": "the Canadian Press",
    "aap": "AAP", "ians": "IANS",
}  # fmt: skip
_NAMES = "|".join(sorted(map(re.escape, _AGENCIES), key=len, reverse=True))
_DATELINE = re.compile(rf"^[^\n]{{0,60}}\(\s*({_NAMES})\s*\)\s*[-–—:]", re.IGNORECASE | re.MULTILINE)
_BYLINE = re.compile(rf"^\s*(?:by|source|from)\s*:?\s+(?:the\s+)?({_NAMES})\s*[.\n]?\s*$", re.IGNORECASE | re.MULTILINE)
_REGISTERED = re.compile(r"[^.]+\.(?:(?:co|com|org|net|gov|ac|edu|or|ne|go|gob|gouv)\.[a-z]{2}|[^.]+)$")
_HOSTING = frozenset(("medium.com", "substack.com", "blogspot.com", "wordpress.com", "github.io", "msn.com"))


def origins(articles: Sequence[Article], copies: Sequence[Copy]) -> tuple[tuple[Origin, ...], tuple[Link, ...]]:
    """Groups of articles that are not independent of one another, and why.

    Args:
        articles: the articles of one story.
        copies: pairs of indexes into them that are copies.
    """
    found = [*_copy_links(articles, copies), *_credit_links(articles)]
    index = {article.id: i for i, article in enumerate(articles)}
    joined = groups(len(articles), ((index[link.a], index[link.b]) for link in found))
    return (
        tuple(Origin(f"O{n}", tuple(articles[i].id for i in group)) for n, group in enumerate(joined, 1)),
        tuple(found),
    )


def _copy_links(articles: Sequence[Article], copies: Sequence[Copy]) -> list[Link]:
    return [
        Link(articles[c.a].id, articles[c.b].id, "copy", f"{c.share:.0%} of its text is in {articles[c.b].id}")
        for c in copies
    ]


def _credit_links(articles: Sequence[Article]) -> list[Link]:
    """Each article linked to the first one with the same wire credit or publisher."""
    links = []
    for key_of, wording in ((wire_credit, "both credit {}"), (publisher, "both from {}")):
        first: dict[str, str] = {}
        for article in articles:
            if key := key_of(article):
                if key in first:
                    links.append(Link(article.id, first[key], "origin", wording.format(key)))
                first.setdefault(key, article.id)
    return links


def wire_credit(article: Article) -> str | None:
    """The news agency that the article's dateline or byline names, or None."""
    match = _DATELINE.search(article.text) or _BYLINE.search(article.text)
    return _AGENCIES[match.group(1).lower()] if match else None


def publisher(article: Article) -> str | None:
    """Who publishes the article: its publisher's name, or the registered part of its URL's host."""
    if article.publisher:
        return article.publisher.strip().lower()
    host = (urlsplit(article.url or "").hostname or "").removeprefix("www.")
    match = _REGISTERED.search(host)
    if not match:
        return None
    # On a hosting site the publisher is the part before it.
    return match.group() if match.group() not in _HOSTING else host if host != match.group() else None
