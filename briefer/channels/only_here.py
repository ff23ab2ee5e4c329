"""What one article alone adds to a brief: the names and figures of what is cited from it that no other article has."""

from __future__ import annotations

from briefer.channels.layout import offers
from briefer.language.quantities import QuantityKind
from briefer.language.sentence import Sentence, sentence
from briefer.language.tokens import TYPOGRAPHIC
from briefer.records import Article, Brief, Claim

_MOST = 3
_LOOKED_AT = 4  # sentences of an article
_LONGEST = 4  # words


def only_here(article: Article, brief: Brief) -> tuple[str, ...]:
    """At most three names and figures, as the article writes them, in the order of the brief.

    Args:
        article: one that the brief cites.
        brief: its claims and all its articles; nothing is said of a brief with one article.
    """
    others = [a.text.translate(TYPOGRAPHIC).casefold() for a in brief.articles if a.id != article.id]
    if not others:
        return ()
    found: dict[str, None] = {}
    for text in _alone(article, brief):
        said = sentence(text, article.language)
        for words in _telling(said):
            plain = words.translate(TYPOGRAPHIC).casefold()
            known = any(plain in mine.casefold() or mine.casefold() in plain for mine in found)
            if not known and not any(plain in other for other in others):
                found[words] = None
    return tuple(found)[:_MOST]


def _alone(article: Article, brief: Brief) -> list[str]:
    """The words that are cited from this article alone."""
    claims = (claim for offer in offers(brief) for claim in offer.claims)
    mine = [c for c in claims if _is_alone(c, article)]
    return list(dict.fromkeys(citation.text for c in mine for citation in c.citations))[:_LOOKED_AT]


def _is_alone(claim: Claim, article: Article) -> bool:
    return {citation.article for citation in claim.citations} == {article.id}


def _telling(one: Sentence) -> list[str]:
    figures = [
        q for q in one.quantities if q.kind is not QuantityKind.DATE and not q.is_small_count and q.span.of(one.text)
    ]
    words = [name.text for name in one.names if len(name.text.split()) <= _LONGEST and name.text[:1].isupper()]
    return [*words, *(q.span.of(one.text) for q in figures)]
