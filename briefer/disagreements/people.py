"""Different people named for the same thing, and which two names may be one person's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language.lexicon import groups, pattern, words
from briefer.language.names import Name, fold

_ALIKE = 0.33
_INITIALS = 3
_MISSPELT = 0.8
_TRANSLITERATED = 0.7  # of each of two words: "Sergey Yelkin", "Sergei Elkin"


def people_differ(heard: Voices) -> Iterator[Conflict]:
    """One sentence says of one person what another says of another."""
    for a, b, alike in heard.close:
        if alike < _ALIKE:
            continue
        here, there = _alone(a, b, heard), _alone(b, a, heard)
        if len(here) == len(there) == 1 and (question := _question(a, here[0], b, there[0], heard)):
            yield Conflict(question, (a, b))


def _alone(voice: Voice, other: Voice, heard: Voices) -> list[Name]:
    """The people of a sentence whom the other's article does not name."""
    known = heard.words[other.article]
    return [name for name in voice.said.names if (who := person(name, voice.language)) and not set(who) <= known]


def person(name: Name, language: str | None) -> tuple[str, ...]:
    """The last two words of a name of two words or more that is of no institution: the first name and the last."""
    # "National Security Adviser Michael T. Flynn" is Michael Flynn.
    found = _words(name)[-2:]
    institutions = words(language, "institutions")
    is_person = len(found) > 1 and institutions.isdisjoint(word.lower() for word in found)
    return tuple(found) if is_person else ()


def _words(name: Name) -> list[str]:
    return [part.text for part in name.parts if len(part.text) > 1]


def _question(a: Voice, name: Name, b: Voice, other: Name, heard: Voices) -> str | None:
    """The question, where the two names stand in one place; None where they need not exclude each other."""
    first, second = _words(name), _words(other)
    if same_person(first, second, a.language) or heard.strangers(a, b, first, second):
        return None
    if first[-1] == second[-1]:
        return "Who was it?"
    post, another = _post(a, name), _post(b, other)
    if post and another and post["post"].lower() == another["post"].lower() and fold(first[-2]) != fold(second[-2]):
        fields = [a.part(post["field"] or "").terms, b.part(another["field"] or "").terms]
        # "Health minister" and "finance minister" are two posts.
        return f"Who is the {post['post'].lower()}?" if fields[0] == fields[1] or not all(fields) else None
    return None


def _post(voice: Voice, who: Name) -> re.Match[str] | None:
    """The post right before a name, unless it is one that somebody held before."""
    post = pattern(voice.language, "posts", "before").search(voice.text[: voice.text.find(" ".join(_words(who)[-2:]))])
    is_past = post and pattern(voice.language, "posts", "past").search(voice.text[: post.start("post")])
    return None if is_past else post


def same_person(a: Sequence[str], b: Sequence[str], language: str | None) -> bool:
    """Whether two names may be one person's: a familiar or other spelling, an initial, a part, another order.

    Args:
        a: the words of a name.
        b: the words of another.
        language: ISO 639-1 code, for familiar forms of first names.
    """
    mine, theirs = [fold(word) for word in a], [fold(word) for word in b]
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    if len(mine) == 1 or len(theirs) == 1:
        return _like(mine[-1], theirs[-1], _MISSPELT)
    if mine[-1] == theirs[-1]:
        return any(_one_first_name(x, y, language) for x in mine[:-1] for y in theirs[:-1])
    firsts = _like(mine[0], theirs[0], _TRANSLITERATED) or _one_first_name(mine[0], theirs[0], language)
    return firsts and _like(mine[-1], theirs[-1], _TRANSLITERATED)


def _one_first_name(first: str, second: str, language: str | None) -> bool:
    """Whether two first names may be one: an initial, a short or familiar form or a misspelling."""
    if len(first.strip(".")) < _INITIALS or len(second.strip(".")) < _INITIALS:
        return True
    if first[:_INITIALS] in second or second[:_INITIALS] in first:
        return True
    if any({first, second} <= forms for forms in groups(language, "first_names")):
        return True
    return _like(first, second, _MISSPELT)


def _like(one: str, other: str, least: float) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= least
