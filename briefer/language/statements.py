"""How far one sentence states what another one says: the measure behind corroboration.

Similarity is the wrong question: a short sentence may be stated whole within a long one, and two sentences about one
subject may be alike in every word but the one that matters. So the measure is directed: the share of a sentence's
informative words that the other holds, discounted where there is little to go by, and void where they conflict.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from briefer.language.common_words import FUNCTION_WORDS
from briefer.language.nations import COUNTRY
from briefer.language.quantities import Kind, Quantity, extract, states
from briefer.language.synonyms import senses
from briefer.language.terms import stem, terms
from briefer.language.vectors import Idf

# Chosen on 170 pairs of sentences of ten-odd events, read and labelled by hand; precision there 97 %.
_LITTLE = 12.0  # weight (about three words') that is taken as missing from every sentence
_SYNONYM = 0.8  # what a word of the same sense counts
_COVERED, _RETURNED, _CLOSE = 0.69, 0.21, 0.10  # how the three parts are weighed
_NEGATION_COST = 0.07
_TENTATIVE_COST = 0.04
_NUMBER_MORE = 0.85  # what is left where only one of two headlines has a number
_ACT_COST = 0.06
_PREDICATE = 0.2  # share of what follows the verb that must be found: "…'s reputation is now under scrutiny"
_REACH = 3  # terms apart that neighbours may stand in the other sentence

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|without|den(?:y|ie[sd]|ying)|reject\w*|refus\w+|cannot|fail\w*|\w+n['’]t)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|should|must|does|did)\b|\B['’](?:ve|ll|re)\b"
)
_SAID_BY = re.compile(
    r",\s[^,]*\b(?:said|says|told \w+|according to)\b[^,]*$"
)  # whoever said it, it is not what was said
_ACT = re.compile(
    r"\b(?:will|would|shall|may|might|can|could|must|should|(?:plan|aim|want|intend|hope|agree|expect|need|decide|vow|"
    r"promise|refuse|fail|seek|try|tries|trie|set|going|ready|about|likely|due)(?:s|d|ed|ned|ning|ing)? to)\s+"
    r"(?:(?:not|also|be|\w+ly)\s+)*([a-z-]+)",
    re.IGNORECASE,
)
# Not the month, "a planned speech" or "her expected testimony", nor "…, considering his views".
TENTATIVE = re.compile(
    r"\b(?:(?-i:may)|might|could|consider(?:s|ed)?|(?<!, )considering|plan(?:s|ning)?|whether|if|likely|possibly"
    r"|about to|(?<!\ba )(?<!the )(?<!his )(?<!her )(?<!its )(?<!their )(?<!['’]s )(?<!s['’] )(?:planned|expected))\b",
    re.IGNORECASE,
)
# "Senate Majority Leader Mitch McConnell": five words, one thing said.
_NAME = re.compile(r"\b[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)+")
_TITLE_CASE = 0.6  # of the words
_NAME_MORE = 0.25  # what each further word of a name adds to its first
# ", who was president from 2006 to 2012," describes and is not what the sentence says.
_ASIDE = re.compile(
    r"(?:, |[—–(]\s?)(?:who|which|whose|where|a|an|the|known|based|one of|including|such as)\b[^,—–()]{3,120}(?=[,—–)])"
)
_ASIDE_SHARE = 0.5
_SUFFIX = re.compile(r"(?<=....)(?:ship|er|or|ist|ism|ment|ali?|ian|ant|ent|anc|enc|eri|hood|less|ful)$")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence made ready for comparison."""

    text: str
    terms: tuple[str, ...]  #: canonical content words, in order
    shares: Mapping[str, float]  #: how much of its weight each distinct term counts here, 0 to 1
    senses: frozenset[object]  #: roots of the words, and numbers of synonym lines
    quantities: tuple[Quantity, ...]
    negated: bool
    tentative: bool  #: says that something may be so, or is planned
    predicate: frozenset[str]  #: terms after the first auxiliary verb; empty where there is none
    acts: frozenset[str]  #: verbs after "will", "plans to" and the like


@lru_cache(maxsize=4096)
def statement(text: str, language: str | None = None, published: str | None = None) -> Statement:
    """A sentence made ready for comparison.

    Args:
        text: the sentence.
        language: ISO 639-1 code; English where unknown.
        published: ISO 8601 date of its article, for "on Tuesday".
    """
    found = list(canonical(text, language))
    words = tuple(term for term, _ in found)
    shares: dict[str, float] = {}
    for term, share in sorted(found):
        shares[term] = max(share, shares.get(term, 0.0))
    return Statement(
        text=text,
        terms=words,
        shares=shares,
        senses=frozenset(sense for word in words for sense in senses_of(word)),
        quantities=extract(text, published=published, language=language),
        negated=bool(NEGATION.search(text)),
        tentative=bool(TENTATIVE.search(text)),
        predicate=_predicate(text, language),
        acts=frozenset(term for match in _ACT.finditer(text) for term, _ in canonical(match.group(1), language)),
    )


def support(claim: Statement, passage: Statement, idf: Idf, *, least: float = 0.0) -> float:
    """How much of what a claim says a passage says too: 0 to 1, directed. Numbers are left to `states_numbers`.

    Args:
        claim: the sentence whose content is looked for.
        passage: the sentence that may state it within more.
        idf: the weights of terms, fitted on the story.
        least: below this the value does not matter and may be 0, which saves most of the work.
    """
    matched, whole = _matched(claim.shares, passage, idf)
    if not matched:
        return 0.0
    value = _COVERED * (1 + _LITTLE / 60) * matched / (whole + _LITTLE)
    if value + _RETURNED + _CLOSE < least:
        return 0.0
    returned, other = _matched(passage.shares, claim, idf)
    value += _RETURNED * returned / other
    if value + _CLOSE < least:
        return 0.0
    said, predicate = _matched({t: claim.shares[t] for t in sorted(claim.predicate)}, passage, idf)
    if predicate and said / predicate < _PREDICATE:
        return 0.0
    value += _CLOSE * _closeness(claim, passage)
    value -= _NEGATION_COST * (claim.negated != passage.negated)
    value -= _TENTATIVE_COST * (passage.tentative and not claim.tentative)
    value -= _ACT_COST * (bool(claim.acts) and not any(holds(passage, act) for act in claim.acts))
    return min(1.0, max(0.0, value))


def likeness(a: Statement, b: Statement, idf: Idf) -> float:
    """How far two headlines or sentences say the same and no more: 0 to 1, the same both ways.

    Args:
        a: one of them.
        b: the other.
        idf: the weights of terms.
    """
    if contradict(a, b):
        return 0.0
    (held, whole), (returned, other) = _matched(a.shares, b, idf), _matched(b.shares, a, idf)
    value = min(held / whole, returned / other) if held else 0.0
    return value if states_numbers(a, b) and states_numbers(b, a) else value * _NUMBER_MORE


def states_numbers(claim: Statement, passage: Statement) -> bool:
    """Whether a passage states every number and amount of a claim, and no other day than its dates.

    A date or a bare count up to twelve may be missing from the passage, but not be another one there.
    """
    theirs = passage.quantities
    for quantity in claim.quantities:
        if states(theirs, quantity):
            continue
        if quantity.kind is Kind.DATE or quantity.is_small_count:
            if any(at_odds(quantity, other) for other in theirs):
                return False
        else:
            return False
    return True


def contradict(a: Statement, b: Statement) -> bool:
    """Whether two sentences give different values for what may be one quantity."""
    return any(
        at_odds(x, y)
        for x in a.quantities
        if not states(b.quantities, x)
        for y in b.quantities
        if not states(a.quantities, y)
    )


def at_odds(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are of one kind and cannot be the same."""
    if a.kind is not b.kind:
        return False
    if a.kind is Kind.DATE:
        return bool(a.when and b.when) and all(
            any(x[part] != y[part] for part in x.keys() & y.keys())
            for x in (when.parts() for when in a.when)
            for y in (when.parts() for when in b.when)
        )
    if a.kind in (Kind.COUNT, Kind.ORDINAL):
        return a.noun == b.noun
    return a.unit == b.unit


def _matched(shares: Mapping[str, float], b: Statement, idf: Idf) -> tuple[float, float]:
    """The weight of those of some terms that a statement holds, and of all of them."""
    matched = whole = 0.0
    for term, share in shares.items():
        weight = share * idf(term)
        whole += weight
        if term in b.shares:
            matched += weight
        elif not b.senses.isdisjoint(senses_of(term)):
            matched += _SYNONYM * weight
    return matched, whole


def holds(passage: Statement, term: str) -> bool:
    """Whether a passage has a term, or one of the same sense."""
    return term in passage.shares or not passage.senses.isdisjoint(senses_of(term))


def _closeness(a: Statement, b: Statement) -> float:
    """The share of the first's neighbouring terms that stand near each other in the second too."""
    pairs = [(x, y) for x, y in zip(a.terms, a.terms[1:], strict=False) if x != y]
    if not pairs:
        return 0.0
    places = {term: [i for i, other in enumerate(b.terms) if _same(term, other)] for term in a.shares}
    near = sum(any(abs(i - j) <= _REACH for i in places[x] for j in places[y]) for x, y in pairs)
    return near / len(pairs)


def _predicate(text: str, language: str | None) -> frozenset[str]:
    text = _SAID_BY.sub("", text)
    verb = _AUXILIARY.search(text)
    return frozenset(term for term, _ in canonical(text[verb.end() :], language)) if verb else frozenset()


def _same(a: str, b: str) -> bool:
    return a == b or not senses_of(a).isdisjoint(senses_of(b))


def canonical(text: str, language: str | None) -> Iterator[tuple[str, float]]:
    """Stems of content words without accents, nations by their country, each with its share."""
    if language not in (None, "en"):
        yield from ((term, 1.0) for term in terms(text, language))
        return
    small = FUNCTION_WORDS["en"]
    plain = unicodedata.normalize("NFKC", text)
    names = [] if _in_title_case(plain) else [match.span() for match in _NAME.finditer(plain)]
    asides = [match.span() for match in _ASIDE.finditer(plain)]
    for word, at, part in _pieces(plain):
        bare = _POSSESSIVE.sub("", word)
        low = bare.casefold()
        if low in small and not (bare.isupper() and len(bare) > 1):
            continue
        share = part * (_ASIDE_SHARE if any(start < at < end for start, end in asides) else 1.0)
        lengths = [len(plain[start:end].split()) for start, end in names if start <= at < end]
        share *= min(((1 + _NAME_MORE * (n - 1)) / n for n in lengths), default=1.0)
        yield (COUNTRY.get(low) if bare[0].isupper() else None) or stem(_plain(low), language), share


def _in_title_case(text: str) -> bool:
    """Whether capitals say nothing about names here, as in a headline."""
    words = [word for word in text.split() if word[0].isalpha()]
    return not text.rstrip('"”’)').endswith((".", "!", "?")) and sum(
        word[0].isupper() for word in words
    ) > _TITLE_CASE * len(words)


def _pieces(text: str) -> Iterator[tuple[str, int, float]]:
    """The words of a text, where they begin, and their shares; compounds in parts unless the whole has a sense."""
    for match in _WORD.finditer(text):
        parts = match.group().split("-")
        if len(parts) > 1 and stem(match.group().casefold()) in senses():
            parts = [match.group()]
        at = match.start()
        for part in parts:
            yield part, at, 1 / len(parts)
            at += len(part) + 1


def _plain(word: str) -> str:
    """A word without accents and dots."""
    if word.isascii():
        return word.replace(".", "") if not word[0].isdigit() else word.replace(",", "")
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def senses_of(term: str) -> frozenset[object]:
    """The root of a word, and the lines of synonyms that it stands in; numbers have neither."""
    if term[0].isdigit():
        return frozenset((term,))
    root = term
    while (shorter := _SUFFIX.sub("", root)) != root:
        root = shorter
    return senses().get(term, frozenset()) | {root}
