"""Why articles belong together: one text, one wire story or one publisher behind them; else what they have in common.

Articles of the first kind are one origin, the unit of independence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefer.language.capitals import inner_capitals
from briefer.language.publishers import families, wire_credit
from briefer.language.stems import stem, surfaces
from briefer.language.weights import Idf, fit
from briefer.records import Article, Link, Origin
from briefer.stories.clusters import READ, similarities, text_of
from briefer.stories.near_duplicates import MIN_SHARE, Groups, Shared

#: Articles that share this part of the shorter one's text, and this many shingles of it (about three sentences, more
#: than a quoted statement), go back to one text even where they are no copies.
DEPENDENT_SHARE, DEPENDENT_SHINGLES = 0.25, 40

_TOLD = 3  # words that a reason names

Words = Mapping[str, Counter[str]]  # by stem, as written and how often


def origins(articles: Sequence[Article], shared: Sequence[Shared]) -> tuple[tuple[Origin, ...], tuple[Link, ...]]:
    """Groups of articles that are not independent of one another, and why.

    Args:
        articles: the articles of one story.
        shared: pairs of indexes into them that have text in common.
    """
    found: list[Link] = []
    for pair in shared:
        a, b = articles[pair.a].id, articles[pair.b].id
        reason = f"{pair.share:.0%} of its text is in {b}".replace("%", " %")
        if pair.share >= MIN_SHARE:
            found.append(Link(a, b, "copy", reason))
        elif pair.share >= DEPENDENT_SHARE and pair.shingles >= DEPENDENT_SHINGLES:
            found.append(Link(a, b, "origin", reason))
    # Each article is linked to the first one that carries the same agency's text or has the same publisher: an
    # agency's own article and a paper that prints it meet under the agency's name.
    first: dict[str, str] = {}
    publishers = families([(article.publisher, article.url) for article in articles])
    for article, publisher in zip(articles, publishers, strict=True):
        agency = wire_credit(article.text)
        for key, wording in ((agency, "both carry the text of {}"), (publisher, "both published by {}")):
            if key and first.setdefault(key, article.id) != article.id:
                found.append(Link(article.id, first[key], "origin", wording.format(key)))
    index = {article.id: i for i, article in enumerate(articles)}
    joined = Groups(len(articles), ((index[link.a], index[link.b]) for link in found)).lists()
    return (
        tuple(Origin(f"O{n}", tuple(articles[i].id for i in group)) for n, group in enumerate(joined, 1)),
        tuple(found),
    )


def story_links(articles: Sequence[Article], known: Sequence[Link]) -> tuple[Link, ...]:
    """The strongest links that hold a story together, where copies and origins do not already.

    Args:
        articles: the articles of one story.
        known: links already found between them.
    """
    index = {article.id: i for i, article in enumerate(articles)}
    voices = Groups(len(articles), ((index[link.a], index[link.b]) for link in known)).lists()
    firsts = [articles[group[0]] for group in voices]
    joined = Groups(len(firsts))
    strongest = sorted(similarities(firsts).items(), key=lambda item: (-item[1], item[0]))
    tree = [pair for pair, _ in strongest if joined.join(*pair)]
    names = [_names(a) for a in firsts]
    words = [surfaces(text_of(a)[:READ], a.language) for a in firsts]
    idf = fit(words)
    return tuple(
        Link(firsts[b].id, firsts[a].id, "story", _reason(names[a], names[b], words[a], words[b], idf)) for a, b in tree
    )


def _reason(names: Words, other_names: Words, words: Words, other_words: Words, idf: Idf) -> str:
    """What two articles have in common: the most telling names, or words where they share no name."""
    for here, there, wording in ((names, other_names, "both name"), (words, other_words, "both speak of")):
        weight = {t: min(here[t].total(), there[t].total()) * idf(t) for t in here.keys() & there.keys()}
        common = sorted(weight, key=lambda term: (-weight[term], term))[:_TOLD]
        if common:
            return f"{wording} {', '.join(max(here[t], key=lambda w: (here[t][w], w)) for t in common)}"
    return "alike in wording"


def _names(article: Article) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for name in inner_capitals(text_of(article)[:READ]):
        bare = name.rstrip(".'’").removesuffix("'s").removesuffix("’s")
        if len(bare) > 1:
            found.setdefault(stem(bare.lower()), Counter())[bare] += 1
    return found
