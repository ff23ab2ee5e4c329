"""The verbs of a sentence with their auxiliaries, and how surely a word tells of what it governs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from briefer.language import lexicon
from briefer.language.stems import stem
from briefer.language.word_kinds import NOUNS, Worded, WordKind


class Mood(IntEnum):
    """How surely something is told as having happened, the surest last."""

    THOUGHT = 0  #: somebody thinks or alleges it
    MEANT = 1  #: somebody wants, tries, asks or proposes it
    DUE = 2  #: it is settled that it will
    DONE = 3


#: The mood of each key of the list of moods.
_MOODS = {
    "done": Mood.DONE,
    "due": Mood.DUE,
    "meant": Mood.MEANT,
    "thought": Mood.THOUGHT,
    "refused": Mood.DONE,
    "reported": Mood.MEANT,
}


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries, by places of words."""

    first: int
    main: int
    last: int
    passive: bool
    auxiliaries: tuple[str, ...]
    kind: WordKind  #: PAST for all that tell a deed by themselves, BARE after "to", GERUND; NOUN for "the man accused"


def verb_groups(one: Worded) -> list[VerbGroup]:
    """The verbs of a sentence with their auxiliaries, in order."""
    found: list[VerbGroup] = []
    at = 0
    while at < len(one.words):
        kind = one.kinds[at]
        group = None
        if kind is WordKind.AUXILIARY:
            group = _auxiliary(one, at)
        elif kind in (WordKind.PAST, WordKind.VERB):
            reduced = kind is WordKind.PAST and _is_reduced(one, at)
            kind = WordKind.NOUN if reduced else WordKind.PAST
            group = VerbGroup(at, at, at, reduced or _is_done_by(one, at), (), kind)
        elif kind is WordKind.BARE:
            first = at - 1 if at and one.kinds[at - 1] is WordKind.TO else at
            group = VerbGroup(first, at, at, False, (), WordKind.BARE)
        elif kind is WordKind.GERUND and not (at and one.kinds[at - 1] is WordKind.AUXILIARY):
            group = VerbGroup(at, at, at, False, (), WordKind.GERUND)
        if group:
            found.append(group)
        at = group.last + 1 if group else at + 1
    return found


def _auxiliary(one: Worded, at: int) -> VerbGroup:
    """The verb that some auxiliaries open: the last of them itself where no verb follows."""
    listed = {key: lexicon.listed(one.language, "auxiliaries", key) for key in ("be", "have", "do", "modal")}
    seen, last, main = [one.words[at].low], at, at
    passed = (WordKind.ADVERB, WordKind.NOT, WordKind.AUXILIARY)
    asides = lexicon.listed(one.language, "word_kinds", "aside")
    aside = -1
    for place in range(at + 1, len(one.words)):
        kind, word = one.kinds[place], one.words[place]
        if kind is WordKind.PREPOSITION and place + 1 < len(one.words) and one.words[place + 1].low in asides:
            aside = place + 1  # "was in fact sold"
        if kind in passed or place <= aside:
            if kind is WordKind.AUXILIARY:
                seen.append(word.low)
                main = last = place
            continue
        is_participle = seen[-1] in listed["be"] | listed["have"] and kind in (WordKind.PAST, WordKind.GERUND)
        is_held = seen[-1] in listed["be"] and word.low in moods(one.language) and kind is WordKind.NOUN  # "is sure"
        if kind is WordKind.BARE or is_participle or is_held:
            main = last = place
        break
    is_past = one.kinds[main] is WordKind.PAST
    passive = is_past and bool(seen) and seen[-1] in listed["be"] and main != at
    during = tuple(lexicon.listed(one.language, "grammar", "during"))
    kind = WordKind.GERUND if one.words[at].low.endswith(during) else WordKind.PAST
    first = at
    if at and one.kinds[at - 1] is WordKind.TO:
        kind, first = WordKind.BARE, at - 1
    return VerbGroup(first, main, last, passive, tuple(seen), kind)


def _is_done_by(one: Worded, at: int) -> bool:
    """Whether a past form behind a comma tells what was done to the noun before it: "the tunnel, dug by hand"."""
    if not at or at + 2 >= len(one.words) or one.words[at].part == one.words[at - 1].part:
        return False
    by = lexicon.listed(one.language, "grammar", "by")
    return one.kinds[at - 1] in NOUNS and one.words[at + 1].low in by and one.kinds[at + 2] is not WordKind.NUMBER


def _is_reduced(one: Worded, at: int) -> bool:
    """Whether a past form only says which noun is meant: "the man accused of theft was jailed"."""
    before = one.kinds[at - 1] if at else None
    after = one.kinds[at + 1] if at + 1 < len(one.words) else None
    behind = one.kinds[at + 2] if at + 2 < len(one.words) else None
    by = lexicon.listed(one.language, "grammar", "by")
    near = range(one.words[at].start, one.words[min(at + 3, len(one.words) - 1)].start + 1)
    is_figure = any(quantity.span.start in near for quantity in one.quantities)
    if after is WordKind.PREPOSITION and one.words[at + 1].low in by and behind is not None and not is_figure:
        return True  # "revenue rose, helped by demand", not "fell by a fifth"
    if before not in NOUNS or after not in (WordKind.PREPOSITION, WordKind.TO):
        return False
    for place in range(at + 1, len(one.words)):
        if one.words[place].part != one.words[at].part or one.kinds[place] in (
            WordKind.JOINT,
            WordKind.RELATIVE,
            WordKind.AND,
        ):
            return False
        if one.kinds[place] in (WordKind.AUXILIARY, WordKind.PAST, WordKind.VERB):
            return True
    return False


def says(group: VerbGroup, one: Worded) -> bool:
    """Whether a verb tells that somebody says or thinks what follows."""
    low = one.words[group.main].low
    return group.kind is WordKind.PAST and (
        low in lexicon.listed(one.language, "saying", "say", "announce", "deny")
        or moods(one.language).get(low) in (Mood.THOUGHT, Mood.MEANT)
    )


@lru_cache(maxsize=16)
def moods(language: str | None) -> Mapping[str, Mood]:
    """The mood in which a word holds what it governs."""
    return {word: mood for key, mood in _MOODS.items() for word in lexicon.listed(language, "moods", key)}


def deed_of(group: VerbGroup, one: Worded) -> str:
    """The stem of a verb; of any form of "be" one and the same."""
    main = one.words[group.main]
    for key in ("be", "have", "do"):
        if main.low in lexicon.listed(one.language, "auxiliaries", key):
            return stem(key, one.language)
    return main.stem
