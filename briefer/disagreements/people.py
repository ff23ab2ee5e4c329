"""Different people named for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language.lexicon import groups, pattern, words

_ALIKE = 0.33
_INITIALS = 3
_MISSPELT = 0.8


def people_differ(heard: Voices) -> Iterator[Conflict]:
    """One sentence says of one person what another says of another."""
    for a, b, alike in heard.close:
        if alike < _ALIKE:
            continue
        here, there = _alone(a, b, heard), _alone(b, a, heard)
        if len(here) == len(there) == 1 and (question := _question(a, here[0], b, there[0])):
            yield Conflict(question, (a, b))


def _alone(voice: Voice, other: Voice, heard: Voices) -> list[str]:
    """The people of a sentence whom the other's article does not name."""
    return [name for name in _people(voice) if not set(name.split()) <= heard.words[other.article]]


def _people(voice: Voice) -> Iterator[str]:
    """The names of two words or more that are of no institution, by their last two: the first name and the last."""
    for name in voice.said.names:
        # "National Security Adviser Michael T. Flynn" is Michael Flynn.
        found = [part.text for part in name.parts if len(part.text) > 1][-2:]
        if len(found) > 1 and words(voice.language, "institutions").isdisjoint(word.lower() for word in found):
            yield " ".join(found)


def _question(a: Voice, name: str, b: Voice, other: str) -> str | None:
    """The question, where the two names stand in one place; None where they need not exclude each other."""
    first, second = name.split(), other.split()
    if first[-1] == second[-1]:
        return None if _one_person(first[0].lower(), second[0].lower(), a.language) else "Who was it?"
    post, another = (
        pattern(voice.language, "posts").search(voice.text[: voice.text.find(who)])
        for voice, who in ((a, name), (b, other))
    )
    if post and another and post["post"].lower() == another["post"].lower():
        fields = [a.part(post["field"] or "").terms, b.part(another["field"] or "").terms]
        # "Health minister" and "finance minister" are two posts.
        return f"Who is the {post['post'].lower()}?" if fields[0] == fields[1] or not all(fields) else None
    return None


def _one_person(first: str, second: str, language: str | None) -> bool:
    """Whether two first names may be one: an initial, a short or familiar form or a misspelling."""
    if len(first.strip(".")) < _INITIALS or len(second.strip(".")) < _INITIALS:
        return True
    if first[:_INITIALS] in second or second[:_INITIALS] in first:
        return True
    if any({first, second} <= forms for forms in groups(language, "first_names")):
        return True
    return SequenceMatcher(None, first, second).ratio() >= _MISSPELT
