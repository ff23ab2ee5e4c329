"""Different people named for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from briefer.disagreements.conflict import Conflict
from briefer.disagreements.voices import Voice, Voices
from briefer.language.statements import statement
from briefer.language.word_sets import word_set

_ALIKE = 0.33
_PERSON = re.compile(r"\b[A-Z][\w’'-]+(?: (?:[A-Z]\.|de|von|van|bin|al))*(?: [A-Z][\w’'-]+)+")
_TITLES = word_set(
    "mr mrs ms dr sir lord lady president minister senator sen representative rep governor gov mayor judge justice "
    "chancellor king queen prince princess pope general colonel captain professor prof chief secretary speaker "
    "director chairman chairwoman chair leader former the a an"
)
_ROLE = re.compile(
    r"(?:([\w-]+)\s+)?\b(director|chief executive|president|chairman|chairwoman|minister|mayor|governor|senator|coach|"
    r"captain|spokesman|spokeswoman|spokesperson|lawyer|judge|prosecutor|chief|ceo|head|leader|winner|author|founder|"
    r"owner)\s+$",
    re.IGNORECASE,
)
_INSTITUTIONS = word_set(
    "house senate congress party university college school court office department ministry committee council agency "
    "states kingdom union street city county state north south east west new bank group company inc corp news times "
    "post monday tuesday wednesday thursday friday saturday sunday"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_INITIALS = 3
_MISSPELT = 0.8


def people_differ(heard: Voices) -> Iterator[Conflict]:
    """One sentence says of one person what another says of another."""
    for a, b, alike in heard.close:
        if alike < _ALIKE:
            continue
        here, there = _alone(a, b, heard), _alone(b, a, heard)
        if len(here) == len(there) == 1 and (question := _question(a.text, here[0], b.text, there[0])):
            yield Conflict(question, (a, b))


def _alone(voice: Voice, other: Voice, heard: Voices) -> list[str]:
    """The people of a sentence whom the other's article does not name."""
    return [name for name in _people(voice.text) if not set(name.split()) <= heard.words[other.article]]


def _people(text: str) -> list[str]:
    found = []
    for match in _PERSON.finditer(text):
        words = [_POSSESSIVE.sub("", word) for word in match.group().split()]
        while words and words[0].lower() in _TITLES:
            words = words[1:]
        # "National Security Adviser Michael T. Flynn" is Michael Flynn.
        words = [word for word in words if not word.endswith(".")][-2:]
        if len(words) > 1 and not _INSTITUTIONS & {word.lower() for word in words}:
            found.append(" ".join(words))
    return found


def _question(a: str, name: str, b: str, other: str) -> str | None:
    """The question, where the two names stand in one place; None where they need not exclude each other."""
    first, second = name.split(), other.split()
    if first[-1] == second[-1]:
        return None if _one_person(first[0].lower(), second[0].lower()) else "Who was it?"
    role, another = (_ROLE.search(text[: text.find(who)]) for text, who in ((a, name), (b, other)))
    if role and another and role.group(2).lower() == another.group(2).lower():
        fields = [statement(match.group(1) or "").terms for match in (role, another)]
        # "Health minister" and "finance minister" are two posts.
        return f"Who is the {role.group(2).lower()}?" if fields[0] == fields[1] or not all(fields) else None
    return None


def _one_person(first: str, second: str) -> bool:
    """Whether two first names may be one: an initial, a short form or a misspelling."""
    if len(first.strip(".")) < _INITIALS or len(second.strip(".")) < _INITIALS:
        return True
    if first[:_INITIALS] in second or second[:_INITIALS] in first:
        return True
    return SequenceMatcher(None, first, second).ratio() >= _MISSPELT
