"""Who did it: one deed that one alone can have done, credited to two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefer.disagreements.answers import Answer, answers_differ, questions, thing
from briefer.disagreements.voices import Conflict, Voice, Voices
from briefer.language import lexicon
from briefer.language.stems import stems_of
from briefer.language.verb_forms import is_past

_ALIKE = 0.5  # what two sentences must say of each other: "a driver" may be "a motorist"
_BY = 3  # words between a deed and "by"
_LONG = 4  # words of a maker without a name: "a retired border guard"
_NEAR = 8  # code points between a maker's name and the deed: "Voss also wrote"


def makers_differ(heard: Voices) -> Iterator[Conflict]:
    """A deed such as founding, writing, leading or shooting, done by different people."""
    yield from answers_differ((made for voice in heard.all for made in _made(voice)), heard)


def _made(voice: Voice) -> Iterator[Answer]:
    """What a sentence says that somebody did: "Voss founded the firm", "the firm was founded by Voss"."""
    deeds = questions(voice.language, "credited")
    for at, word in enumerate(voice.said.words):
        question = deeds.get(word.stem)
        before = voice.said.words[at - 1].low if at else ""
        is_going_on = word.low.endswith(_during(voice)) and before in lexicon.listed(
            voice.language, "auxiliaries", "be"
        )
        if question is None or not word.text.islower() or not (is_going_on or is_past(word.low, voice.language)):
            continue
        by = next((w for w in voice.said.words[at + 1 : at + 1 + _BY] if _is_by(w.low, voice)), None)
        end = word.start + len(word.text)
        if by:
            maker = _after(voice, by.start + len(by.text))
            what = voice.text[: word.start]
        elif word.stem in stems_of(voice.language, "credited", "passive"):
            continue
        else:
            maker = _before(voice, at - is_going_on)
            what = _stop(voice).split(voice.text[end:])[0]
            if not _is_one(what, voice) or lexicon.pattern(voice.language, "credited", "indefinite").match(what):
                continue
        if maker:
            about = frozenset(voice.part(what).terms)
            is_named = any(name[:1].isupper() for name in maker)
            is_told = bool(about & voice.names)
            if not is_told:
                about |= voice.topic | (voice.before.topic if voice.before else frozenset())
            least, key = (0.0, f"{question} named") if is_named else (_ALIKE, question)
            yield Answer(voice, question, thing(what, voice.language), key, maker, about, is_told, alike=least)


def _is_one(what: str, voice: Voice) -> bool:
    """Whether an object is one that the reader knows: "the boat", "Brotlan", and not "guilty"."""
    first = what.split()[:1]
    return bool(first) and (first[0][:1].isupper() or first[0] in lexicon.listed(voice.language, "determiners"))


def _during(voice: Voice) -> tuple[str, ...]:
    return tuple(lexicon.listed(voice.language, "grammar", "during"))


def _is_by(low: str, voice: Voice) -> bool:
    return low in lexicon.listed(voice.language, "grammar", "by")


def _stop(voice: Voice) -> re.Pattern[str]:
    return lexicon.pattern(voice.language, "credited", "object")


def _after(voice: Voice, start: int) -> tuple[str, ...]:
    """Who is named after "by": a name, or a thing with its article."""
    said = _stop(voice).split(voice.text[start:])[0]
    who = thing(said, voice.language)
    named = [name for name in voice.said.names if start <= name.span.start <= start + len(who)]
    if named:
        return tuple(part.text for part in named[0].parts)
    return _described(who.split(), voice)


def _before(voice: Voice, at: int) -> tuple[str, ...]:
    """Who stands before a deed: a name, or a thing with its article."""
    start = voice.said.words[at].start
    named = [name for name in voice.said.names if start - _NEAR <= name.span.end <= start]
    if named:
        before = voice.text[: named[-1].span.start].split()
        # "customs officers in Orre found"
        is_aside = before and lexicon.pattern(voice.language, "ends", "within").fullmatch(before[-1])
        return () if is_aside else tuple(part.text for part in named[-1].parts)
    words = [word.low for word in voice.said.words[max(0, at - _LONG) : at]]
    articles = lexicon.listed(voice.language, "determiners", "article")
    first = next((n for n in range(len(words) - 1, -1, -1) if words[n] in articles), len(words))
    return _described(words[first:], voice)


def _described(words: Sequence[str], voice: Voice) -> tuple[str, ...]:
    """The noun of "a border guard", where it tells one from another; none of "a man"."""
    if len(words) < len(("a", "guard")) or words[0] not in lexicon.listed(voice.language, "determiners", "article"):
        return ()
    return () if words[-1] in lexicon.listed(voice.language, "credited", "anyone") else (words[-1],)
