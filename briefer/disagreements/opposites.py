"""Sentences about one thing of which one says yes and the other no, or one little and the other much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefer.disagreements.conflict import Conflict
from briefer.disagreements.questions import subject
from briefer.disagreements.voices import Voice, Voices, different_time


@dataclass(frozen=True, slots=True)
class Opposites:
    """Two ways to describe a thing that exclude each other."""

    question: str  #: with a place for a name that both sentences hold
    one: re.Pattern[str]
    other: re.Pattern[str]
    alike: float  #: what the two sentences must say of each other: much where the words are used of many things


def _pair(question: str, one: str, other: str, alike: float = 0.3) -> Opposites:
    patterns = [re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in (one, other)]
    return Opposites(question, patterns[0], patterns[1], alike)


_OPPOSITES = (
    _pair(
        "Was it confirmed?",
        r"(?<!not )(?<!n't )(?<!yet to )confirm(?:s|ed)",
        r"(?:not|n['’]t|yet to|declined to|refused to) (?:yet )?(?:been )?confirm(?:ed)?|den(?:y|ies|ied)|"
        r"neither \w+ has (?:released|made|issued|given)\b.{0,40}statement|has not (?:released|made|issued|commented)",
        0.1,
    ),
    _pair(
        "Was it approved?",
        r"(?<!not )approv(?:es|ed)|accepted|passed",
        r"reject(?:s|ed)|turned down|voted (?:down|against)|(?:not|n['’]t) approved?",
    ),
    _pair(
        "Did the person survive?",
        r"(?:is|was|remains?) in (?:a )?(?:hospital|intensive care|critical condition)|survived|is alive|is recovering",
        r"died|is dead|was killed|found dead",
        0.2,
    ),
    _pair(
        "Has it ended, or is that only being considered?",
        r"(?:is|are|was|were) (?:also |still )?(?:considering|weighing|mulling|thinking about)(?: \w+){0,2} "
        r"(?:end|leav|drop|cancel|cut|pull|stop|quit|clos)\w*",
        r"(?:has|have|had) (?:already |now )?(?:lost|left|dropped|cancelled|canceled|quit|stopped)|loss of|"
        r"(?:has|have) (?:already |now )?ended",
        0.1,
    ),
    _pair(
        "Was it a resignation or a dismissal?",
        r"resign(?:s|ed)|stepped down|quit",
        r"(?:was|been|were) (?:fired|dismissed|sacked|ousted|removed)|fired|dismissed|sacked|ousted",
    ),
    _pair(
        "Is the suspect in custody?", r"(?:was|were|been) arrested|in custody", r"at large|on the run|not been arrested"
    ),
    _pair("What was the verdict?", r"(?:found|pleaded) guilty|convicted", r"acquitted|not guilty|cleared of"),
    _pair("Is it cancelled or postponed?", r"cancell?ed|called off", r"postponed|put off|delayed until"),
    _pair(
        "How important was {}?",
        r"(?:only )?a (?:small|minor|tiny|modest|limited) (?:fraction|part|share|portion|role|amount|number)|"
        r"of little importance|only (?:minor|marginal)",
        r"(?:a |the )?(?:key|main|vital|critical|central|crucial|primary|major|essential|most important)"
        r"[\s\w-]{0,24}?\b(?:supplier|partner|provider|role|source|contractor|part|customer|vendor)",
        0.1,
    ),
)
_NAMES = 2  # shared names that are enough by themselves


def opposites(heard: Voices) -> Iterator[Conflict]:
    """Voices of different origins that match opposite descriptions of one thing."""
    for pair in _OPPOSITES:
        ones = [v for v in heard.all if pair.one.search(v.text) and not pair.other.search(v.text)]
        others = [v for v in heard.all if pair.other.search(v.text) and not pair.one.search(v.text)]
        scored = [
            (-alike, a.ref, b.ref, a, b)
            for a in ones
            for b in others
            if a.origin != b.origin and not different_time(a, b) and _about_one_thing(a, b, heard)
            if (alike := heard.alike(a, b)) >= pair.alike
        ]
        for *_, a, b in sorted(scored, key=lambda entry: entry[:3])[:1]:
            yield Conflict(pair.question.format(subject(a, b, "it")), (a, b))


def _about_one_thing(a: Voice, b: Voice, heard: Voices) -> bool:
    """Whether two sentences share their names, or a name and what is said of it."""
    terms = heard.common((t for t in [*a.statement.terms, *a.context]), (t for t in [*b.statement.terms, *b.context]))
    names = (a.names | a.context & frozenset(b.names)) & (b.names | b.context & frozenset(a.names))
    return len(names) >= _NAMES or (bool(names) and len(terms - names) >= _NAMES)
