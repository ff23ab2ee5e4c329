"""The headline of a brief that no model wrote: the articles' best title, or the first sentence, shortened."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from briefer.reading.titles import shorten
from briefer.records import Story
from briefer.writers.extractive.salience import concepts

_TEASER = re.compile(
    r"\?|!|…$|\b(?:why|how|what|here['’]s|this is|you|your|my|i|we|our|just|opinion|analysis|explained|explainer|live|video|watch|"
    r"podcast|ghosted|best|worst|things?)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[*_`#]+")
_WORDS = range(4, 18)
_LONGEST = 120


def headline(story: Story, weigh: Mapping[str, float], first: str) -> str:
    """A headline in the sources' own words.

    Args:
        story: the story.
        weigh: what each concept weighs.
        first: the brief's first sentence, used where no title will do.
    """
    titles = {" ".join(_MARKUP.sub("", a.title).split()): a.language for a in story.articles}
    plain = {t: lang for t, lang in titles.items() if not _TEASER.search(t) and len(t.split()) in _WORDS}
    if not plain:
        return shorten(first, _LONGEST).removesuffix(".")
    return max(plain, key=lambda t: (_central(t, plain[t], weigh), t))


def _central(title: str, language: str | None, weigh: Mapping[str, float]) -> float:
    found = concepts(title, language)
    return math.fsum(weigh.get(c, 0.0) for c in found) / math.sqrt(len(title.split()) + 4)
