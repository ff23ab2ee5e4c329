"""One says that it was done, the other that it was not, in nearly the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefer.disagreements.answers import thing
from briefer.disagreements.voices import Conflict, Voice, Voices, different_time
from briefer.language.clauses import is_past
from briefer.language.lexicon import listed, pattern
from briefer.language.stems import Word, stem

_ALIKE = 0.5  # what two sentences must say of each other


def denials_differ(heard: Voices) -> Iterator[Conflict]:
    """A deed that one sentence denies and the other does not."""
    denied = {voice: found for voice in heard.all if (found := pattern(voice.language, "turned").search(voice.text))}
    for a, b, alike in heard.close:
        for one, other in ((a, b), (b, a)):
            if alike < _ALIKE or one not in denied or other.said.negated or different_time(a, b):
                continue
            if _does(other, denied[one]) and _same_matter(one, denied[one], other, heard):
                yield Conflict(_question(one, denied[one]), (a, b))


def _does(voice: Voice, denied: re.Match[str]) -> bool:
    """Whether a sentence says in the same tense that it was done."""
    deed = stem(denied["deed"].lower(), voice.language)
    words = voice.said.words
    return any(word.stem == deed and _in_tense(words[at - 1] if at else None, word, denied, voice) for at, word in enumerate(words))


def _in_tense(before: Word | None, word: Word, denied: re.Match[str], voice: Voice) -> bool:
    helper, low = denied["helper"].lower(), before.low if before else ""
    for kind in ("modal", "be", "have"):
        helpers = listed(voice.language, "auxiliaries", kind)
        if helper in helpers:
            return low in helpers
    return is_past(word.low, voice.language)


def _same_matter(one: Voice, denied: re.Match[str], other: Voice, heard: Voices) -> bool:
    """Whether who is said not to have done it is in the other sentence, and so is something of what was not done."""
    who = frozenset(one.part(one.text[: denied.start()]).terms)
    what = frozenset(one.part(pattern(one.language, "credited", "object").split(one.text[denied.end() :])[0]).terms)
    held = other.topic
    is_one = bool(heard.common(who, held)) and (who & one.names) <= held
    return is_one and (not what or bool(heard.common(what, held)))


def _question(voice: Voice, denied: re.Match[str]) -> str:
    who = thing(voice.text[: denied.start()], voice.language)
    helper = denied["helper"].capitalize()
    return f"{helper} {who} {denied['deed']}?" if who != "it" else "Was it so?"
