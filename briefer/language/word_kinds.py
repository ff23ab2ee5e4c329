"""What kind of word each word of a sentence is: told by lists of small words and by what verbs look like.

It is no tagger of parts of speech: what none of the lists and endings tells is a noun, and whoever reads clauses from
the kinds keeps silent where they do not add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from briefer.language import lexicon
from briefer.language.names import Name
from briefer.language.quantities import Quantity, QuantityKind
from briefer.language.stems import Word, stems_of
from briefer.language.verb_forms import is_past

_FAR = 5  # words before "to" in which the verb may stand that has somebody do it
_LONG_ADVERB = 4  # letters: "only" is none of manner
_NEAR = 4  # words before a verb in which "that" may stand


class WordKind(StrEnum):
    """What a word does in its sentence."""

    NAME = "name"
    NOUN = "noun"
    NUMBER = "number"
    PRONOUN = "pronoun"
    DETERMINER = "determiner"
    OWNER = "owner"  #: "Orr's"
    PREPOSITION = "preposition"
    JOINT = "joint"  #: opens a clause: "because"
    RELATIVE = "relative"
    AND = "and"
    TO = "to"  #: before a verb
    AUXILIARY = "auxiliary"
    NOT = "not"
    ADVERB = "adverb"
    PAST = "past"  #: or the participle that looks like it
    VERB = "verb"  #: any other form that tells a deed by itself: "sells"
    BARE = "bare"  #: after "to", "will" or "did"
    GERUND = "gerund"


#: Kinds of what a noun may follow or be.
NOUNS = frozenset({WordKind.NAME, WordKind.NOUN, WordKind.NUMBER, WordKind.PRONOUN})
#: Kinds of what opens a noun with all that belongs to it.
OPENS_NOUN = frozenset({WordKind.DETERMINER, WordKind.OWNER, WordKind.NAME, WordKind.NUMBER, WordKind.PRONOUN})
_FINITE = frozenset({WordKind.PAST, WordKind.VERB, WordKind.AUXILIARY})
#: Kinds of verbs.
VERBS = frozenset({WordKind.PAST, WordKind.VERB, WordKind.BARE, WordKind.GERUND})


class Worded(Protocol):
    """As much of a sentence as its clauses are read from; `sentence.Sentence` is one."""

    @property
    def text(self) -> str:
        """Its characters."""

    @property
    def language(self) -> str | None:
        """ISO 639-1 code; English where unknown."""

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words in order."""

    @property
    def kinds(self) -> tuple[WordKind, ...]:
        """The kind of each of them."""

    @property
    def names(self) -> tuple[Name, ...]:
        """Its names."""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers and dates."""

    @property
    def denials(self) -> tuple[Word, ...]:
        """The words that deny something."""

    @property
    def hedges(self) -> tuple[Word, ...]:
        """The words that hold something possible or planned."""


def word_kinds(one: Worded) -> tuple[WordKind, ...]:
    """The kind of each word of a sentence, in order."""
    named = {place for name in one.names for place in range(name.span.start, name.span.end)}
    dated = {place for q in one.quantities for place in range(q.span.start, q.span.end) if q.kind is QuantityKind.DATE}
    counts = (QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.SHARE)
    counted = {place for q in one.quantities for place in range(q.span.start, q.span.end) if q.kind in counts}
    figures = {q.span.start for q in one.quantities if q.kind is QuantityKind.COUNT}
    kinds: list[WordKind] = []
    for at, word in enumerate(one.words):
        is_capital = not word.text.islower()
        if word.start in dated and is_capital:  # "in May"
            kinds.append(WordKind.NUMBER)
        elif word.start in figures and word.text.islower() and not _is_part(one, at):  # "four"
            kinds.append(WordKind.NUMBER)
            continue
        elif word.start in counted and not word.low[0].isdigit():  # "300 million marks"
            kinds.append(WordKind.NOUN)
            continue
        else:
            kinds.append(_named(word) if word.start in named and is_capital else _listed(word, one.language))
        if kinds[-1] is WordKind.NOUN or (at == 0 and _opens(one)):
            kinds[-1] = _by_form(one, at, kinds)
    if not _FINITE & set(kinds) and (verb := _lone_verb(one, kinds)) is not None:
        kinds[verb] = WordKind.VERB
    small = lexicon.listed(one.language, "word_kinds", "listing")
    for at, kind in enumerate(kinds):
        if kind is WordKind.PAST and _describes(one.words, kinds, at):
            kinds[at] = WordKind.NOUN
        is_listing = kind is WordKind.JOINT and at > 0 and one.words[at - 1].low in small  # "such as"
        if is_listing or (kind is WordKind.TO and not _is_before_verb(kinds, at)):  # "to court"
            kinds[at] = WordKind.PREPOSITION
    return tuple(kinds)


def _is_part(one: Worded, at: int) -> bool:
    """Whether a word stands before "of": "one of his brothers"."""
    return at + 1 < len(one.words) and one.words[at + 1].low in lexicon.listed(one.language, "grammar", "of")


def _opens(one: Worded) -> bool:
    """Whether a sentence opens with a verb's form that its place alone gives a capital: "Referring to the coach, …"."""
    first = one.words[0]
    is_form = first.low.endswith(tuple(lexicon.listed(one.language, "grammar", "during")))
    return is_form and any(name.doubtful and name.span.start == first.start for name in one.names[:1])


def _is_before_verb(kinds: Sequence[WordKind], at: int) -> bool:
    after = next((k for k in kinds[at + 1 :] if k not in (WordKind.ADVERB, WordKind.NOT)), None)
    return after in (WordKind.BARE, WordKind.AUXILIARY)


def _named(word: Word) -> WordKind:
    return WordKind.OWNER if word.low.endswith(("'s", "s'")) else WordKind.NAME


def _listed(word: Word, language: str | None) -> WordKind:
    """The kind of a word that a list tells; else a noun."""
    if word.low[0].isdigit():
        return WordKind.NUMBER
    return _by_list(language).get(word.low) or (
        WordKind.NOT if word.low.endswith(tuple(lexicon.listed(language, "grammar", "denies"))) else WordKind.NOUN
    )


@lru_cache(maxsize=16)
def _by_list(language: str | None) -> dict[str, WordKind]:
    sources = [
        *((WordKind(key), lexicon.listed(language, "word_kinds", key)) for key in ("pronoun", "adverb", "preposition")),
        (WordKind.DETERMINER, lexicon.listed(language, "determiners")),
        (WordKind.NOT, lexicon.listed(language, "negation", "not")),
        *((WordKind(key), lexicon.listed(language, "word_kinds", key)) for key in ("relative", "joint", "and")),
        (WordKind.AUXILIARY, lexicon.listed(language, "auxiliaries")),
        (WordKind.TO, lexicon.listed(language, "grammar", "to")),
    ]
    return {word: kind for kind, words in sources for word in words}


def _by_form(one: Worded, at: int, before: Sequence[WordKind]) -> WordKind:
    """The kind of a word that no list has, by its ending and by what stands beside it."""
    word, language = one.words[at], one.language
    last = next((kind for kind in reversed(before[:at]) if kind not in (WordKind.ADVERB, WordKind.NOT)), None)
    following = one.words[at + 1] if at + 1 < len(one.words) else None
    ends = {key: tuple(lexicon.listed(language, "grammar", key)) for key in ("possessive", "adverb", "during")}
    if word.low.endswith(ends["possessive"]) and "'" in word.low.replace("’", "'"):
        return WordKind.OWNER
    if word.low.endswith(ends["adverb"]) and len(word.low) > _LONG_ADVERB:
        return WordKind.ADVERB
    if last is WordKind.TO and (_is_meant(one, at) or _is_bare(word.low, following, language)):
        return WordKind.BARE
    if last is WordKind.AUXILIARY and _after_auxiliary(one, at, before):
        return WordKind.BARE
    if last is WordKind.AND and WordKind.BARE in before and _is_bare(word.low, following, language):
        return WordKind.BARE
    if is_past(word.low, language) and last is not WordKind.DETERMINER:
        return WordKind.PAST
    if word.low.endswith(ends["during"]) and word.low not in lexicon.words(language, "not_verbs"):
        is_thing = last in (WordKind.DETERMINER, WordKind.OWNER) or _tells_next(one, at) or _is_of_name(one, at, before)
        return WordKind.NOUN if is_thing else WordKind.GERUND
    return WordKind.VERB if _tells(one, at, last) else WordKind.NOUN


def _is_of_name(one: Worded, at: int, before: Sequence[WordKind]) -> bool:
    """Whether a word stands between a name and a noun that it describes: "the Ardmoor planning committee"."""
    following = one.words[at + 1] if at + 1 < len(one.words) else None
    is_beside = at > 1 and before[at - 1] is WordKind.NAME and before[at - 2] is WordKind.DETERMINER
    return is_beside and following is not None and following.low not in _by_list(one.language)


def _tells_next(one: Worded, at: int) -> bool:
    """Whether what follows tells what a word does, which then is a noun: "a bearing overheated"."""
    following = one.words[at + 1] if at + 1 < len(one.words) else None
    if following is None or following.part != one.words[at].part:
        return False
    told = lexicon.listed(one.language, "auxiliaries", "modal", "be", "have")
    behind = one.words[at + 2].low if at + 2 < len(one.words) else ""
    is_noun = following.low not in _by_list(one.language) and not following.low[0].isdigit()
    return following.low in told or is_past(following.low, one.language) or (is_noun and behind in told)


def _lone_verb(one: Worded, kinds: Sequence[WordKind]) -> int | None:
    """The place of the verb of a sentence that seems to have none: "the treaty requires members to share data"."""
    third = tuple(lexicon.listed(one.language, "grammar", "third"))
    known = stems_of(one.language, "bare_verbs")
    for at in range(1, len(kinds) - 1):
        word = one.words[at]
        is_form = kinds[at] is WordKind.NOUN and word.low.endswith(third) and word.stem in known
        if is_form and kinds[at - 1] in NOUNS and word.part == one.words[at - 1].part:
            return at
    return None


def _after_auxiliary(one: Worded, at: int, before: Sequence[WordKind]) -> bool:
    """Whether the auxiliary before a word is one after which the bare form of a verb stands."""
    places = range(at - 1, -1, -1)
    auxiliary = next(one.words[place].low for place in places if before[place] is WordKind.AUXILIARY)
    return auxiliary in lexicon.listed(one.language, "auxiliaries", "modal", "do")


def _is_meant(one: Worded, at: int) -> bool:
    """Whether "to" before a word follows what has the next one meant: "tried to tunnel", "expects losses to narrow"."""
    if at < 2:  # noqa: PLR2004 - "to" and what governs it
        return False
    governs = lexicon.listed(one.language, "moods", "meant", "due", "refused", "done", "thought")
    auxiliary = lexicon.listed(one.language, "auxiliaries", "have", "be")
    before = one.words[at - 2].low
    if before in auxiliary or (before in governs and is_past(before, one.language)):
        return True
    third = tuple(lexicon.listed(one.language, "grammar", "third"))
    near = (word.low for word in one.words[max(0, at - 1 - _FAR) : at - 2])
    is_verb = one.words[at].text.islower() and not one.words[at].low.endswith(third)
    having = lexicon.listed(one.language, "moods", "meant", "thought") & lexicon.words(one.language, "bare_verbs")
    return is_verb and not having.isdisjoint(near)


def _is_bare(low: str, following: Word | None, language: str | None) -> bool:
    """Whether what stands after "to" is a verb: "to sell", "to oust the mayor", but not "to court"."""
    if low in lexicon.words(language, "bare_verbs"):
        return True
    if low.endswith(tuple(lexicon.listed(language, "grammar", "during"))):
        return False
    opens = lexicon.listed(language, "determiners")
    return following is not None and (following.low in opens or following.low[0].isdigit())


def _tells(one: Worded, at: int, last: WordKind | None) -> bool:
    """Whether a word is a verb in the present: "Orr sells the house", "the banks plan to merge"."""
    word, language = one.words[at], one.language
    following = one.words[at + 1] if at + 1 < len(one.words) else None
    if last not in NOUNS and last is not WordKind.RELATIVE:
        return False
    is_end = following is None or following.part != word.part
    kind = None if following is None else _by_list(language).get(following.low)
    behind = one.words[at + 2].low if at + 2 < len(one.words) else ""
    if kind is WordKind.PRONOUN and (is_past(behind, language) or behind in lexicon.listed(language, "auxiliaries")):
        return False  # "the charges it collected"
    if word.low in lexicon.listed(language, "saying", "say") and (is_end or kind is not None):
        return True
    if following is None or is_end or not _is_present(one, at):
        return False
    is_object = following.low[0].isdigit() or following.text[0].isupper() or kind in OPENS_NOUN
    return is_object or kind in (WordKind.TO, WordKind.RELATIVE)


def _is_present(one: Worded, at: int) -> bool:
    """Whether a word has a form of the present that fits what stands before it: "banks plan", "the bank plans"."""
    low, language = one.words[at].low, one.language
    third = tuple(lexicon.listed(language, "grammar", "third"))
    holding = lexicon.listed(language, "saying", "say", "claim", "show") | lexicon.listed(language, "moods", "thought")
    if low.endswith(third):
        return low in holding or one.words[at].stem in stems_of(language, "bare_verbs")
    near = [word.low for word in one.words[max(0, at - _NEAR) : at] if word.part == one.words[at].part]
    many = lexicon.listed(language, "word_kinds", "many")
    owns = at + 1 < len(one.words) and one.words[at + 1].low in lexicon.listed(language, "determiners")
    plural = near if owns else near[-1:]  # "dancers at the house owe their floor"
    is_many = any(low.endswith(third) or low in many for low in plural)
    is_asked = not lexicon.listed(language, "word_kinds", "relative").isdisjoint(near)  # "asked that Orr receive"
    return (is_many or is_asked) and (low in holding or low in lexicon.words(language, "bare_verbs"))


def _describes(words: Sequence[Word], kinds: Sequence[WordKind], at: int) -> bool:
    """Whether a past form only describes the noun behind it: "two wounded men", "the recently closed plant"."""
    places = (place for place in range(at - 1, -1, -1) if kinds[place] is not WordKind.ADVERB)
    before = next((kinds[place] for place in places if words[place].part == words[at].part), None)
    after = kinds[at + 1] if at + 1 < len(kinds) and words[at + 1].part == words[at].part else None
    if after is not WordKind.NOUN:
        return False
    return before in (WordKind.DETERMINER, WordKind.OWNER, WordKind.NUMBER, WordKind.PREPOSITION)
