"""Why articles stand in one story, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefer.language.names import inner_capitals
from briefer.language.stems import stem, surfaces
from briefer.language.weights import Idf, fit
from briefer.records import Article, Link
from briefer.stories.clusters import READ, similarities, text_of
from briefer.stories.groups import Groups

_TOLD = 3  # words that a reason names


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


Words = Mapping[str, Counter[str]]  # by stem, as written and how often


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
