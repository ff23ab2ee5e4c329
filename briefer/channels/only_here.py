"""What one article alone adds to a brief: the names and figures of what is cited from it that no other article has."""

from __future__ import annotations

from collections.abc import Collection

from briefer.channels import outlet_names
from briefer.channels.arrangement import offers
from briefer.language import lexicon
from briefer.language.quantities import QuantityKind
from briefer.language.sentence import Sentence, sentence
from briefer.language.tokens import TYPOGRAPHIC
from briefer.records import Article, Brief, Claim

_MOST = 3
_NO_FIGURE = {QuantityKind.DATE, QuantityKind.TIME, QuantityKind.ORDINAL}
_LOOKED_AT = 4  # sentences of an article
_LONGEST, _SHORTEST = 4, 4  # words of a name, and letters of one that is a single word


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
        for words in _telling(sentence(text, article.language), article):
            plain = words.translate(TYPOGRAPHIC).casefold()
            last = (
                plain.rpartition(" ")[2] if plain[:1].isalpha() else plain
            )  # a person may go by the surname elsewhere
            known = any(plain in mine.casefold() or mine.casefold() in plain for mine in found)
            if not known and not any(last in other for other in others):
                found[words] = None
    return tuple(found)[:_MOST]


def _alone(article: Article, brief: Brief) -> list[str]:
    """The words that are cited from this article alone."""
    claims = (claim for offer in offers(brief) for claim in offer.claims)
    mine = [c for c in claims if _is_alone(c, article)]
    return list(dict.fromkeys(citation.text for c in mine for citation in c.citations))[:_LOOKED_AT]


def _is_alone(claim: Claim, article: Article) -> bool:
    return {citation.article for citation in claim.citations} == {article.id}


def _telling(one: Sentence, article: Article) -> list[str]:
    """Its names and figures; a single word only where it is surely a name, and not the outlet's own."""
    small = {word.text for word in sentence(article.text, article.language).words if word.text.islower()}
    own = outlet_names.name(article).casefold()
    named = [n for n in one.names if len(n.parts) <= _LONGEST and n.text.casefold() not in own]
    inside = [n for n in named if n.span.start or not n.parts[0].doubtful]
    sure = [n for n in inside if len(n.parts) > 1 or (n.span.start and not _is_common(n.parts[0].text, one, small))]
    whole = [n.text.removesuffix("'s").removesuffix("’s") for n in sure if "." not in n.text.split()[0]]
    figures = [q for q in one.quantities if q.kind not in _NO_FIGURE and not q.is_small_count]
    return [*(name for name in whole if len(name) >= _SHORTEST), *(q.span.of(one.text) for q in figures)]


def _is_common(word: str, one: Sentence, small: Collection[str]) -> bool:
    low = word.lower()
    return low in small or low in lexicon.words(one.language, "vocabulary")
