"""How to ask after two figures, in words that both sentences have and that are always right."""

from __future__ import annotations

import re
from itertools import takewhile

from briefer.disagreements.answers import IT, thing
from briefer.disagreements.figure import Figure, asked_after
from briefer.disagreements.voices import Voice
from briefer.language import lexicon
from briefer.language.quantities import QuantityKind
from briefer.language.word_kinds import VERBS, WordKind

_VERBAL = VERBS | {WordKind.AUXILIARY}
_NEAR = 3  # words behind a figure among which stands what it counts: "three undersea cables"


def figure_question(a: Figure, b: Figure) -> str:
    """A plain question that two figures answer; its nouns stand in both sentences.

    Args:
        a: a figure.
        b: another one of its kind, of another source.
    """
    kind, unit = a.quantity.kind, a.quantity.unit
    if kind is QuantityKind.TIME:
        return "At what time was it?"
    if kind is QuantityKind.ORDINAL:
        return f"Which {a.quantity.noun} is it?"
    if kind is QuantityKind.POINTS:
        return "How many percentage points?"
    if kind is QuantityKind.COUNT and a.of and a.of == b.of and not a.noun:
        return f"How large is the {a.of}?"
    if kind is QuantityKind.COUNT:
        asked = lexicon.table(a.voice.language, "asked_after")
        act = next((act for act, words in asked.items() if " " in act and not (a.acts & b.acts).isdisjoint(words)), "")
        return " ".join(filter(None, ("How many", _plural(a, b), act))) + "?"
    if kind is QuantityKind.MEASURE:
        return f"How many {unit}s?" if unit else "How much?"
    if kind is QuantityKind.MONEY:
        paid = _common_noun(a.voice, b.voice, "money")
        return f"How much is the {paid}?" if paid else "How much money is it?"
    if a.voice.matches("figures", "moved") and b.voice.matches("figures", "moved"):
        return "How large is the change?"
    return f"How large is the {_common_noun(a.voice, b.voice, 'share') or _share(a, b)}?"


def counted(a: Figure, b: Figure) -> str:
    """What two figures count, as both sentences write it: "passengers"; else "people".

    Args:
        a: a figure.
        b: another one that counts the same.
    """
    return _plural(a, b) or "people"


def _plural(a: Figure, b: Figure) -> str:
    """The plural that stands shortly behind both figures; empty where there is none."""
    ends = lexicon.pattern(a.voice.language, "figures", "break")
    mine, theirs = (ends.split(f.voice.text[f.quantity.span.end :])[0].split()[:_NEAR] for f in (a, b))
    several = lexicon.listed(a.voice.language, "counts", "several")
    is_several = lexicon.pattern(a.voice.language, "figures", "plural").fullmatch
    both = (word for word in mine if word in theirs and word.islower())
    return next((word for word in both if word in several or is_several(word)), "")


def _common_noun(a: Voice, b: Voice, kind: str) -> str | None:
    """The first noun of a list that both sentences hold, with the name of which both tell it: "stake in Perrolith"."""
    held = a.said.shares.keys() & b.said.shares.keys()
    noun = next((noun for term, noun in asked_after(a.language, kind).items() if term in held), None)
    return noun and f"{noun}{_detail(noun, a, b)}"


def _detail(noun: str, a: Voice, b: Voice) -> str:
    """What follows a noun in one of two sentences, with a name that both have: " in Perrolith"; else nothing."""
    theirs = (set(re.findall(r"\w+", voice.text)) for voice in (b, a))
    for voice, words in zip((a, b), theirs, strict=True):
        for match in lexicon.pattern(voice.language, "figures", "detail").finditer(voice.text):
            before = voice.text[: match.start()].split()[-1:]
            if before == [noun] and words.issuperset(re.findall(r"\w+", match["name"])):
                return match[0].rstrip()
    return ""


def _share(a: Figure, b: Figure) -> str:
    """What two shares are shares of, as far as both sentences end it alike: "share of the battery packs"."""
    mine, theirs = (_whole(figure).split()[::-1] for figure in (a, b))
    alike = takewhile(lambda words: words[0] == words[1] and words[0].islower(), zip(mine, theirs, strict=False))
    same = [word for word, _ in alike]
    determiners = lexicon.listed(a.voice.language, "determiners")
    noun = " ".join(word for word in same[::-1] if word not in determiners)
    return f"share of the {noun}" if noun and noun != IT and mine[0] != IT else "share"


def _whole(figure: Figure) -> str:
    """Of what a sentence says that a figure is a share, up to its verb; "it" where it does not say so."""
    text, start = figure.voice.text, figure.quantity.span.end
    match = lexicon.pattern(figure.voice.language, "figures", "whole").match(text[start:])
    if match is None:
        return IT
    at, end = start + match.start("noun"), start + match.end("noun")
    words = zip(figure.voice.said.words, figure.voice.said.kinds, strict=True)
    stop = next((word.start for word, kind in words if at <= word.start < end and kind in _VERBAL), end)
    return thing(text[at:stop], figure.voice.language)
