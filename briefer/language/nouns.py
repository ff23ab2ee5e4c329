"""The nouns of a sentence: the terms of some of its words, and which of them is spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from briefer.language import lexicon
from briefer.language.informative import informative_terms
from briefer.language.stems import small_words
from briefer.language.word_kinds import VERBS, Worded, WordKind

#: Kinds of words that end a noun with what belongs to it.
_ENDS_NOUN = frozenset({WordKind.PREPOSITION, WordKind.RELATIVE, WordKind.TO, WordKind.AUXILIARY, *VERBS})


def terms_at(one: Worded, places: Sequence[int]) -> frozenset[str]:
    """The informative terms of some words of a sentence, small words aside."""
    small = small_words(one.language)
    words = (one.words[at] for at in places)
    text = " ".join(w.text for w in words if w.low not in small or not w.text.islower())
    return informative_terms(text, one.language)


def head(one: Worded, places: Sequence[int]) -> frozenset[str]:
    """The terms of the noun itself: of "one of the mayor's two brothers in Orrin, Lind" the brothers and Lind."""
    places = list(places)
    while places and one.kinds[places[0]] in (WordKind.ADVERB, WordKind.NOT, WordKind.JOINT, WordKind.AND):
        places = places[1:]
    first = one.words[places[0]].part if places else 0
    is_list = any(one.kinds[at] is WordKind.AND for at in places)  # "lamps, rugs and a boat"
    near = places if is_list else [at for at in places if one.words[at].part == first]
    chunk = list(takewhile(lambda at: one.kinds[at] not in _ENDS_NOUN, near))
    if not chunk:
        return frozenset()
    rest = places[len(chunk) :]
    is_part = one.words[chunk[-1]].low in lexicon.listed(one.language, "word_kinds", "partitive")
    if is_part and rest and one.words[rest[0]].low in lexicon.listed(one.language, "grammar", "of"):
        return head(one, rest[1:])
    part = one.words[chunk[-1]].part
    following = [at for at in rest if one.words[at].part == part + 1]
    is_named = following and one.kinds[following[0]] is WordKind.NAME and part == one.words[chunk[0]].part
    named = list(takewhile(lambda at: one.kinds[at] is WordKind.NAME, following)) if is_named else []
    nouns = (WordKind.NAME, WordKind.NOUN)
    kept = [at for at in chunk if one.kinds[at] in nouns]
    heads = [at for at in kept if not _describes(one, at, kept)]
    return terms_at(one, [*heads, *named]) or terms_at(one, kept)  # "the smaller one"


def _describes(one: Worded, at: int, kept: Sequence[int]) -> bool:
    """Whether a word only says which noun is meant: "harbour" and "Velmar" in "the Velmar harbour clerk Orr's son"."""
    part = one.words[at].part
    behind = [n for n in range(at + 1, kept[-1] + 1) if one.words[n].part == part]
    if any(one.kinds[n] is WordKind.OWNER for n in behind):
        return True
    for n in behind:
        if n not in kept:
            return False
        if one.kinds[n] is WordKind.NOUN:
            return True
        if one.kinds[n - 1] is WordKind.NOUN:  # "clerk" before "Orr"
            return False
    return False


def beside(one: Worded, after: Sequence[int]) -> tuple[tuple[str, frozenset[str]], ...]:
    """The terms of the noun after each preposition."""
    found: dict[str, frozenset[str]] = {}
    for n, at in enumerate(after):
        if one.kinds[at] in (WordKind.PREPOSITION, WordKind.TO):
            found.setdefault(one.words[at].low, head(one, after[n + 1 :]))
    return tuple(found.items())


def according(one: Worded) -> frozenset[str]:
    """The terms of whoever a sentence is told "according to"."""
    key, to = (lexicon.listed(one.language, "grammar", name) for name in ("according", "to"))
    for at, word in enumerate(one.words[:-2]):
        if word.low in key and one.words[at + 1].low in to:
            return terms_at(one, [n for n in range(at + 2, len(one.words)) if one.words[n].part == word.part])
    return frozenset()


def is_parted(one: Worded, at: int) -> bool:
    """Whether a semicolon stands behind a word."""
    end = one.words[at].start + len(one.words[at].text)
    return one.text[end : end + 1] == ";"


def unparted(one: Worded, places: range) -> range:
    """Some places as far as no semicolon parts them."""
    return range(places.start, next((at + 1 for at in places[:-1] if is_parted(one, at)), places.stop))


def without_front(one: Worded, places: list[int]) -> list[int]:
    """Some places without what stands before the subject: "In July an agent", "for six hours a negotiator"."""
    kinds = [one.kinds[at] for at in places]
    if not kinds or kinds[0] is not WordKind.PREPOSITION:
        return places
    opens = [n for n, kind in enumerate(kinds) if kind is WordKind.DETERMINER and n > 1]
    is_day = kinds[1:2] == [WordKind.NUMBER]
    after = next((n for n, kind in enumerate(kinds[1:], 1) if kind is not WordKind.NUMBER), len(kinds))
    return places[opens[-1] :] if opens else places[after:] if is_day else places
