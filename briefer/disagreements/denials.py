"""One says that it was done, the other that it was not, or that the opposite was, in nearly the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.disagreements.answers import IT, thing
from briefer.disagreements.voices import Conflict, Voice, Voices, different_time
from briefer.language.lexicon import listed, pattern
from briefer.language.opposed import opposites
from briefer.language.stems import Word, stem, stems_of
from briefer.language.verb_forms import is_past
from briefer.language.verb_groups import Mood

_ALIKE = 0.5  # what two sentences must say of each other
_TURNED = 0.35  # … where the verbs differ


def denials_differ(heard: Voices) -> Iterator[Conflict]:
    """A deed that one sentence denies and the other does not."""
    denied = {voice: found for voice in heard.all if (found := pattern(voice.language, "turned").search(voice.text))}
    for a, b, alike in heard.close:
        for one, other in ((a, b), (b, a)):
            if alike < _ALIKE or one not in denied or other.said.negated or different_time(a, b):
                continue
            question = _question(one, denied[one])
            if question and _does(other, one, denied[one]) and _same_matter(one, denied[one], other, heard):
                yield Conflict(question, (a, b))


def _does(voice: Voice, one: Voice, denied: re.Match[str]) -> bool:
    """Whether a sentence says in the same tense that somebody did it: not "the message sent from …"."""
    deed, what = stem(denied["deed"].lower(), voice.language), _what(one, denied)
    words = voice.said.words
    return any(
        word.stem == deed
        and before.stem not in what
        and _in_tense(
            voice, {before.low, first.low} if denied["be"] else {before.low}, word.low, denied["helper"].lower()
        )
        for first, before, word in zip((words[0], *words), words, words[1:], strict=False)
    )


def _in_tense(voice: Voice, before: set[str], deed: str, helper: str) -> bool:
    for kind in ("modal", "be", "have"):
        helpers = listed(voice.language, "auxiliaries", kind)
        if helper in helpers:
            return not before.isdisjoint(helpers)
    return is_past(deed, voice.language)


def _what(voice: Voice, denied: re.Match[str]) -> frozenset[str]:
    """The terms of what was not done."""
    return frozenset(
        voice.part(pattern(voice.language, "credited", "object").split(voice.text[denied.end() :])[0]).terms
    )


def _same_matter(one: Voice, denied: re.Match[str], other: Voice, heard: Voices) -> bool:
    """Whether who is said not to have done it is in the other sentence, and so is something of what was not done."""
    who, what = frozenset(one.part(one.text[: denied.start()]).terms), _what(one, denied)
    is_one = bool(heard.common(who, other.topic)) and (who & one.names) <= other.topic
    return is_one and (not what or bool(heard.common(what, other.topic)))


def _question(voice: Voice, denied: re.Match[str]) -> str | None:
    """Whether it was done, asked in the words of the denial; None where they do not say who is meant."""
    before = voice.text[: denied.start()]
    who = thing(before, voice.language)
    verbs = [verb for verb in voice.verbs if verb.start < denied.start()]
    is_said = any(verb.stem in stems_of(voice.language, "saying", "say", "announce") for verb in verbs)
    if who == IT or is_said or len(verbs) > 1:  # "the man who was shot was not armed" has one
        return None
    what = thing(voice.text[denied.end() :], voice.language)
    return (
        f"{denied['helper'].capitalize()} {who} {denied['be'] or ''}{denied['deed']}{'' if what == IT else f' {what}'}?"
    )


def turns_differ(heard: Voices) -> Iterator[Conflict]:
    """One deed against its opposite, by one doer and to one thing."""
    for a, b, alike in heard.close:
        if alike < _TURNED or a.said.negated != b.said.negated or different_time(a, b) or heard.strangers(a, b):
            continue
        for mine in a.verbs:
            theirs = next((verb for verb in b.verbs if _turns(mine, verb, a.language)), None)
            is_both = mine.stem in b.said.stems or bool(theirs and theirs.stem in a.said.stems)
            is_alike = theirs is not None and _mood(a, mine) is _mood(
                b, theirs
            )  # not "said it would go on"/"has ended"
            if theirs and is_alike and not is_both and _one_frame(a, mine, b, theirs, heard):
                yield Conflict(f"Which is it: {mine.low} or {theirs.low}?", (a, b))


def _mood(voice: Voice, verb: Word) -> Mood:
    """How surely a verb of a sentence is told."""
    told = (clause.mood for clause in voice.said.clauses if clause.verb and clause.verb.start == verb.start)
    return next(told, Mood.DONE)


def _turns(a: Word, b: Word, language: str | None) -> bool:
    """Whether two verbs are opposites, both told as done or neither."""
    is_opposite = b.stem in opposites(language).get(a.stem, ())
    return is_opposite and is_past(a.low, language) == is_past(b.low, language)


def _one_frame(a: Voice, mine: Word, b: Voice, theirs: Word, heard: Voices) -> bool:
    """Whether what stands before the verbs is one thing, and what stands behind them in their clause is one too."""
    ends = pattern(a.language, "credited", "object")
    for one, other in (
        (ends.split(a.text[: mine.start])[-1], ends.split(b.text[: theirs.start])[-1]),
        (
            ends.split(a.text[mine.start + len(mine.text) :])[0],
            ends.split(b.text[theirs.start + len(theirs.text) :])[0],
        ),
    ):
        left, right = frozenset(a.part(one).terms), frozenset(b.part(other).terms)
        shared, back = heard.common(left, right), heard.common(right, left)
        if left and right and (not shared or (left - shared and right - back)):
            return False
    return True
