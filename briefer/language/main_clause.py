"""What a sentence says first, and what it says beside: its reasons, circumstances and further deeds.

Two outlets that tell one fact seldom give it the same reasons, so whoever asks whether they tell the same fact asks
about the main clause, and names what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefer.language import lexicon
from briefer.language.tokens import quotations
from briefer.language.word_kinds import Worded, WordKind
from briefer.records import Span

_LEAST = 3  # words of a main clause
_VERBS = frozenset({WordKind.PAST, WordKind.VERB, WordKind.AUXILIARY})


def sides(one: Worded) -> tuple[Span, ...]:
    """Where the reasons, circumstances and further deeds of a sentence stand; quoted words are left whole."""
    return tuple(span for span, key in beside(one) if key == "side")


def main_clause(one: Worded) -> str:
    """A sentence without all that stands beside its main clause; the whole where too little would be left."""
    left, at = "", 0
    for span, _ in beside(one):
        left, at = (left + one.text[at : span.start]).rstrip(" ,"), span.end
    left = (left + one.text[at:]).strip(" ,;\n")
    return left if len(left.split()) >= _LEAST else one.text


def beside(one: Worded) -> Iterator[tuple[Span, str]]:
    """What stands beside the main clause, in order, and the key of the patterns by which it was found."""
    whole = _without_quotations(one.text)
    opening = lexicon.pattern(one.language, "openings", case=True).match(whole)
    if opening:
        yield Span(*opening.span()), "side"
    begun = at = opening.end() if opening else 0
    starts = sorted(
        (match.end(), key)
        for key in ("side", "describing")
        for match in lexicon.pattern(one.language, "parts", key, case=True).finditer(whole, begun)
    )
    if not starts:
        return  # before its words are looked at, which takes most of the time
    verbs = [word.start for word, kind in zip(one.words, one.kinds, strict=True) if kind in _VERBS]
    ends = [start for start, _ in starts[1:]]
    for (start, key), after in zip(starts, [*ends, len(whole)], strict=True):
        if start < at:
            continue
        if any(at <= verb < start for verb in verbs) or begun < at == start:
            end = after  # the main clause is told: this goes on to where the next one begins
        elif (end := whole.find(", ", start)) < 0:
            continue  # it stands within the main clause and is closed by a comma, or is none
        yield Span(start, end), key
        at = end


def _without_quotations(text: str) -> str:
    """A text of the same length in which nothing is found within quotation marks."""
    for span in quotations(text):
        text = text[: span.start] + "\N{NO-BREAK SPACE}" * (span.end - span.start) + text[span.end :]
    return text
