"""Whether it matters that a name stands only far from the cited words: fair claims write it for "he" or "the mayor"."""

from __future__ import annotations

import re
from itertools import pairwise

from briefer.checks.cited import Cited
from briefer.language import lexicon
from briefer.language.mentions import Mentions
from briefer.language.name_words import TITLES
from briefer.language.names import Name, fold
from briefer.language.sentence import Sentence
from briefer.language.stems import stem

_END = re.compile(r"[.!?][\"”’)]*\s")
_FEWEST = 3  #: times that an article names whom it is about, and of its sentences one in so many


def matters(name: Name, claim: Sentence, cited: Cited) -> bool:
    """Whether a name does what the claim tells, or has it done to it, and nothing near the cited words stands for it.

    Args:
        name: a name of the claim that the cited articles have, but neither the cited sentences nor their neighbours.
        claim: the claim.
        cited: its evidence.
    """
    last = stem(fold(name.parts[-1].text), claim.language)
    takes_part = not claim.clauses or any(last in clause.doer | clause.object for clause in claim.clauses)
    if not takes_part or any(_is_about(name, text) for text in cited.sources):
        return False
    return not any(_stands_for_somebody(one) for found in cited.sentences for one in found)


def _is_about(name: Name, text: Mentions) -> bool:
    """Whether an article has a name in its title or in every third sentence."""
    form = fold(name.parts[-1].text)
    places = text.places.get(form, ())
    title = text.text.find("\n")
    if any(text.tokens.at(place).start < title for place in places):
        return True
    return len(places) >= _FEWEST and len(places) * _FEWEST >= len(_END.findall(text.text)) + 1


def _stands_for_somebody(one: Sentence) -> bool:
    """Whether a sentence has "he", "its" or "the governor"."""
    has_pronouns = lexicon.has(lexicon.code(one.language), "pronouns")
    if has_pronouns and lexicon.pattern(one.language, "pronouns", "third").search(one.text):
        return True
    articles = lexicon.listed(one.language, "determiners")
    return any(lead.low in articles and word.low in TITLES for lead, word in pairwise(one.words))
