"""Words that turn what a sentence says: what denies or hedges it, is only meant, tells of a deed, or speaks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from briefer.language import lexicon
from briefer.language.informative import informative_terms
from briefer.language.names import Name
from briefer.language.stems import Word
from briefer.language.tokens import quotations
from briefer.language.verb_forms import is_past
from briefer.language.word_kinds import Worded
from briefer.records import Span

_REACH = 40  # code points between a name and the verb of saying that stands beside it


def spans(one: Worded) -> tuple[Span, ...]:
    """Where the clauses of a sentence stand: marks, words such as "because" and verbs of saying part them."""
    joints, determiners = lexicon.words(one.language, "joints"), lexicon.listed(one.language, "determiners")
    saying = lexicon.listed(one.language, "saying", "say", "announce")
    found, start, before = [], 0, None
    for word in one.words:
        is_joint = before is not None and (word.part != before.part or word.low in joints or before.low in saying)
        if is_joint and word.start > start:
            found.append(Span(start, word.start))
            start = word.start
        before = word if before is None or before.low not in determiners else word._replace(low="")
    return (*found, Span(start, len(one.text)))


def denials(one: Worded) -> tuple[Word, ...]:
    """The words that deny something, without those after which something is only no more, as in "not only"."""
    listed, endings = lexicon.listed(one.language, "negation", "not", "refuse"), _grammar(one, "denies")
    found = [word for word in one.words if word.low in listed or word.low.endswith(endings)]
    idle = [match.span() for match in lexicon.pattern(one.language, "no_denials").finditer(one.text)] if found else []
    return tuple(word for word in found if not any(start <= word.start < end for start, end in idle))


def hedges(one: Worded) -> tuple[Word, ...]:
    """The words that hold something possible, planned, or as what somebody thinks.

    "May" inside a sentence is the month, "a planned speech" is a speech, and ", considering his views" gives a reason.
    """
    listed = lexicon.listed(one.language, "hedges")
    return tuple(word for at, word in enumerate(one.words) if word.low in listed and _hedges(one.words, at, one))


def _hedges(words: Sequence[Word], at: int, one: Worded) -> bool:
    word, before = words[at], words[at - 1] if at else None
    if before is None:
        return True
    if not word.text.islower():
        return False
    is_planned = word.low in lexicon.listed(one.language, "hedges", "planned")
    if not is_planned or not word.low.endswith(_grammar(one, "past", "during")):
        return True
    if before.part != word.part:
        return word.low.endswith(_grammar(one, "past"))
    owned = before.low.endswith(_grammar(one, "possessive"))
    return not owned and before.low not in lexicon.listed(one.language, "determiners")


def _grammar(one: Worded, *keys: str) -> tuple[str, ...]:
    """Some of the small words that the reading of clauses turns on."""
    return tuple(lexicon.listed(one.language, "grammar", *keys))


def predicate(one: Worded) -> frozenset[str]:
    """The terms after a sentence's first auxiliary verb, without whoever says so; empty where there is none."""
    auxiliaries, short = lexicon.listed(one.language, "auxiliaries"), _grammar(one, "short")
    text, last = one.text, one.text.rfind(", ")
    say = {*lexicon.listed(one.language, "saying", "say"), *_grammar(one, "according")}
    if last >= 0 and any(word.start > last and word.low in say for word in one.words):  # ", police said"
        text = text[:last]
    for word in one.words:
        if word.start < len(text) and (word.low in auxiliaries or word.low.endswith(short)):
            return informative_terms(text[word.start + len(word.text) :], one.language)
    return frozenset()


def intended(one: Worded) -> frozenset[str]:
    """The terms of the verbs after "will", "plans to" and the like."""
    modal, intending = lexicon.listed(one.language, "auxiliaries", "modal"), lexicon.words(one.language, "intending")
    to = _grammar(one, "to")
    found: set[str] = set()
    for at, (word, after) in enumerate(pairwise([*one.words, *one.words[-1:]])):
        is_to = word.low in intending and after.low in to
        if word.low in modal or is_to:
            found |= _verb_after(one, at + (2 if is_to else 1), _grammar(one, "passed"), _grammar(one, "adverb"))
    return frozenset(found)


def deeds(one: Worded) -> frozenset[str]:
    """The terms of a sentence's verbs that tell of a deed: its past forms, and what follows "will", "to" and "not"."""
    saying = lexicon.listed(one.language, "saying", "say", "announce")
    before = {
        *lexicon.listed(one.language, "auxiliaries", "modal"),
        *_grammar(one, "to"),
        *lexicon.listed(one.language, "negation", "not"),
    }
    found: set[str] = set()
    for at, word in enumerate(one.words):
        if word.text.islower() and is_past(word.low, one.language) and word.low not in saying:
            found |= informative_terms(word.low, one.language)
        if word.low in before:
            found |= _verb_after(one, at + 1, (*_grammar(one, "passed"), *saying))
    return frozenset(found)


def _verb_after(one: Worded, at: int, passed: Collection[str], endings: tuple[str, ...] = ()) -> frozenset[str]:
    """The terms of the first word from a place on that is neither passed over nor has one of some endings."""
    rest = (word for word in one.words[at:] if word.low not in passed and not (endings and word.low.endswith(endings)))
    verb = next(rest, None)
    return informative_terms(verb.low, one.language) if verb and verb.text.islower() else frozenset()


def speakers(one: Worded) -> tuple[Name, ...]:
    """The names that a verb of saying or "according to" stands next to; one of judging where words are quoted."""
    plain = lexicon.listed(one.language, "saying", "say", "announce", "commit", "deny")
    judging = lexicon.listed(one.language, "saying", "judge") if quotations(one.text) else frozenset()
    return tuple(name for name in one.names if _speaks(one, name, plain, judging))


def _speaks(one: Worded, name: Name, plain: frozenset[str], judging: frozenset[str]) -> bool:
    before = [w.low for w in one.words if name.span.start - _REACH <= w.start < name.span.start]
    after = [w.low for w in one.words if name.span.end <= w.start <= name.span.end + _REACH]
    if not set(_grammar(one, "according")).isdisjoint(before[-3:]):
        return True
    if before and before[-1] in plain and before[-1] not in _grammar(one, "hearer"):
        return True
    if after and after[0] in _grammar(one, "between"):
        after = after[1:]
    return bool(after) and after[0] in plain | judging


def marked(one: Worded, words: Sequence[Word]) -> Iterator[frozenset[str]]:
    """The terms of each clause in which one of some words stands, those words aside."""
    starts = {word.start: word.start + len(word.text) for word in words}
    for span in spans(one):
        inside = sorted(start for start in starts if span.start <= start < span.end)
        if inside:
            text, at = "", span.start
            for start in inside:
                text, at = text + one.text[at:start] + " ", starts[start]
            yield informative_terms(text + one.text[at : span.end], one.language)
